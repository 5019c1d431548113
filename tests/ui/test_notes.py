"""A note belongs to the memo that was on the desk while it was written."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from emoji_labeler.domain.annotation import AnnotationStatus, Draft
from tests.ui.conftest import Hand, Restart

ALT = Qt.KeyboardModifier.AltModifier


def begin_note(hand: Hand, text: str) -> None:
    hand.press(Qt.Key.Key_N, ALT)
    hand.type(text)


def flag(hand: Hand) -> None:
    hand.press(Qt.Key.Key_F, ALT)


def skip(hand: Hand) -> None:
    hand.press(Qt.Key.Key_S, ALT)


def take(hand: Hand) -> None:
    hand.click(hand.shown()[0])


@pytest.mark.parametrize("leave", [flag, skip, take])
def test_a_note_that_is_still_being_written_goes_with_the_answer(
    hand: Hand, leave: Callable[[Hand], None]
) -> None:
    begin_note(hand, "two themes")

    leave(hand)

    assert hand.memo == "rain all day"
    assert hand.desk.draft == Draft()
    [(memo, annotation)] = hand.window.annotate._session.latest(count=5)
    assert (memo.text, annotation.answer.note) == ("the cat slept", "two themes")


def test_a_note_that_is_still_being_written_stays_with_its_memo_when_moving_on(hand: Hand) -> None:
    begin_note(hand, "later")

    hand.press(Qt.Key.Key_Down, ALT)

    assert hand.memo == "rain all day"
    assert hand.desk.draft.note == ""
    hand.press(Qt.Key.Key_Left, ALT)
    assert hand.desk.draft.note == "later"


def test_a_note_that_is_still_being_written_survives_a_restart(start: Restart) -> None:
    begin_note(start(), "half a sen")

    assert start().desk.draft.note == "half a sen"


def test_enter_keeps_a_note_and_gives_the_keyboard_back_to_the_search(hand: Hand) -> None:
    begin_note(hand, "two themes")
    hand.press(Qt.Key.Key_Return)

    hand.type("cat")

    assert hand.desk.draft.note == "two themes"
    assert hand.query == "cat"
    assert hand.memo == "the cat slept"


def test_esc_leaves_the_note_as_it_was(hand: Hand) -> None:
    begin_note(hand, "two themes")
    hand.press(Qt.Key.Key_Return)
    begin_note(hand, " and more")

    hand.press(Qt.Key.Key_Escape)

    assert hand.desk.draft.note == "two themes"


def test_a_note_can_be_taken_away_from_a_flagged_memo(start: Restart) -> None:
    hand = start()
    begin_note(hand, "x")
    flag(hand)
    hand.press(Qt.Key.Key_Left, ALT)
    hand.press(Qt.Key.Key_N, ALT)
    hand.press(Qt.Key.Key_Backspace)
    hand.press(Qt.Key.Key_Return)

    hand = start()
    hand.window.annotate.go_to(1)

    assert hand.desk.draft.note == ""
    assert hand.desk.annotation is not None
    assert hand.desk.annotation.answer.status is AnnotationStatus.FLAGGED
