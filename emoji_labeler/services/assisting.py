"""Assisting one annotator: the search and the suggestions, taught by what they answered before."""

from collections import Counter
from collections.abc import Mapping

from emoji_labeler.domain.annotation import AnnotationStatus
from emoji_labeler.domain.annotator import Annotator
from emoji_labeler.domain.learned_word import LearnedFrom, LearnedWord
from emoji_labeler.domain.memo import Memo
from emoji_labeler.domain.suggestion import Suggestion
from emoji_labeler.emoji.memo_words import words_of_memo
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.emoji.search_result import Reason, ReasonKind, SearchHit, SearchResult
from emoji_labeler.services.ordering import most_useful_next
from emoji_labeler.services.searching import SearchingService
from emoji_labeler.services.suggesting import SuggestingService, suggesting_service
from emoji_labeler.storage.project import ProjectStore

_REMEMBERED_ANSWERS = 2_000
"""How many of the last answers are learned again when a project is opened, 2 ms each."""

_PLANNED_MEMOS = 20_000


class AssistingService:
    """What helps an annotator to the right label.

    ``prepare`` does the slow part and is made for a worker thread; everything else takes a few
    milliseconds, may be called once ``prepare`` has returned, and belongs to the thread of
    ``project``.
    """

    def __init__(self, project: ProjectStore, *, annotator: Annotator, pack: EmojiPack) -> None:
        self._project = project
        self._annotator = annotator
        self._pack = pack
        self._learned: list[LearnedWord] = []
        self._uses: Counter[str] = Counter()
        self._suggesting: SuggestingService = suggesting_service(pack)
        self._searching = SearchingService(
            pack, learned=lambda: self._learned, on_miss=self._keep_miss
        )
        self._scores_of: tuple[int, Mapping[str, float]] = (0, {})

    def prepare(self) -> None:
        """Build the search and the model, and teach them the answers of the annotator."""
        with ProjectStore.open(self._project.path) as project:
            self._learn_words(project)
            self._searching.prepare()
            for word, label in project.picks.forgotten():
                self._searching.forget(word, label=label)
            self._suggesting.prepare()
            answers = project.annotations.latest(self._annotator.id, limit=_REMEMBERED_ANSWERS)
            for annotation in reversed(answers):
                memo = project.memos.get(annotation.memo_id)
                if memo is not None and annotation.answer.status is AnnotationStatus.SUBMITTED:
                    self._teach(memo, label=self._pack.current_label(annotation.answer.label))

    @property
    def model(self) -> str:
        """Which model in which state suggests now."""
        return self._suggesting.version

    @property
    def answers_learned(self) -> int:
        """How many answers the suggestions have learned from."""
        return self._uses.total()

    def suggestions(self, memo: Memo) -> tuple[Suggestion, ...]:
        """Return the nine likeliest labels for a memo, the likeliest first."""
        return self._suggesting.suggest(memo.text)

    def found(self, query: str, *, memo: Memo | None, may_suggest: bool = False) -> SearchResult:
        """Return the labels for a query as typed so far, what fits the memo first among equals.

        Where nothing is even near the query, what fits the memo is all there is to offer: with
        ``may_suggest`` only, since for some memos suggestions are withheld.
        """
        result = self._searching.search(
            query, memo_scores=self._scores(memo), use_counts=self._uses
        )
        if result.hits or memo is None or not may_suggest or not query.strip():
            return result
        return SearchResult(hits=tuple(map(_fitting, self.suggestions(memo))), is_nearest=True)

    def learn(self, memo: Memo, *, label: str, query: str) -> None:
        """Learn from an answer that was just saved, and from what was typed on the way to it."""
        self._teach(memo, label=label)
        self._searching.finish(query, label=label)
        if label in self._pack:
            self._searching.learn_memo(memo.text, label=label)

    def gave_up(self, query: str) -> None:
        """Note a query that ended without a pick."""
        self._searching.finish(query, label=None)

    def learned_words(self) -> tuple[LearnedWord, ...]:
        """Return every word that finds an emoji because of this project."""
        return self._searching.learned_words()

    def forget(self, word: LearnedWord) -> None:
        """Never again let a word find an emoji because of this project."""
        self._project.picks.forget(word.word, label=word.label)
        self._searching.forget(word.word, label=word.label)

    def plan(self) -> tuple[int, ...]:
        """Return the open memos, those first from which the suggestions learn most.

        Made for a worker thread.
        """
        with ProjectStore.open(self._project.path) as project:
            memos = project.memos.open_ones(self._annotator.id, limit=_PLANNED_MEMOS)
        return most_useful_next(
            [(memo.id, memo.text) for memo in memos], suggesting=self._suggesting
        )

    def _teach(self, memo: Memo, *, label: str) -> None:
        if label in self._pack:
            self._suggesting.learn(memo.text, label)
            self._uses[label] += 1

    def _learn_words(self, project: ProjectStore) -> None:
        """Collect what was typed for labels and what stands in the memos that got them."""
        from_memos: Counter[tuple[str, str]] = Counter()
        for annotation in project.annotations.latest(self._annotator.id, limit=_REMEMBERED_ANSWERS):
            memo = project.memos.get(annotation.memo_id)
            label = self._pack.current_label(annotation.answer.label)
            if memo is not None and label:
                from_memos.update((word, label) for word in words_of_memo(memo.text))
        queries = (
            (query, self._pack.current_label(label), uses)
            for query, label, uses in project.picks.queries()
        )
        self._learned = [
            LearnedWord(word=query, label=label, kind=LearnedFrom.QUERY, count=uses)
            for query, label, uses in queries
            if label
        ]
        self._learned += [
            LearnedWord(word=word, label=label, kind=LearnedFrom.MEMO, count=count)
            for (word, label), count in from_memos.items()
        ]

    def _scores(self, memo: Memo | None) -> Mapping[str, float] | None:
        if memo is None:
            return None
        if self._scores_of[0] != memo.id:
            self._scores_of = (memo.id, self._suggesting.scores(memo.text))
        return self._scores_of[1]

    def _keep_miss(self, query: str) -> None:
        self._project.picks.add_miss(query, annotator_id=self._annotator.id)


def _fitting(suggestion: Suggestion) -> SearchHit:
    return SearchHit(
        label=suggestion.label,
        score=suggestion.probability,
        reason=Reason(kind=ReasonKind.FITTING, word=""),
    )
