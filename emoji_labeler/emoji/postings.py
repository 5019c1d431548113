"""Which emoji each key finds, laid out so that all keys with one prefix lie side by side.

The first letter of a word is a prefix of thousands of keys. As their postings are neighbours and
their scores are known beforehand, the answer is one slice and no work on the single key.
"""

from array import array
from collections.abc import Iterator, Sequence
from itertools import chain, repeat
from operator import mul, sub

from emoji_labeler.emoji import match_quality
from emoji_labeler.emoji.key_table import KeyTable
from emoji_labeler.emoji.search_terms import TermList


class Postings:
    """For every row of a key table: places in the pack, worths, and the terms that say so.

    A posting has two worths: one for the whole key, and one for a query that is only a part of it.
    """

    def __init__(
        self,
        keys: Sequence[str],
        *,
        ends: "array[int]",
        places: "array[int]",
        worths: "array[float]",
        part_worths: "array[float]",
        terms: "array[int]",
    ) -> None:
        self._starts = array("I", (0, *ends))
        self._places = places
        self._worths = worths
        self._part_worths = part_worths
        self._terms = terms
        counts = map(sub, self._starts[1:], self._starts)
        qualities = map(match_quality.of_longer_key, keys)
        self._prefix_scores = array(
            "f", map(mul, part_worths, chain.from_iterable(map(repeat, qualities, counts)))
        )

    @classmethod
    def of_terms(cls, table: KeyTable, terms: TermList) -> "Postings":
        """Return the postings of a table whose entries are terms."""
        # Lists grow faster than arrays, and most of the time of a build is spent here.
        places: list[int] = []
        worths: list[float] = []
        part_worths: list[float] = []
        numbers: list[int] = []
        ends: list[int] = []
        for entries in table.all_entries():
            rarity = len(entries) ** -0.5
            for term in entries:
                found, worth, part_worth = terms.finds(term, rarity=rarity)
                places += found
                worths += worth
                part_worths += part_worth
                numbers += (term,) * len(found)
            ends.append(len(places))
        return cls(
            table.keys,
            ends=array("I", ends),
            places=array("I", places),
            worths=array("f", worths),
            part_worths=array("f", part_worths),
            terms=array("I", numbers),
        )

    @classmethod
    def through(cls, table: KeyTable, other: "Postings", *, rows: Sequence[int]) -> "Postings":
        """Return the postings of a table whose entries stand for ``rows`` of other postings."""
        places, worths, part_worths = array("I"), array("f"), array("f")
        numbers, ends = array("I"), array("I")
        for entries in table.all_entries():
            for entry in entries:
                span = other._span(rows[entry], rows[entry] + 1)
                places.extend(other._places[span])
                worths.extend(other._worths[span])
                part_worths.extend(other._part_worths[span])
                numbers.extend(other._terms[span])
            ends.append(len(places))
        return cls(
            table.keys,
            ends=ends,
            places=places,
            worths=worths,
            part_worths=part_worths,
            terms=numbers,
        )

    def of_row(self, row: int, *, is_part: bool) -> Iterator[tuple[int, float, int]]:
        """Yield place, worth and term of every posting in a row."""
        span = self._span(row, row + 1)
        worths = self._part_worths if is_part else self._worths
        return zip(self._places[span], worths[span], self._terms[span], strict=True)

    def of_prefix(self, rows: range) -> Iterator[tuple[int, float, int]]:
        """Yield place, score and term of the postings of neighbouring rows that share a prefix."""
        span = self._span(rows.start, rows.stop)
        return zip(self._places[span], self._prefix_scores[span], self._terms[span], strict=True)

    def _span(self, start: int, stop: int) -> slice:
        return slice(self._starts[start], self._starts[stop])
