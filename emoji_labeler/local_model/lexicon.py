"""Which words speak for which labels, and how loudly.

Three kinds of words are known: the words of theme rows, written by hand for diaries; the names of
the emoji; and their keywords, which count the less the more emoji share them.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain
from typing import Self

import numpy as np
from numpy.typing import NDArray

from emoji_labeler.domain.emoji import Emoji
from emoji_labeler.domain.record import record
from emoji_labeler.emoji.theme_table import ThemeRow
from emoji_labeler.local_model import english, japanese
from emoji_labeler.local_model.arrays import Floats, Places

_BY_RANK = (1.0, 0.66, 0.52, 0.45, 0.4, 0.36, 0.33, 0.3)
_NAME = 1.0
_KEYWORD = 0.5
_VARIANT = 0.3
_SYMBOL = 0.45
_READING = 0.6
_BESIDE_THEME = 0.3
_SHORTEST_KEYWORD = 3
_SHORTEST_READING = 4
_LONGEST_PHRASE = 4
JAPANESE, ENGLISH = "j:", "e:"

_Votes = dict[int, float]


@record
class Lexicon:
    """Terms and their votes: term ``t`` gives ``weights[s]`` to ``labels[s]``, s = slices of t.

    ``japanese`` numbers the words and ``english`` the phrases, a phrase as its stems with blanks
    between them; no number is in both. ``themed`` tells for each whether it stands in a theme row.
    ``lengths`` and ``phrases`` tell how far to look for a term, see ``lengths_of`` and
    ``phrases_of``.
    """

    japanese: dict[str, int]
    english: dict[str, int]
    starts: Places
    labels: Places
    weights: Floats
    themed: NDArray[np.bool_]
    lengths: dict[str, tuple[int, ...]]
    phrases: dict[str, dict[str, tuple[int, ...]]]

    @classmethod
    def of(
        cls,
        terms: Iterable[str],
        *,
        starts: Places,
        labels: Places,
        weights: Floats,
        themed: NDArray[np.bool_],
    ) -> Self:
        """Number the terms in their order, and find out where to look for them.

        A Japanese term is written ``j:`` and the word, an English one ``e:`` and its stems.
        """
        numbered: dict[str, dict[str, int]] = {JAPANESE: {}, ENGLISH: {}}
        for row, term in enumerate(terms):
            numbered[term[:2]][term[2:]] = row
        return cls(
            japanese=numbered[JAPANESE],
            english=numbered[ENGLISH],
            starts=starts,
            labels=labels,
            weights=weights,
            themed=themed,
            lengths=lengths_of(numbered[JAPANESE]),
            phrases=phrases_of(numbered[ENGLISH]),
        )

    @property
    def terms(self) -> list[str]:
        """All terms as they are written, in the order of their numbers."""
        rows = {row: JAPANESE + word for word, row in self.japanese.items()}
        rows |= {row: ENGLISH + phrase for phrase, row in self.english.items()}
        return [rows[row] for row in range(len(rows))]

    def votes(self, row: int) -> tuple[Places, Floats]:
        """Return the places of the labels that a term speaks for, and its weights."""
        part = slice(self.starts[row], self.starts[row + 1])
        return self.labels[part], self.weights[part]

    def votes_of(self, rows: NDArray[np.int64]) -> tuple[Places, Floats, NDArray[np.int32]]:
        """Return the votes of many terms, one behind another, and how many each term has."""
        firsts = self.starts[rows]
        counts = self.starts[rows + 1] - firsts
        before = np.cumsum(counts) - counts
        places = np.arange(counts.sum()) + np.repeat(firsts - before, counts)
        return self.labels[places], self.weights[places], counts


def folded(text: str) -> str:
    """Return text in the shape in which terms are compared; katakana stays katakana."""
    return unicodedata.normalize("NFKC", text).casefold()


def build_lexicon(emoji: Sequence[Emoji], *, themes: Iterable[ThemeRow]) -> Lexicon:
    """Gather the words of the emoji and of the theme rows."""
    places = {one.label: place for place, one in enumerate(emoji)}
    themed: dict[str, _Votes] = {}
    for theme in themes:
        _add_theme(themed, theme, places)
    loose: dict[str, _Votes] = {}
    for place, one in enumerate(emoji):
        _add_names(loose, one, place)
    merged = {term: _merged(themed.get(term), loose.get(term)) for term in chain(themed, loose)}
    sizes = np.fromiter((len(votes) for votes in merged.values()), np.int64, len(merged))
    total = int(sizes.sum())
    return Lexicon.of(
        merged,
        starts=np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32),
        labels=np.fromiter(chain.from_iterable(merged.values()), np.int32, total),
        weights=np.fromiter(
            chain.from_iterable(votes.values() for votes in merged.values()), np.float32, total
        ),
        themed=np.fromiter((term in themed for term in merged), np.bool_, len(merged)),
    )


def lengths_of(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Return the lengths of the Japanese words and stop forms with each beginning, longest first.

    A beginning is two characters, or one where that is the whole word. Stop forms longer than
    every word with their first character are left out: they stand in no word's way.
    """
    # Bit n of a number stands for length n: beginnings are many, and sets of lengths few.
    sizes: dict[str, int] = {}
    longest: dict[str, int] = {}
    for word in words:
        length, beginning = len(word), word[:2]
        sizes[beginning] = sizes.get(beginning, 0) | 1 << length
        if length > longest.get(word[0], 0):
            longest[word[0]] = length
    for word in japanese.STOP_FORMS:
        if len(word) <= longest.get(word[0], 0):
            sizes[word[:2]] = sizes.get(word[:2], 0) | 1 << len(word)
    return {
        beginning: _lengths(held | sizes.get(beginning[0], 0)) for beginning, held in sizes.items()
    }


