"""Whatever is answered and decided in whatever order, what is kept is what it would be made anew.

Gold labels, reasons for review and their counts are renewed memo by memo while people work. After
every step they must be the same as when everything is worked out from the beginning.
"""

import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from emoji_labeler.domain.annotation import AnnotationStatus, Answer, PickPath
from emoji_labeler.domain.gold import GoldRules
from emoji_labeler.domain.pick import Pick
from emoji_labeler.domain.review import ReviewRules
from emoji_labeler.domain.verdict import Decision, Ruling
from emoji_labeler.storage.connection import connect
from emoji_labeler.storage.project import ProjectStore
from tests.conftest import add_memos

_MEMOS = 6
_LABELS = st.sampled_from(["cat", "kitty", "dog", "hound", "rain"])
_NAMES = st.sampled_from([{}, {"kitty": "cat"}, {"kitty": "cat", "hound": "dog"}, {"hound": "cat"}])
_WORKED_OUT = (
    "select * from gold_labels",
    "select * from gold_label_counts where memos > 0",
    "select * from review_reasons",
    "select * from review_counts where memos > 0",
)
memos = st.integers(1, _MEMOS)
people = st.sampled_from(["Aiko", "Ben"])
reviewers = st.sampled_from(["Chie", "Dan"])
answers = st.one_of(
    st.builds(Answer, status=st.just(AnnotationStatus.SUBMITTED), label=_LABELS),
    st.builds(
        Answer,
        status=st.just(AnnotationStatus.SUBMITTED),
        label=st.just("rain"),
        also_acceptable=st.tuples(st.sampled_from(["kitty", "hound"])),
    ),
    st.builds(Answer, status=st.just(AnnotationStatus.SKIPPED)),
    st.builds(Answer, status=st.just(AnnotationStatus.FLAGGED)),
)
rulings = st.one_of(
    st.builds(Ruling, decision=st.just(Decision.ACCEPTED), label=_LABELS),
    st.builds(Ruling, decision=st.just(Decision.CORRECTED), label=_LABELS),
    st.builds(Ruling, decision=st.just(Decision.REJECTED)),
    st.builds(Ruling, decision=st.just(Decision.SENT_BACK), note=st.just("look again")),
)


def worked_out(store: ProjectStore) -> dict[str, list[tuple[Any, ...]]]:
    return {
        query: sorted(store._connection.execute(query).fetchall(), key=repr)
        for query in _WORKED_OUT
    }


class Work(RuleBasedStateMachine):
    """People at work on a project with near-duplicates, a retired label and packs that change."""

    @initialize()
    def create(self) -> None:
        self.folder = TemporaryDirectory()
        self.store = ProjectStore.create(Path(self.folder.name) / "project.db")
        add_memos(self.store, *(f"memo {number}" for number in range(_MEMOS)))
        connection = self.store._connection
        connection.execute("insert into text_clusters values (1, 1), (2, 1), (3, 1)")
        connection.execute("insert into retired_labels values ('rain', '2026-11-22T00:00:00.000Z')")
        self.store.golds.change_rules(ReviewRules(sample_share=0.5, fast_ms=100))

    def person(self, name: str) -> str:
        return self.store.annotators.named(name).id

    @rule(name=people, memo=memos, answer=answers, lead_time_ms=st.sampled_from([50, 5000]))
    def answer(self, name: str, memo: int, answer: Answer, lead_time_ms: int) -> None:
        self.store.annotations.save(
            answer,
            memo_id=memo,
            annotator_id=self.person(name),
            lead_time_ms=lead_time_ms,
            pick=Pick(path=PickPath.SEARCH),
        )

    @rule(name=people)
    def undo(self, name: str) -> None:
        self.store.annotations.undo(self.person(name))

    @rule(name=reviewers, memo=memos, ruling=rulings)
    def decide(self, name: str, memo: int, ruling: Ruling) -> None:
        self.store.verdicts.save(ruling, memo_id=memo, reviewer_id=self.person(name))

    @rule(name=reviewers, ruling=rulings)
    def decide_several(self, name: str, ruling: Ruling) -> None:
        batch = [(memo, ruling) for memo in (1, 4, 5)]
        self.store.verdicts.save_all(batch, reviewer_id=self.person(name))

    @rule(name=reviewers)
    def take_back(self, name: str) -> None:
        self.store.verdicts.undo(self.person(name))

    @rule(name=reviewers)
    def bring_back(self, name: str) -> None:
        self.store.verdicts.redo(self.person(name))

    @rule(rules=st.builds(GoldRules, reviewed=st.booleans(), single=st.booleans()))
    def change_rules(self, rules: GoldRules) -> None:
        self.store.golds.change_rules(rules)

    @rule(renamed=_NAMES)
    def meet_another_pack(self, renamed: dict[str, str]) -> None:
        self.store.label_names.keep(renamed)

    @rule(some=st.lists(memos))
    def renew_some(self, some: list[int]) -> None:
        connection = self.store._connection
        connection.execute("begin immediate")
        self.store.golds.renew_many(some)
        connection.execute("commit")

    @invariant()
    def what_is_kept_is_what_it_would_be_made_anew(self) -> None:
        kept = worked_out(self.store)
        self.store.golds.renew_all()
        assert kept == worked_out(self.store)

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()


