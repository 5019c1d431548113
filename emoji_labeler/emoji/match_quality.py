"""How well a key answers a query: one number for each class of match, on one scale.

A quality never depends on how much of the query has been typed, only on its class and on the key,
so typing on does not shuffle the hits that stay.
"""

EXACT = 1.0
INFLECTED = 0.92
FROM_ROMAJI = 0.97
SAME_KEY = 0.92
# What each long vowel costs that stands in one of two words and not in the other.
A_LONG_VOWEL = 0.05
SAME_SKELETON = 0.86
_LONGEST_ENDING = 4
_ENDINGS = frozenset("s es ed ing er ers d r rs y".split())

_PREFIX = 0.58
_PREFIX_OF_SHORT_KEY = 0.6
_FIRST_WORD = 0.6
_LAST_WORD = 0.66
_MIDDLE_WORD = 0.52
_WORD_PREFIX = 0.4
_ENDS_SO = 0.5
_INSIDE_JAPANESE = 0.42
_INSIDE_LATIN = 0.22
# Hits of no better quality than this may be accidents of spelling: "art" stands in "heart".
ACCIDENTAL = 0.3
# From this quality on the whole key is meant, not a part of it.
WHOLE = 0.7


def of_prefix(key: str, *, length: int) -> float:
    """Return the quality of a key that starts with the query of that length."""
    if len(key) == length:
        return EXACT
    if key[length] == " ":
        return _FIRST_WORD + 0.2 / key.count(" ")  - 0.1
    if key.isascii():
        if length > 2 and len(key) - length <= _LONGEST_ENDING and key[length:] in _ENDINGS:
            return INFLECTED
        return _PREFIX + _PREFIX_OF_SHORT_KEY / (len(key) + 3)
    return _PREFIX + _PREFIX_OF_SHORT_KEY / (len(key) + 1)


def of_word(key: str, *, start: int, end: int) -> float:
    """Return the quality of a key that holds the query from ``start``, where a word begins."""
    if end == len(key):
        return _LAST_WORD + 0.2 / key.count(" ") - 0.1
    if key[end] != " ":
        return _WORD_PREFIX + 0.1 / (key.count(" ") + start)
    # In "fish cake with swirl" the cake is what the name is about.
    if key.startswith(("with ", "of ", "in ", "and "), end + 1):
        return _LAST_WORD - 0.04
    return _MIDDLE_WORD


def of_part(key: str, *, start: int, end: int) -> float:
    """Return the quality of a key that holds the query inside a word."""
    if end == len(key):
        return _ENDS_SO if not key.isascii() else _ENDS_SO - 0.1
    return _INSIDE_LATIN if key.isascii() else _INSIDE_JAPANESE + 0.05 / (start + 1)
