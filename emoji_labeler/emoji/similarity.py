"""The label whose words come nearest to a text, when no rule says what the text means."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from emoji_labeler.domain.emoji import Emoji
from emoji_labeler.emoji.folding import has_kanji, search_text, search_texts
from emoji_labeler.emoji.theme_table import ThemeRow
from emoji_labeler.emoji.word_forms import word_forms
from emoji_labeler.emoji.word_lists import ENGLISH_STOP_WORDS

_LONGEST_TEXT = 2_000
_MOST_WORDS = 80
_LONGEST_JAPANESE = 16
_HEAD = 1.5
_SHORT_TEXT = 4
_ANOTHER_FORM = 0.9
_SUPPORT = 0.3
_LETTERS = 0.8
_LEAST_SHARED = 0.4
_MOST_LETTER_MATCHES = 8
_IN_A_LONGER_NAME = 0.4
_NAME_SHARE = 0.15

_NAME, _ALIAS, _CODE, _KEYWORD, _READING, _THEME = 1.0, 0.9, 0.97, 0.6, 0.55, 0.95
_SUBGROUP = 0.3
_THEME_STEP = 0.08

_WORD = re.compile("[^\\W぀-ヿ一-龯々〆ー]+|[぀-ヿ一-龯々〆ー]+")
# What answers talk about when they talk about themselves.
_TASK_WORDS = frozenset(
    {
        *("label", "labels", "emoji", "emojis", "memo", "answer", "output", "icon", "picture"),
        *("ai", "model", "language", "sorry", "cannot", "cant", "dont", "im", "unable", "help"),
        *("assist", "determine", "appropriate", "provide", "request", "suitable", "respond"),
        *(
            "please",
            "絵文字",
            "らべる",
            "めも",
            "申し訳",
            "申",
            "適切",
            "答え",
            "答",
            "回答",
            "お",
            "該当",
        ),
    }
)
_SILENT = ENGLISH_STOP_WORDS | _TASK_WORDS
_TASK_ENDING = re.compile("の?(?:絵文字|あいこん|まーく)$")


class Nearest(NamedTuple):
    """The nearest label, and between 0 and 1 how much of the text its words account for."""

    label: str
    score: float


class SimilarityIndex:
    """Words of names, keywords and themes, weighed by how rare they are.

    A word that is not known stands for the known words that share its letters (Dice coefficient of
    letter triples, for Japanese of letter pairs).
    """

    def __init__(self, emoji: Sequence[Emoji], *, themes: Iterable[ThemeRow] = ()) -> None:
        self._emoji = emoji
        self._themes = tuple(themes)

    def nearest(self, text: str) -> Nearest | None:
        """Return the label that accounts for most of a text; None where nothing is shared."""
        words = self._query(text)
        if not words:
            return None
        scores: dict[int, float] = defaultdict(float)
        matched: dict[int, set[str]] = defaultdict(set)
        total = 0.0
        for word, count in words.items():
            found = self._places(word)
            rarity = self._rarity(len(found)) * count
            total += rarity
            for place, (weight, known) in found.items():
                scores[place] += weight * rarity
                matched[place].add(known)
        if not scores:
            return None
        best = max(scores, key=lambda place: self._rank(place, scores[place] / total, matched))
        return Nearest(self._emoji[best].label, min(scores[best] / total, 1.0))

    def _rank(
        self, place: int, score: float, matched: dict[int, set[str]]
    ) -> tuple[float, bool, float, int]:
        """Rank by score; among equals neutral and simple emoji come first."""
        one, name = self._emoji[place], self._name_words[place]
        share = len(name & matched[place]) / len(name) if name else 0.0
        own = _NAME_SHARE * share if share >= 0.5 else 0.0
        simplicity = 1 / (1 + len(name)) + 1 / (9 + len(one.keywords_en))
        return round(score + own, 3), not one.variant_of, simplicity, -place

    def _rarity(self, holders: int) -> float:
        return math.sqrt(math.log(1 + len(self._emoji) / max(holders, 1)))

    def _query(self, text: str) -> dict[str, float]:
        """Return the words of a text, each with how much it counts."""
        tokens = _WORD.findall(_TASK_ENDING.sub("", search_text(text[:_LONGEST_TEXT])))
        words = [word for token in tokens for word in self._cut(token)]
        telling = [word for word in words if word not in _SILENT]
        if not telling and len(words) < _SHORT_TEXT:
            telling = words
        telling = telling[:_MOST_WORDS]
        counts = {word: 1 + math.log(times) for word, times in Counter(telling).items()}
        # In a short English compound the last word says what the thing is.
        if 1 < len(telling) <= _SHORT_TEXT and telling[-1].isascii():
            counts[telling[-1]] *= _HEAD
        return counts

    def _cut(self, token: str) -> Iterator[str]:
        """Yield a token as it is, or a Japanese one as the known words that stand in it."""
        if token.isascii() or token in self._holders or not _is_japanese(token):
            yield token
            return
        found = False
        at = 0
        while at < len(token):
            for length in range(min(_LONGEST_JAPANESE, len(token) - at), 0, -1):
                word = token[at : at + length]
                if (length > 2 or has_kanji(word)) and self._is_known(word):
                    found = True
                    yield word
                    break
            at += length
        if not found:
            yield token

    def _is_known(self, word: str) -> bool:
        if word in self._holders or word in _SILENT:
            return True
        # Only a verb or adjective, which begins with a kanji and goes on in kana, is inflected.
        return (
            has_kanji(word[0])
            and not has_kanji(word[-1])
            and any(form in self._holders for form in word_forms(word))
        )

    def _places(self, word: str) -> dict[int, tuple[float, str]]:
        """Return the place in the pack, weight and word found for all whom a word leads to."""
        found: dict[int, tuple[float, str]] = {}
        for share, known in self._known(word):
            for place, weight in self._holders[known].items():
                # Two words for the same are better than one: the chances that both mislead.
                before, first = found.get(place, (0.0, known))
                found[place] = (1 - (1 - before) * (1 - share * weight), first)
        return found

    def _known(self, word: str) -> list[tuple[float, str]]:
        forms = [form for form in word_forms(word) if form in self._holders]
        if word in self._holders:
            return [(1.0, word), *((_SUPPORT, form) for form in forms)]
        if forms:
            return [(_ANOTHER_FORM, form) for form in forms]
        own = letter_groups(word)
        shared = Counter(known for group in own for known in self._words_by_letters.get(group, ()))
        shares = [
            (2 * count / (len(own) + len(letter_groups(known))), known)
            for known, count in shared.items()
        ]
        near = sorted(((s, known) for s, known in shares if s >= _LEAST_SHARED), reverse=True)
        return [(_LETTERS * share, known) for share, known in near[:_MOST_LETTER_MATCHES]]

    @cached_property
    def _holders(self) -> dict[str, dict[int, float]]:
        """For each word the places of the emoji that have it, with the best weight of each."""
        holders: dict[str, dict[int, float]] = defaultdict(dict)
        terms = list(self._terms())
        keys = search_texts([text for text, _, _ in terms]) if terms else []
        for key, (_, place, weight) in zip(keys, terms, strict=True):
            words = [word for word in key.split() if word not in ENGLISH_STOP_WORDS] or [key]
            # One word of a long name says less about the emoji than a word that is a name.
            share = weight * (_IN_A_LONGER_NAME + (1 - _IN_A_LONGER_NAME) / len(words))
            for word in words:
                known = holders[word]
                known[place] = max(known.get(place, 0.0), share)
        return dict(holders)

    def _terms(self) -> Iterator[tuple[str, int, float]]:
        for place, one in enumerate(self._emoji):
            for texts, weight in (
                ((one.label, one.name_en, one.name_ja), _NAME),
                (one.aliases, _ALIAS),
                (one.shortcodes, _CODE),
                (one.keywords_en + one.keywords_ja, _KEYWORD),
                (one.readings, _READING),
                ((one.subgroup,), _SUBGROUP),
            ):
                yield from ((text, place, weight) for text in texts if text)
        places = {one.label: place for place, one in enumerate(self._emoji)}
        for row in self._themes:
            known = [places[label] for label in row.labels if label in places]
            for rank, place in enumerate(known):
                weight = max(_THEME - rank * _THEME_STEP, _KEYWORD)
                yield from ((word, place, weight) for word in row.words + row.readings)

    @cached_property
    def _name_words(self) -> list[frozenset[str]]:
        names = search_texts([one.name for one in self._emoji]) if self._emoji else []
        return [frozenset(name.split()) - ENGLISH_STOP_WORDS for name in names]

    @cached_property
    def _words_by_letters(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for word in self._holders:
            for group in letter_groups(word):
                found[group].append(word)
        return found


def letter_groups(word: str) -> set[str]:
    """Return the letter triples of a word with its ends marked; Japanese in pairs."""
    size = 3 if word.isascii() else 2
    framed = f"\n{word}\n"
    return {framed[at : at + size] for at in range(len(framed) - size + 1)}


def _is_japanese(token: str) -> bool:
    return "\u3040" <= token[0] <= "\u30ff" or "\u4e00" <= token[0] <= "\u9fff"
