"""The words a project has learned, searchable the moment they are learned."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator

from emoji_labeler.domain.learned_word import LearnedFrom, LearnedWord
from emoji_labeler.emoji.folding import is_kana, search_text
from emoji_labeler.emoji.romaji import key_of_kana

_AFTER_ANY_SUFFIX = "\U0010ffff"
# What a word is worth that was seen often and always with the same label.
_WORTH = {LearnedFrom.QUERY: 1.2, LearnedFrom.MEMO: 0.7}


class LearnedIndex:
    """Learned words by their folded text; learning and forgetting cost microseconds."""

    def __init__(self, words: Iterable[LearnedWord] = ()) -> None:
        self._held: dict[str, dict[tuple[str, LearnedFrom], LearnedWord]] = {}
        self._key_of_kana: dict[str, set[str]] = {}
        self._forgotten: set[tuple[str, str]] = set()
        for word in words:
            self._hold(word)
        # Sorted at once here, and kept in order word by word from now on.
        self._sorted = sorted(self._held)
        self._sorted_keys = sorted(self._key_of_kana)

    def learn(self, word: LearnedWord) -> None:
        """Add the word, or its count to the same word, label and kind, unless it was forgotten."""
        if (search_text(word.word), word.label) in self._forgotten:
            return
        text, is_new, new_key = self._hold(word)
        if is_new:
            insort(self._sorted, text)
        if new_key:
            insort(self._sorted_keys, new_key)

    def forget(self, word: str, *, label: str) -> None:
        """Drop a word for a label for good, however it was learned and spelled, or will be."""
        text = search_text(word)
        self._forgotten.add((text, label))
        held = self._held.get(text)
        if held is None:
            return
        for kind in LearnedFrom:
            held.pop((label, kind), None)
        if held:
            return
        del self._held[text]
        del self._sorted[bisect_left(self._sorted, text)]
        key = _key(text)
        if key:
            self._key_of_kana[key].discard(text)
            if not self._key_of_kana[key]:
                del self._key_of_kana[key]
                del self._sorted_keys[bisect_left(self._sorted_keys, key)]

    def words(self, *, label: str | None = None) -> tuple[LearnedWord, ...]:
        """Return what was learned, of one label or of all, in the order of the words."""
        return tuple(
            word
            for text in self._sorted
            for word in self._held[text].values()
            if label is None or word.label == label
        )

    def texts(self, prefix: str) -> Iterator[str]:
        """Yield the folded words that start with prefix, in order."""
        yield from _from_prefix(self._sorted, prefix)

    def texts_of_key(self, prefix: str) -> Iterator[str]:
        """Yield the kana words whose romaji key starts with prefix."""
        for key in _from_prefix(self._sorted_keys, prefix):
            yield from self._key_of_kana[key]

    def worths(self, text: str) -> list[tuple[LearnedWord, float]]:
        """Return the learned words of a folded text with their worth.

        The worth grows with the count and with the share of the word's sightings that led to this
        label: a word that stands in memos of every kind says little about any of them.
        """
        held = self._held.get(text, {}).values()
        total = {
            kind: sum(word.count for word in held if word.kind is kind) for kind in LearnedFrom
        }
        return [
            (
                word,
                _WORTH[word.kind]
                * (word.count / total[word.kind]) ** 0.5
                * (word.count / (word.count + 1)) ** 0.3,
            )
            for word in held
        ]

    def _hold(self, word: LearnedWord) -> tuple[str, bool, str]:
        text = search_text(word.word)
        is_new = text not in self._held
        held = self._held.setdefault(text, {})
        known = held.get((word.label, word.kind))
        held[word.label, word.kind] = LearnedWord(
            word=word.word,
            label=word.label,
            kind=word.kind,
            count=word.count + (known.count if known else 0),
        )
        key = _key(text)
        if not is_new or not key:
            return text, is_new, ""
        new_key = "" if key in self._key_of_kana else key
        self._key_of_kana.setdefault(key, set()).add(text)
        return text, is_new, new_key


def _key(text: str) -> str:
    return key_of_kana(text) if is_kana(text) else ""


def _from_prefix(ordered: list[str], prefix: str) -> Iterator[str]:
    start = bisect_left(ordered, prefix)
    end = bisect_left(ordered, prefix + _AFTER_ANY_SUFFIX, lo=start)
    yield from ordered[start:end]
