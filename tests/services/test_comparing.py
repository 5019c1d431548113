"""Runs side by side: what counts, what is left out, and what the numbers say."""

import pickle
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from emoji_labeler.domain.annotator import Role
from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.prediction import PredictionRun
from emoji_labeler.domain.run_comparison import RowFilter, RunComparison, Standing
from emoji_labeler.domain.snapshot import Split
from emoji_labeler.services.comparing import compare_runs
from emoji_labeler.services.reviewing import ReviewSession
from emoji_labeler.storage.project import ProjectStore
from tests.services.comparing_setup import golds_of, keep_run, make_missing
from tests.services.tuning import PACK, label_memo

_TRAINED = {Split.TRAIN, Split.VALIDATION}


@pytest.fixture
def right(sample: ProjectStore) -> PredictionRun:
    """A run that agrees with people about all thirty memos."""
    return keep_run(sample, "right", golds_of(sample))


@pytest.fixture
def castles(sample: ProjectStore) -> PredictionRun:
    """A run that sees castles everywhere, which is right five times in thirty."""
    return keep_run(sample, "castles", dict.fromkeys(golds_of(sample), "castle"))


def trained_memos(project: ProjectStore) -> set[int]:
    snapshot = project.snapshots.all()[0]
    rows = project.snapshots.rows(snapshot)
    return {row.memo_id for row in rows if row.split in _TRAINED}


def compared(project: ProjectStore, *names: str, with_seen: bool = False) -> RunComparison:
    return compare_runs(project.path, names, pack=PACK, with_seen=with_seen)


def shown(comparison: RunComparison, **wanted: Any) -> list[int]:
    """Return the memos that pass a filter."""
    rows = comparison.table.shown_rows(RowFilter(**wanted))
    return [comparison.table.memo_ids[row] for row in rows]


@pytest.mark.usefixtures("right", "castles")
def test_agreement_is_counted_against_the_labels_of_people(sample: ProjectStore) -> None:
    first, second = compared(sample, "right", "castles").runs

    assert (first.figures.exact.value, first.scored) == (1.0, 30)
    assert second.figures.exact.value == pytest.approx(5 / 30)
    assert second.figures.distinct_labels == 1
    assert (second.cost, second.cost_a_memo) == (7.5, 0.25)


def test_memos_that_a_model_was_trained_on_are_left_out_and_both_numbers_are_there(
    sample: ProjectStore,
) -> None:
    golds, trained = golds_of(sample), trained_memos(sample)
    assert 0 < len(trained) < len(golds)
    by_heart = {memo: golds[memo] if memo in trained else "volcano" for memo in golds}
    keep_run(sample, "tuned", by_heart, snapshot_id=sample.snapshots.all()[0].id)
    held_out = [golds[memo] for memo in golds if memo not in trained]
    keep_run(sample, "untrained", golds)

    tuned, untrained = compared(sample, "tuned", "untrained").runs

    assert (tuned.scored, tuned.seen) == (len(held_out), len(trained))
    assert tuned.figures.exact.value == pytest.approx(held_out.count("volcano") / len(held_out))
    by_heart_right = len(trained) + held_out.count("volcano")
    assert tuned.with_seen.exact.value == pytest.approx(by_heart_right / len(golds))
    # The other run has seen nothing, but is scored on the same memos.
    assert (untrained.scored, untrained.figures.exact.count) == (len(held_out), len(held_out))
    asked_for = compared(sample, "tuned", "untrained", with_seen=True)
    assert asked_for.counts_seen
    assert asked_for.runs[0].scored == len(golds)
    assert asked_for.runs[0].figures == tuned.with_seen
    assert asked_for.runs[0].held_out == tuned.figures


def test_where_all_memos_were_trained_on_there_is_no_figure_but_a_reason(
    sample: ProjectStore,
) -> None:
    golds, trained = golds_of(sample), trained_memos(sample)
    snapshot_id = sample.snapshots.all()[0].id
    keep_run(sample, "a", {memo: golds[memo] for memo in trained}, snapshot_id=snapshot_id)
    keep_run(sample, "b", dict.fromkeys(trained, "cat"))

    comparison = compared(sample, "a", "b")

    assert comparison.runs[0].scored == 0
    assert comparison.runs[0].figures.exact.value is None
    assert comparison.runs[0].figures.exact.why_undefined
    assert comparison.differences[0].acceptable.p_value is None


@pytest.mark.usefixtures("right", "castles")
def test_two_runs_are_tested_memo_by_memo(sample: ProjectStore) -> None:
    keep_run(sample, "again", golds_of(sample))

    sure, same, _ = compared(sample, "right", "castles", "again").differences

    assert (sure.first, sure.second) == ("right", "castles")
    assert (sure.exact.only_first, sure.exact.only_second) == (25, 0)
    assert sure.exact.p_value is not None
    assert sure.exact.p_value < 0.001
    assert (same.first, same.second, same.exact.p_value) == ("right", "again", None)
    assert same.exact.why_undefined


@pytest.mark.usefixtures("castles")
def test_the_pairs_that_are_confused_most_come_first(sample: ProjectStore) -> None:
    (one,) = compared(sample, "castles").runs

    by_gold = Counter(gold for gold in golds_of(sample).values() if gold != "castle")
    assert {(pair.gold, pair.count) for pair in one.confused} == set(by_gold.items())
    assert all(pair.shown == "castle" for pair in one.confused)
    counts = [pair.count for pair in one.confused]
    assert counts == sorted(counts, reverse=True)


