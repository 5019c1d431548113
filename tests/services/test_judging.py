"""Blind judgements: shuffled sides, undo, going on after a restart, and what comes of them."""

import pytest

from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.judgement import HUMAN, Verdict
from emoji_labeler.services.judgement_words import results_words
from emoji_labeler.services.judging import JudgingSession, judgement_results, judging_plan
from emoji_labeler.storage.project import ProjectStore
from tests.services.comparing_setup import golds_of, keep_run

_GOOD, _BAD = "id of good", "id of bad"


@pytest.fixture
def judged(sample: ProjectStore) -> ProjectStore:
    """Thirty memos, a run that people agree with, and one that sees castles everywhere."""
    keep_run(sample, "good", golds_of(sample))
    keep_run(sample, "bad", dict.fromkeys(golds_of(sample), "castle"))
    return sample


class _Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> _Clock:
    return _Clock()


@pytest.fixture
def session(judged: ProjectStore, clock: _Clock) -> JudgingSession:
    return begun(judged, clock=clock)


def begun(
    project: ProjectStore,
    sides: tuple[str, str] = ("good", "bad"),
    *,
    judge: str = "Aiko",
    clock: _Clock | None = None,
) -> JudgingSession:
    return JudgingSession(
        project,
        judge=project.annotators.named(judge),
        plan=judging_plan(project, sides),
        clock=clock or _Clock(),
    )


def favour(session: JudgingSession, label_of: dict[int, str]) -> None:
    """Judge everything for the side that shows these labels."""
    while desk := session.desk:
        is_left = desk.left_label == label_of[desk.memo.id]
        session.decide(Verdict.LEFT if is_left else Verdict.RIGHT)


def test_only_memos_on_which_the_sides_differ_are_judged(session: JudgingSession) -> None:
    assert (session.judged, session.memos) == (0, 25)
    assert session.desk is not None
    assert session.desk.left_label != session.desk.right_label


def test_sides_are_shuffled_and_a_judgement_says_who_was_where(
    judged: ProjectStore, session: JudgingSession
) -> None:
    favour(session, golds_of(judged))

    made = judged.judgements.all()
    assert {one.left_run for one in made} == {_GOOD, _BAD}
    for one in made:
        good_label = one.left_label if one.left_run == _GOOD else one.right_label
        assert good_label == golds_of(judged)[one.memo_id]
        assert (one.verdict == Verdict.LEFT) == (one.left_run == _GOOD)


def test_which_side_is_named_first_tells_nothing(judged: ProjectStore) -> None:
    one, other = begun(judged), begun(judged, ("bad", "good"))

    assert one.desk == other.desk


def test_two_judges_may_see_the_sides_in_another_order(judged: ProjectStore) -> None:
    favour(begun(judged), golds_of(judged))
    favour(begun(judged, judge="Ben"), golds_of(judged))

    sides: dict[int, set[str]] = {}
    for one in judged.judgements.all():
        sides.setdefault(one.memo_id, set()).add(one.left_run)
    assert {len(some) for some in sides.values()} == {1, 2}


def test_the_time_from_the_appearance_of_the_pictures_is_recorded(
    judged: ProjectStore, session: JudgingSession, clock: _Clock
) -> None:
    clock.now = 1.5
    session.decide(Verdict.TIE)

    assert [one.lead_time_ms for one in judged.judgements.all()] == [1500]


def test_undo_lays_the_memo_back_on_the_desk(judged: ProjectStore, session: JudgingSession) -> None:
    first = session.desk
    session.decide(Verdict.LEFT)
    second = session.desk
    session.decide(Verdict.NEITHER)

    assert session.undo()
    assert (session.desk, session.judged) == (second, 1)
    assert session.undo()
    assert (session.desk, session.judged) == (first, 0)
    assert judged.judgements.all() == ()
    assert not session.undo()


def test_judging_goes_on_where_it_ended(judged: ProjectStore, session: JudgingSession) -> None:
    session.decide(Verdict.LEFT)
    session.decide(Verdict.RIGHT)
    left = session.desk

    with ProjectStore.open(judged.path) as reopened:
        again = begun(reopened)
        assert (again.desk, again.judged) == (left, 2)


def test_nothing_is_on_the_desk_when_everything_is_judged(
    judged: ProjectStore, session: JudgingSession
) -> None:
    favour(session, golds_of(judged))

    assert session.desk is None
    assert session.judged == session.memos
    with pytest.raises(WrongUseError, match="no memo to be judged"):
        session.decide(Verdict.LEFT)


def test_memos_that_a_model_was_trained_on_come_last(sample: ProjectStore) -> None:
    snapshot = sample.snapshots.all()[0]
    seen = {row.memo_id for row in sample.snapshots.rows(snapshot) if row.split != "test"}
    keep_run(sample, "tuned", dict.fromkeys(golds_of(sample), "guitar"), snapshot_id=snapshot.id)
    keep_run(sample, "bad", dict.fromkeys(golds_of(sample), "castle"))

    order = judging_plan(sample, ("tuned", "bad")).order

    assert [memo in seen for memo in order] == sorted(memo in seen for memo in order)


def test_a_run_is_judged_against_people(judged: ProjectStore) -> None:
    session = begun(judged, (HUMAN, "bad"))
    favour(session, golds_of(judged))

    (people,) = [one for one in judgement_results(judged).win_rates if one.run == HUMAN]
    assert (people.against, people.wins, people.losses) == (_BAD, 25, 0)


def test_results_tell_win_rates_strengths_sides_and_judges(judged: ProjectStore) -> None:
    favour(begun(judged), golds_of(judged))
    second = begun(judged, judge="Ben")
    second.decide(Verdict.TIE)
    second.decide(Verdict.NEITHER)

    results = judgement_results(judged)

    good = next(one for one in results.win_rates if one.run == _GOOD)
    assert (good.wins, good.losses, good.ties, good.neither) == (25, 0, 1, 1)
    strengths = {one.run: one.strength.value or 0.0 for one in results.strengths}
    assert strengths[_GOOD] > strengths[_BAD]
    bias = results.position_bias
    assert bias.left + bias.right == 25
    assert results.judges == (("Aiko", 25), ("Ben", 2))
    assert "good" in results_words(results)
    assert "Aiko 25, Ben 2" in results_words(results)


def test_without_a_judgement_the_results_say_so(judged: ProjectStore) -> None:
    assert results_words(judgement_results(judged)) == "Nobody has judged yet."


@pytest.mark.parametrize(
    ("sides", "why"),
    [
        (("good", "good"), "Both sides are the same"),
        (("good", HUMAN), "same picture for every memo"),
        (("good", "nobody"), "no prediction run “nobody”"),
    ],
)
def test_what_cannot_be_judged_is_refused(
    judged: ProjectStore, sides: tuple[str, str], why: str
) -> None:
    with pytest.raises(WrongUseError, match=why):
        judging_plan(judged, sides)
