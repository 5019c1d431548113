"""Who gets which memos: shared ones, work lists, and files for one person each."""

from pathlib import Path

import pytest

from emoji_labeler.domain.annotation import PickPath
from emoji_labeler.domain.errors import ProjectError, WrongUseError
from emoji_labeler.domain.memo_draft import MemoDraft
from emoji_labeler.domain.pick import Pick
from emoji_labeler.domain.sharing import Sharing, share_out
from emoji_labeler.domain.work_list import MemoFilter
from emoji_labeler.services.distributing import assign, give_out, share_memos
from emoji_labeler.services.labeling import LabelingSession
from emoji_labeler.services.merging import merge
from emoji_labeler.services.staffing import enter, who_answers
from emoji_labeler.storage.project import ProjectStore


def session_of(project: ProjectStore, name: str) -> LabelingSession:
    return LabelingSession(project, annotator=project.annotators.named(name))


def label_all(session: LabelingSession, label: str = "cat") -> list[int]:
    """Answer whatever comes until nothing comes any more; return the memos."""
    met = []
    while session.desk is not None:
        met.append(session.desk.memo.id)
        session.draft_changed(session.desk.draft.with_label(label))
        session.submit(Pick(path=PickPath.SEARCH))
    return met


@pytest.fixture
def large(project: ProjectStore) -> ProjectStore:
    project.memos.add(MemoDraft(text=f"memo {number}", theme="pets") for number in range(200))
    return project


def test_everybody_gets_every_memo_unless_somebody_decides_otherwise(
    project: ProjectStore,
) -> None:
    assert label_all(session_of(project, "Aiko")) == [1, 2, 3, 4, 5]
    assert label_all(session_of(project, "Ben")) == [1, 2, 3, 4, 5]


def test_a_share_of_the_memos_goes_to_two_and_the_rest_to_one(large: ProjectStore) -> None:
    share_memos(large, Sharing(annotators_a_memo=2, share=0.3))

    met = [label_all(session_of(large, name)) for name in ("Aiko", "Ben", "Chie")]

    shared = {memo.id for memo in large.memos.all() if large.memos.chance(memo.id) < 0.3}
    assert len(met[0]) == 205
    assert set(met[1]) == shared
    assert 30 < len(shared) < 100
    assert met[2] == []


def test_who_has_a_list_gets_its_memos_first_and_others_do_not_get_them(
    large: ProjectStore,
) -> None:
    (share,) = give_out(
        large,
        ["Aiko"],
        wanted=MemoFilter(theme="pets", count=10),
        sharing=Sharing(),
    )
    assert (share.work_list.name, share.work_list.memos) == ("pets", 10)

    met = label_all(session_of(large, "Aiko"))
    listed = set(met[:10])
    others = label_all(session_of(large, "Ben"))

    assert len(met) == 205
    assert not listed & set(others)
    assert large.work.lists()[0].answered == 10
    large.work.remove_list(share.work_list.id)
    assert set(label_all(session_of(large, "Ben"))) == listed


def test_going_to_the_next_open_memo_walks_through_the_list(large: ProjectStore) -> None:
    give_out(large, ["Aiko"], wanted=MemoFilter(count=3), sharing=Sharing())
    session = session_of(large, "Aiko")
    met = []
    for _ in range(6):
        assert session.desk is not None
        met.append(session.desk.memo.id)
        session.go_to_next(None)

    assert met[:3] == met[3:]
    assert len(set(met)) == 3


def test_shares_are_equal_and_the_overlap_is_as_asked() -> None:
    memos = [(number, number / 1000) for number in range(1000)]

    shares = share_out(memos, ["a", "b", "c"], sharing=Sharing(annotators_a_memo=2, share=0.1))

    sizes = sorted(len(share) for share in shares.values())
    assert sum(sizes) == 1100
    assert sizes[-1] - sizes[0] <= 1
    twice = [n for n in range(1000) if sum(n in share for share in shares.values()) == 2]
    assert twice == list(range(100))


