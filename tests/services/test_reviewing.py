"""The session at the review queue, over a real project file."""

import json
import sqlite3
from pathlib import Path

import pytest

from emoji_labeler.domain.annotation import AnnotationStatus, Answer, PickPath
from emoji_labeler.domain.annotator import Role
from emoji_labeler.domain.emoji import Emoji
from emoji_labeler.domain.errors import SavingError, WrongUseError
from emoji_labeler.domain.gold import GoldRule
from emoji_labeler.domain.identifier import new_identifier
from emoji_labeler.domain.pick import Pick
from emoji_labeler.domain.review import Reason, ReviewRules
from emoji_labeler.domain.review_desk import ReviewDesk
from emoji_labeler.domain.snapshot import PromptPlan, SnapshotFilter, SnapshotPlan
from emoji_labeler.domain.verdict import Decision
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.services.contradicting import find_contradictions
from emoji_labeler.services.deciding import change_rules, explain
from emoji_labeler.services.labeling import LabelingSession
from emoji_labeler.services.retiring import meet_pack
from emoji_labeler.services.reviewing import ReviewSession, accept_batch, preview_batch
from emoji_labeler.services.snapshot_exporting import export_snapshot
from emoji_labeler.services.snapshotting import create_snapshot
from emoji_labeler.services.staffing import give_role
from emoji_labeler.storage.project import ProjectStore
from tests.conftest import add_memos

_SUBMITTED = AnnotationStatus.SUBMITTED


def answer(
    project: ProjectStore,
    memo_id: int,
    label: str,
    *,
    name: str = "Aiko",
    lead_time_ms: int = 5000,
    status: AnnotationStatus = _SUBMITTED,
    also: tuple[str, ...] = (),
) -> None:
    project.annotations.save(
        Answer(status=status, label=label, also_acceptable=also),
        memo_id=memo_id,
        annotator_id=project.annotators.named(name).id,
        lead_time_ms=lead_time_ms,
        pick=Pick(path=PickPath.SEARCH),
    )


@pytest.fixture
def session(project: ProjectStore) -> ReviewSession:
    """Chie before five memos: agreement, disagreement, flagged, fast, single."""
    change_rules(project, ReviewRules(sample_share=0))
    for label, memo_id in (("cat", 1), ("umbrella", 2)):
        answer(project, memo_id, label)
        answer(project, memo_id, "cat", name="Ben")
    answer(project, 3, "", status=AnnotationStatus.FLAGGED)
    answer(project, 4, "cake", lead_time_ms=300)
    answer(project, 5, "cat", also=("lion",))
    return ReviewSession(project, reviewer=give_role(project, "Chie", Role.REVIEWER))


def desk(session: ReviewSession) -> ReviewDesk:
    assert session.desk is not None
    return session.desk


def waiting(session: ReviewSession) -> list[tuple[int, Reason]]:
    return [(one.memo_id, one.reason) for one in session.page(limit=100)]


def test_the_queue_begins_with_the_most_pressing_reason_and_names_each_memo_once(
    session: ReviewSession,
) -> None:
    assert waiting(session) == [
        (2, Reason.DISAGREEMENT),
        (3, Reason.FLAGGED),
        (4, Reason.LONE_LABEL),
    ]
    assert session.page(limit=3)[2].reasons == (Reason.LONE_LABEL, Reason.FAST)
    assert session.count() == 3
    session.choose(Reason.FAST)
    assert waiting(session) == [(4, Reason.FAST)]


def test_pages_follow_each_other_without_a_gap(session: ReviewSession) -> None:
    first = session.page(limit=2)
    second = session.page(after=first[-1], limit=2)

    assert [one.memo_id for one in (*first, *second)] == [2, 3, 4]


def test_accepting_makes_the_label_count_and_goes_on(
    session: ReviewSession, project: ProjectStore
) -> None:
    session.choose(None)
    assert [one.label for one in desk(session).candidates] == ["umbrella", "cat"]
    session.decide("cat")

    gold = project.golds.get(2)
    assert gold is not None
    assert (gold.label, gold.rule) == ("cat", GoldRule.REVIEWED)
    assert desk(session).memo.id == 3
    assert [memo_id for memo_id, _ in waiting(session)] == [3, 4]


def test_undo_has_no_end_and_reaches_over_a_restart(
    session: ReviewSession, project: ProjectStore
) -> None:
    session.choose(None)
    session.decide()
    session.reject("no emoji for that")
    again = ReviewSession(project, reviewer=session.reviewer)

    assert again.undo()
    assert desk(again).memo.id == 3
    assert again.undo()
    assert not again.undo()
    assert len(waiting(again)) == 3
    assert again.redo()
    assert again.redo()
    assert not again.redo()
    assert [memo_id for memo_id, _ in waiting(again)] == [4]


