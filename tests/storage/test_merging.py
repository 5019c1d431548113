"""Whatever people did in whatever copies, merging is a union: no order, no repetition matters."""

import shutil
from collections.abc import Iterable, Sequence
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
def other(project: ProjectStore, tmp_path: Path) -> ProjectStore:
    """A copy of the project, taken before anybody answered."""
    copy(project, tmp_path / "other.db")
    return ProjectStore.open(tmp_path / "other.db")


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


def test_what_is_no_project_is_refused_and_changes_nothing(
    project: ProjectStore, tmp_path: Path
) -> None:
    before = state(project)
    (tmp_path / "list.db").write_text("a shopping list\n" * 99)

    for name in ("list.db", "none.db"):
        with pytest.raises(ProjectError):
            merge_files(project, [tmp_path / name])
    assert state(project) == before
