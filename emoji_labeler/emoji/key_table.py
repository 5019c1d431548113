"""A sorted table of search keys, each leading to the entries that have it.

It answers three questions: exactly this key, all keys that start so, and all keys that hold this
part. For the last the keys also stand in one long string, one a line: finding a part is then a run
of ``str.find`` at the speed of C, and the sign before a hit tells what it is, for a line break is
the start of a key and a space the start of a word.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

_AFTER_ANY_SUFFIX = "\U0010ffff"


class KeyTable:
    """Keys in order; the entries of a key are the places it had in the list given."""

    def __init__(self, keys: Sequence[str]) -> None:
        latest: dict[str, int] = {}
        previous = array("i")
        for entry, key in enumerate(keys):
            previous.append(latest.get(key, -1))
            latest[key] = entry
        latest.pop("", None)
        self.keys = sorted(latest)
        self._latest = array("i", map(latest.__getitem__, self.keys))
        self._previous = previous
        self._lines = "\n" + "\n".join(self.keys) + "\n"
        self._offsets = array("I", accumulate((len(key) + 1 for key in self.keys), initial=1))

    def all_entries(self) -> Iterator[list[int]]:
        """Yield the entries of every key, row by row."""
        previous = self._previous
        for latest in self._latest:
            entries = [latest]
            while (latest := previous[latest]) >= 0:
                entries.append(latest)
            yield entries

    def entries(self, row: int) -> list[int]:
        """Return the entries of the key in a row, the last one first."""
        entry = self._latest[row]
        found = []
        while entry >= 0:
            found.append(entry)
            entry = self._previous[entry]
        return found

    def row_of(self, key: str) -> int:
        """Return the row of exactly this key, or -1."""
        row = bisect_left(self.keys, key)
        return row if row < len(self.keys) and self.keys[row] == key else -1

    def rows_from(self, prefix: str) -> range:
        """Return the rows of all keys that start with prefix, the key itself first."""
        start = bisect_left(self.keys, prefix)
        return range(start, bisect_left(self.keys, prefix + _AFTER_ANY_SUFFIX, lo=start))

    def parts(self, part: str, *, most: int) -> Iterator[tuple[int, int]]:
        """Yield row and position of part wherever it stands in a key, at most ``most`` times.

        A part may begin with the space before a word or end with the line break after a key.
        """
        lines, offsets = self._lines, self._offsets
        at = lines.find(part)
        for _ in range(most):
            if at < 0:
                return
            row = bisect_right(offsets, at) - 1
            yield row, at - offsets[row]
            at = lines.find(part, at + 1)
