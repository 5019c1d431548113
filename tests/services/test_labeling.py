"""The session at the desk, over a real project file."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing

import pytest

from emoji_labeler.domain.annotation import AnnotationStatus, Draft, PickPath
from emoji_labeler.domain.desk import Desk
from emoji_labeler.domain.errors import SavingError, WrongUseError
from emoji_labeler.domain.pick import Pick
from emoji_labeler.services.labeling import LabelingSession
from emoji_labeler.storage.project import ProjectStore


@pytest.fixture
def session(project: ProjectStore) -> LabelingSession:
    return LabelingSession(project, annotator=project.annotators.named("Aiko"))


def desk(session: LabelingSession) -> Desk:
    assert session.desk is not None
    return session.desk


def answer(session: LabelingSession, label: str, *also: str) -> None:
    session.draft_changed(Draft(label=label, also_acceptable=also))
    session.submit(Pick(path=PickPath.SEARCH))


@pytest.fixture
def reopened() -> Iterator[Callable[[LabelingSession], LabelingSession]]:
    """Goes on with a session after a restart."""
    with ExitStack() as opened:

        def reopen(session: LabelingSession) -> LabelingSession:
            session.leave()
            session._project.close()
            again = opened.enter_context(ProjectStore.open(session._project.path))
            return LabelingSession(again, annotator=again.annotators.named("Aiko"))

        yield reopen


def test_an_answer_is_on_disk_before_the_next_memo_appears(
    session: LabelingSession, project: ProjectStore
) -> None:
    answer(session, "cat", "cat-face")

    with closing(sqlite3.connect(project.path)) as other, other:
        row = other.execute("select label, also_acceptable from annotations").fetchone()
    assert row == ("cat", '["cat-face"]')
    assert desk(session).memo.text == "rain"


def test_undo_reaches_back_over_a_restart_and_redo_brings_it_back(
    session: LabelingSession, reopened: Callable[[LabelingSession], LabelingSession]
) -> None:
    answer(session, "cat")
    answer(session, "umbrella")
    session = reopened(session)

    assert session.undo()
    assert desk(session).memo.text == "rain"
    assert desk(session).annotation is None
    assert session.undo()
    assert desk(session).memo.text == "cat"
    assert not session.undo()

    session = reopened(session)
    assert session.redo()
    annotation = desk(session).annotation
    assert annotation is not None
    assert annotation.answer.label == "cat"
    assert session.redo()
    assert not session.redo()
    assert session.progress.submitted == 2


def test_undo_of_a_changed_answer_brings_the_former_answer_back(
    session: LabelingSession,
) -> None:
    answer(session, "cat")
    session.back()
    answer(session, "dog")
    session.undo()

    annotation = desk(session).annotation
    assert annotation is not None
    assert annotation.answer.label == "cat"


def test_a_new_answer_forgets_what_was_undone(session: LabelingSession) -> None:
    answer(session, "cat")
    session.undo()
    answer(session, "dog")

    assert not session.redo()
    assert session.progress.submitted == 1


def test_failed_save_keeps_the_draft_and_saving_again_works(
    session: LabelingSession, project: ProjectStore
) -> None:
    blocker = sqlite3.connect(project.path, isolation_level=None)
    project._connection.execute("pragma busy_timeout = 1")
    blocker.execute("begin immediate")
    draft = Draft(label="cat", also_acceptable=("cat-face",), note="fluffy")
    session.draft_changed(draft)

    with pytest.raises(SavingError, match="Another program is writing"):
        session.submit(Pick(path=PickPath.SEARCH))
    assert desk(session).memo.text == "cat"
    assert desk(session).draft == draft

    blocker.execute("rollback")
    session.submit(Pick(path=PickPath.SEARCH))
    assert desk(session).memo.text == "rain"
    blocker.close()


def test_undo_that_cannot_keep_the_unfinished_answer_takes_nothing_back(
    session: LabelingSession, project: ProjectStore
) -> None:
    answer(session, "cat")
    session.draft_changed(Draft(note="later"))
    with closing(sqlite3.connect(project.path)) as other, other:
        other.execute(
            "create trigger no_drafts before insert on drafts"
            " begin select raise(abort, 'no drafts today'); end"
        )

    with pytest.raises(SavingError):
        session.undo()

    assert session.progress.submitted == 1
    assert desk(session).draft == Draft(note="later")


def test_skipped_and_flagged_memos_are_found_again(session: LabelingSession) -> None:
    session.skip()
    session.flag()

    assert session.progress.skipped == 1
    assert session.go_to_next(AnnotationStatus.SKIPPED)
    assert desk(session).memo.text == "cat"
    assert session.go_to_next(AnnotationStatus.FLAGGED)
    assert desk(session).memo.text == "rain"


def test_back_and_forward_walk_the_visited_memos(session: LabelingSession) -> None:
    session.go_to(4)
    session.go_to(2)
    session.back()
    assert desk(session).memo.id == 4
    session.back()
    assert desk(session).memo.id == 1
    session.forward()
    assert desk(session).memo.id == 4


def test_an_unfinished_answer_waits_over_a_restart(
    session: LabelingSession, reopened: Callable[[LabelingSession], LabelingSession]
) -> None:
    session.draft_changed(Draft(also_acceptable=("cat",), note="later"))
    session = reopened(session)

    assert desk(session).draft == Draft(also_acceptable=("cat",), note="later")


def test_the_desk_is_empty_when_every_memo_is_answered(session: LabelingSession) -> None:
    for label in ("cat", "umbrella", "people-hugging", "birthday-cake", "receipt"):
        answer(session, label)

    assert session.desk is None
    assert session.progress.left == 0
    with pytest.raises(WrongUseError, match="no memo on the desk"):
        session.submit(Pick(path=PickPath.SEARCH))
    session.back()
    assert desk(session).memo.text == "tax"


def test_submitting_without_a_label_is_refused(session: LabelingSession) -> None:
    with pytest.raises(WrongUseError, match="has no label"):
        session.submit(Pick(path=PickPath.SEARCH))


def test_two_annotators_do_not_see_each_other(
    session: LabelingSession, project: ProjectStore
) -> None:
    answer(session, "cat")
    other = LabelingSession(project, annotator=project.annotators.named("Ben"))

    assert desk(other).memo.text == "cat"
    assert desk(other).annotation is None
    assert not other.undo()


def test_history_of_answers_cannot_be_rewritten(
    session: LabelingSession, project: ProjectStore
) -> None:
    answer(session, "cat")

    with closing(sqlite3.connect(project.path)) as other, other:
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            other.execute("update annotation_events set label = 'dog'")
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            other.execute("delete from annotation_events")
