"""Whatever is answered, undone and redone in whatever order, the right answer counts.

The commands run against the real store and against a model of two lists; between any two of them
the file may be closed and opened again.
"""

import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from emoji_labeler.domain.annotation import AnnotationStatus, Answer
from emoji_labeler.domain.pick import Pick
from emoji_labeler.storage.project import ProjectStore
from tests.conftest import add_memos

PEOPLE = ("Aiko", "Ben")
MEMOS = 3
answers = st.one_of(
    st.builds(
        Answer,
        status=st.just(AnnotationStatus.SUBMITTED),
        label=st.sampled_from(["cat", "dog", "rain"]),
        also_acceptable=st.sampled_from([(), ("sun",), ("sun", "moon")]),
        note=st.sampled_from(["", "a note"]),
    ),
    st.builds(Answer, status=st.just(AnnotationStatus.SKIPPED)),
    st.builds(Answer, status=st.just(AnnotationStatus.FLAGGED), note=st.just("look")),
)
people = st.sampled_from(PEOPLE)


@dataclass
class Model:
    """One annotator's answers as two piles: what was done, what was undone."""

    done: list[tuple[int, Answer | None, Answer]] = field(default_factory=list)
    undone: list[tuple[int, Answer | None, Answer]] = field(default_factory=list)
    now: dict[int, Answer | None] = field(default_factory=dict)

    def answer(self, memo: int, answer: Answer) -> None:
        self.done.append((memo, self.now.get(memo), answer))
        self.undone.clear()
        self.now[memo] = answer

    def undo(self) -> int | None:
        if not self.done:
            return None
        self.undone.append(self.done.pop())
        memo, before, _ = self.undone[-1]
        self.now[memo] = before
        return memo

    def redo(self) -> int | None:
        if not self.undone:
            return None
        self.done.append(self.undone.pop())
        memo, _, after = self.done[-1]
        self.now[memo] = after
        return memo


class History(RuleBasedStateMachine):
    """The store and the model, side by side."""

    @initialize()
    def create(self) -> None:
        self.folder = TemporaryDirectory()
        self.path = Path(self.folder.name) / "project.db"
        self.store = ProjectStore.create(self.path)
        self.memos = add_memos(self.store, *(f"memo {number}" for number in range(MEMOS)))
        self.models = {name: Model() for name in PEOPLE}
        self.ids = {name: self.store.annotators.named(name).id for name in PEOPLE}

    @rule(name=people, memo=st.integers(0, MEMOS - 1), answer=answers)
    def answer(self, name: str, memo: int, answer: Answer) -> None:
        number = self.memos[memo]
        self.store.annotations.save(
            answer, memo_id=number, annotator_id=self.ids[name], lead_time_ms=10, pick=Pick()
        )
        self.models[name].answer(number, answer)

    @rule(name=people)
    def undo(self, name: str) -> None:
        assert self.store.annotations.undo(self.ids[name]) == self.models[name].undo()

    @rule(name=people)
    def redo(self, name: str) -> None:
        assert self.store.annotations.redo(self.ids[name]) == self.models[name].redo()

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.store = ProjectStore.open(self.path)

    @invariant()
    def every_answer_that_counts_is_the_model_s(self) -> None:
        for name, model in self.models.items():
            for memo in self.memos:
                found = self.store.annotations.current(memo_id=memo, annotator_id=self.ids[name])
                assert (found.answer if found else None) == model.now.get(memo)

    @invariant()
    def every_answer_that_counts_is_the_last_event(self) -> None:
        with closing(sqlite3.connect(self.path)) as other:
            last = other.execute(
                "select memo_id, annotator_id, status, label, note from annotation_events"
                " where sequence in (select max(sequence) from annotation_events"
                "                    group by memo_id, annotator_id) and status is not null"
            ).fetchall()
            now = other.execute(
                "select memo_id, annotator_id, status, label, note from annotations"
            ).fetchall()
        assert sorted(now) == sorted(last)

    @invariant()
    def the_counts_kept_are_the_counts_counted(self) -> None:
        for name, annotator_id in self.ids.items():
            current = [answer for answer in self.models[name].now.values() if answer is not None]
            progress = self.store.annotations.progress(annotator_id, memos=MEMOS)
            labels = self.store.annotations.label_counts(annotator_id)
            assert progress.answered == len(current)
            assert progress.left == MEMOS - len(current)
            assert labels == {
                label: sum(answer.label == label for answer in current)
                for label in {answer.label for answer in current if answer.label}
            }

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()


TestHistory = History.TestCase
TestHistory.settings = settings(
    max_examples=15,
    stateful_step_count=16,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
