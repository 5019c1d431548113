"""The terms by which an emoji is found, and how much each kind of term is worth."""

from array import array
from collections.abc import Iterable, Sequence
from enum import IntEnum

from emoji_labeler.domain.emoji import Emoji
from emoji_labeler.emoji.folding import search_texts
from emoji_labeler.emoji.theme_table import ThemeRow


class TermKind(IntEnum):
    """What a term is to its emoji."""

    NAME = 0
    ALIAS = 1
    SHORTCODE = 2
    KEYWORD = 3
    READING = 4
    THEME = 5


# The worth of a term, first for a word that very many emoji share, then what rarity adds.
_WORTH = {
    TermKind.NAME: (1.0, 0.0),
    TermKind.ALIAS: (0.95, 0.0),
    TermKind.SHORTCODE: (0.78, 0.16),
    TermKind.KEYWORD: (0.55, 0.32),
    TermKind.READING: (0.55, 0.32),
}
_WORTH_BY_KIND = tuple(_WORTH.get(kind, (0.0, 0.0)) for kind in TermKind)
# By the place of the label in its theme row; all from the last on are worth the same.
_THEME_WORTH = (1.06, 0.99, 0.93, 0.88, 0.84, 0.8)
# A phrase of the theme table says less about each of its words than the name of a picture does.
_THEME_PART = 0.82
_THEME = int(TermKind.THEME)

Found = tuple[tuple[int, ...], tuple[float, ...], tuple[float, ...]]
"""Places, the worth for each of the whole term, and that of a part of it."""


class TermList:
    """Every term of a pack and its theme rows: what it says, whom it finds, and how well.

    ``words`` are the terms as they are written, and a term's number is its place there. One word
    may be many terms, one for each emoji or theme row that has it.
    """

    def __init__(self, emoji: Sequence[Emoji], *, themes: Iterable[ThemeRow] = ()) -> None:
        self.words: list[str] = []
        self._owners = array("I")
        self._kinds = bytearray()
        for place, one in enumerate(emoji):
            for kind, words in _words_of(one):
                self._add(words, owner=place, kind=kind)
        places = {one.label: place for place, one in enumerate(emoji)}
        self._rows: list[Found] = []
        for row in themes:
            labelled = tuple(places[label] for label in row.labels if label in places)
            if labelled:
                self._add(row.words + row.readings, owner=len(self._rows), kind=_THEME)
                self._rows.append(_of_theme(labelled))

    def folded(self) -> list[str]:
        """Return every term as it is searched, in the order of ``words``."""
        return search_texts(self.words) if self.words else []

    def _add(self, words: tuple[str, ...], *, owner: int, kind: int) -> None:
        if words:
            self.words += words
            self._owners.extend((owner,) * len(words))
            self._kinds.extend((kind,) * len(words))

    def kind(self, term: int) -> TermKind:
        """Return what a term is to the emoji it finds."""
        return TermKind(self._kinds[term])

    def finds(self, term: int, *, rarity: float) -> Found:
        """Return the places of the emoji that a term finds, and what it is worth for each.

        ``rarity`` lies between 0, for a word that every emoji has, and 1, for a word of one alone.
        """
        kind, owner = self._kinds[term], self._owners[term]
        if kind == _THEME:
            return self._rows[owner]
        common, rare = _WORTH_BY_KIND[kind]
        worths = (common + rare * rarity,)
        return (owner,), worths, worths


def _of_theme(places: tuple[int, ...]) -> Found:
    worths = tuple(_THEME_WORTH[min(rank, len(_THEME_WORTH) - 1)] for rank in range(len(places)))
    return places, worths, tuple(worth * _THEME_PART for worth in worths)


def _words_of(one: Emoji) -> tuple[tuple[int, tuple[str, ...]], ...]:
    name_of_label = one.label.replace("-", " ")
    names: tuple[str, ...] = (one.name, one.name_ja) if one.name_ja else (one.name,)
    if name_of_label != one.name.casefold():
        names += (name_of_label,)
    return (
        (0, names),
        (1, one.aliases),
        (2, one.shortcodes),
        (3, one.keywords_en + one.keywords_ja),
        (4, one.readings),
    )
