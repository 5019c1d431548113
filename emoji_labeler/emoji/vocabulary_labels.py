"""The labels a resolver may answer with, and which emoji of a pack each of them means."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from emoji_labeler.domain.emoji import Emoji
from emoji_labeler.emoji.folding import search_text
from emoji_labeler.emoji.known_names import KnownNames
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.emoji.unicode_forms import bare


class VocabularyLabels:
    """A list of labels beside a pack; the list may be the pack's own, or know it only in part."""

    def __init__(self, labels: Sequence[str], pack: EmojiPack) -> None:
        if not labels:
            raise ValueError("A vocabulary needs a label.")
        self._labels = dict.fromkeys(labels)
        self._pack = pack

    def __contains__(self, label: str) -> bool:
        return label in self._labels

    def base_label(self, label: str) -> str:
        """Return the neutral label of a variant, and any other label as it is."""
        return self._pack.base_label(label)

    @cached_property
    def known_emoji(self) -> tuple[Emoji, ...]:
        """Every emoji with its words: labels that the pack does not know come first, with none."""
        strangers = (label for label, meant in self._meanings.items() if not meant)
        return (*(Emoji(label=label) for label in strangers), *self._pack.emoji)

    @cached_property
    def own_emoji(self) -> tuple[Emoji, ...]:
        """The emoji of the list under the labels of the list, in its order."""
        return tuple(self._own(label) for label in self._labels)

    def known(self, label: str) -> Emoji:
        """Return the emoji of a label that the list or the pack has."""
        return self._pack.get(label) or Emoji(label=label)

    def landing(self, label: str) -> tuple[str, bool]:
        """Return the label of the list for a known one, and whether it is only a variant of it.

        An empty string where the list has neither.
        """
        if label in self._labels:
            return label, False
        if label in self._labels_by_meaning:
            return self._labels_by_meaning[label], False
        for variant in self._pack.variants(label):
            own = variant.label if variant.label in self._labels else ""
            if own := own or self._labels_by_meaning.get(variant.label, ""):
                return own, True
        return "", False

    def first_of(self, labels: Iterable[str]) -> str:
        """Return the first of some labels of the pack that the list has, else its own first."""
        landings = (self.landing(label)[0] for label in labels)
        return next(filter(None, landings), next(iter(self._labels)))

    def _own(self, label: str) -> Emoji:
        if label in self._pack:
            return self.known(label)
        meant = self._meanings[label]
        return replace(self.known(meant), label=label) if meant else Emoji(label=label)

    @cached_property
    def _labels_by_meaning(self) -> dict[str, str]:
        return {meant: label for label, meant in reversed(self._meanings.items()) if meant}

    @cached_property
    def _meanings(self) -> dict[str, str]:
        """What each label that the pack lacks is called there; empty where it is not known.

        A label whose meaning the list has under the pack's own name too means something else.
        """
        foreign = [label for label in self._labels if label not in self._pack]
        if not foreign:
            return {}
        names = KnownNames(self._pack.emoji, base_label=self._pack.base_label)
        meanings = {}
        for label in foreign:
            found = names.characters.get(bare(label)) or names.called.get(search_text(label), "")
            meanings[label] = "" if found in self._labels else found
        return meanings
