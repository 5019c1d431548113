"""Typing narrows the grid, in both languages, and keys keep their one meaning."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from emoji_labeler.domain.annotation import AnnotationStatus, Draft
from tests.ui.conftest import Hand

ALT, CONTROL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def compose(hand: Hand, preedit: str, *, commit: str = "") -> None:
    """Do what an input method does: show what is composed so far, or commit it."""
    hand.wait_for_search()
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(hand.window.annotate.picker.box, event)


def answers(hand: Hand) -> dict[str, str]:
    """The answers on disk, by memo."""
    with_memos = hand.window.annotate._session.latest(count=50)
    return {memo.text: annotation.answer.label for memo, annotation in with_memos}


@pytest.mark.parametrize("word", ["cat", "ねこ", "ネコ", "ﾈｺ", "猫"])
def test_typing_narrows_the_grid_from_the_first_character(hand: Hand, word: str) -> None:
    shown = [hand.shown()]

    for character in word:
        hand.type(character)
        shown.append(hand.shown())

    assert shown[1] != shown[0]
    assert len(shown[0]) > len(shown[-1]) > 0
    assert len(shown[1]) >= len(shown[-1])
    assert "cat" in hand.shown() or "cat-face" in hand.shown()


def test_what_is_being_composed_searches_already(hand: Hand) -> None:
    for preedit in ("n", "ね", "ねこ", "猫"):
        compose(hand, preedit)
        assert hand.query == preedit
        assert "cat-face" in hand.shown()


def test_a_composition_in_the_middle_of_the_text_is_searched_where_it_stands(hand: Hand) -> None:
    hand.type("ねの")
    hand.press(Qt.Key.Key_Left, CONTROL)

    compose(hand, "こ")

    assert hand.query == "こねの"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down])
def test_a_key_of_the_composition_picks_and_moves_nothing(hand: Hand, key: Qt.Key) -> None:
    compose(hand, "ねこ")
    framed = hand.grid.current_label

    hand.press(key)
    hand.press(key, SHIFT)

    assert answers(hand) == {}
    assert hand.desk.draft == Draft()
    assert hand.grid.current_label == framed


def test_enter_picks_once_the_composition_is_committed(hand: Hand) -> None:
    compose(hand, "ねこ")
    compose(hand, "", commit="猫")
    framed = hand.grid.current_label

    hand.press(Qt.Key.Key_Return)

    assert answers(hand) == {"the cat slept": framed}
    assert hand.query == ""


def test_a_click_in_the_middle_of_a_composition_leaves_nothing_of_it_behind(hand: Hand) -> None:
    compose(hand, "ねこ")

    hand.click(hand.shown()[0])
    hand.label("rain")

    assert list(answers(hand)) == ["rain all day", "the cat slept"]


def test_a_digit_takes_a_slot_only_while_the_search_is_empty(hand: Hand) -> None:
    hand.label("cat")
    first = answers(hand)["the cat slept"]

    hand.type("a1")
    assert hand.query == "a1"
    assert hand.memo == "rain all day"
    hand.press(Qt.Key.Key_Escape)
    hand.type("1")

    assert answers(hand)["rain all day"] == first


def test_a_digit_of_an_empty_slot_does_nothing(hand: Hand) -> None:
    hand.type("9")

    assert hand.query == ""
    assert answers(hand) == {}


def test_alt_and_a_digit_takes_that_result(hand: Hand) -> None:
    hand.type("cat")
    third = hand.shown()[2]

    hand.press(Qt.Key.Key_3, ALT)

    assert answers(hand) == {"the cat slept": third}


def test_alt_and_a_digit_beyond_the_results_does_nothing(hand: Hand) -> None:
    hand.type("zzzz")

    hand.press(Qt.Key.Key_1, ALT)

    assert hand.shown() == []
    assert answers(hand) == {}


def test_shift_enter_adds_an_also_acceptable_label_and_takes_it_out_again(hand: Hand) -> None:
    hand.type("cat")
    framed = hand.grid.current_label

    hand.press(Qt.Key.Key_Return, SHIFT)
    assert hand.desk.draft.also_acceptable == (framed,)
    assert answers(hand) == {}
    hand.press(Qt.Key.Key_Return, SHIFT)

    assert hand.desk.draft == Draft()


def test_esc_clears_the_search_and_the_frame(hand: Hand) -> None:
    everything = hand.shown()
    hand.type("cat")

    hand.press(Qt.Key.Key_Escape)

    assert hand.query == ""
    assert hand.grid.current_label == ""
    assert hand.shown() == everything


def test_enter_on_a_search_without_results_says_so_and_saves_nothing(hand: Hand) -> None:
    hand.label("zzzz")

    assert "zzzz" in hand.window.annotate.picker._pages._nothing.text()
    assert hand.memo == "the cat slept"
    assert answers(hand) == {}


def test_what_is_only_near_is_headed_so_and_the_categories_come_back(hand: Hand) -> None:
    picker = hand.window.annotate.picker
    hand.type("caat")

    assert "near in meaning" in picker._heading.text()
    assert picker._heading.isVisible()
    assert not picker._tabs.isVisible()
    assert hand.grid.current_label == "cat"
    hand.press(Qt.Key.Key_Escape)
    assert not picker._heading.isVisible()
    assert picker._tabs.isVisible()


def test_enter_on_an_empty_desk_saves_no_empty_answer(hand: Hand) -> None:
    hand.press(Qt.Key.Key_Return)
    hand.press(Qt.Key.Key_Return, CONTROL)

    assert answers(hand) == {}
    assert hand.memo == "the cat slept"


def test_enter_with_nothing_framed_saves_the_answer_of_a_revisited_memo(hand: Hand) -> None:
    hand.label("cat")
    first = answers(hand)["the cat slept"]
    hand.press(Qt.Key.Key_Left, ALT)
    hand.type("dog")
    hand.press(Qt.Key.Key_Return, SHIFT)
    also = hand.desk.draft.also_acceptable
    hand.press(Qt.Key.Key_Escape)

    hand.press(Qt.Key.Key_Return)

    assert hand.memo == "rain all day"
    hand.press(Qt.Key.Key_Left, ALT)
    annotation = hand.desk.annotation
    assert annotation is not None
    assert annotation.answer.label == first
    assert annotation.answer.also_acceptable == also != ()
    assert annotation.answer.status is AnnotationStatus.SUBMITTED


def test_until_the_search_is_prepared_nothing_that_was_not_looked_for_is_taken(hand: Hand) -> None:
    hand.press(Qt.Key.Key_Down)
    QTest.keyClicks(hand.window.annotate.picker.box, "cat")

    hand.press(Qt.Key.Key_Return)
    hand.press(Qt.Key.Key_1, ALT)

    assert answers(hand) == {}
    assert "being prepared" in hand.window.annotate.picker._pages._nothing.text()
    hand.wait_for_search()
    assert "cat" in hand.grid.current_label


def test_ctrl_z_takes_an_answer_back_though_the_box_holds_text(hand: Hand) -> None:
    hand.label("cat")
    hand.type("umb")

    hand.press(Qt.Key.Key_Z, CONTROL)

    assert answers(hand) == {}
    assert hand.memo == "the cat slept"
    assert hand.query == ""