TestWork = Work.TestCase
TestWork.settings = settings(
    max_examples=25,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


def answer(project: ProjectStore, memo_id: int, label: str, *, name: str = "Aiko") -> None:
    project.annotations.save(
        Answer(status=AnnotationStatus.SUBMITTED, label=label),
        memo_id=memo_id,
        annotator_id=project.annotators.named(name).id,
        lead_time_ms=5000,
        pick=Pick(),
    )


def test_a_file_of_an_earlier_version_gets_its_gold_labels_when_it_is_opened(
    project: ProjectStore,
) -> None:
    answer(project, 1, "cat")
    answer(project, 2, "dog")
    answer(project, 2, "cat", name="Ben")
    path = project.path
    project.close()
    connection = connect(path)
    connection.execute("delete from gold_labels")
    connection.execute("insert into project_values values ('gold_labels', 'stale')")
    connection.close()

    with ProjectStore.open(path) as again:
        assert [(one.memo_id, one.label, one.rule) for one in again.golds.all()] == [
            (1, "cat", "single"),
            (2, "", "disagreed"),
        ]


def test_the_history_of_verdicts_cannot_be_rewritten(project: ProjectStore) -> None:
    reviewer = project.annotators.named("Chie").id
    project.verdicts.save(Ruling(decision=Decision.REJECTED), memo_id=1, reviewer_id=reviewer)

    for statement in ("update verdict_events set note = 'x'", "delete from verdict_events"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            project._connection.execute(statement)


def test_a_batch_is_taken_back_and_brought_back_as_one(project: ProjectStore) -> None:
    reviewer = project.annotators.named("Chie").id
    cat = Ruling(decision=Decision.ACCEPTED, label="cat")
    project.verdicts.save(cat, memo_id=1, reviewer_id=reviewer)
    dog = Ruling(decision=Decision.CORRECTED, label="dog")
    project.verdicts.save_all([(1, dog), (2, dog), (3, dog)], reviewer_id=reviewer)

    assert project.verdicts.undo(reviewer) is not None
    assert [(one.memo_id, one.label) for one in project.golds.all()] == [(1, "cat")]
    assert project.verdicts.redo(reviewer) is not None
    assert [one.label for one in project.golds.all()] == ["dog", "dog", "dog"]
    assert project.verdicts.redo(reviewer) is None


def test_answers_sort_as_they_were_given_even_when_the_clock_is_put_back(
    project: ProjectStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(project, 1, "cat")
    monkeypatch.setattr("time.time_ns", lambda: 1_000_000_000)
    answer(project, 1, "dog")

    rows = project._connection.execute("select label from annotation_events order by id")
    assert [row[0] for row in rows] == ["cat", "dog"]