@cache
def _lengths(bits: int) -> tuple[int, ...]:
    return tuple(length for length in range(bits.bit_length(), 0, -1) if bits >> length & 1)


def phrases_of(terms: Iterable[str]) -> dict[str, dict[str, tuple[int, ...]]]:
    """Return how many words the English phrases have that begin with two stems, longest first.

    Phrases of one word, and of more than are ever looked for, are left out.
    """
    phrases: dict[str, dict[str, tuple[int, ...]]] = {}
    for term in terms:
        first, *rest = term.split(" ")
        size = 1 + len(rest)
        if 1 < size <= _LONGEST_PHRASE:
            onward = phrases.setdefault(first, {})
            sizes = {*onward.get(rest[0], ()), size}
            onward[rest[0]] = tuple(sorted(sizes, reverse=True))
    return phrases


def _add_theme(themed: dict[str, _Votes], theme: ThemeRow, places: dict[str, int]) -> None:
    labels = [places[label] for label in theme.labels if label in places]
    votes = dict(zip(labels, _BY_RANK, strict=False))
    for word in theme.words:
        for term in _terms(word):
            _raise(themed.setdefault(term, {}), votes, share=1.0)
    for reading in theme.readings:
        if len(reading) >= _SHORTEST_READING and reading not in theme.words:
            _raise(themed.setdefault(JAPANESE + reading, {}), votes, share=_READING)


def _add_names(loose: dict[str, _Votes], one: Emoji, place: int) -> None:
    share = _VARIANT if one.variant_of else _SYMBOL if one.group == "symbols" else 1.0
    for name in (one.name, one.name_ja):
        for term in _terms(name):
            _raise(loose.setdefault(term, {}), {place: _NAME}, share=share)
    for word in (*one.keywords_ja, *one.keywords_en, *one.name.split()):
        for term in _terms(word):
            if japanese.is_japanese(word) or len(word) >= _SHORTEST_KEYWORD:
                _raise(loose.setdefault(term, {}), {place: _KEYWORD}, share=share)


def _terms(word: str) -> Iterator[str]:
    """Yield every form under which a word of the pack is looked for."""
    plain = folded(word)
    if japanese.is_japanese(plain):
        yield from (JAPANESE + form for form in japanese.forms(plain) if "\n" not in form)
    elif stems := " ".join(map(english.stem, english.tokens(plain))):
        yield ENGLISH + stems


def _raise(votes: _Votes, by: _Votes, *, share: float) -> None:
    for place, weight in by.items():
        votes[place] = max(votes.get(place, 0.0), share * weight)


def _merged(themed: _Votes | None, loose: _Votes | None) -> _Votes:
    """Join what the theme rows and the pack say about one term."""
    votes = dict(themed or {})
    if loose:
        common = float(len(loose)) ** -0.6
        beside = _BESIDE_THEME if themed else 1.0
        for place, weight in loose.items():
            worth = weight * (max(common, 0.6) if weight >= _NAME else common)
            votes[place] = max(votes.get(place, 0.0), beside * worth)
    return votes