def test_files_for_everybody_come_back_as_one_project(large: ProjectStore, tmp_path: Path) -> None:
    large.values.put("system_prompt", "Pick.")
    shares = assign(
        large,
        ["Aiko", "Ben"],
        folder=tmp_path,
        wanted=MemoFilter(),
        sharing=Sharing(annotators_a_memo=2, share=0.2),
    )
    assert [share.path for share in shares] == [
        tmp_path / "project-Aiko.db",
        tmp_path / "project-Ben.db",
    ]
    for share, label in zip(shares, ("cat", "dog"), strict=True):
        assert share.path is not None
        with ProjectStore.open(share.path) as own:
            assert own.memos.count() == share.work_list.memos
            assert own.values.get("system_prompt") == "Pick."
            assert [one.id for one in own.annotators.all()] == [share.annotator.id]
            label_all(session_of(own, share.annotator.name), label)

    reports = merge(large, [share.path for share in shares if share.path])

    by_chance = sorted((large.memos.chance(memo.id), memo.id) for memo in large.memos.all())
    both = {memo_id for _, memo_id in by_chance[:41]}
    assert sum(report.answers for report in reports) == 205 + len(both)
    assert all(not report.conflicts and not report.memos for report in reports)
    disagreed = {one.memo_id for one in large.golds.all() if one.rule == "disagreed"}
    assert disagreed == both
    assert [one.answered for one in large.work.lists()] == [
        share.work_list.memos for share in shares
    ]


def test_memos_are_given_out_once(large: ProjectStore, tmp_path: Path) -> None:
    assign(large, ["Aiko"], folder=tmp_path, wanted=MemoFilter(), sharing=Sharing())

    with pytest.raises(WrongUseError, match="No memo of that kind is free"):
        give_out(large, ["Ben"], sharing=Sharing())


def test_a_file_that_is_there_already_stays_and_nothing_is_given_out(
    large: ProjectStore, tmp_path: Path
) -> None:
    (tmp_path / "project-Ben.db").write_text("mine")

    with pytest.raises(ProjectError, match="a file at"):
        assign(large, ["Aiko", "Ben"], folder=tmp_path, wanted=MemoFilter(), sharing=Sharing())

    assert (tmp_path / "project-Ben.db").read_text() == "mine"
    assert not (tmp_path / "project-Aiko.db").exists()
    assert large.work.lists() == ()


@pytest.mark.parametrize("names", [[], ["Aiko", "aiko"]])
def test_everybody_is_named_once(large: ProjectStore, names: list[str]) -> None:
    with pytest.raises(WrongUseError):
        give_out(large, names, sharing=Sharing())


def test_a_file_for_one_person_is_opened_as_that_person_whatever_the_computer_calls_them(
    large: ProjectStore, tmp_path: Path
) -> None:
    [share] = assign(large, ["Ben"], folder=tmp_path, wanted=MemoFilter(), sharing=Sharing())
    assert share.path is not None

    with ProjectStore.open(share.path) as own:
        assert who_answers(own, name="benjamin").name == "Ben"
        enter(own, "Chie")
        assert who_answers(own, name="Chie").name == "Chie"
    assert who_answers(large, name="benjamin").name == "benjamin"


@pytest.mark.parametrize(("share", "twice"), [(0.0, 0), (0.1, 1), (0.5, 6), (0.96, 12), (1.0, 12)])
def test_of_a_few_memos_as_many_are_shared_as_come_nearest(share: float, twice: int) -> None:
    chances = [(number, 0.9 + number / 1000) for number in range(12)]

    shares = share_out(chances, ["a", "b"], sharing=Sharing(annotators_a_memo=2, share=share))

    met = sorted(one for memos in shares.values() for one in memos)
    assert [one for one in range(12) if met.count(one) == 2] == list(range(twice))
    assert set(met) == set(range(12))
