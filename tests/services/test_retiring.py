"""Two labels that the pack in use knows as one emoji are one, wherever labels are compared."""

import json
from pathlib import Path

import pytest

from emoji_labeler.domain.annotator import Role
from emoji_labeler.domain.emoji import Emoji
from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.gold import GoldRule, LabelOrigin
from emoji_labeler.domain.judgement import HUMAN
from emoji_labeler.domain.memo_listing import MemoQuery
from emoji_labeler.domain.prediction import RunPlan
from emoji_labeler.domain.review import Reason, ReviewRules
from emoji_labeler.domain.run_comparison import RowFilter, Standing
from emoji_labeler.domain.snapshot import PromptPlan, Snapshot, SnapshotFilter, SnapshotPlan
from emoji_labeler.domain.verdict import Decision
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.services.comparing import compare_runs
from emoji_labeler.services.contradicting import find_contradictions
from emoji_labeler.services.deciding import change_rules
from emoji_labeler.services.exporting import check_export
from emoji_labeler.services.judging import judging_plan
from emoji_labeler.services.labeling import LabelingSession
from emoji_labeler.services.listing import project_status
from emoji_labeler.services.measuring import measure_project
from emoji_labeler.services.prediction_bench import bench_for
from emoji_labeler.services.retiring import meet_pack
from emoji_labeler.services.reviewing import ReviewSession
from emoji_labeler.services.snapshot_exporting import export_snapshot
from emoji_labeler.services.snapshotting import (
    check_snapshot,
    compare_snapshots,
    create_snapshot,
    preview_snapshot,
    snapshot_named,
)
from emoji_labeler.services.staffing import give_role
from emoji_labeler.services.suggesting import SuggestingService
from emoji_labeler.storage.project import ProjectStore
from tests.services.answering import Answering
from tests.services.comparing_setup import keep_run

OLD = EmojiPack.of(
    [Emoji(label=one) for one in ("cat", "dog", "dog-face", "umbrella")],
    folder=Path("p"),
    id="small",
)
NEW = EmojiPack.of(
    [Emoji(label="cat"), Emoji(label="dog", aliases=("dog-face",)), Emoji(label="umbrella")],
    folder=Path("p"),
    id="small",
)
MEMO = "walked the dog along the river this morning"


@pytest.fixture
def answering(project: ProjectStore, monkeypatch: pytest.MonkeyPatch) -> Answering:
    change_rules(project, ReviewRules(sample_share=0))
    meet_pack(project, OLD)
    return Answering(project=project, monkeypatch=monkeypatch)


@pytest.fixture
def apart(answering: Answering) -> int:
    """A memo for which Aiko said dog-face and Ben dog, in the days of the old pack."""
    answering.give("Aiko", MEMO, "dog-face")
    answering.give("Ben", MEMO, "dog")
    return answering.memos[MEMO]


def reasons(project: ProjectStore, memo_id: int) -> set[Reason]:
    entry = project.reviews.entry(memo_id)
    return set(entry.reasons) if entry else set()


def gold_of(project: ProjectStore, memo_id: int) -> tuple[str, str]:
    gold = project.golds.get(memo_id)
    assert gold is not None
    return gold.label, gold.rule


def snapshot(
    project: ProjectStore, name: str, pack: EmojiPack = OLD, *, heard: tuple[str, ...] = ()
) -> Snapshot:
    plan = SnapshotPlan(
        name=name,
        prompt=PromptPlan(system_prompt="Choose."),
        filter=SnapshotFilter(annotators=heard),
    )
    return create_snapshot(project, plan, pack=pack)


def test_answers_that_a_merge_makes_one_agree_and_stay_as_they_were_said(
    project: ProjectStore, apart: int
) -> None:
    assert gold_of(project, apart) == ("", GoldRule.DISAGREED)
    assert Reason.DISAGREEMENT in reasons(project, apart)

    meet_pack(project, NEW)

    assert gold_of(project, apart) == ("dog", GoldRule.AGREED)
    assert Reason.DISAGREEMENT not in reasons(project, apart)
    said = [one.answer.label for one in project.annotations.for_memo(apart)]
    assert said == ["dog-face", "dog"]


def test_with_the_old_pack_they_are_two_again(project: ProjectStore, apart: int) -> None:
    meet_pack(project, NEW)

    meet_pack(project, OLD)

    assert gold_of(project, apart) == ("", GoldRule.DISAGREED)
    assert Reason.DISAGREEMENT in reasons(project, apart)


