"""Whatever people did in whatever copies, merging is a union: no order, no repetition matters."""

import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emoji_labeler.domain.annotation import AnnotationStatus, Answer, PickPath
from emoji_labeler.domain.errors import ProjectError
from emoji_labeler.domain.merge_report import ConflictKind
from emoji_labeler.domain.pick import Pick
from emoji_labeler.domain.suggestion import ShownSuggestions, Suggestion, SuggestionTiming
from emoji_labeler.domain.verdict import Decision, Ruling
from emoji_labeler.storage.connection import connect
from emoji_labeler.storage.merging import merge_files
from emoji_labeler.storage.project import ProjectStore
from tests.conftest import add_memos

_TEXTS = ("Cat", "rain", "会議", "tax")
_ACTS = ("answer", "answer", "skip", "undo", "redo", "decide", "send back", "take")
_SHOWN = ShownSuggestions(
    model="m",
    timing=SuggestionTiming.BEFORE,
    suggestions=(Suggestion(label="dog", probability=0.5),),
)


class Step(NamedTuple):
    """Something that somebody does in one of the copies."""

    copy: int
    name: str
    act: str
    text: str
    label: str


steps = st.builds(
    Step,
    copy=st.integers(0, 2),
    name=st.sampled_from(["Aiko", "Ben"]),
    act=st.sampled_from(
        ["answer", "answer", "skip", "undo", "redo", "decide", "send back", "take"]
    ),
    text=st.sampled_from(_TEXTS),
    label=st.sampled_from(["cat", "dog"]),
)


def do(project: ProjectStore, step: Step) -> None:
    add_memos(project, step.text if project.path.stem[-1] != "1" else step.text.upper())
    memo = project.memos.with_text(step.text)
    assert memo is not None
    person = project.annotators.named(step.name).id
    answer = Answer(status=AnnotationStatus.SUBMITTED, label=step.label)
    match step.act:
        case "answer" | "skip":
            project.annotations.save(
                answer if step.act == "answer" else Answer(status=AnnotationStatus.SKIPPED),
                memo_id=memo.id,
                annotator_id=person,
                lead_time_ms=10,
                pick=Pick(path=PickPath.SEARCH, query="q", shown=_SHOWN),
            )
        case "undo":
            project.annotations.undo(person)
        case "redo":
            project.annotations.redo(person)
        case "decide":
            ruling = Ruling(decision=Decision.ACCEPTED, label=step.label)
            project.verdicts.save(ruling, memo_id=memo.id, reviewer_id=person)
        case "send back":
            ruling = Ruling(decision=Decision.SENT_BACK, note="again")
            project.verdicts.save(ruling, memo_id=memo.id, reviewer_id=person)
        case "take":
            project.verdicts.undo(person)


_STATE = {
    "memos": "select text_hash, text, random_order from memos",
    "events": "select annotation_events.id, text_hash, name, kind, label from annotation_events"
    " join memos on memos.id = memo_id join annotators on annotators.id = annotator_id",
    "answers": "select text_hash, name, event_id, status, label, submitted_at from annotations"
    " join memos on memos.id = memo_id join annotators on annotators.id = annotator_id",
    "counts": "select name, status, memos from status_counts join annotators on id = annotator_id"
    " where memos > 0",
    "picks": "select event_id, query from picked_queries",
    "suggestions": "select event_id, suggestions from shown_suggestions",
    "verdict events": "select verdict_events.id, text_hash, name, kind, label from verdict_events"
    " join memos on memos.id = memo_id join annotators on annotators.id = reviewer_id",
    "verdicts": "select text_hash, name, event_id, label from verdicts"
    " join memos on memos.id = memo_id join annotators on annotators.id = reviewer_id",
    "returned": "select text_hash, name, event_id from returned_memos"
    " join memos on memos.id = memo_id join annotators on annotators.id = annotator_id",
    "gold": "select text_hash, label, rule, origin, suggested_label from gold_labels"
    " join memos on memos.id = memo_id",
    "reasons": "select text_hash, reason, rank from review_reasons"
    " join memos on memos.id = memo_id",
    "memo count": "select memos from memo_count",
}


def state(project: ProjectStore) -> dict[str, list[tuple[Any, ...]]]:
    """Return all that is in a project but for the numbers of memos and people."""
    return {
        name: sorted(project._connection.execute(query).fetchall(), key=repr)
        for name, query in _STATE.items()
    }