def test_an_annotator_decides_nothing(project: ProjectStore, session: ReviewSession) -> None:
    annotator = ReviewSession(project, reviewer=project.annotators.named("Aiko"))
    annotator.choose(None)

    with pytest.raises(WrongUseError, match="Aiko is no reviewer"):
        annotator.decide("cat")
    assert len(waiting(session)) == 3


def test_a_decision_that_does_not_reach_the_disk_leaves_the_desk_as_it_was(
    session: ReviewSession, project: ProjectStore
) -> None:
    session.choose(None)
    session.toggle_also("lion")
    before = desk(session)
    blocker = sqlite3.connect(project.path, isolation_level=None)
    project._connection.execute("pragma busy_timeout = 1")
    blocker.execute("begin immediate")

    with pytest.raises(SavingError):
        session.decide("cat")
    assert session.desk == before
    blocker.execute("rollback")
    blocker.close()
    session.decide("cat")
    assert project.golds.get(2) is not None


def test_a_reviewer_who_chooses_first_has_both_choices_kept(
    session: ReviewSession, project: ProjectStore
) -> None:
    change_rules(project, ReviewRules(sample_share=0, commits_first=True))
    session.choose(None)
    assert desk(session).is_covered
    session.commit("lion")
    assert not desk(session).is_covered
    session.decide("cat")

    verdict = project.verdicts.of(2)
    assert verdict is not None
    assert (verdict.first_choice, verdict.label) == ("lion", "cat")
    session.lay(2)
    assert not desk(session).is_covered


def test_who_sent_a_memo_back_chooses_first_again_when_it_is_answered(
    session: ReviewSession, project: ProjectStore
) -> None:
    change_rules(project, ReviewRules(sample_share=0, commits_first=True))
    session.lay(5)
    session.commit("lion")
    session.send_back("Which one?")
    answer(project, 5, "tiger")

    session.lay(5)

    assert desk(session).is_covered
    assert desk(session).first_choice == ""


def test_a_memo_sent_back_comes_to_its_annotators_with_the_note_and_then_waits_again(
    session: ReviewSession, project: ProjectStore
) -> None:
    session.choose(None)
    session.send_back("Is it raining?")
    work = LabelingSession(project, annotator=project.annotators.named("Aiko"))
    assert work.desk is not None
    assert (work.desk.memo.id, work.desk.sent_back) == (2, "Is it raining?")
    assert explain(project, 2).startswith("Sent back by Chie on 20")

    work.draft_changed(work.desk.draft.with_label("cat"))
    work.submit(Pick(path=PickPath.SEARCH))

    assert not project.work.note_for(memo_id=2, annotator_id=work.annotator.id)
    assert waiting(session)[0] == (2, Reason.ANSWERED_AGAIN)
    assert explain(project, 2) == "Aiko and Ben agree."


def test_a_batch_accepts_what_was_previewed_and_is_undone_as_one(
    session: ReviewSession, project: ProjectStore
) -> None:
    session.choose(Reason.LONE_LABEL)
    (snow,) = add_memos(project, "snow")
    answer(project, snow, "snowman")
    preview = preview_batch(project.path, reason=Reason.LONE_LABEL)
    assert (preview.count, [one.label for one in preview.first]) == (2, ["cake", "snowman"])

    with pytest.raises(WrongUseError, match="changed meanwhile"):
        session.accept_batch(expected=3)
    assert accept_batch(project.path, name="Chie", reason=Reason.LONE_LABEL, expected=2) == 2
    assert session.counts()[Reason.LONE_LABEL] == 0
    assert session.undo()
    assert session.counts()[Reason.LONE_LABEL] == 2


def test_what_reviewers_say_is_explained_in_one_sentence(
    session: ReviewSession, project: ProjectStore
) -> None:
    assert explain(project, 1) == "Aiko and Ben agree."
    assert explain(project, 2) == "No label counts: Aiko and Ben disagree."
    assert explain(project, 5) == "Only Aiko has given a label."
    session.lay(1)
    session.decide()
    session.lay(5)
    session.decide("tiger")

    assert explain(project, 1).startswith("Aiko and Ben agree; reviewed by Chie on 20")
    assert explain(project, 5).startswith("Decided by Chie on 20")


