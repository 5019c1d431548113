"""Looking through a file for its labels before anything is imported."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from emoji_labeler.domain.import_options import ImportOptions
from emoji_labeler.domain.memo_draft import MemoDraft
from emoji_labeler.domain.record import record
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.services.importing import planned
from emoji_labeler.services.label_mapping import ForeignLabel, LabelTranslation
from emoji_labeler.storage.project import ProjectStore

_OUTCOMES_BETWEEN_LOOKS = 1_000


@record
class LabelCensus:
    """The answers in a file: how many, by whom, with how many labels, and which are not known."""

    answers: int
    annotators: tuple[str, ...]
    labels: int
    unknown: tuple[ForeignLabel, ...]

    @property
    def unknown_answers(self) -> int:
        """How many answers choose a label that is not known."""
        return sum(one.answers for one in self.unknown)


def take_label_census(
    project_path: Path,
    file: Path,
    *,
    options: ImportOptions,
    pack: EmojiPack,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> LabelCensus | None:
    """Count the labels of a file; None if cancelled. ``annotators`` has no empty name."""
    labels: Counter[str] = Counter()
    names: dict[str, None] = {}
    answers = 0
    with ProjectStore.open(project_path) as project:
        translation = LabelTranslation(project.label_mappings.all(), pack=pack)
    with planned(file, options) as (importer, source, plan):
        for place, outcome in enumerate(importer.read(source, plan)):
            if place % _OUTCOMES_BETWEEN_LOOKS == 0 and is_cancelled():
                return None
            if isinstance(outcome, MemoDraft):
                answers += len(outcome.answers)
                labels.update(one.label for one in outcome.answers if one.label)
                names.update(dict.fromkeys(one.annotator for one in outcome.answers))
    return LabelCensus(
        answers=answers,
        annotators=tuple(filter(None, names)),
        labels=len(labels),
        unknown=tuple(
            ForeignLabel(raw=raw, answers=count, guess=translation.guess(raw))
            for raw, count in labels.most_common()
            if translation.label_of(raw) is None
        ),
    )
