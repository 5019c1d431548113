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
    CHARACTER = 6
    QUERY = 7
    MEMO = 8


# The worth of a term, first for a word that very many emoji share, then what rarity adds.
_WORTH = {
    TermKind.NAME: (1.0, 0.0),
    TermKind.ALIAS: (0.95, 0.0),
    TermKind.SHORTCODE: (0.78, 0.16),
    TermKind.KEYWORD: (0.55, 0.32),
    TermKind.READING: (0.55, 0.32),
}
_THEME_WORTH = (1.06, 0.99, 0.93, 0.88, 0.84, 0.8)
_THEME_PART = 0.85
_THEME = int(TermKind.THEME)


class TermList:
    """Every term of a pack and its theme rows: what it says, whom it finds, and how well.

    ``texts`` are folded and ``words`` are the same terms as they are written; a term's number is
    its place in both. One word may be many terms, one for each emoji or theme row that has it.
    """

    def __init__(self, emoji: Sequence[Emoji], *, themes: Iterable[ThemeRow] = ()) -> None:
        self.words: list[str] = []
        self._owners = array("I")
        self._kinds = bytearray()
        for place, one in enumerate(emoji):
            for kind, words in _words_of(one):
                self._add(words, owner=place, kind=kind)
        places = {one.label: place for place, one in enumerate(emoji)}
        self._rows: list[tuple[int, ...]] = []
        for row in themes:
            labelled = tuple(places[label] for label in row.labels if label in places)
            if labelled:
                self._add(row.words + row.readings, owner=len(self._rows), kind=_THEME)
                self._rows.append(labelled)
        self.texts = search_texts(self.words) if self.words else []

    def _add(self, words: tuple[str, ...], *, owner: int, kind: int) -> None:
        if words:
            self.words += words
            self._owners.extend((owner,) * len(words))
            self._kinds.extend((kind,) * len(words))

    def kind(self, term: int) -> TermKind:
        """Return what a term is to the emoji it finds."""
        return TermKind(self._kinds[term])

    def postings(self, terms: Sequence[int], *, is_part: bool) -> list[tuple[int, float, int]]:
        """Return place in the pack, worth and term for every emoji that the terms find.

        The terms must be all that share one text: their number is the word's frequency, and a rare
        word is worth more. ``is_part`` says that only a part of the text was asked for: a phrase of
        the theme table then says less about its words than the name of a picture does.
        """
        share = _THEME_PART if is_part else 1.0
        rarity = len(terms) ** -0.5
        found: list[tuple[int, float, int]] = []
        for term in terms:
            kind, owner = self._kinds[term], self._owners[term]
            if kind == _THEME:
                for rank, place in enumerate(self._rows[owner]):
                    worth = _THEME_WORTH[rank] if rank < len(_THEME_WORTH) else _THEME_WORTH[-1]
                    found.append((place, worth * share, term))
            else:
                common, rare = _WORTH_BY_KIND[kind]
                found.append((owner, common + rare * rarity, term))
        return found


_WORTH_BY_KIND = tuple(_WORTH.get(kind, (0.0, 0.0)) for kind in TermKind)


def _words_of(one: Emoji) -> tuple[tuple[int, tuple[str, ...]], ...]:
    name_of_label = one.label.replace("-", " ")
    names = (one.name, one.name_ja) if one.name_ja else (one.name,)
    if name_of_label != one.name.casefold():
        names += (name_of_label,)
    return (
        (0, names),
        (1, one.aliases),
        (2, one.shortcodes),
        (3, one.keywords_en + one.keywords_ja),
        (4, one.readings),
    )
