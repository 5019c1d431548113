"""Searching: finding labels by words, and learning from what was chosen.

One service serves the window and the command line. The index is built on the first search, or
before that in the background through ``prepare``; storing what was learned is the caller's.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from threading import Lock

from emoji_labeler import resources
from emoji_labeler.domain.learned_word import LearnedFrom, LearnedWord
from emoji_labeler.emoji.meanings import Meanings
from emoji_labeler.emoji.memo_words import words_of_memo
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.emoji.search_index import SearchIndex
from emoji_labeler.emoji.search_result import SearchResult
from emoji_labeler.emoji.theme_table import ThemeFault, load_theme_table


def _ignore(_query: str) -> None:
    """Count no misses."""


class SearchingService:
    """Searches one pack, with the theme tables of the program and of the person.

    ``on_miss`` is called with every finished query for which nothing was found, so that it can be
    counted and offered as a new word.
    """

    def __init__(
        self,
        pack: EmojiPack,
        *,
        theme_paths: Iterable[Path] | None = None,
        learned: Callable[[], Iterable[LearnedWord]] = tuple,
        on_miss: Callable[[str], None] = _ignore,
    ) -> None:
        self.pack = pack
        self._theme_paths = resources.theme_tables() if theme_paths is None else tuple(theme_paths)
        self._learned = learned
        self._on_miss = on_miss
        self._lock = Lock()
        self._index: SearchIndex | None = None
        self._faults: tuple[ThemeFault, ...] = ()

    def prepare(self) -> None:
        """Build the index if it is not there yet; may be called from any thread."""
        with self._lock:
            if self._index is None:
                themes = load_theme_table(self._theme_paths, known_labels=self.pack.places)
                self._faults = themes.faults
                self._index = SearchIndex.build(
                    self.pack,
                    themes=themes,
                    meanings=Meanings.load(resources.meaning_tables()),
                    learned=self._learned(),
                )

    @property
    def theme_faults(self) -> tuple[ThemeFault, ...]:
        """The rows of the theme tables that could not be used."""
        self.prepare()
        return self._faults

    def search(
        self,
        query: str,
        *,
        limit: int | None = 100,
        memo_scores: Mapping[str, float] | None = None,
        use_counts: Mapping[str, int] | None = None,
        fold_variants: bool = True,
    ) -> SearchResult:
        """Return the labels for a query as typed so far, best first."""
        return self._ready().search(
            query,
            limit=limit,
            memo_scores=memo_scores,
            use_counts=use_counts,
            fold_variants=fold_variants,
        )

    def finish(self, query: str, *, label: str | None) -> LearnedWord | None:
        """Take note that a query ended with this label chosen, or with nothing.

        Return what was learned, to be stored; the next search knows it already.
        """
        word = query.strip()
        if not word:
            return None
        result = self._ready().search(word, limit=1)
        if result.is_nearest or not result.hits:
            self._on_miss(word)
        if label is None or label not in self.pack:
            return None
        return self._learn(word, label=label, kind=LearnedFrom.QUERY)

    def learn_memo(self, text: str, *, label: str) -> tuple[LearnedWord, ...]:
        """Let the words of a memo find the label that was given to it; return them to be stored."""
        learn = partial(self._learn, label=label, kind=LearnedFrom.MEMO)
        return tuple(map(learn, words_of_memo(text)))

    def forget(self, word: str, *, label: str) -> None:
        """Take a learned word away from a label."""
        self._ready().forget([word], label=label)

    def learned_words(self, *, label: str | None = None) -> tuple[LearnedWord, ...]:
        """Return the learned words of a label, or all, each with the reason why it is there."""
        return self._ready().learned_words(label=label)

    def _learn(self, word: str, *, label: str, kind: LearnedFrom) -> LearnedWord:
        self._ready().learn([word], label=label, kind=kind)
        return LearnedWord(word=word, label=label, kind=kind)

    def _ready(self) -> SearchIndex:
        if self._index is None:
            self.prepare()
        if self._index is None:
            raise RuntimeError("prepare() left no index")
        return self._index
