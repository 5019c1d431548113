"""What comes nearest to a query that finds nothing: by meaning, misspelt, compound, or similar.

A word that is known to mean nearly the same as others leads to those (submarine to ship). A
compound means what its parts mean (就職活動 is 就職 and 活動), a misspelt word means the word it is
one or two slips away from, and failing all of that, words that share most of their letters are
shown.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from emoji_labeler.emoji.folding import has_kanji, kanji_skeleton
from emoji_labeler.emoji.inflection import dictionary_forms
from emoji_labeler.emoji.key_table import KeyTable
from emoji_labeler.emoji.meanings import NO_MEANINGS, Meanings
from emoji_labeler.emoji.romaji import key_of_kana, to_kana
from emoji_labeler.emoji.vocabulary import Matches, Vocabulary
from emoji_labeler.emoji.word_lists import ENGLISH_STOP_WORDS, JAPANESE_LIGHT_WORDS

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ONE_SLIP_FROM = 4
_TWO_SLIPS_FROM = 8
_ONE_SLIP = 0.75
_TWO_SLIPS = 0.6
_UNFINISHED_SLIP = 0.5
_PART = 0.7
_BEGUN = 0.45
_STEM_PREFIX = 0.5
_SIMILAR = 0.55
_MEANT = (0.72, 0.64, 0.58)
_MEANT_ONCE_TYPED = 0.8
_LEAST_SIMILAR = 0.34
_LONGEST_QUERY = 48
_MOST_SIMILAR = 400
_SHORTEST_LATIN_PART = 3
_SHORTEST_KANA_PART = 2
_SHORTEST_INFLECTED_PART = 3
_LIGHT_PART = 0.4
# The length from which a word may be a compound: with kanji, in romaji, in kana.
_COMPOUND_FROM = (4, 9, 7)


def nearest(
    vocabulary: Vocabulary, text: str, *, meanings: Meanings = NO_MEANINGS
) -> list[Matches]:
    """Return matches for each meaningful word of a folded query, to be added up."""
    words = [word for word in text[:_LONGEST_QUERY].split() if word not in ENGLISH_STOP_WORDS]
    found = [_of_word(vocabulary, word, meanings=meanings, share=1 / len(words)) for word in words]
    return [matches for matches in found if matches]


def is_compound(text: str) -> bool:
    """Tell whether a folded query is long enough to be made of words that mean something alone."""
    if " " in text:
        return True
    if text.isascii():
        return len(text) >= _COMPOUND_FROM[1] and to_kana(text) is not None
    return len(text) >= _COMPOUND_FROM[0 if has_kanji(text) else 2]


def parts_of(vocabulary: Vocabulary, text: str) -> list[Matches]:
    """Return matches for the parts of a query that was found whole, too."""
    if " " in text:
        return nearest(vocabulary, text)
    found: Matches = {}
    _add(found, _parts(vocabulary, text), share=1.0)
    return [found] if found else []


def _of_word(vocabulary: Vocabulary, word: str, *, meanings: Meanings, share: float) -> Matches:
    found: Matches = {}
    whole = vocabulary.matches(word)
    if whole:
        _add(found, ((key, quality * _PART) for key, quality in whole.items()), share=share)
        if max(whole.values()) >= _PART:
            return found
    begun = [(key, _BEGUN) for key in vocabulary.begun(word)]
    _add(found, begun, share=share)
    if begun:
        return found
    _add(found, _meant(vocabulary, word, meanings=meanings), share=share)
    is_word = bool(found)
    _add(found, _stems(vocabulary, word), share=share)
    if not is_word:
        # A word that exists is not taken for another one misspelt.
        _add(found, _slips(vocabulary, word), share=share)
    _add(found, _parts(vocabulary, word), share=share)
    if not found:
        begun_words = meanings.near_begun(word)
        _add(found, _keys_of(vocabulary, begun_words), share=share * _MEANT_ONCE_TYPED)
    if not found:
        _add(found, _similar(vocabulary, word), share=share)
    return found


def _add(found: Matches, matches: Iterable[tuple[int, float]], *, share: float) -> None:
    for key, quality in matches:
        if quality * share > found.get(key, 0.0):
            found[key] = quality * share


def _meant(vocabulary: Vocabulary, word: str, *, meanings: Meanings) -> Iterator[tuple[int, float]]:
    """Yield the keys of known words that mean nearly the same as the word or its kana."""
    near = meanings.near(word)
    if not near and word.isascii():
        near = meanings.near(_kana_of(word))
    return _keys_of(vocabulary, near)


def _keys_of(vocabulary: Vocabulary, words: Iterable[str]) -> Iterator[tuple[int, float]]:
    for word, quality in zip(words, _MEANT, strict=False):
        key = vocabulary.exact(word)
        if key >= 0:
            yield key, quality


def _stems(vocabulary: Vocabulary, word: str) -> Iterator[tuple[int, float]]:
    """Yield keys that begin with a dictionary form of the word: "bakers" and bakery."""
    if not word.isascii():
        return
    for form in dictionary_forms(word):
        if len(form) >= _ONE_SLIP_FROM:
            for row in vocabulary.latin.rows_from(form):
                yield row, _STEM_PREFIX


def _slips(vocabulary: Vocabulary, word: str) -> Iterator[tuple[int, float]]:
    if word.isascii() and len(word) >= _ONE_SLIP_FROM:
        for row, quality in _misspelt(vocabulary.latin, word):
            yield row, quality
    typed = to_kana(word)
    key = key_of_kana(typed.kana) if typed else ""
    if len(key) >= _ONE_SLIP_FROM:
        for row, quality in _misspelt(vocabulary.romaji, key):
            yield from ((one, quality * 0.95) for one in vocabulary.keys_of_reading(row))


def _misspelt(table: KeyTable, word: str) -> Iterator[tuple[int, float]]:
    unfinished: list[int] = []
    was_found = False
    for candidate in _one_slip_away(word):
        rows = table.rows_from(candidate)
        if not rows:
            continue
        if table.keys[rows[0]] == candidate:
            was_found = True
            yield rows[0], _ONE_SLIP
        elif len(word) > _ONE_SLIP_FROM:
            unfinished.extend(rows[:8])
    if was_found:
        return
    yield from ((row, _UNFINISHED_SLIP) for row in unfinished)
    if len(word) >= _TWO_SLIPS_FROM:
        for row, _ in _sharing_letters(table, word):
            if slips(word, table.keys[row], most=2) <= 2:
                yield row, _TWO_SLIPS


def _one_slip_away(word: str) -> Iterator[str]:
    """Yield every spelling one slip away: a letter swapped, lost, wrong or too many.

    A wrong or lost first letter is the rarest slip, so it is not tried.
    """
    for at in range(1, len(word) + 1):
        head, tail = word[:at], word[at:]
        if at > 1:
            yield head[:-1] + tail
        if tail:
            yield head[:-1] + tail[0] + head[-1] + tail[1:]
            yield from (head + letter + tail[1:] for letter in _LETTERS)
        yield from (head + letter + tail for letter in _LETTERS)


def slips(first: str, second: str, *, most: int) -> int:
    """Return the Damerau-Levenshtein distance (adjacent swaps only), or ``most + 1`` if greater."""
    if abs(len(first) - len(second)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(second) + 1))
    for i, a in enumerate(first, start=1):
        row = [i]
        for j, b in enumerate(second, start=1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == second[j - 2] and first[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return min(last[-1], most + 1)


def _parts(vocabulary: Vocabulary, word: str) -> Iterator[tuple[int, float]]:
    """Yield the keys that a compound is made of, longest first, none overlapping another."""
    for text in filter(None, (word, _kana_of(word))):
        free = [True] * len(text)
        pieces: list[tuple[int, float]] = []
        for start, end in _spans(text):
            if not all(free[start:end]):
                continue
            part = text[start:end]
            keys = _keys_of_part(vocabulary, part)
            if keys or part in JAPANESE_LIGHT_WORDS:
                free[start:end] = [False] * (end - start)
                worth = _PART * (0.5 + 0.5 * (end - start) / len(text))
                pieces += ((key, worth * quality) for key, quality in keys)
        # Half of a Latin word is an accident ("art" in "startup"), half of a compound is not.
        if not word.isascii() or free.count(False) >= 0.8 * len(text):
            yield from pieces


def _kana_of(word: str) -> str:
    """Return what Latin letters spell as romaji, or an empty string."""
    typed = to_kana(word) if word.isascii() else None
    if typed is None or typed.rest not in ("", "n"):
        return ""
    return typed.kana + ("ん" if typed.rest else "")


def _spans(text: str) -> Iterator[tuple[int, int]]:
    shortest = _SHORTEST_LATIN_PART if text.isascii() else 1
    for length in range(min(len(text) - 1, 16), shortest - 1, -1):
        for start in range(len(text) - length + 1):
            part = text[start : start + length]
            if length >= _SHORTEST_KANA_PART or has_kanji(part):
                yield start, start + length


def _keys_of_part(vocabulary: Vocabulary, part: str) -> list[tuple[int, float]]:
    light = _LIGHT_PART if part in JAPANESE_LIGHT_WORDS else 1.0
    key = vocabulary.exact(part)
    if key >= 0:
        return [(key, light)]
    if part.isascii() or len(part) < _SHORTEST_INFLECTED_PART:
        return []
    for form in dictionary_forms(part):
        key = vocabulary.exact(form)
        if key >= 0 and has_kanji(part):
            return [(key, _LIGHT_PART if form in JAPANESE_LIGHT_WORDS else 0.9)]
    skeleton = kanji_skeleton(part)
    row = vocabulary.skeletons.row_of(skeleton) if len(skeleton) > 1 else -1
    if row < 0:
        return []
    first = vocabulary.first_japanese
    return [(first + entry, 0.8) for entry in vocabulary.skeletons.entries(row)]


def _similar(vocabulary: Vocabulary, word: str) -> Iterator[tuple[int, float]]:
    """Yield keys by the share of letters they have in common with the word (Dice)."""
    if word.isascii():
        for row, share in _sharing_letters(vocabulary.latin, word):
            yield row, share * _SIMILAR
    else:
        for row, share in _sharing_letters(vocabulary.japanese, word):
            yield vocabulary.first_japanese + row, share * _SIMILAR
    typed = to_kana(word)
    key = key_of_kana(typed.kana) if typed else ""
    for row, share in _sharing_letters(vocabulary.romaji, key):
        yield from ((one, share * _SIMILAR) for one in vocabulary.keys_of_reading(row))


def _sharing_letters(table: KeyTable, word: str) -> list[tuple[int, float]]:
    size = 3 if word.isascii() else 1 if has_kanji(word) else 2
    framed = f"\n{word}\n" if size > 1 else word
    frame = len(framed) - len(word)
    grams = {framed[at : at + size] for at in range(len(framed) - size + 1)}
    shared: Counter[int] = Counter()
    for gram in grams:
        shared.update({row for row, _ in table.parts(gram, most=_MOST_SIMILAR)})
    found = []
    for row, count in shared.items():
        share = 2 * count / (len(grams) + max(len(table.keys[row]) + frame + 1 - size, 1))
        if share >= _LEAST_SIMILAR:
            found.append((row, min(share, 1.0)))
    found.sort(key=lambda one: (-one[1], one[0]))
    return found[:_MOST_SIMILAR]
