"""Making snapshots of a real project, and exporting them."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from emoji_labeler.domain.annotation import Draft, PickPath
from emoji_labeler.domain.emoji import Emoji
from emoji_labeler.domain.errors import OutputError, ProjectError, WrongUseError
from emoji_labeler.domain.memo_draft import MemoDraft
from emoji_labeler.domain.pick import Pick
from emoji_labeler.domain.snapshot import (
    LabelSource,
    PromptPlan,
    PromptVariant,
    Snapshot,
    SnapshotFilter,
    SnapshotPlan,
)
from emoji_labeler.domain.suggestion import ShownSuggestions, Suggestion, SuggestionTiming
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.services.labeling import LabelingSession
from emoji_labeler.services.snapshot_exporting import ExportedFile, export_snapshot
from emoji_labeler.services.snapshotting import check_snapshot, create_snapshot, snapshot_named
from emoji_labeler.storage.connection import connect
from emoji_labeler.storage.project import ProjectStore

_PACK = EmojiPack.of(
    [Emoji(label=label) for label in ("cat", "dog", "umbrella")], folder=Path("p"), id="small"
)


def answer(
    project: ProjectStore,
    memo_id: int,
    label: str,
    *,
    name: str = "Aiko",
    path: PickPath = PickPath.SEARCH,
    suggested: str = "",
    timing: SuggestionTiming = SuggestionTiming.BEFORE,
    also: Sequence[str] = (),
) -> None:
    session = LabelingSession(project, annotator=project.annotators.named(name))
    session.go_to(memo_id)
    session.draft_changed(Draft(label=label, also_acceptable=tuple(also)))
    offered = (Suggestion(label=suggested, probability=0.5),)
    shown = ShownSuggestions(model="m", timing=timing, suggestions=offered) if suggested else None
    session.submit(Pick(path=path, shown=shown))


def made(
    project: ProjectStore,
    name: str = "first",
    *,
    chosen: SnapshotFilter = SnapshotFilter(),  # noqa: B008  # It is frozen.
    variant: PromptVariant = PromptVariant.NO_LABELS,
    parent: str = "",
) -> Snapshot:
    plan = SnapshotPlan(
        name=name,
        prompt=PromptPlan(system_prompt="Pick.", variant=variant, groups=2),
        filter=chosen,
        parent=parent,
    )
    return create_snapshot(project, plan, pack=_PACK)


def memo_ids(project: ProjectStore, snapshot: Snapshot) -> list[int]:
    return [row.memo_id for row in project.snapshots.rows(snapshot)]


@pytest.fixture
def answered(project: ProjectStore) -> ProjectStore:
    """Five memos: Aiko, a suggestion, both agree, both differ, Ben alone."""
    answer(project, 1, "cat", also=["dog"])
    answer(project, 2, "umbrella", path=PickPath.SUGGESTION, suggested="umbrella")
    answer(project, 3, "dog", suggested="cat")
    answer(project, 3, "dog", name="Ben", also=["cat"])
    answer(project, 4, "cat")
    answer(project, 4, "dog", name="Ben")
    answer(project, 5, "cat", name="Ben", suggested="dog", timing=SuggestionTiming.AFTER)
    return project


def test_rows_hold_what_counts_now(answered: ProjectStore) -> None:
    snapshot = made(answered)

    rows = {row.memo_id: row for row in answered.snapshots.rows(snapshot)}
    assert list(rows) == [1, 2, 3, 5]
    assert (rows[1].label, rows[1].also_acceptable) == ("cat", ("dog",))
    assert rows[2].label_source is LabelSource.SUGGESTED
    assert (rows[3].suggested_label, rows[3].also_acceptable) == ("cat", ("cat",))
    assert rows[5].suggested_label == ""
    assert snapshot.labels == (("cat", 2), ("dog", 1), ("umbrella", 1))
    assert snapshot.sources == (("human", 3), ("suggested", 1))
    assert (snapshot.row_count, snapshot.pack_id) == (4, "small")
    assert snapshot == snapshot_named(answered, "first")


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (SnapshotFilter(annotators=("Aiko",)), [1, 2, 3, 4]),
        (SnapshotFilter(annotators=("Aiko",), gold_only=True), [1, 2, 3]),
        (SnapshotFilter(annotators=("Ben",)), [3, 4, 5]),
        (SnapshotFilter(label_source=LabelSource.SUGGESTED), [2]),
        (SnapshotFilter(label_source=LabelSource.HUMAN), [1, 3, 5]),
        (SnapshotFilter(since="2020-01-01"), [1, 2, 3, 5]),
    ],
)
def test_a_filter_chooses_among_answers_and_rows(
    answered: ProjectStore, chosen: SnapshotFilter, expected: list[int]
) -> None:
    assert memo_ids(answered, made(answered, chosen=chosen)) == expected


@pytest.mark.parametrize(
    "chosen",
    [
        SnapshotFilter(since="2100-01-01"),
        SnapshotFilter(until="2020-01-01"),
        SnapshotFilter(themes=("no such theme",)),
        SnapshotFilter(languages=("xx",)),
    ],
)
def test_a_snapshot_without_rows_is_not_made(
    answered: ProjectStore, chosen: SnapshotFilter
) -> None:
    with pytest.raises(WrongUseError, match="passes the filter"):
        made(answered, chosen=chosen)
    assert answered.snapshots.all() == ()


def test_themes_and_languages_choose_memos(project: ProjectStore) -> None:
    project.memos.add(
        [MemoDraft(text="a", theme="pets", language="en"), MemoDraft(text="b", language="ja")]
    )
    for memo_id in range(1, 8):
        answer(project, memo_id, "cat")

    pets = made(project, "pets", chosen=SnapshotFilter(themes=("pets", "work")))
    japanese = made(project, "ja", chosen=SnapshotFilter(languages=("ja",)))

    assert memo_ids(project, pets) == [6]
    assert memo_ids(project, japanese) == [7]


def test_the_same_content_has_the_same_hash_and_another_prompt_another(
    answered: ProjectStore,
) -> None:
    first, second = made(answered), made(answered, "second", parent="first")
    other = made(answered, "third", variant=PromptVariant.ALL_LABELS)

    assert first.content_hash == second.content_hash != other.content_hash
    assert second.plan.parent == "first"
    assert first.system_prompt_hash == other.system_prompt_hash


def test_rows_get_the_group_that_holds_their_label(answered: ProjectStore) -> None:
    snapshot = made(answered, variant=PromptVariant.GROUPS)

    assert len(snapshot.prompts) == 2
    for row in answered.snapshots.rows(snapshot):
        assert row.label in snapshot.prompts[row.prompt]


def test_names_parents_and_annotators_must_be_right(answered: ProjectStore) -> None:
    made(answered)

    with pytest.raises(WrongUseError, match="snapshots cannot be changed"):
        made(answered)
    with pytest.raises(WrongUseError, match="name is empty"):
        made(answered, " ")
    with pytest.raises(WrongUseError, match=r"no snapshot “nobody”.*Choose one of: first"):
        made(answered, "second", parent="nobody")
    with pytest.raises(WrongUseError, match="no annotator “Cho”"):
        made(answered, "second", chosen=SnapshotFilter(annotators=("Cho",)))


def exported(
    project: ProjectStore, snapshot: Snapshot, output: Path, *, name: str = "jsonl"
) -> tuple[ExportedFile, ...]:
    return export_snapshot(project, snapshot, output, format_name=name, report=None)


def test_errors_forbid_an_export(answered: ProjectStore, tmp_path: Path) -> None:
    snapshot = made(answered)
    report = check_snapshot(answered, snapshot, pack=_PACK)

    with pytest.raises(WrongUseError, match="only 4 rows for training"):
        export_snapshot(answered, snapshot, tmp_path / "a.csv", format_name="csv", report=report)
    assert not list(tmp_path.glob("a*"))


def test_a_manifest_says_which_snapshot_it_was(answered: ProjectStore, tmp_path: Path) -> None:
    snapshot = made(answered, variant=PromptVariant.GROUPS)

    (file,) = exported(answered, snapshot, tmp_path / "a.jsonl")

    manifest = json.loads(file.manifest_path.read_bytes())
    assert file.manifest_path.name == "a.jsonl.manifest.json"
    assert manifest["snapshot"]["content_hash"] == snapshot.content_hash
    assert (manifest["rows"], manifest["sha256"]) == (file.rows, file.sha256) == (4, file.sha256)
    assert manifest["pack"] == {"id": "small", "version": ""}
    assert [one["system_prompt"] for one in manifest["prompts"]] == list(snapshot.prompts)


def test_pairs_come_from_suggestions_that_were_seen_and_refused(
    answered: ProjectStore, tmp_path: Path
) -> None:
    answer(answered, 4, "cat", name="Ben", suggested="umbrella")
    snapshot = made(answered)

    (file,) = exported(answered, snapshot, tmp_path / "p.jsonl", name="preference_pairs")

    (pair,) = map(json.loads, file.path.read_bytes().splitlines())
    assert file.path.name == "p.train.jsonl"
    assert pair["preferred_output"][0]["content"] == "cat"
    assert pair["non_preferred_output"][0]["content"] == "umbrella"


def test_a_format_that_no_row_fits_is_refused(project: ProjectStore, tmp_path: Path) -> None:
    answer(project, 1, "cat")
    snapshot = made(project)

    with pytest.raises(WrongUseError, match="no row that fits this format"):
        exported(project, snapshot, tmp_path / "p.jsonl", name="preference_pairs")


def test_the_project_itself_is_never_written_over(answered: ProjectStore) -> None:
    with pytest.raises(OutputError, match="project file itself"):
        exported(answered, made(answered), answered.path)


def test_rows_that_were_changed_with_force_are_not_exported(
    answered: ProjectStore, tmp_path: Path
) -> None:
    snapshot = made(answered)
    forced = connect(answered.path)
    forced.execute("drop trigger snapshot_rows_refuse_update")
    forced.execute("update snapshot_rows set label = 'dog' where memo_id = 1")
    forced.close()

    with pytest.raises(ProjectError, match="hash does not fit"):
        exported(answered, snapshot, tmp_path / "a.jsonl")
    assert not list(tmp_path.glob("a.jsonl*"))