def merged(folder: Path, files: Sequence[Path], *, name: str) -> dict[str, list[tuple[Any, ...]]]:
    """Return what comes of merging files in that order into a copy of the first."""
    path = folder / f"{name}.db"
    shutil.copy(files[0], path)
    with ProjectStore.open(path) as project:
        merge_files(project, files[1:])
        return state(project)


def copies(folder: Path, work: Iterable[Step]) -> list[Path]:
    """Return the files of three people who began with nothing, each with its own work."""
    paths = [folder / f"copy{number}.db" for number in range(3)]
    projects = [ProjectStore.create(path) for path in paths]
    for step in work:
        do(projects[step.copy], step)
    for project in projects:
        project.close()
    return paths


@settings(max_examples=40)
@given(work=st.lists(steps, min_size=3, max_size=25))
def test_merging_is_commutative_associative_and_idempotent(work: list[Step]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        files = copies(folder, work)
        outcomes = [
            merged(folder, order, name=f"order{number}")
            for number, order in enumerate(permutations(files))
        ]
        # (0 + 1) + 2 was among them; this is 0 + (1 + 2), and everything a second time.
        merged(folder, files[1:], name="pair")
        outcomes.append(merged(folder, [files[0], folder / "pair.db"], name="grouped"))
        outcomes.append(merged(folder, [*files, *files, folder / "pair.db"], name="again"))

    assert all(one == outcomes[0] for one in outcomes)


def merged_in_turn(folder: Path, files: Sequence[Path]) -> dict[str, list[tuple[Any, ...]]]:
    """Return what comes of merging files one after another into a copy of the first."""
    path = folder / "in turn.db"
    shutil.copy(files[0], path)
    with ProjectStore.open(path) as project:
        for file in files[1:]:
            merge_files(project, [file])
        return state(project)


def spoil(file: Path, *, way: str) -> None:
    """Make a copy of a project one that is refused, or one of another emoji pack."""
    with closing(connect(file)) as spoiled:
        spoiled.execute("pragma wal_checkpoint(truncate)")
        match way:
            case "newer":
                spoiled.execute("pragma user_version = 99")
            case "foreign":
                spoiled.execute("pragma application_id = 7")
            case "dangling":
                spoiled.execute("pragma foreign_keys = off")
                spoiled.execute("insert into search_misses values ('m', 'nobody', 'cat', '2026')")
            case "other pack":
                spoiled.execute("insert or replace into project_values values ('pack', 'other 2')")
        root = spoiled.execute(
            "select rootpage from sqlite_schema where name = 'annotation_events'"
        ).fetchone()[0]
        spoiled.execute("pragma wal_checkpoint(truncate)")
    if way == "damaged":
        with file.open("r+b") as raw:
            raw.seek((root - 1) * 4096)
            raw.write(b"\xff" * 2048)


@settings(max_examples=30)
@given(
    work=st.lists(steps, min_size=3, max_size=25),
    order=st.permutations(range(4)),
    way=st.sampled_from(["damaged", "dangling", "foreign", "newer", "other pack"]),
)
def test_together_comes_to_the_same_as_one_after_another(
    work: list[Step], order: list[int], way: str
) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        files = copies(folder, work)
        shutil.copy(files[2], folder / "spoiled.db")
        spoil(folder / "spoiled.db", way=way)
        others = [(*files, folder / "spoiled.db")[place] for place in order]
        # The first file is the project into which all are merged, itself among them.
        together = merged(folder, [files[0], *others], name="together")
        in_turn = merged_in_turn(folder, [files[0], *others])
        with ProjectStore.open(folder / "together.db") as project:
            again = merge_files(project, others)

    assert together == in_turn
    assert [one.path for one in again] == others
    assert [one.path.name for one in again if one.refused] == (
        [] if way == "other pack" else ["spoiled.db"]
    )


@settings(max_examples=15)
@given(work=st.lists(steps, max_size=25))
def test_nothing_is_lost(work: list[Step]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        files = copies(folder, work)
        whole = merged(folder, files, name="whole")
        for file in files:
            with ProjectStore.open(file) as project:
                part = state(project)
            for table in ("events", "verdict events", "picks", "suggestions"):
                key = [row[0] for row in part[table]]
                assert set(key) <= {row[0] for row in whole[table]}


def copy(project: ProjectStore, path: Path) -> None:
    """Copy an open project, with what still lies beside its file."""
    with closing(connect(path)) as other:
        project._connection.backup(other)


_COUNTED = {
    "select annotator_id, status, memos from status_counts where memos > 0": (
        "select annotator_id, status, count(*) from annotations group by 1, 2"
    ),
    "select annotator_id, label, uses from label_counts where uses > 0": (
        "select annotator_id, label, count(*) from annotations where label <> '' group by 1, 2"
    ),
    "select annotator_id, memo_id from work_list_memos where is_answered": (
        "select annotator_id, memo_id from annotations"
    ),
}


def list_everything(project: ProjectStore) -> None:
    """Put every memo on the work list of every person."""
    connection = project._connection
    connection.execute(
        "insert into work_lists select 'list ' || id, id, 'list', '2026-11-22' from annotators"
    )
    connection.execute(
        "insert into work_list_memos select annotators.id, memos.id, 'list ' || annotators.id,"
        " memos.id, exists (select 1 from annotations"
        "   where memo_id = memos.id and annotator_id = annotators.id) from annotators, memos"
    )


@settings(max_examples=30)
@given(work=st.lists(steps, min_size=5, max_size=25))
def test_what_is_counted_in_sets_is_what_counting_anew_gives(work: list[Step]) -> None:
    with TemporaryDirectory() as folder:
        files = copies(Path(folder), work)
        with ProjectStore.open(files[0]) as project:
            for name in ("Aiko", "Ben"):
                project.annotators.named(name)
            add_memos(project, *_TEXTS)
            list_everything(project)
            merge_files(project, files[1:])
            for kept, anew in _COUNTED.items():
                rows = project._connection.execute(kept).fetchall()
                assert sorted(rows) == sorted(project._connection.execute(anew).fetchall())


def test_the_triggers_on_answers_are_back_after_a_merge(
    project: ProjectStore, other: ProjectStore
) -> None:
    query = "select name, sql from sqlite_schema where type = 'trigger' order by name"
    before = project._connection.execute(query).fetchall()
    do(other, Step(copy=1, name="Ben", act="answer", text="cat", label="dog"))
    merge_files(project, [other.path])
    assert project._connection.execute(query).fetchall() == before
    assert len([name for name, _ in before if name.startswith("annotations_")]) == 4


@pytest.fixture
def other(project: ProjectStore, tmp_path: Path) -> Iterator[ProjectStore]:
    """A copy of the project, taken before anybody answered."""
    copy(project, tmp_path / "other.db")
    with ProjectStore.open(tmp_path / "other.db") as other:
        yield other


def test_two_answers_of_one_person_are_listed_and_the_later_one_counts(
    project: ProjectStore, other: ProjectStore
) -> None:
    do(project, Step(0, "Aiko", "answer", "rain", "cat"))
    do(other, Step(0, "Aiko", "answer", "rain", "dog"))
    do(other, Step(0, "Ben", "answer", "rain", "dog"))
    other.close()

    (report,) = merge_files(project, [other.path])

    assert (report.answers, report.people, report.memos) == (2, 1, 0)
    (conflict,) = report.conflicts
    assert conflict.kind is ConflictKind.TWO_ANSWERS
    assert (conflict.memo_id, conflict.person) == (2, "Aiko")
    assert (conflict.ours, conflict.theirs) == ("cat", "dog")
    assert [one.answer.label for one in project.annotations.all()] == ["dog", "dog"]
    assert merge_files(project, [other.path])[0].conflicts == ()


def test_an_answer_given_after_the_other_file_was_seen_is_no_conflict(
    project: ProjectStore, tmp_path: Path
) -> None:
    do(project, Step(0, "Aiko", "answer", "rain", "cat"))
    copy(project, tmp_path / "later.db")
    with ProjectStore.open(tmp_path / "later.db") as later:
        do(later, Step(0, "Aiko", "answer", "rain", "dog"))

    (report,) = merge_files(project, [tmp_path / "later.db"])
    assert report.conflicts == ()


def test_another_pack_is_told(project: ProjectStore, other: ProjectStore) -> None:
    project.values.put("pack", "house 1")
    other.values.put("pack", "house 2")
    other.close()

    (report,) = merge_files(project, [other.path])
    (conflict,) = report.conflicts

    assert (conflict.kind, conflict.ours) == (ConflictKind.OTHER_PACK, "house 1")


def test_a_memo_deleted_here_and_answered_there_is_back_and_listed(
    project: ProjectStore, other: ProjectStore
) -> None:
    do(other, Step(0, "Aiko", "answer", "rain", "cat"))
    other.close()
    assert project.memo_drops.drop([2, 5]) == (2, 5)

    (report,) = merge_files(project, [other.path])

    assert [(one.kind, one.text) for one in report.conflicts] == [
        (ConflictKind.DELETED_MEMO, "rain")
    ]
    # The other one, that nobody has answered anywhere, stays away.
    assert report.memos == 1
    assert project.memos.count() == 4
    assert project.memos.with_text("tax") is None


def test_conflicts_are_listed_alike_together_and_one_after_another(tmp_path: Path) -> None:
    labels = ("cat", "dog", "cat")
    work = [
        step
        for copy_number, label in enumerate(labels)
        for step in (
            Step(copy_number, "Aiko", "answer", "rain", label),
            Step(copy_number, "Aiko", "answer", "tax", label),
            Step(copy_number, "Ben", "decide", "tax", label),
        )
    ]
    files = copies(tmp_path, work)
    found = []
    for name, groups in (("together", [files]), ("in turn", [[file] for file in files])):
        with ProjectStore.create(tmp_path / f"{name}.db") as project:
            reports = [one for group in groups for one in merge_files(project, group)]
        found.append([(one.answers, one.verdicts, one.known, one.conflicts) for one in reports])

    assert found[0] == found[1]
    kinds = [[one.kind for one in conflicts] for *_, conflicts in found[0]]
    assert kinds == [[]] + 2 * [2 * [ConflictKind.TWO_ANSWERS] + [ConflictKind.TWO_VERDICTS]]


def test_a_file_that_is_refused_keeps_no_other_from_being_merged(
    project: ProjectStore, tmp_path: Path
) -> None:
    files = []
    for name in ("Aiko", "Ben", "Chika"):
        copy(project, tmp_path / f"{name}.db")
        with ProjectStore.open(tmp_path / f"{name}.db") as other:
            do(other, Step(0, name, "answer", "rain", "cat"))
        files.append(tmp_path / f"{name}.db")
    spoil(files[1], way="damaged")

    reports = merge_files(project, files)

    assert [one.answers for one in reports] == [1, 0, 1]
    refused = reports[1].refused
    assert refused is not None
    assert refused.what == "Ben.db was not merged."
    assert [one.name for one in project.annotators.all()] == ["Aiko", "Chika"]


def test_more_files_than_sqlite_attaches_are_merged(project: ProjectStore, tmp_path: Path) -> None:
    files = []
    for number in range(13):
        copy(project, tmp_path / f"{number}.db")
        with ProjectStore.open(tmp_path / f"{number}.db") as other:
            do(other, Step(0, f"Person {number}", "answer", "rain", "cat"))
        files.append(tmp_path / f"{number}.db")
    shares: list[float] = []

    reports = merge_files(project, files, progress=shares.append)

    assert [one.answers for one in reports] == 13 * [1]
    assert len(list(project.annotations.all())) == 13
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


_ENDS_MIDWAY = """
import os, sys
from pathlib import Path
from emoji_labeler.storage import merging
from emoji_labeler.storage.project import ProjectStore
merging._EVENTS_A_STEP = 2
with ProjectStore.open(Path(sys.argv[1])) as project:
    merging.merge_files(
        project, [Path(one) for one in sys.argv[2:]],
        progress=lambda share: os._exit(9) if share > 0.4 else None,
    )
"""


def test_a_merge_that_ended_midway_is_whole_once_it_is_done_again(tmp_path: Path) -> None:
    work = [
        Step(number, name, "answer", text, "cat")
        for number, name in enumerate(("Aiko", "Ben", "Ben"))
        for text in _TEXTS
    ]
    files = copies(tmp_path, work)
    shutil.copy(files[0], tmp_path / "ended.db")
    merging = [sys.executable, "-c", _ENDS_MIDWAY, *map(str, (tmp_path / "ended.db", *files[1:]))]
    assert subprocess.run(merging, check=False).returncode == 9

    with ProjectStore.open(tmp_path / "ended.db") as project:
        events = state(project)["events"]
        # Each memo got the events of both files or none, and the rest is still to come.
        texts = [row[1] for row in events]
        assert {texts.count(one) for one in texts} == {1, 3}
        assert integrity(project) == "ok"
        merge_files(project, files[1:])
        again = state(project)
    assert again == merged(tmp_path, files, name="whole")


def integrity(project: ProjectStore) -> str:
    """Return what SQLite finds wrong with a project, "ok" for nothing."""
    return str(project._connection.execute("pragma integrity_check").fetchone()[0])


def test_what_is_no_project_is_refused_and_changes_nothing(
    project: ProjectStore, tmp_path: Path
) -> None:
    before = state(project)
    (tmp_path / "list.db").write_text("a shopping list\n" * 99)

    reports = merge_files(project, [tmp_path / "list.db", tmp_path / "none.db"])

    assert [isinstance(one.refused, ProjectError) for one in reports] == [True, True]
    assert state(project) == before
