"""What words mean that no emoji is known by: each leads to known words of nearly its meaning.

A table is a UTF-8 text file of sorted lines, tab-separated: a folded word, then known words, the
nearest first. The program's own were derived from word vectors (see ``scripts/build_meanings.py``).
"""

from collections.abc import Iterable
from pathlib import Path

from emoji_labeler.emoji.inflection import dictionary_forms

_SHORTEST_BEGINNING = 4


class Meanings:
    """Looks words up in the text of the tables as it stands.

    Some 80,000 lines would be slow to take apart and large in memory; finding one in the text
    takes well under a millisecond, and only a query that finds nothing else comes here.
    """

    def __init__(self, text: str = "") -> None:
        """Take the lines of all tables, each ended by a line feed."""
        self._text = f"\n{text}"

    @classmethod
    def load(cls, paths: Iterable[Path]) -> "Meanings":
        """Read the tables; a missing file is an empty one."""
        return cls("".join(path.read_text("utf-8") for path in paths if path.is_file()))

    def near(self, word: str) -> tuple[str, ...]:
        """Return the known words near a folded word or a form of it, the nearest first."""
        for form in (word, *dictionary_forms(word)) if word else ():
            found = self._after(f"\n{form}\t")
            if found:
                return found
        return ()

    def near_begun(self, beginning: str) -> tuple[str, ...]:
        """Return the known words near the first word that begins so; none for a short beginning."""
        if len(beginning) < _SHORTEST_BEGINNING:
            return ()
        return self._after(f"\n{beginning}", is_whole=False)

    def _after(self, head: str, *, is_whole: bool = True) -> tuple[str, ...]:
        at = self._text.find(head)
        if at < 0:
            return ()
        start = at + len(head) if is_whole else self._text.index("\t", at + 1) + 1
        return tuple(self._text[start : self._text.index("\n", start)].split("\t"))


NO_MEANINGS = Meanings()