def test_an_answer_after_the_merge_is_heard_in_the_same_transaction(
    answering: Answering, project: ProjectStore
) -> None:
    answering.give("Aiko", MEMO, "dog-face")
    meet_pack(project, NEW)

    answering.give("Ben", MEMO, "dog")

    assert gold_of(project, answering.memos[MEMO]) == ("dog", GoldRule.AGREED)


def test_a_single_answer_keeps_its_label(answering: Answering, project: ProjectStore) -> None:
    answering.give("Aiko", MEMO, "dog-face")

    update = meet_pack(project, NEW)

    assert gold_of(project, answering.memos[MEMO]) == ("dog-face", GoldRule.SINGLE)
    assert update.renamed == (("dog-face", "dog"),)
    assert update.retired == ()


def test_a_label_of_the_pack_is_never_another_name(project: ProjectStore) -> None:
    pack = EmojiPack.of(
        [Emoji(label="dog", aliases=("cat", "hound")), Emoji(label="cat")], folder=Path("p")
    )

    meet_pack(project, pack)

    assert pack.renamed_labels == {"hound": "dog"} == dict(project.label_names.current())
    assert [pack.current_label(one) for one in ("cat", "hound", "fox")] == ["cat", "dog", ""]


@pytest.mark.parametrize(("said", "predicted"), [("dog-face", "dog"), ("dog", "dog-face")])
def test_a_model_that_calls_it_otherwise_does_not_contradict(
    answering: Answering, project: ProjectStore, said: str, predicted: str
) -> None:
    answering.give("Aiko", MEMO, said)
    memo_id = answering.memos[MEMO]
    keep_run(project, "dogs", {memo_id: predicted})
    project.prediction_runs.finish("id of dogs")
    project.golds.renew_all()
    assert Reason.MODEL_DIFFERS in reasons(project, memo_id)

    meet_pack(project, NEW)

    assert Reason.MODEL_DIFFERS not in reasons(project, memo_id)


def test_a_label_that_another_memo_has_under_another_name_is_not_alone(
    answering: Answering, project: ProjectStore
) -> None:
    answering.give("Aiko", MEMO, "dog-face")
    answering.give("Aiko", "the dog barked", "dog")
    first, second = answering.memos.values()
    assert Reason.LONE_LABEL in reasons(project, first) & reasons(project, second)

    meet_pack(project, NEW)
    assert Reason.LONE_LABEL not in reasons(project, first) | reasons(project, second)

    answering.give("Aiko", "the dog barked", "cat")
    assert Reason.LONE_LABEL in reasons(project, first) & reasons(project, second)


def test_near_duplicates_that_only_name_it_otherwise_do_not_contradict(
    answering: Answering, project: ProjectStore
) -> None:
    answering.give("Aiko", MEMO, "dog-face")
    answering.give("Aiko", MEMO + "!", "dog")
    first, second = answering.memos.values()
    assert find_contradictions(project.path) == 2

    meet_pack(project, NEW)
    assert Reason.CONTRADICTION not in reasons(project, first) | reasons(project, second)

    answering.give("Aiko", MEMO + "!", "cat")
    assert Reason.CONTRADICTION in reasons(project, first) & reasons(project, second)
    answering.give("Aiko", MEMO + "!", "dog")
    assert Reason.CONTRADICTION not in reasons(project, first) | reasons(project, second)


def test_a_suggestion_of_the_same_emoji_was_not_refused(
    answering: Answering, project: ProjectStore
) -> None:
    answering.give("Aiko", MEMO, "dog", top="dog-face")
    memo_id = answering.memos[MEMO]
    assert (found := project.golds.get(memo_id))
    assert found.origin == LabelOrigin.CORRECTED

    meet_pack(project, NEW)

    assert (found := project.golds.get(memo_id))
    assert found.origin == LabelOrigin.CHOSEN
    assert found.suggested_label == "dog"


