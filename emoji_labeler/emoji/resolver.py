"""Turns the raw output of a model into a label that has a picture."""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import chain
from typing import Self

from emoji_labeler.domain.resolution import NOTHING_TO_READ, Resolution, ResolutionKind
from emoji_labeler.emoji.known_names import KnownNames
from emoji_labeler.emoji.meanings import NO_MEANINGS, Meanings
from emoji_labeler.emoji.names_in_text import NamesInText
from emoji_labeler.emoji.output_parts import (
    Part,
    codes_in,
    listed_parts,
    marked_parts,
    readable,
    says_nothing,
    whole_parts,
)
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.emoji.resolving_rules import (
    DIRECT_RULES,
    GUESSING_RULES,
    LOOSE_RULES,
    Rule,
    answer_of,
    label_of_emoji,
)
from emoji_labeler.emoji.similarity import Nearest, SimilarityIndex
from emoji_labeler.emoji.theme_table import ThemeRow
from emoji_labeler.emoji.unicode_forms import emoji_in, is_text_sign, shorter_forms, words_for
from emoji_labeler.emoji.vocabulary_labels import VocabularyLabels

# A label that has to be found elsewhere than in the whole output is a little less sure.
_ELSEWHERE = 0.95
_IN_TEXT = 0.9
_NAME_IN_TEXT = 0.75
_COMPOUND = 0.6
_SEVERAL = 0.5
_COMPONENT = 0.6
_VARIANT = 0.9
_SCORE = 0.5
_LONGEST_COMPOUND = 3
_SHORTEST_JAPANESE_SENTENCE = 12
_PARTICLES = "はがをにでのと。、"
_LONGEST_SENTENCE = 200
_FALLBACK_LABELS = ("thought-balloon", "speech-balloon", "memo")

_ALL_RULES = (*DIRECT_RULES, *LOOSE_RULES)
Found = Resolution | None


