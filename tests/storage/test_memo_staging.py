"""Adding memos, page by page and row by row, while the project changes under the import."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from emoji_labeler.domain.annotation import Draft, PickPath
from emoji_labeler.domain.memo_draft import MemoDraft
from emoji_labeler.domain.pick import Pick
from emoji_labeler.services.labeling import LabelingSession
from emoji_labeler.storage.project import ProjectStore


def drafts(count: int) -> Iterator[MemoDraft]:
    return (MemoDraft(text=f"memo {number}") for number in range(count))


def faults(path: Path) -> list[object]:
    connection = sqlite3.connect(path)
    try:
        found = connection.execute("pragma integrity_check").fetchall()
        return [*found, *connection.execute("pragma foreign_key_check")]
    finally:
        connection.close()


@pytest.mark.parametrize("count", [3, 100])
def test_answers_keep_their_memos(project: ProjectStore, count: int) -> None:
    session = LabelingSession(project, annotator=project.annotators.named("Aiko"))
    session.draft_changed(Draft(label="cat"))
    session.submit(Pick(path=PickPath.SEARCH))

    added = project.memos.add(drafts(count))

    assert (added.new, added.already_there) == (count, 0)
    assert project.memos.count() == len(list(project.memos.all())) == 5 + count
    assert next(project.golds.labelled())[:2] == (1, "cat")
    assert faults(project.path) == [("ok",)]


@pytest.mark.parametrize("count", [3, 100])
def test_foreign_keys_are_checked_again_afterwards(project: ProjectStore, count: int) -> None:
    project.memos.add(drafts(count))

    with pytest.raises(sqlite3.IntegrityError):
        project._connection.execute("insert into desks values ('nobody', 99, 0)")


@pytest.mark.parametrize(
    "change",
    [
        "insert into memos values (6, 'other', zeroblob(32), '', '', '', 1, '')",
        "update memos set theme = 'changed' where id = 1",
    ],
)
def test_what_others_change_meanwhile_stays(project: ProjectStore, change: str) -> None:
    def interrupted() -> Iterator[MemoDraft]:
        yield from drafts(100)
        other = sqlite3.connect(project.path)
        with other:
            other.execute(change)
        other.close()

    before = list(project.memos.all())
    added = project.memos.add(interrupted())

    assert added.new == 100
    after = list(project.memos.all())
    assert after[:5] != before or after[5].text == "other"
    assert after[-1].text == "memo 99"
    assert faults(project.path) == [("ok",)]


def test_an_error_in_the_drafts_leaves_the_project_as_it_was(project: ProjectStore) -> None:
    def failing() -> Iterator[MemoDraft]:
        yield from drafts(100)
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        project.memos.add(failing())

    assert project.memos.count() == len(list(project.memos.all())) == 5
    assert project.memos.add(drafts(2)).new == 2


def test_a_large_project_takes_rows(project: ProjectStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("emoji_labeler.storage.memo_staging._FEW", 4)

    added = project.memos.add([*drafts(100), MemoDraft(text="cat")])

    assert (added.new, added.already_there) == (100, 1)
    assert faults(project.path) == [("ok",)]
