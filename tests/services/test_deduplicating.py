"""Memos that are nearly the same: found, dropped, kept, linked, and not asked about again."""

from pathlib import Path

import pytest

from emoji_labeler.domain.annotation import Draft, PickPath
from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.memo_draft import MemoDraft
from emoji_labeler.domain.near_duplicate import PairDecision
from emoji_labeler.domain.pick import Pick
from emoji_labeler.services.deduplicating import (
    compare_memos,
    decide_pair,
    drop_memos,
    find_near_duplicates,
    forget_decision,
    restore_memos,
)
from emoji_labeler.services.importing import import_memos
from emoji_labeler.services.labeling import LabelingSession
from emoji_labeler.storage.project import ProjectStore

WALK = "I walked the dog in the park this morning and met an old friend"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Memo 3 is memo 1 but for a full stop, memo 4 is nearly memo 1; 2 and 5 are like nothing."""
    path = tmp_path / "project.db"
    texts = (WALK, "tax office", WALK + ".", WALK.replace("old", "odd"), "birthday cake")
    with ProjectStore.create(path) as project:
        project.memos.add(MemoDraft(text=text) for text in texts)
    return path


def pairs(path: Path, **options: float) -> list[tuple[int, int]]:
    found = find_near_duplicates(path, **options)  # type: ignore[arg-type]  # Given by name.
    assert found is not None
    return [(one.first, one.second) for one in found]


def numbers(path: Path) -> list[int]:
    with ProjectStore.open(path) as project:
        assert project.memos.count() == len(list(project.memos.all()))
        return [memo.id for memo in project.memos.all()]


def test_each_memo_is_found_beside_the_earlier_one_it_is_most_like(path: Path) -> None:
    found = find_near_duplicates(path)

    assert found is not None
    assert [(one.first, one.second) for one in found] == [(1, 3), (1, 4)]
    assert found[0].similarity == 1.0
    assert 0.7 <= found[1].similarity < 1.0
    assert found[1].beginning.startswith("I walked the dog")


def test_a_decided_pair_is_not_shown_again_until_that_is_taken_back(path: Path) -> None:
    decide_pair(path, 1, 3, decision=PairDecision.KEPT)
    decide_pair(path, 4, 1, decision=PairDecision.LINKED)
    assert pairs(path) == []

    forget_decision(path, 1, 3)

    assert pairs(path) == [(1, 3)]
    with ProjectStore.open(path) as project:
        assert project.memo_pairs.linked() == ((1, 4),)


def test_a_dropped_memo_is_gone_and_comes_back_as_it_was(path: Path) -> None:
    with ProjectStore.open(path) as project:
        before = list(project.memos.all())

    assert drop_memos(path, [3, 5, 99]).stayed == 1
    assert numbers(path) == [1, 2, 4]
    assert restore_memos(path, [5, 3]) == 2

    with ProjectStore.open(path) as project:
        assert list(project.memos.all()) == before


def test_a_memo_with_an_answer_or_a_draft_stays(path: Path) -> None:
    with ProjectStore.open(path) as project:
        session = LabelingSession(project, annotator=project.annotators.named("Aiko"))
        session.draft_changed(Draft(label="dog"))
        session.submit(Pick(path=PickPath.SEARCH))
        session.undo()
        session.go_to(2)
        session.draft_changed(Draft(label="office"))
        session.leave()

    dropped = drop_memos(path, [1, 2, 3])

    assert (dropped.numbers, dropped.stayed) == ((3,), 2)
    assert numbers(path) == [1, 2, 4, 5]


def test_a_dropped_memo_does_not_come_in_again(path: Path, tmp_path: Path) -> None:
    drop_memos(path, [5])
    file = tmp_path / "a.txt"
    file.write_text("birthday cake\nnew\n")

    report = import_memos(path, file)

    assert (report.imported, report.already_there) == (1, 1)
    with ProjectStore.open(path) as project:
        assert project.memos.with_text("birthday cake") is None
        assert project.memos.with_text("new") is not None


def test_a_dropped_memo_comes_back_under_another_number_when_its_own_is_taken(path: Path) -> None:
    drop_memos(path, [5])
    with ProjectStore.open(path) as project:
        project.memos.add([MemoDraft(text="new")])
        assert project.memos.with_text("new").id == 5  # type: ignore[union-attr]  # It is there.

    restore_memos(path, [5])

    assert numbers(path) == [1, 2, 3, 4, 5, 6]


def test_the_desk_goes_on_when_its_memo_was_dropped(path: Path) -> None:
    with ProjectStore.open(path) as project:
        session = LabelingSession(project, annotator=project.annotators.named("Aiko"))
        drop_memos(path, [1])

        session.refresh()

        assert session.desk is not None
        assert session.desk.memo.id == 2


def test_the_parts_that_differ_are_told(path: Path) -> None:
    compared = compare_memos(path, 1, 4)

    assert compared is not None
    one, other = compared
    assert [one.details.memo.text[begin:end] for begin, end in one.parts] == ["l"]
    assert [other.details.memo.text[begin:end] for begin, end in other.parts] == ["d"]
    assert compare_memos(path, 1, 99) is None


def test_a_cancelled_search_brings_nothing(path: Path) -> None:
    assert find_near_duplicates(path, is_cancelled=lambda: True) is None


def test_a_decision_needs_two_memos_that_are_there(path: Path) -> None:
    for first, second in ((1, 1), (1, 99)):
        with pytest.raises(WrongUseError):
            decide_pair(path, first, second, decision=PairDecision.KEPT)
