"""Blind judgements in the project file."""

import sqlite3

import pytest

from emoji_labeler.domain.errors import SavingError, WrongUseError
from emoji_labeler.domain.judgement import HUMAN, Judgement, Verdict
from emoji_labeler.storage.connection import connect
from emoji_labeler.storage.project import ProjectStore
from tests.storage.runs import run


@pytest.fixture
def judged(project: ProjectStore) -> ProjectStore:
    for name in ("first", "second"):
        project.prediction_runs.keep(run(name), memo_ids=(1, 2))
    return project


def judgement(
    judge_id: str, verdict: Verdict, *, memo_id: int = 1, left: str = "id of first"
) -> Judgement:
    right = "id of second" if left == "id of first" else "id of first"
    return Judgement(
        judge_id=judge_id,
        memo_id=memo_id,
        left_run=left,
        right_run=right,
        left_label="cat",
        right_label="dog",
        verdict=verdict,
        lead_time_ms=900,
    )


def verdicts(project: ProjectStore) -> list[tuple[int, Verdict]]:
    return [(one.memo_id, one.verdict) for one in project.judgements.all()]


def test_a_judgement_comes_back_with_its_sides(judged: ProjectStore) -> None:
    judge = judged.annotators.named("Aiko").id
    event_id = judged.judgements.save(judgement(judge, Verdict.LEFT, left=HUMAN))

    (found,) = judged.judgements.all()

    assert found.event_id == event_id
    assert (found.left_run, found.right_run) == (HUMAN, "id of first")
    assert (found.left_label, found.right_label, found.lead_time_ms) == ("cat", "dog", 900)


def test_the_last_judgement_of_a_pair_counts_on_whatever_sides(judged: ProjectStore) -> None:
    judge = judged.annotators.named("Aiko").id
    judged.judgements.save(judgement(judge, Verdict.LEFT))
    judged.judgements.save(judgement(judge, Verdict.NEITHER, left="id of second"))

    assert verdicts(judged) == [(1, Verdict.NEITHER)]


def test_two_judges_judge_apart(judged: ProjectStore) -> None:
    for name in ("Aiko", "Ben"):
        judged.judgements.save(judgement(judged.annotators.named(name).id, Verdict.TIE))

    assert len(judged.judgements.all()) == 2


def test_undo_takes_back_one_judgement_after_the_other(judged: ProjectStore) -> None:
    judge = judged.annotators.named("Aiko").id
    judged.judgements.save(judgement(judge, Verdict.LEFT))
    judged.judgements.save(judgement(judge, Verdict.RIGHT, memo_id=2))
    judged.judgements.save(judgement(judge, Verdict.TIE))

    taken_back = judged.judgements.undo(judge)
    assert taken_back is not None
    assert taken_back.verdict is Verdict.TIE
    assert sorted(verdicts(judged)) == [(1, Verdict.LEFT), (2, Verdict.RIGHT)]

    judged.judgements.undo(judge)
    assert verdicts(judged) == [(1, Verdict.LEFT)]
    judged.judgements.undo(judge)
    assert verdicts(judged) == []
    assert judged.judgements.undo(judge) is None


def test_undo_reaches_only_the_judges_own(judged: ProjectStore) -> None:
    judged.judgements.save(judgement(judged.annotators.named("Aiko").id, Verdict.LEFT))

    assert judged.judgements.undo(judged.annotators.named("Ben").id) is None
    assert verdicts(judged) == [(1, Verdict.LEFT)]


def test_it_is_known_which_memos_are_judged(judged: ProjectStore) -> None:
    judge = judged.annotators.named("Aiko").id
    judged.judgements.save(judgement(judge, Verdict.LEFT, left="id of second"))

    runs = ("id of first", "id of second")
    assert judged.judgements.judged_memos(judge, runs=runs) == {1}
    assert judged.judgements.judged_memos(judge, runs=("id of first", HUMAN)) == frozenset()
    judged.judgements.undo(judge)
    assert judged.judgements.judged_memos(judge, runs=runs) == frozenset()


def test_a_judgement_of_an_unknown_run_is_refused(judged: ProjectStore) -> None:
    judge = judged.annotators.named("Aiko").id

    with pytest.raises(SavingError):
        judged.judgements.save(judgement(judge, Verdict.LEFT, left="nobody"))


def test_a_run_cannot_be_judged_against_itself() -> None:
    with pytest.raises(WrongUseError):
        Judgement(memo_id=1, left_run=HUMAN, right_run=HUMAN, verdict=Verdict.TIE)


@pytest.mark.parametrize(
    "change", ["update judgement_events set verdict = 'tie'", "delete from judgement_events"]
)
def test_the_history_of_judgements_cannot_be_changed(judged: ProjectStore, change: str) -> None:
    judge = judged.annotators.named("Aiko").id
    judged.judgements.save(judgement(judge, Verdict.LEFT))
    other = connect(judged.path)

    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        other.execute(change)

    other.close()
