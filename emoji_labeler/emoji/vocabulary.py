"""All words of a pack as keys, and which of them answer a typed word, in any script."""

from array import array
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from emoji_labeler.emoji import match_quality
from emoji_labeler.emoji.folding import has_kanji, is_kana, kanji_skeleton
from emoji_labeler.emoji.inflection import dictionary_forms
from emoji_labeler.emoji.key_table import KeyTable
from emoji_labeler.emoji.postings import Postings
from emoji_labeler.emoji.romaji import Kana, key_of_kana, keys_of_typed, to_kana
from emoji_labeler.emoji.search_terms import TermList

_MOST_PARTS = 3000
_SHORTEST_INSIDE_LATIN = 3
_SHORTEST_INSIDE_KANA = 2
_SHORTEST_WORD_IN_PHRASE = 2
_SHORTEST_INFLECTED = 3
# Spoken, and typed, with wa: こんにちは, こんばんは.
_ENDS_WITH_WA = ("ちは", "んは")

Matches = dict[int, float]
"""Keys that answer a query, with the quality of the match."""


class Prefixed(NamedTuple):
    """Neighbouring keys of one table that begin with the query, and how far to trust them."""

    postings: Postings
    rows: range
    trust: float


class Vocabulary:
    """The keys of all terms; a key's number is its row, counting Latin keys first.

    Besides the keys as written there are two others that lead to the Japanese ones: the romaji key
    of every reading, and the kanji of every word without its endings.
    """

    def __init__(self, terms: TermList) -> None:
        texts = terms.folded()
        self.latin = KeyTable([text if text.isascii() else "" for text in texts])
        self.japanese = KeyTable(["" if text.isascii() else text for text in texts])
        self.first_japanese = len(self.latin.keys)
        readings, self._row_of_reading = _readings_of(self.japanese.keys)
        self.romaji = KeyTable(key_of_kana("\n".join(readings)).split("\n"))
        self.skeletons = KeyTable([kanji_skeleton(key) for key in self.japanese.keys])
        self._latin = Postings.of_terms(self.latin, terms)
        self._japanese = Postings.of_terms(self.japanese, terms)
        self._romaji = Postings.through(self.romaji, self._japanese, rows=self._row_of_reading)

    def text(self, key: int) -> str:
        """Return the text of a key."""
        if key < self.first_japanese:
            return self.latin.keys[key]
        return self.japanese.keys[key - self.first_japanese]

    def postings(self, key: int, *, is_part: bool) -> Iterator[tuple[int, float, int]]:
        """Yield place, worth and term of the emoji that a key finds."""
        if key < self.first_japanese:
            return self._latin.of_row(key, is_part=is_part)
        return self._japanese.of_row(key - self.first_japanese, is_part=is_part)

    def exact(self, text: str) -> int:
        """Return the key of exactly this text, or -1."""
        if text.isascii():
            return self.latin.row_of(text)
        row = self.japanese.row_of(text)
        return row if row < 0 else row + self.first_japanese

    def keys_of_reading(self, row: int) -> list[int]:
        """Return the keys whose romaji key stands in a row of ``romaji``."""
        first, rows = self.first_japanese, self._row_of_reading
        return [first + rows[entry] for entry in self.romaji.entries(row)]

    def prefixed(self, text: str) -> Iterator[Prefixed]:
        """Yield the neighbourhoods of keys that begin with a folded text, in every script."""
        if text.isascii():
            yield Prefixed(self._latin, self.latin.rows_from(text), 1.0)
        else:
            yield Prefixed(self._japanese, self.japanese.rows_from(text), 1.0)
        typed = to_kana(text)
        if typed is None:
            return
        kana = _whole_kana(typed)
        if text.isascii() and kana:
            rows = self.japanese.rows_from(kana)
            yield Prefixed(self._japanese, rows, match_quality.FROM_ROMAJI)
        for key in keys_of_typed(typed):
            yield Prefixed(self._romaji, self.romaji.rows_from(key), match_quality.SAME_KEY)

    def begun(self, text: str) -> Iterator[int]:
        """Yield the written keys that begin with a folded text."""
        table, first = self._table_of(text)
        yield from (first + row for row in table.rows_from(text))

    def matches(self, text: str) -> Matches:
        """Return the keys that answer a folded text otherwise than by going on with it."""
        found: Matches = {}
        self._add_written(found, text, trust=1.0)
        typed = to_kana(text)
        if typed is not None:
            if text.isascii() and (kana := _whole_kana(typed)):
                self._add_written(found, kana, trust=match_quality.FROM_ROMAJI)
            self._add_same_reading(found, typed)
        trust = self._trust_in_forms(text)
        for form in dictionary_forms(text):
            _keep(found, self.exact(form), match_quality.EXACT * trust)
            if form.isascii() and len(form) >= _SHORTEST_INFLECTED:
                self._add_words(found, form, trust=trust, is_whole=True)
        skeleton = kanji_skeleton(text)
        if skeleton:
            self._add_skeleton(found, skeleton)
        return found

    def _add_written(self, found: Matches, text: str, *, trust: float) -> None:
        _keep(found, self.exact(text), match_quality.EXACT * trust)
        if text.isascii() and len(text) >= _SHORTEST_INFLECTED:
            with_e = text.endswith("e")
            form_trust = self._trust_in_forms(text)
            for ending in match_quality.ENDINGS_AFTER_E if with_e else match_quality.ENDINGS:
                _keep(found, self.latin.row_of(text + ending), form_trust)
        if len(text) >= _SHORTEST_WORD_IN_PHRASE or not text.isascii():
            self._add_words(found, text, trust=trust, is_whole=False)
        if len(text) >= _shortest_inside(text):
            self._add_parts(found, text, trust=trust)

    def _trust_in_forms(self, text: str) -> float:
        is_known = self.exact(text) >= 0
        return match_quality.INFLECTED_BESIDE_EXACT if is_known else match_quality.INFLECTED

    def _add_words(self, found: Matches, text: str, *, trust: float, is_whole: bool) -> None:
        """Add the phrases that have a word which is, or unless ``is_whole`` starts with, text."""
        table, first = self._table_of(text)
        for row in table.rows_from(text + " "):
            _keep(found, first + row, match_quality.of_first_word(table.keys[row]) * trust)
        length = len(text) + 1
        for row, start in table.parts(" " + text, most=_MOST_PARTS):
            key, end = table.keys[row], start + length
            if not is_whole or key[end : end + 1] in ("", " "):
                _keep(found, first + row, match_quality.of_word(key, end=end) * trust)

    def _add_parts(self, found: Matches, text: str, *, trust: float) -> None:
        table, first = self._table_of(text)
        length = len(text)
        for row, start in table.parts(text, most=_MOST_PARTS):
            if start and first + row not in found:
                quality = match_quality.of_part(table.keys[row], start=start, end=start + length)
                found[first + row] = quality * trust

    def _add_same_reading(self, found: Matches, typed: Kana) -> None:
        kana = _whole_kana(typed)
        row = self.romaji.row_of(key_of_kana(kana))
        if row < 0:
            return
        for key in self.keys_of_reading(row):
            long_vowels = abs(len(self.text(key)) - len(kana))
            trust = match_quality.SAME_KEY - match_quality.A_LONG_VOWEL * long_vowels
            _keep(found, key, match_quality.EXACT * trust)

    def _add_skeleton(self, found: Matches, skeleton: str) -> None:
        row = self.skeletons.row_of(skeleton)
        if row < 0:
            return
        # One kanji alone is shared by words that have nothing else in common.
        is_single = len(skeleton) == 1
        quality = match_quality.SAME_SINGLE_KANJI if is_single else match_quality.SAME_SKELETON
        for entry in self.skeletons.entries(row):
            _keep(found, self.first_japanese + entry, quality)

    def _table_of(self, text: str) -> tuple[KeyTable, int]:
        return (self.latin, 0) if text.isascii() else (self.japanese, self.first_japanese)


def _keep(found: Matches, key: int, quality: float) -> None:
    if key >= 0 and quality > found.get(key, 0.0):
        found[key] = quality


def _whole_kana(typed: Kana) -> str:
    """Return typed romaji as kana where it may be a whole word; an n at its end may be ん."""
    if typed.rest in ("", "n"):
        return typed.kana + ("ん" if typed.rest else "")
    return ""


def _shortest_inside(text: str) -> int:
    if text.isascii():
        return _SHORTEST_INSIDE_LATIN
    return 1 if has_kanji(text) else _SHORTEST_INSIDE_KANA


def _readings_of(keys: Sequence[str]) -> tuple[list[str], "array[int]"]:
    readings: list[str] = []
    rows = array("I")
    for row, key in enumerate(keys):
        if is_kana(key):
            readings.append(key)
            rows.append(row)
            if key.endswith(_ENDS_WITH_WA):
                readings.append(key[:-1] + "わ")
                rows.append(row)
    return readings, rows