def test_runs_are_compared_by_what_their_labels_are_called_now(
    answering: Answering, project: ProjectStore
) -> None:
    for who, label in (("Aiko", "dog-face"), ("Ben", "dog-face")):
        answering.give(who, MEMO, label)
    answering.give("Aiko", "rain again", "umbrella")
    first, second = answering.memos.values()
    keep_run(project, "dogs", {first: "dog", second: "cat"})
    keep_run(project, "faces", {first: "dog-face", second: "dog-face"})

    before = compare_runs(project.path, ("dogs", "faces"), pack=OLD)
    after = compare_runs(project.path, ("dogs", "faces"), pack=NEW)

    assert [one.figures.exact.value for one in before.runs] == [0.0, 0.5]
    assert [one.figures.exact.value for one in after.runs] == [0.5, 0.5]
    assert [one.label for one in after.runs[1].figures.histogram] == ["dog"]
    assert [(one.gold, one.shown) for one in after.runs[0].confused] == [("umbrella", "cat")]
    table = after.table
    assert list(table.shown_rows(RowFilter(standing=Standing.AGAINST_GOLD))) == [1]
    assert list(table.shown_rows(RowFilter(standing=Standing.APART))) == [1]
    assert list(table.shown_rows(RowFilter(standing=Standing.PEOPLE_AGAINST_GOLD))) == []
    assert list(before.table.shown_rows(RowFilter(standing=Standing.APART))) == [0, 1]
    assert table.choices().labels == ("cat", "dog", "umbrella")


def test_people_who_name_it_otherwise_are_not_apart(project: ProjectStore, apart: int) -> None:
    keep_run(project, "dogs", {apart: "dog"})

    table = compare_runs(project.path, ("dogs",), pack=NEW).table

    assert list(table.golds) == ["dog"]
    assert not table.people.is_apart(0)
    assert not table.people.is_against(0, "dog")


def test_sides_that_show_the_same_picture_are_not_judged(
    answering: Answering, project: ProjectStore
) -> None:
    answering.give("Aiko", MEMO, "dog-face")
    keep_run(project, "dogs", {answering.memos[MEMO]: "dog"})
    assert judging_plan(project, ("dogs", HUMAN)).labels

    meet_pack(project, NEW)

    with pytest.raises(WrongUseError, match="same picture"):
        judging_plan(project, ("dogs", HUMAN))


@pytest.mark.usefixtures("apart")
def test_agreement_is_counted_by_emoji(answering: Answering, project: ProjectStore) -> None:
    for who in ("Aiko", "Ben"):
        answering.give(who, "rain again", "umbrella")

    before, after = measure_project(project, pack=OLD), measure_project(project, pack=NEW)

    assert (before.coefficients.percent.value, after.coefficients.percent.value) == (0.5, 1.0)
    assert after.coefficients.alpha.value == after.coefficients.fleiss.value == 1.0
    assert [one.kappa.value for one in after.pairs] == [1.0]
    assert [(one.first, one.second) for one in before.confused] == [("dog", "dog-face")]
    assert after.confused == ()
    assert [(one.label, one.count) for one in after.labels] == [("dog", 2), ("umbrella", 2)]


def test_the_reviewer_sees_one_candidate_for_one_emoji_and_accepts_it(
    project: ProjectStore, apart: int
) -> None:
    meet_pack(project, NEW)
    session = ReviewSession(project, reviewer=give_role(project, "Chie", Role.REVIEWER))
    session.lay(apart)
    assert session.desk is not None
    [candidate] = session.desk.candidates
    assert candidate.label == session.desk.proposed == "dog"
    assert [one.name for one in candidate.annotators] == ["Aiko", "Ben"]

    session.decide("dog-face")

    verdict = project.verdicts.of(apart)
    assert verdict is not None
    assert (verdict.decision, verdict.refused_label) == (Decision.ACCEPTED, "")
    assert (found := project.golds.get(apart))
    assert len(found.annotators) == 2


def test_memos_are_counted_and_found_by_any_name_of_their_emoji(
    answering: Answering, project: ProjectStore
) -> None:
    answering.give("Aiko", MEMO, "dog-face")
    answering.give("Ben", "the dog barked", "dog")
    meet_pack(project, NEW)

    listings, both = project.memo_listings, sorted(answering.memos.values())
    assert listings.values().labels == (("dog", 2),)
    for label in ("dog", "dog-face"):
        assert sorted(listings.numbers(MemoQuery(label=label)) or ()) == both
    mine = listings.numbers(MemoQuery(label="dog", annotator="Aiko"))
    assert list(mine or ()) == [answering.memos[MEMO]]
    assert project_status(project).labels == (("dog", 2),)


def test_the_same_words_with_two_names_of_one_emoji_are_no_contradiction(
    answering: Answering, project: ProjectStore
) -> None:
    answering.give("Aiko", MEMO, "dog-face")
    answering.give("Aiko", MEMO + "!", "dog")
    kept = snapshot(project, "old")

    assert check_snapshot(project, kept, pack=OLD).same_words
    assert check_export(project, pack=OLD).same_words
    report = check_snapshot(project, kept, pack=NEW)
    assert not report.same_words
    assert not report.contradictory
    assert (report.labels, report.largest_label) == (1, ("dog", 2))
    assert report.renamed == (("dog-face", "dog"),)
    assert not check_export(project, pack=NEW).same_words


