"""How well a key answers a query: one number for each class of match, on one scale.

A quality never depends on how much of the query has been typed, only on its class and on the key,
so typing on does not shuffle the hits that stay.
"""

EXACT = 1.0
INFLECTED = 0.92
# Where the very word is known, a form of it is likely another word: "tired" and "tire".
INFLECTED_BESIDE_EXACT = 0.6
FROM_ROMAJI = 0.97
SAME_KEY = 0.92
# What each long vowel costs that stands in one of two words and not in the other.
A_LONG_VOWEL = 0.05
SAME_SKELETON = 0.86
SAME_SINGLE_KANJI = 0.78
# Up to this quality a query is only a part of the key.
WHOLE = 0.77
# Hits of no better quality than this may be accidents of spelling: "art" stands in "heart".
ACCIDENTAL = 0.3

ENDINGS = ("s", "es", "ed", "ing", "er", "ers", "y")
ENDINGS_AFTER_E = ("s", "d", "r", "rs")
"""What an English word may end in and still be the same word."""

_LONGER_KEY = 0.58
_SHORT_KEY_BONUS = 0.6
_FIRST_WORD = 0.5
_LAST_WORD = 0.56
_FEW_WORDS_BONUS = 0.2
_MIDDLE_WORD = 0.52
_WORD_PREFIX = 0.4
_ENDS_SO = 0.5
_ENDS_SO_LATIN = 0.4
_INSIDE = 0.42
_INSIDE_LATIN = 0.22


def of_longer_key(key: str) -> float:
    """Return the quality of a key that goes on where the query ends; short keys are likelier."""
    return _LONGER_KEY + _SHORT_KEY_BONUS / (len(key) + (3 if key.isascii() else 1))


def of_first_word(key: str) -> float:
    """Return the quality of a phrase whose first word is the query."""
    return _FIRST_WORD + _FEW_WORDS_BONUS / key.count(" ")


def of_word(key: str, *, end: int) -> float:
    """Return the quality of a phrase in which a later word starts with the query, up to ``end``."""
    spaces = key.count(" ")
    if end == len(key):
        return _LAST_WORD + _FEW_WORDS_BONUS / spaces
    if key[end] != " ":
        return _WORD_PREFIX + 0.1 / spaces
    # In "fish cake with swirl" the cake is what the name is about.
    if key.startswith(("with ", "of ", "in ", "and "), end + 1):
        return _LAST_WORD
    return _MIDDLE_WORD


def of_part(key: str, *, start: int, end: int) -> float:
    """Return the quality of a key that holds the query inside a word."""
    if end == len(key):
        return _ENDS_SO_LATIN if key.isascii() else _ENDS_SO
    return _INSIDE_LATIN if key.isascii() else _INSIDE + 0.05 / (start + 1)
