"""The reviewer's screen, worked by keyboard alone."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from emoji_labeler.domain.annotation import AnnotationStatus, Answer
from emoji_labeler.domain.annotator import Role
from emoji_labeler.domain.pick import Pick
from emoji_labeler.domain.review import Reason
from emoji_labeler.services.staffing import give_role
from emoji_labeler.settings import table
from emoji_labeler.settings.settings_file import SettingsFile
from emoji_labeler.storage.project import ProjectStore
from emoji_labeler.ui.panels.review_panel import ReviewPanel
from tests.ui.conftest import NO_KEY, Hand, Restart

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
ENTER = Qt.Key.Key_Return


def answer(project: ProjectStore, memo_id: int, label: str, *, name: str) -> None:
    project.annotations.save(
        Answer(status=AnnotationStatus.SUBMITTED, label=label),
        memo_id=memo_id,
        annotator_id=project.annotators.named(name).id,
        lead_time_ms=5_000,
        pick=Pick(),
    )


@pytest.fixture
def reviewed_path(project_path: Path) -> Path:
    """Two memos about which Aiko and Ben disagree, two with lone labels, one without answers."""
    with ProjectStore.open(project_path) as project:
        for memo_id, (first, second) in enumerate(
            [("cat", "cat-face"), ("umbrella", "cloud")], start=1
        ):
            answer(project, memo_id, first, name="Aiko")
            answer(project, memo_id, second, name="Ben")
        answer(project, 4, "birthday-cake", name="Aiko")
        answer(project, 5, "umbrella", name="Aiko")
        give_role(project, "Chie", Role.REVIEWER)
    return project_path


@pytest.fixture
def hand(reviewed_path: Path, settings_path: Path, start: Restart) -> Hand:
    SettingsFile(settings_path).put(table.ANNOTATOR, "Chie")
    hand = start(reviewed_path)
    hand.press(Qt.Key.Key_2, CTRL)
    return hand


def panel(hand: Hand) -> ReviewPanel:
    shown = hand.window.panels.current
    assert isinstance(shown, ReviewPanel)
    return shown


def memo(hand: Hand) -> int:
    desk = panel(hand).session.desk
    return desk.memo.id if desk else 0


def golds(hand: Hand) -> dict[int, tuple[str, str]]:
    with ProjectStore.open(hand.window._parts.project_path) as project:
        return {one.memo_id: (one.label, one.rule) for one in project.golds.all()}


def test_enter_accepts_a_digit_chooses_and_typing_corrects(hand: Hand) -> None:
    assert memo(hand) == 1
    hand.press(ENTER)
    assert memo(hand) == 2
    hand.type("2")
    assert memo(hand) == 4
    hand.label("dog")

    found = golds(hand)
    assert found[1][1] == found[2][1] == found[4][1] == "reviewed"
    assert found[2][0] == "cloud"
    assert "dog" in found[4][0]


def test_a_label_that_is_not_in_the_pack_waits_for_a_reviewer(
    hand: Hand, reviewed_path: Path, qtbot: QtBot
) -> None:
    with ProjectStore.open(reviewed_path) as project:
        answer(project, 5, "no-such-emoji", name="Aiko")
    hand.wait_for_search()

    qtbot.waitUntil(lambda: hand.desktop.is_idle)
    panel(hand).come()

    assert panel(hand).session.counts()[Reason.RETIRED] == 1


def test_undo_and_redo_have_no_end(hand: Hand) -> None:
    hand.press(ENTER, times=2)
    hand.press(Qt.Key.Key_Z, CTRL, times=2)

    assert memo(hand) == 1
    assert golds(hand)[1] == ("", "disagreed")
    hand.press(Qt.Key.Key_Y, CTRL, times=2)
    assert golds(hand)[2][1] == "reviewed"


def test_a_memo_is_sent_back_and_rejected_with_a_word(hand: Hand) -> None:
    hand.press(Qt.Key.Key_B, ALT)
    hand.type("which one?")
    hand.press(ENTER)
    assert memo(hand) == 2
    hand.press(Qt.Key.Key_X, ALT)
    hand.press(ENTER)

    assert golds(hand)[1] == ("", "sent_back")
    assert golds(hand)[2] == ("", "rejected")
    with ProjectStore.open(hand.window._parts.project_path) as project:
        aiko = project.annotators.named("Aiko").id
        assert project.work.note_for(memo_id=1, annotator_id=aiko) == "which one?"


def test_escape_from_the_note_sends_nothing_back(hand: Hand) -> None:
    hand.press(Qt.Key.Key_B, ALT)
    hand.press(Qt.Key.Key_Escape)
    hand.press(ENTER)

    assert golds(hand)[1][1] == "reviewed"


def test_a_reason_is_chosen_and_its_whole_list_accepted_after_a_preview(
    hand: Hand, qtbot: QtBot
) -> None:
    chooser = panel(hand).queue.reasons
    place = chooser.findData(Reason.LONE_LABEL.value)
    assert chooser.itemText(place).endswith("2")
    chooser.setCurrentIndex(place)
    chooser.activated.emit(place)
    assert memo(hand) == 4

    hand.press(Qt.Key.Key_A, CTRL | Qt.KeyboardModifier.ShiftModifier)
    from emoji_labeler.ui.dialogs.batch_dialog import BatchDialog

    qtbot.waitUntil(lambda: panel(hand).findChild(BatchDialog) is not None)
    panel(hand).findChildren(BatchDialog)[0].accept()
    qtbot.waitUntil(lambda: golds(hand)[5][1] == "reviewed")

    assert golds(hand)[4] == ("birthday-cake", "reviewed")


def test_an_annotator_sees_the_queue_and_can_be_made_a_reviewer(
    reviewed_path: Path, start: Restart, qtbot: QtBot
) -> None:
    hand = start(reviewed_path)
    hand.press(Qt.Key.Key_2, CTRL)
    hand.press(ENTER)
    assert golds(hand)[1][1] == "disagreed"

    hand.press(ENTER, ALT)
    qtbot.waitUntil(lambda: panel(hand).session.reviewer.is_reviewer)
    assert not panel(hand).notices.isVisible()
    hand.press(ENTER)

    assert golds(hand)[1][1] == "reviewed"


def test_a_note_that_says_nothing_is_not_sent_and_stays_to_be_written(hand: Hand) -> None:
    hand.press(Qt.Key.Key_B, ALT)
    hand.press(ENTER)
    assert memo(hand) == 1
    assert not panel(hand).notices.isVisible()
    hand.type("look")
    hand.press(ENTER)

    assert golds(hand)[1] == ("", "sent_back")


def test_a_memo_that_cannot_be_sent_back_is_not_offered_to_be_tried_again(hand: Hand) -> None:
    panel(hand)._attempt(lambda: panel(hand).session.lay(3))
    hand.press(Qt.Key.Key_B, ALT)
    hand.type("look")
    hand.press(ENTER)

    assert "Nobody has answered it yet." in panel(hand).notices._text.text()
    assert not panel(hand).notices._button.isVisible()


def test_enter_that_is_held_down_accepts_one_memo(hand: Hand) -> None:
    hand.press(ENTER)
    held = QKeyEvent(QEvent.Type.KeyPress, ENTER, NO_KEY, "\r", autorep=True)
    for _ in range(3):
        QApplication.sendEvent(panel(hand).picker.box, held)

    assert memo(hand) == 2


def test_what_is_searched_for_too_early_is_found_once_the_search_is_there(
    reviewed_path: Path, settings_path: Path, start: Restart, qtbot: QtBot
) -> None:
    SettingsFile(settings_path).put(table.ANNOTATOR, "Chie")
    hand = start(reviewed_path)
    hand.press(Qt.Key.Key_2, CTRL)
    assert hand.window._parts.assistant.service is None

    QTest.keyClicks(panel(hand).picker.box, "cat")
    assert not panel(hand).picker.grid.current_label
    hand.wait_for_search()

    qtbot.waitUntil(lambda: "cat" in panel(hand).picker.grid.current_label)


def test_a_decision_that_nobody_gave_before_is_shown_as_what_enter_accepts(hand: Hand) -> None:
    hand.label("dog")
    hand.press(Qt.Key.Key_Z, CTRL)
    hand.press(Qt.Key.Key_Y, CTRL)

    shown = [row.line for row in panel(hand).card._candidates._rows]
    assert len(shown) == 3
    assert "dog" in shown[0].label
    assert shown[0].people == (("The reviewer's decision", ""),)
    assert panel(hand).card._candidates._rows[0]._is_marked


def test_who_chooses_first_sees_the_others_only_then(hand: Hand) -> None:
    hand.window._actions["choose_first"].trigger()
    assert panel(hand).card.label_at(1) == ""
    hand.press(ENTER)
    assert memo(hand) == 1
    hand.label("dog")
    assert memo(hand) == 1
    assert [panel(hand).card.label_at(number) for number in (2, 3)] == ["cat", "cat-face"]
    assert "dog" in panel(hand).card.label_at(1)
    hand.press(ENTER)

    with ProjectStore.open(hand.window._parts.project_path) as project:
        verdict = project.verdicts.of(1)
    assert verdict is not None
    assert "dog" in verdict.first_choice
    assert verdict.label == verdict.first_choice


def test_the_memo_stays_as_large_as_it_was_when_the_colours_change(hand: Hand) -> None:
    text = panel(hand).card._text
    before = text.document().size().height()

    for appearance in ("dark", "light"):
        hand.window.wear(appearance)
        QApplication.processEvents()
        assert text.document().size().height() == before


def test_a_result_is_taken_by_its_number_and_a_cross_empties_the_search(hand: Hand) -> None:
    hand.wait_for_search()
    box = panel(hand).picker.box
    QTest.keyClicks(box, "cat")
    second = panel(hand).picker.grid.label_at(1)
    QTest.keyClick(box, Qt.Key.Key_2, ALT)
    assert golds(hand)[1] == (second, "reviewed")

    QTest.keyClicks(box, "dog")
    [cross] = [
        button
        for button in box.findChildren(QToolButton)
        if button.defaultAction().objectName() == "_q_qlineeditclearaction"
    ]
    QTest.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert panel(hand).picker.query == ""
