"""Choosing the order of work."""

import pytest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QRadioButton
from pytestqt.qtbot import QtBot

from emoji_labeler.domain.work_order import WorkOrder
from emoji_labeler.settings import table
from emoji_labeler.storage.project import ProjectStore
from emoji_labeler.ui.dialogs.order_dialog import OrderDialog
from tests.ui.conftest import Hand, Restart

OK = QDialogButtonBox.StandardButton.Ok
CANCEL = QDialogButtonBox.StandardButton.Cancel


def choose(hand: Hand, name: str, *, end_with: QDialogButtonBox.StandardButton = OK) -> None:
    """Open the dialog, choose an order by its name, and press a button."""
    hand.window._dialogs.choose_order()
    [dialog] = [one for one in hand.window.findChildren(OrderDialog) if one.isVisible()]
    hand._qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    [radio] = [one for one in dialog.findChildren(QRadioButton) if one.text() == name]
    radio.click()
    [buttons] = dialog.findChildren(QDialogButtonBox)
    buttons.button(end_with).click()
    # Offscreen there is no window manager that would do so.
    hand.window.activateWindow()
    box = hand.window.annotate.picker.box
    hand._qtbot.waitUntil(lambda: QApplication.focusWidget() is box)


def by_chance(hand: Hand) -> list[str]:
    """The memos in the order of their random numbers."""
    project: ProjectStore = hand.desktop._project
    rows = project._connection.execute("select text from memos order by random_order")
    return [text for (text,) in rows]


def answer_all(hand: Hand, *, count: int) -> list[str]:
    """Answer so many memos and return their texts as they came."""
    came = []
    for _ in range(count):
        came.append(hand.memo)
        hand.label("cat")
    return came


def test_random_order_brings_the_memos_by_their_random_numbers(hand: Hand) -> None:
    choose(hand, "Random")

    came = answer_all(hand, count=5)

    mixed = by_chance(hand)
    here = mixed.index("the cat slept")
    assert came == mixed[here:] + mixed[:here]
    assert hand.window._parts.settings.get(table.WORK_ORDER) == "random"


def test_cancel_leaves_the_order(hand: Hand) -> None:
    choose(hand, "Random", end_with=CANCEL)

    assert hand.window._parts.session.order is WorkOrder.IMPORTED
    assert answer_all(hand, count=2) == ["the cat slept", "rain all day"]


def test_the_order_in_force_is_the_one_that_is_checked(hand: Hand) -> None:
    choose(hand, "By theme")

    hand.window._dialogs.choose_order()

    [dialog] = [one for one in hand.window.findChildren(OrderDialog) if one.isVisible()]
    checked = [one.text() for one in dialog.findChildren(QRadioButton) if one.isChecked()]
    assert checked == ["By theme"]


def test_the_useful_order_follows_the_plan(hand: Hand, qtbot: QtBot) -> None:
    hand.wait_for_search()
    service = hand.window._parts.assistant.service
    assert service is not None
    plan = service.plan()
    qtbot.waitUntil(lambda: hand.window._parts.background.is_idle)

    choose(hand, "Most useful next")
    qtbot.waitUntil(lambda: hand.window._parts.background.is_idle)
    first, *rest = answer_all(hand, count=5)

    memos = [hand.desktop._project.memos.get(number) for number in plan]
    assert rest == [memo.text for memo in memos if memo and memo.text != first]


@pytest.mark.parametrize("order", list(WorkOrder))
def test_the_order_is_kept_for_the_next_start(start: Restart, order: WorkOrder) -> None:
    start().window.work_in(order)

    assert start().window._parts.session.order is order
