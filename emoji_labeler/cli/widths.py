"""Text in columns of a terminal, where a Japanese character takes two."""

import unicodedata


def width(text: str) -> int:
    """Return how many columns text takes."""
    return sum(_width(character) for character in text)


def padded(text: str, *, columns: int) -> str:
    """Return text with blanks behind it, cut where it is too long."""
    text = cut(text, columns=columns)
    return text + " " * (columns - width(text))


def cut(text: str, *, columns: int) -> str:
    """Return text, or its beginning with an ellipsis, in at most that many columns."""
    taken = 0
    for place, character in enumerate(text):
        taken += _width(character)
        if taken > columns:
            return _head(text[:place], columns=columns - 1) + "…"
    return text


def _head(text: str, *, columns: int) -> str:
    while width(text) > columns:
        text = text[:-1]
    return text


def _width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