def test_a_correction_comes_out_as_a_preference_pair(
    session: ReviewSession, project: ProjectStore, tmp_path: Path
) -> None:
    session.lay(5)
    session.decide("tiger", path=PickPath.SEARCH)
    verdict = project.verdicts.of(5)
    assert verdict is not None
    assert (verdict.decision, verdict.refused_label) == (Decision.CORRECTED, "cat")
    pack = EmojiPack.of([Emoji(label="tiger"), Emoji(label="cat")], folder=Path("p"), id="small")
    snapshot = create_snapshot(
        project,
        SnapshotPlan(
            name="reviewed",
            prompt=PromptPlan(system_prompt=""),
            filter=SnapshotFilter(reviewed_only=True),
        ),
        pack=pack,
    )

    (written,) = export_snapshot(
        project, snapshot, tmp_path / "out.jsonl", format_name="preference_pairs", report=None
    )

    pair = json.loads(written.path.read_text("utf-8"))
    assert pair["preferred_output"][0]["content"] == "tiger"
    assert pair["non_preferred_output"][0]["content"] == "cat"


def test_nearly_the_same_memos_with_different_labels_are_found_and_kept_current(
    session: ReviewSession, project: ProjectStore
) -> None:
    first, second = add_memos(
        project, "The cat slept on the warm sofa today", "The cat slept on the warm sofa today!"
    )
    answer(project, first, "cat")
    answer(project, second, "sofa")

    assert find_contradictions(project.path) == 2
    session.choose(Reason.CONTRADICTION)
    assert [memo_id for memo_id, _ in waiting(session)] == [first, second]
    answer(project, second, "cat")
    assert session.counts()[Reason.CONTRADICTION] == 0


def test_a_label_that_leaves_the_pack_brings_its_memos_into_the_queue(
    session: ReviewSession, project: ProjectStore
) -> None:
    pack = EmojiPack.of(
        [Emoji(label="kitty", aliases=("cat",)), Emoji(label="umbrella")], folder=Path("p")
    )

    update = meet_pack(project, pack)

    assert update.renamed == (("cat", "kitty"),)
    assert update.retired == ("cake",)
    session.choose(Reason.RETIRED)
    assert waiting(session) == [(4, Reason.RETIRED)]
    session.decide("kitty")
    assert session.counts()[Reason.RETIRED] == 0
    assert meet_pack(project, pack).retired == ()


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_can_be_chosen(session: ReviewSession, reason: Reason) -> None:
    session.choose(reason)

    assert len(waiting(session)) == session.counts()[reason]


def predict(project: ProjectStore, name: str, answers: dict[int, tuple[str, float]]) -> str:
    """Keep a finished run that answers these memos with these labels and shares."""
    run_id, ran = new_identifier(), project._connection
    ran.execute(
        "insert into prediction_runs values (?, ?, 'local', '', '', '', '', '', '{}', '{}', ?,"
        " '{}', ?, 0, null, '', '', '', '', '', '2026-11-22', '')",
        (run_id, name, "0" * 64, len(answers)),
    )
    for memo_id, (label, share) in answers.items():
        ran.execute(
            "insert into predictions (run_id, memo_id, state, label, resolution, confidence,"
            " ranking) values (?, ?, 'answered', ?, 'exact', 1, ?)",
            (run_id, memo_id, label, json.dumps([[label, share]])),
        )
    project.prediction_runs.finish(run_id)
    return run_id


def test_the_latest_finished_run_sends_memos_to_the_reviewer(
    session: ReviewSession, project: ProjectStore
) -> None:
    (new,) = add_memos(project, "nobody has read this yet")
    predict(project, "old", {1: ("dog", 0.9), 5: ("dog", 0.9)})
    assert session.counts()[Reason.MODEL_DIFFERS] == 2

    run_id = predict(project, "new", {1: ("cat", 0.1), 5: ("dog", 0.8), new: ("book", 0.4)})

    counts = session.counts()
    assert counts[Reason.MODEL_DIFFERS] == 1
    assert counts[Reason.LOW_CONFIDENCE] == 1
    session.choose(Reason.MODEL_ALONE)
    assert waiting(session) == [(new, Reason.MODEL_ALONE)]
    assert [one.run_name for one in desk(session).predictions] == ["new"]
    session.decide()
    gold = project.golds.get(new)
    assert gold is not None
    assert (gold.label, gold.origin) == ("book", "accepted")
    project.prediction_runs.delete(run_id)
    assert session.counts()[Reason.MODEL_DIFFERS] == 2


def test_siding_with_people_against_a_model_refuses_the_model_s_label(
    session: ReviewSession, project: ProjectStore
) -> None:
    predict(project, "run", {1: ("dog", 0.9)})
    session.lay(1)
    assert desk(session).proposed == "cat"
    session.decide()

    gold = project.golds.get(1)
    assert gold is not None
    assert (gold.label, gold.suggested_label, gold.origin) == ("cat", "dog", "corrected")
