"""Snapshots in the project file, and the triggers that keep them as they are."""

import sqlite3

import pytest

from emoji_labeler.domain.errors import ProjectError
from emoji_labeler.domain.snapshot import (
    LabelSource,
    PromptPlan,
    PromptVariant,
    Snapshot,
    SnapshotFilter,
    SnapshotPlan,
    Split,
    SplitPlan,
)
from emoji_labeler.storage.connection import begin_work, connect
from emoji_labeler.storage.project import ProjectStore
from tests.datasets.rows import row

_ROWS = (
    row(1, "a\u2028b", also_acceptable=("dog",), suggested_label="dog"),
    row(2, "会議", "calendar", split="test", prompt=1),
)


def snapshot(name: str = "first", *, parent: str = "") -> Snapshot:
    return Snapshot(
        id=f"id of {name}",
        plan=SnapshotPlan(
            name=name,
            prompt=PromptPlan(system_prompt="p", variant=PromptVariant.GROUPS, groups=2),
            filter=SnapshotFilter(
                annotators=("Aiko",),
                gold_only=True,
                languages=("ja",),
                label_source=LabelSource.HUMAN,
                since="2026-11-01",
            ),
            split=SplitPlan(seed=9, validation_share=0.25, test_share=0.05),
            parent=parent,
            note="why",
        ),
        content_hash="c" * 64,
        row_count=2,
        prompts=("p\n\na", "p\n\nb"),
        system_prompt_hash="d" * 64,
        labels=(("cat", 1), ("calendar", 1)),
        sources=(("human", 2),),
        splits=(("train", 1), ("validation", 0), ("test", 1)),
        pack_id="noto",
        pack_version="17",
        program_version="1",
        made_at="2026-11-22T08:30:00.123Z",
    )


@pytest.fixture
def kept(project: ProjectStore) -> ProjectStore:
    project.snapshots.keep(snapshot(), _ROWS)
    return project


def test_a_snapshot_comes_back_as_it_was_kept(kept: ProjectStore) -> None:
    with ProjectStore.open(kept.path) as again:
        found = again.snapshots.named("first")
        assert found == snapshot()
        assert tuple(again.snapshots.rows(found)) == _ROWS
        assert tuple(again.snapshots.rows(found, split=Split.TEST)) == _ROWS[1:]
        assert again.snapshots.named("other") is None


def test_snapshots_are_listed_in_their_order_with_their_parents(kept: ProjectStore) -> None:
    child = snapshot("second", parent="first")
    kept.snapshots.keep(child, _ROWS)

    assert kept.snapshots.all() == (snapshot(), child)


def test_a_name_is_taken_once_and_nothing_of_the_second_stays(kept: ProjectStore) -> None:
    with pytest.raises(ProjectError, match="was not made"):
        kept.snapshots.keep(snapshot(), _ROWS)

    assert len(kept.snapshots.all()) == 1
    assert len(tuple(kept.snapshots.rows(snapshot()))) == 2


_SAME_NAME = (
    "insert or ignore into snapshots select 'other', name, content_hash, row_count, system_prompt,"
    " system_prompt_hash, prompt_variant, prompt_groups, filter, seed, validation_share,"
    " test_share, labels, sources, splits, pack_id, pack_version, parent_id, note,"
    " program_version, made_at from snapshots"
)
_ONE_MORE_ROW = (
    "insert into snapshot_rows select snapshot_id, split, 99, text, theme, language, source, label,"
    " also_acceptable, prompt, picked_by, suggested_label from snapshot_rows"
)


@pytest.mark.parametrize(
    "change",
    [
        _SAME_NAME,
        _ONE_MORE_ROW,
        "update snapshots set note = 'other'",
        "update or replace snapshots set name = 'other'",
        "delete from snapshots",
        "insert or replace into snapshots select * from snapshots",
        "update snapshot_rows set label = 'dog'",
        "update or ignore snapshot_rows set split = 'train'",
        "delete from snapshot_rows where memo_id = 1",
        "insert or replace into snapshot_rows select * from snapshot_rows",
        "update snapshot_prompts set prompt = ''",
        "delete from snapshot_prompts",
        "insert into snapshot_prompts values ('id of first', 7, 'more')",
        "replace into snapshot_prompts values ('id of first', 0, 'other')",
    ],
)
def test_the_database_itself_refuses_every_change(kept: ProjectStore, change: str) -> None:
    other = connect(kept.path)

    with pytest.raises(sqlite3.IntegrityError, match="snapshots cannot be changed"):
        other.execute(change)

    other.close()
    assert kept.snapshots.named("first") == snapshot()
    assert tuple(kept.snapshots.rows(snapshot())) == _ROWS


def test_rows_without_a_snapshot_do_not_stay(project: ProjectStore) -> None:
    other = connect(project.path)
    begin_work(other)

    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        other.execute("insert into snapshot_prompts values ('nobody', 0, 'p')")
    other.close()