def test_an_old_snapshot_stays_to_the_byte_and_only_its_counts_are_told_anew(
    answering: Answering, project: ProjectStore, tmp_path: Path
) -> None:
    answering.give("Aiko", MEMO, "dog-face", top="dog")
    answering.give("Aiko", "the dog barked", "dog")
    answering.give("Aiko", "rain again", "umbrella")
    made = snapshot(project, "old")

    def written(folder: str) -> dict[str, bytes]:
        (tmp_path / folder).mkdir()
        found = snapshot_named(project, "old")
        for name, suffix in (
            ("openai_chat", ".jsonl"),
            ("preference_pairs", ".jsonl"),
            ("csv", ".csv"),
        ):
            output = tmp_path / folder / f"{name}{suffix}"
            export_snapshot(project, found, output, format_name=name, report=None)
        return {one.name: one.read_bytes() for one in (tmp_path / folder).iterdir()}

    before = written("before")
    assert len(before) >= 6
    meet_pack(project, NEW)
    assert written("after") == before

    again = snapshot_named(project, "old")
    assert again.content_hash == made.content_hash
    assert made.labels == (("dog", 1), ("dog-face", 1), ("umbrella", 1))
    assert again.labels == (("dog", 2), ("umbrella", 1))
    counts = project._connection.execute("select labels from snapshots").fetchone()[0]
    assert json.loads(counts) == dict(made.labels)


def test_a_new_snapshot_counts_emoji_and_keeps_what_was_said(
    answering: Answering, project: ProjectStore, apart: int
) -> None:
    answering.give("Aiko", "the dog barked", "dog-face")

    made = snapshot(project, "new", NEW)

    assert made.labels == (("dog", 2),)
    assert {row.memo_id: row.label for row in project.snapshots.rows(made)} == {
        apart: "dog",
        answering.memos["the dog barked"]: "dog-face",
    }
    assert preview_snapshot(project, SnapshotFilter()).labels == 1


@pytest.mark.usefixtures("apart")
def test_people_who_are_heard_alone_agree_by_emoji_too(project: ProjectStore) -> None:
    with pytest.raises(WrongUseError, match="not made"):
        snapshot(project, "apart", heard=("Aiko", "Ben"))

    [row] = project.snapshots.rows(snapshot(project, "one", NEW, heard=("Aiko", "Ben")))

    assert row.label == "dog"


def test_a_row_that_is_only_called_otherwise_is_not_relabelled(
    answering: Answering, project: ProjectStore
) -> None:
    answering.give("Aiko", MEMO, "dog-face")
    snapshot(project, "first")
    answering.give("Aiko", MEMO, "dog")
    snapshot(project, "second")
    assert compare_snapshots(project, "first", "second").relabelled

    meet_pack(project, NEW)

    assert compare_snapshots(project, "first", "second").relabelled == ()


def test_models_learn_a_label_under_its_present_name(
    answering: Answering, project: ProjectStore, tmp_path: Path
) -> None:
    answering.give("Aiko", MEMO, "dog-face")
    meet_pack(project, NEW)

    bench = bench_for(
        project,
        RunPlan(name="n", predictor="local"),
        pack=NEW,
        provider=None,
        theme_paths=(),
        cache_folder=tmp_path,
    )
    suggesting = SuggestingService(NEW, theme_paths=())
    before = suggesting.scores(MEMO)["dog"]

    assert list(bench.answers()) == [(MEMO, "dog")]
    assert suggesting.learn_history([(MEMO, "dog-face"), (MEMO, "fox")]) == 1
    assert suggesting.scores(MEMO)["dog"] > before


def test_labels_used_lately_are_offered_once_under_their_present_name(
    answering: Answering, project: ProjectStore
) -> None:
    for text, label in ((MEMO, "dog-face"), ("rain again", "umbrella"), ("barked", "dog")):
        answering.give("Aiko", text, label)
    meet_pack(project, NEW)

    session = LabelingSession(project, annotator=project.annotators.named("Aiko"))

    assert sorted(session.usual_labels.labels) == ["dog", "umbrella"]


@pytest.mark.usefixtures("apart")
def test_meeting_the_same_pack_again_writes_nothing(project: ProjectStore) -> None:
    meet_pack(project, NEW)
    before = project._connection.total_changes

    meet_pack(project, NEW)

    assert project._connection.total_changes == before
