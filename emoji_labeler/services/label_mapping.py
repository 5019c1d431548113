"""Mapping the labels of other programs to those of the pack: by rule where one says it, else by
hand, once.

A label is the pack's own, or one that a rule of the resolver names without doubt, or what somebody
in this project said it means. A guess by similarity is only offered to the person, never taken.
"""

import csv
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from emoji_labeler.domain.annotation import AnnotationStatus
from emoji_labeler.domain.errors import BadFileError
from emoji_labeler.domain.given_answer import GivenAnswer
from emoji_labeler.domain.record import record
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.emoji.resolver import Resolver
from emoji_labeler.services.resolving import resolver_for
from emoji_labeler.storage.project import ProjectStore
from emoji_labeler.wording import tr

LEFT_OUT = ""
"""What a label is mapped to whose answers are not wanted."""


@record
class ForeignLabel:
    """A label that the pack does not know: how many answers choose it, and what it might mean."""

    raw: str
    answers: int
    guess: str


class LabelTranslation:
    """Turns answers in the labels of a file into answers in the labels of the pack.

    ``unknown`` counts the answers that were left out because nobody knows what their label means.
    """

    def __init__(self, by_hand: Mapping[str, str], *, pack: EmojiPack) -> None:
        self._by_hand = by_hand
        self._pack = pack
        self._known: dict[str, str | None] = {}
        self.unknown: Counter[str] = Counter()

    def translated(self, answer: GivenAnswer) -> GivenAnswer | None:
        """Return the answer in the pack's labels, or None where its label is not known."""
        if answer.status is not AnnotationStatus.SUBMITTED:
            return answer
        label = self.label_of(answer.label)
        if label is None:
            self.unknown[answer.label] += 1
        if not label:
            return None
        others = (self.label_of(other) for other in answer.also_acceptable)
        also = dict.fromkeys(other for other in others if other and other != label)
        return replace(answer, label=label, also_acceptable=tuple(also))

    def label_of(self, raw: str) -> str | None:
        """Return the label of the pack, ``LEFT_OUT``, or None for a label that is not known."""
        if raw not in self._known:
            self._known[raw] = self._found(raw)
        return self._known[raw]

    def guess(self, raw: str) -> str:
        """Return the label of the pack that is nearest, or an empty string."""
        return self._resolver.resolve(raw).label or ""

    def _found(self, raw: str) -> str | None:
        if raw in self._by_hand:
            chosen = self._by_hand[raw]
            # What was chosen from another pack has to be chosen again.
            return chosen if chosen in self._pack or chosen == LEFT_OUT else None
        if raw in self._pack:
            return raw
        resolution = self._resolver.resolve(raw)
        return resolution.label if resolution.is_safe else None

    @cached_property
    def _resolver(self) -> Resolver:
        return resolver_for(self._pack)


def read_label_map(file: Path, *, pack: EmojiPack) -> dict[str, str]:
    """Return the mapping in a table of two columns: a label of a file, one of the pack or nothing.

    UTF-8; between the columns stands a tab or a comma. Raises BadFileError naming a bad line.
    """
    what = tr("The labels in {name} were not read.", name=file.name)
    try:
        lines = file.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadFileError(
            what,
            why=tr("It cannot be read as UTF-8 text."),
            remedy=tr("Check the path, and save the file as UTF-8."),
        ) from error
    delimiter = "\t" if any("\t" in line for line in lines) else ","
    mapping: dict[str, str] = {}
    for number, row in enumerate(csv.reader(lines, delimiter=delimiter), start=1):
        raw, label = [*(cell.strip() for cell in row), "", ""][:2]
        if raw and label and label not in pack:
            raise BadFileError(
                what,
                why=tr(
                    "Line {number}: the pack has no label “{label}”.", number=number, label=label
                ),
                remedy=tr("Correct that line; “emoji-labeler search” finds labels."),
            )
        if raw:
            mapping[raw] = label
    return mapping


def keep_label_mapping(project_path: Path, mapping: Mapping[str, str]) -> None:
    """Keep what labels of files mean in this project, in addition to what is kept already."""
    with ProjectStore.open(project_path) as project:
        project.label_mappings.keep(mapping)