def test_an_output_that_is_no_label_is_missing_although_a_picture_is_shown(
    sample: ProjectStore, right: PredictionRun
) -> None:
    make_missing(sample, right, 3, raw="an old fortress")

    comparison = compared(sample, "right")

    figures = comparison.runs[0].figures
    assert (figures.existing, figures.missing, figures.resolved) == (29, 1, 1)
    assert figures.exact.value == 1.0
    assert shown(comparison, standing=Standing.MISSING) == [3]


@pytest.mark.usefixtures("right", "castles")
def test_filters_show_what_differs(sample: ProjectStore) -> None:
    comparison, golds = compared(sample, "right", "castles"), golds_of(sample)
    differing = [memo for memo in golds if golds[memo] != "castle"]

    assert shown(comparison) == list(golds)
    assert shown(comparison, standing=Standing.APART) == differing
    assert shown(comparison, standing=Standing.AGAINST_GOLD) == differing
    assert shown(comparison, label="volcano") == [m for m in golds if golds[m] == "volcano"]
    assert shown(comparison, label="castle") == list(golds)
    assert shown(comparison, label="nobody shows this") == []


@pytest.mark.usefixtures("right")
def test_people_stand_beside_the_gold_label_and_can_be_asked_for_where_they_differ(
    sample: ProjectStore,
) -> None:
    golds = golds_of(sample)
    label_memo(sample, 4, golds[4], by="Ben")
    label_memo(sample, 5, "lighthouse", by="Ben")
    label_memo(sample, 6, "lighthouse", by="Ben")
    reviewer = sample.annotators.named("Chika")
    sample.annotators.put(replace(reviewer, role=Role.REVIEWER))
    session = ReviewSession(sample, reviewer=reviewer)
    session.lay(6)
    session.decide(golds[6])

    comparison = compared(sample, "right")

    table = comparison.table
    told = {
        memo: [(who.name, label) for who, label in table.people.answers(row)]
        for row, memo in enumerate(table.memo_ids)
    }
    assert told[3] == [("Aiko", golds[3])]
    assert told[4] == [("Aiko", golds[4]), ("Ben", golds[4])]
    assert told[5] == [("Aiko", golds[5]), ("Ben", "lighthouse")]
    assert shown(comparison, standing=Standing.PEOPLE_APART) == [5, 6]
    # Nothing counts for memo 5, so there is nothing to be against.
    assert shown(comparison, standing=Standing.PEOPLE_AGAINST_GOLD) == [6]
    assert shown(comparison, label="lighthouse") == [5, 6]
    assert "lighthouse" in table.choices().labels


@pytest.mark.usefixtures("right", "castles")
def test_a_comparison_can_be_handed_to_another_process(sample: ProjectStore) -> None:
    comparison = compared(sample, "right", "castles")

    assert pickle.loads(pickle.dumps(comparison)) == comparison  # noqa: S301 - our own bytes


@pytest.mark.usefixtures("right")
def test_filters_narrow_by_theme_language_and_length_together(sample: ProjectStore) -> None:
    comparison = compared(sample, "right")
    memos = [found for memo in golds_of(sample) if (found := sample.memos.get(memo))]
    theme, language = memos[0].theme, memos[0].language
    length = len(memos[0].text)

    assert shown(comparison, theme=theme) == [m.id for m in memos if m.theme == theme]
    assert shown(comparison, language=language) == [m.id for m in memos if m.language == language]
    exactly = shown(comparison, theme=theme, least_length=length, most_length=length)
    assert exactly == [memos[0].id]
    assert shown(comparison, theme=theme, least_length=length + 1, most_length=length) == []


def test_memos_that_no_run_was_trained_on_can_be_shown_alone(sample: ProjectStore) -> None:
    golds = golds_of(sample)
    keep_run(sample, "tuned", golds, snapshot_id=sample.snapshots.all()[0].id)

    comparison = compared(sample, "tuned")

    assert shown(comparison, standing=Standing.UNSEEN) == sorted(
        golds.keys() - trained_memos(sample)
    )


@pytest.mark.usefixtures("right")
def test_memos_that_only_some_runs_have_answered_are_counted_and_left_out(
    sample: ProjectStore,
) -> None:
    keep_run(sample, "few", {1: "cat", 2: "cat", 99: "cat"})

    comparison = compared(sample, "few", "right")

    assert list(comparison.table.memo_ids) == [1, 2]
    assert comparison.table.left_out == 29


def test_memos_without_a_label_are_shown_and_only_their_outputs_are_counted(
    sample: ProjectStore,
) -> None:
    run = keep_run(sample, "open", {1: golds_of(sample)[1], 98: "cat", 99: "dog"})
    make_missing(sample, run, 99, raw="an old dog")

    comparison = compared(sample, "open")

    [one] = comparison.runs
    assert len(comparison.table) == 3
    assert (one.scored, one.figures.exact.value) == (1, 1.0)
    assert (one.figures.existing, one.figures.missing, one.figures.distinct_labels) == (2, 1, 3)


@pytest.mark.usefixtures("right")
@pytest.mark.parametrize(
    ("names", "why"),
    [
        (("right", "nobody"), "no prediction run “nobody”"),
        (("right", "elsewhere"), "no memo that all of these runs"),
        (("right", "right"), "one of them twice"),
        ((), "No runs were named"),
    ],
)
def test_what_cannot_be_compared_is_refused(
    sample: ProjectStore, names: tuple[str, ...], why: str
) -> None:
    keep_run(sample, "elsewhere", {99: "cat"})

    with pytest.raises(WrongUseError, match=why):
        compared(sample, *names)
