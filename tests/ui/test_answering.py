"""What becomes of an answer: it is on disk before the next memo shows, or the person is told."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from emoji_labeler.domain.annotation import AnnotationStatus, Draft
from emoji_labeler.storage.project import ProjectStore
from tests.ui.conftest import Hand, Restart

ALT, CONTROL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
ALT_SHIFT = ALT | SHIFT


@pytest.fixture
def other_program(hand: Hand) -> Iterator[sqlite3.Connection]:
    """Another connection to the same file; the window does not wait long for it."""
    hand.desktop._project._connection.execute("pragma busy_timeout = 1")
    connection = sqlite3.connect(hand.desktop._project.path, isolation_level=None)
    yield connection
    connection.close()


def on_disk(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """The answers as another program sees them: memo and label."""
    return connection.execute(
        "select text, label from annotations join memos on memos.id = memo_id order by memo_id"
    ).fetchall()


def press_button(hand: Hand, text: str) -> None:
    """Click a button of the notice."""
    buttons = hand.window.annotate.notices.findChildren(QPushButton)
    button = next(button for button in buttons if button.accessibleName() == text)
    assert button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_answer_is_on_disk_before_the_next_memo_is_shown(
    hand: Hand, other_program: sqlite3.Connection
) -> None:
    seen: list[tuple[list[tuple[str, str]], str]] = []
    card_text = hand.window.annotate._card._text
    hand.window.annotate.answered.connect(
        lambda: seen.append((on_disk(other_program), card_text.toPlainText()))
    )

    hand.label("cat")

    [(rows, still_shown)] = seen
    assert [text for text, _ in rows] == ["the cat slept"]
    assert still_shown == "the cat slept"
    assert card_text.toPlainText() == "rain all day"


def test_a_failed_save_keeps_memo_and_draft_and_trying_again_works(
    hand: Hand, other_program: sqlite3.Connection
) -> None:
    other_program.execute("begin immediate")
    hand.type("cat")
    wanted = hand.grid.current_label

    hand.press(Qt.Key.Key_Return)

    assert hand.memo == hand.window.annotate._card._text.toPlainText() == "the cat slept"
    assert hand.desk.draft == Draft(label=wanted)
    assert hand.notice == (
        "The answer was not saved. Another program is writing to the project file."
        " Wait until it has finished, then try again."
    )
    other_program.execute("rollback")
    press_button(hand, "Try again")
    assert on_disk(other_program) == [("the cat slept", wanted)]
    assert hand.memo == "rain all day"
    assert hand.notice == ""


def test_what_failed_for_one_memo_is_never_tried_again_on_another(
    hand: Hand, other_program: sqlite3.Connection
) -> None:
    other_program.execute("begin immediate")
    hand.press(Qt.Key.Key_S, ALT)
    assert "not saved" in hand.notice
    other_program.execute("rollback")

    hand.window.annotate.go_to(3)

    assert hand.memo == "会議が長い"
    assert hand.notice == ""


def test_a_click_takes_and_a_click_with_shift_adds(
    hand: Hand, other_program: sqlite3.Connection
) -> None:
    first, second = hand.shown()[:2]

    hand.click(second, SHIFT)
    assert hand.desk.draft.also_acceptable == (second,)
    hand.click(first)

    assert on_disk(other_program) == [("the cat slept", first)]


def test_skipped_and_flagged_memos_are_left_and_found_again(hand: Hand) -> None:
    hand.press(Qt.Key.Key_S, ALT)
    hand.press(Qt.Key.Key_F, ALT)
    assert hand.memo == "会議が長い"

    hand.press(Qt.Key.Key_S, ALT_SHIFT)
    assert hand.memo == "the cat slept"
    hand.press(Qt.Key.Key_F, ALT_SHIFT)

    assert hand.memo == "rain all day"
    assert hand.desk.annotation is not None
    assert hand.desk.annotation.answer.status is AnnotationStatus.FLAGGED
    hand.press(Qt.Key.Key_Down, ALT)
    assert hand.memo == "会議が長い"


def test_a_search_for_a_kind_of_memo_that_is_not_there_says_so(hand: Hand) -> None:
    hand.press(Qt.Key.Key_F, ALT_SHIFT)

    assert hand.notice == "There is no memo of that kind."
    assert hand.memo == "the cat slept"


def test_back_and_forward_walk_the_memos_that_were_seen(hand: Hand) -> None:
    hand.label("cat")
    hand.label("rain")

    hand.press(Qt.Key.Key_Left, ALT, times=2)
    assert hand.memo == "the cat slept"
    hand.press(Qt.Key.Key_Right, ALT)

    assert hand.memo == "rain all day"


def test_undo_and_redo_walk_through_every_answer(
    hand: Hand, other_program: sqlite3.Connection
) -> None:
    hand.label("cat")
    hand.label("rain")
    both = on_disk(other_program)

    hand.press(Qt.Key.Key_Z, CONTROL, times=2)
    assert on_disk(other_program) == []
    hand.press(Qt.Key.Key_Z, CONTROL)
    assert hand.notice == "There is nothing to undo."
    hand.press(Qt.Key.Key_Y, CONTROL)
    hand.press(Qt.Key.Key_Z, CONTROL | SHIFT)

    assert on_disk(other_program) == both


def test_undo_reaches_over_a_restart(start: Restart) -> None:
    hand = start()
    hand.label("cat")
    hand.label("rain")

    hand = start()
    hand.press(Qt.Key.Key_Z, CONTROL)

    assert hand.memo == "rain all day"
    hand.press(Qt.Key.Key_Z, CONTROL)
    assert hand.memo == "the cat slept"


def test_an_unfinished_answer_survives_a_restart(start: Restart) -> None:
    hand = start()
    hand.press(Qt.Key.Key_N, ALT)
    hand.type("ask Ben")
    hand.press(Qt.Key.Key_Return)
    hand.type("cat")
    hand.press(Qt.Key.Key_Return, SHIFT)
    unfinished = hand.desk.draft

    hand = start()

    assert hand.memo == "the cat slept"
    assert hand.desk.draft == unfinished
    assert unfinished.note == "ask Ben"
    assert unfinished.also_acceptable


def test_a_project_without_open_memos_says_so_and_takes_no_answer(
    hand: Hand, other_program: sqlite3.Connection
) -> None:
    for _ in range(5):
        hand.label("cat")
    assert "Every memo has an answer" in hand.window.annotate._card._text.toPlainText()

    hand.label("dog")
    hand.press(Qt.Key.Key_S, ALT)
    hand.press(Qt.Key.Key_Return, CONTROL)

    assert len(on_disk(other_program)) == 5
    assert {label for _, label in on_disk(other_program)} == {on_disk(other_program)[0][1]}


def test_whoever_is_done_with_a_share_is_asked_to_hand_the_file_back(
    start: Restart, project_path: Path
) -> None:
    with ProjectStore.open(project_path) as project:
        project.values.put("assigned_from", "another-project")
    hand = start()
    for _ in range(hand.window.annotate._session.progress.memos):
        hand.label("cat")

    said = hand.window.annotate._card._text.toPlainText()
    assert f"Give the file {project_path.name} back" in said
    assert "Ctrl+E" not in said


def test_an_answer_that_nobody_timed_is_told_without_a_time(hand: Hand) -> None:
    hand.label("cat")
    [(memo, annotation)] = hand.window.annotate._session.latest(count=1)
    card = hand.window.annotate._card

    card.show_saved([(memo, replace(annotation, lead_time_ms=0))])
    assert [line.remark for line in card._saved._lines] == [""]

    card.show_saved([(memo, replace(annotation, lead_time_ms=2340))])
    assert [line.remark for line in card._saved._lines] == ["2.3 s"]
