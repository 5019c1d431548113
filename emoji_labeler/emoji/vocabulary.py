"""All words of a pack as keys, and which of them answer a typed word, in any script."""

from array import array
from collections.abc import Sequence

from emoji_labeler.emoji import match_quality
from emoji_labeler.emoji.folding import has_kanji, is_kana, kanji_skeleton
from emoji_labeler.emoji.inflection import dictionary_forms
from emoji_labeler.emoji.key_table import KeyTable
from emoji_labeler.emoji.romaji import Kana, key_of_kana, key_of_typed, to_kana

_MOST_PARTS = 3000
_SHORTEST_INSIDE_LATIN = 3
_SHORTEST_INSIDE_KANA = 2
_PARTICLE_ENDING = "んは"

Matches = dict[int, float]


class Vocabulary:
    """The keys of all terms; a key's number is its row, counting Latin keys first.

    Besides the keys as written there are two others that lead to the Japanese ones: the romaji key
    of every reading, and the kanji of every word without its hiragana.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self.latin = KeyTable([text if text.isascii() else "" for text in texts])
        self.japanese = KeyTable(["" if text.isascii() else text for text in texts])
        self.first_japanese = len(self.latin.keys)
        readings, rows = _readings_of(self.japanese.keys)
        self.romaji = KeyTable(key_of_kana("\n".join(readings)).split("\n"))
        self._row_of_reading = rows
        self.skeletons = KeyTable([kanji_skeleton(key) for key in self.japanese.keys])

    def text(self, key: int) -> str:
        """Return the text of a key."""
        if key < self.first_japanese:
            return self.latin.keys[key]
        return self.japanese.keys[key - self.first_japanese]

    def terms(self, key: int) -> list[int]:
        """Return the terms that read so."""
        if key < self.first_japanese:
            return self.latin.entries(key)
        return self.japanese.entries(key - self.first_japanese)

    def exact(self, text: str) -> int:
        """Return the key of exactly this text, or -1."""
        if text.isascii():
            return self.latin.row_of(text)
        row = self.japanese.row_of(text)
        return row if row < 0 else row + self.first_japanese

    def matches(self, text: str) -> Matches:
        """Return every key that answers a folded text, with its quality."""
        found: Matches = {}
        if text.isascii():
            self._add_written(found, text, table=self.latin, first=0)
        else:
            self._add_written(found, text, table=self.japanese, first=self.first_japanese)
        typed = to_kana(text)
        if typed is not None:
            self._add_typed(found, typed, is_latin=text.isascii())
        for form in dictionary_forms(text):
            _keep(found, self.exact(form), match_quality.INFLECTED)
            if form.isascii():
                self._add_words(found, form)
        if has_kanji(text):
            self._add_skeleton(found, kanji_skeleton(text))
        return found

    def keys_of_reading(self, row: int) -> list[int]:
        """Return the keys whose romaji key stands in a row of ``romaji``."""
        first, rows = self.first_japanese, self._row_of_reading
        return [first + rows[entry] for entry in self.romaji.entries(row)]

    def _add_written(self, found: Matches, text: str, *, table: KeyTable, first: int) -> None:
        length = len(text)
        keys = table.keys
        for row in table.rows_from(text):
            found[first + row] = match_quality.of_prefix(keys[row], length=length)
        for row, start in table.parts(" " + text, most=_MOST_PARTS):
            key = keys[row]
            quality = match_quality.of_word(key, start=start + 1, end=start + 1 + length)
            _keep(found, first + row, quality)
        if length < _shortest_inside(text):
            return
        for row, start in table.parts(text, most=_MOST_PARTS):
            if first + row not in found:
                quality = match_quality.of_part(keys[row], start=start, end=start + length)
                found[first + row] = quality

    def _add_words(self, found: Matches, form: str) -> None:
        """Add the Latin keys that hold a dictionary form as a whole word."""
        keys, length = self.latin.keys, len(form)
        for row in self.latin.rows_from(form + " "):
            quality = match_quality.of_prefix(keys[row], length=length)
            _keep(found, row, quality * match_quality.INFLECTED)
        for row, start in self.latin.parts(" " + form, most=_MOST_PARTS):
            end = start + 1 + length
            if keys[row][end : end + 1] in ("", " "):
                quality = match_quality.of_word(keys[row], start=start + 1, end=end)
                _keep(found, row, quality * match_quality.INFLECTED)

    def _add_typed(self, found: Matches, typed: Kana, *, is_latin: bool) -> None:
        kana = typed.kana + ("ん" if typed.rest == "n" else "")
        trust = match_quality.FROM_ROMAJI
        if is_latin and kana and typed.rest in ("", "n"):
            direct: Matches = {}
            self._add_written(direct, kana, table=self.japanese, first=self.first_japanese)
            for key, quality in direct.items():
                _keep(found, key, quality * trust)
        typed_key = key_of_typed(typed)
        if not typed_key:
            return
        for row in self.romaji.rows_from(typed_key):
            quality = match_quality.of_prefix(self.romaji.keys[row], length=len(typed_key))
            is_whole = quality == match_quality.EXACT
            for key in self.keys_of_reading(row):
                trust = match_quality.SAME_KEY
                if is_whole:
                    trust -= match_quality.A_LONG_VOWEL * abs(len(self.text(key)) - len(kana))
                _keep(found, key, quality * trust)

    def _add_skeleton(self, found: Matches, skeleton: str) -> None:
        row = self.skeletons.row_of(skeleton)
        if row < 0:
            return
        # One kanji alone is shared by words that have nothing else in common.
        quality = match_quality.SAME_SKELETON - (0.12 if len(skeleton) == 1 else 0.0)
        for entry in self.skeletons.entries(row):
            _keep(found, self.first_japanese + entry, quality)


def _keep(found: Matches, key: int, quality: float) -> None:
    if key >= 0 and quality > found.get(key, 0.0):
        found[key] = quality


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
            # こんにちは is spoken, and typed, with wa.
            if key.endswith(_PARTICLE_ENDING) or key.endswith("ちは"):
                readings.append(key[:-1] + "わ")
                rows.append(row)
    return readings, rows