class Resolver:
    """Finds a label for every raw output: by rules if they say one, else by similarity.

    Deterministic; never raises; as quick as a few look-ups where a rule applies. All indexes are
    built when they are first needed. The confidence of a rule is its measured reliability (see
    ``resolving_rules``), that of a similarity half the share of the output that the
    emoji's words account for, and 0 where they share nothing and a picture is shown all the same.
    ``meanings`` tells real words from misspelt ones.
    """

    def __init__(
        self,
        pack: EmojiPack,
        *,
        vocabulary: Sequence[str] | None = None,
        themes: Iterable[ThemeRow] = (),
        meanings: Meanings = NO_MEANINGS,
    ) -> None:
        self._vocabulary = VocabularyLabels(pack.labels if vocabulary is None else vocabulary, pack)
        self._themes = tuple(themes)
        self._meanings = meanings
        self._steps: tuple[Callable[[str], Found], ...] = (
            self._from_direct_names,
            self._from_loose_names,
            self._from_codes,
            self._from_emoji,
            self._from_list,
            self._from_names,
            self._from_guesses,
            self._from_components,
            self._from_words,
        )

    @classmethod
    def for_vocabulary(
        cls,
        labels: Sequence[str],
        pack: EmojiPack,
        *,
        themes: Iterable[ThemeRow] = (),
        meanings: Meanings = NO_MEANINGS,
    ) -> Self:
        """Return a resolver to the labels of another list, with what a pack knows about words.

        An output that means an emoji whose label the list lacks goes on to another name of it, to
        a variant, or to the most similar label of the list. Raises ValueError for an empty list.
        """
        return cls(pack, vocabulary=labels, themes=themes, meanings=meanings)

    def resolve(self, raw: str) -> Resolution:
        """Return the label of a raw output, its kind, its confidence and the rule that found it."""
        if raw in self._vocabulary:
            return Resolution(label=raw, kind=ResolutionKind.EXACT, confidence=1.0, rule="label")
        text = readable(raw)
        if not any(map(str.isalpha, text)) and not emoji_in(text):
            has_digits = any(map(str.isdigit, text))
            return (has_digits and self._from_digits(text)) or NOTHING_TO_READ
        if says_nothing(text):
            return self._fallback
        return next(filter(None, (step(text) for step in self._steps)), self._fallback)

    def _from_digits(self, text: str) -> Found:
        return self._by_rules(whole_parts(text), _ALL_RULES)

    def _from_direct_names(self, text: str) -> Found:
        return self._by_rules(_parts(text), DIRECT_RULES)

    def _from_loose_names(self, text: str) -> Found:
        return self._by_rules(_parts(text), LOOSE_RULES)

    def _from_codes(self, text: str) -> Found:
        return self._by_rules((Part(code, "in the text") for code in codes_in(text)), DIRECT_RULES)

    def _from_emoji(self, text: str) -> Found:
        for emoji in emoji_in(text):
            label = "" if is_text_sign(emoji) else label_of_emoji(emoji, self._names)
            if label:
                return self._landed(label, rule="emoji in the text", confidence=_IN_TEXT)
        return None

    def _from_list(self, text: str) -> Found:
        parts = listed_parts(text)
        return self._by_rules(parts, _ALL_RULES) if len(parts) > 1 else None

    def _from_names(self, text: str) -> Found:
        """Find the one name in a sentence; of several names, or in a compound, it is a guess."""
        if len(text) > _LONGEST_SENTENCE:
            return None
        labels = self._names_in_text.labels_in(text)
        if not labels:
            return None
        if not _is_sentence(text):
            return self._guessed(labels[-1], rule="name in a compound", confidence=_COMPOUND)
        if len(labels) > 1:
            return self._guessed(labels[0], rule="first of several names", confidence=_SEVERAL)
        return self._landed(labels[0], rule="name in a sentence", confidence=_NAME_IN_TEXT)

    def _from_guesses(self, text: str) -> Found:
        return self._by_rules((*_parts(text), *listed_parts(text)), GUESSING_RULES)

    def _from_components(self, text: str) -> Found:
        for emoji in emoji_in(text):
            for shorter in shorter_forms(emoji):
                if label := self._names.characters.get(shorter):
                    rule = "part of a joined emoji"
                    return self._guessed(label, rule=rule, confidence=_COMPONENT)
        return None

    def _from_words(self, text: str) -> Found:
        parts = [part.text for part in whole_parts(text)][-1:] or [text]
        for words, rule in ((parts[0], "words in common"), (words_for(text), "name in Unicode")):
            if words and (near := self._similarity.nearest(words)):
                confidence = _SCORE * near.score
                return self._guessed(near.label, rule=rule, confidence=confidence)
        return None

    def _by_rules(self, parts: Iterable[Part], rules: Iterable[Rule]) -> Found:
        for part in parts:
            for rule in rules:
                if label := answer_of(rule, part, self._names):
                    name = f"{rule.name}, {part.where}" if part.where else rule.name
                    confidence = rule.confidence * (_ELSEWHERE if part.where else 1.0)
                    return self._landed(label, rule=name, confidence=confidence, kind=rule.kind)
        return None

    def _guessed(self, label: str, *, rule: str, confidence: float) -> Resolution:
        kind = ResolutionKind.SIMILARITY
        return self._landed(label, rule=rule, confidence=confidence, kind=kind)

    def _landed(
        self,
        label: str,
        *,
        rule: str,
        confidence: float,
        kind: ResolutionKind = ResolutionKind.ALIAS,
    ) -> Resolution:
        """Return the resolution to what the vocabulary has for a label of the pack."""
        own, is_variant = self._vocabulary.landing(label)
        if own and is_variant:
            rule, confidence = f"{rule}, nearest variant", _VARIANT * confidence
        elif not own:
            near = self._nearest_to(label)
            own, kind = near.label, ResolutionKind.SIMILARITY
            rule, confidence = f"{rule}, nearest in the list", _SCORE * near.score * confidence
        return Resolution(label=own, kind=kind, confidence=round(confidence, 3), rule=rule)

    def _nearest_to(self, label: str) -> Nearest:
        """Return the label of the vocabulary that shares most words with one of the pack."""
        if label not in self._nearest:
            known = self._vocabulary.known(label)
            every = " ".join((known.name, known.name_ja, *known.keywords_en, *known.keywords_ja))
            near = self._similarity.nearest(known.name) or self._similarity.nearest(every)
            self._nearest[label] = near or Nearest(self._fallback_label, 0.0)
        return self._nearest[label]

    @cached_property
    def _names(self) -> KnownNames:
        return KnownNames(
            self._vocabulary.known_emoji,
            base_label=self._vocabulary.base_label,
            themes=self._themes,
            meanings=self._meanings,
        )

    @cached_property
    def _names_in_text(self) -> NamesInText:
        return NamesInText(self._names)

    @cached_property
    def _similarity(self) -> SimilarityIndex:
        return SimilarityIndex(self._vocabulary.own_emoji, themes=self._themes)

    @cached_property
    def _nearest(self) -> dict[str, Nearest]:
        return {}

    @cached_property
    def _fallback_label(self) -> str:
        return self._vocabulary.first_of(_FALLBACK_LABELS)

    @cached_property
    def _fallback(self) -> Resolution:
        return Resolution(
            label=self._fallback_label,
            kind=ResolutionKind.SIMILARITY,
            confidence=0.0,
            rule="nothing in common",
        )


def _is_sentence(text: str) -> bool:
    if text.isascii():
        return len(text.split()) > _LONGEST_COMPOUND
    return len(text) >= _SHORTEST_JAPANESE_SENTENCE and any(sign in text for sign in _PARTICLES)


def _parts(text: str) -> Iterable[Part]:
    return chain(whole_parts(text), marked_parts(text))
