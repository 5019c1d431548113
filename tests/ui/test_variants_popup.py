"""The variants of an emoji: opened, walked through, taken and closed by the keyboard."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from emoji_labeler import resources
from emoji_labeler.ui.widgets.variants_popup import VariantsPopup
from tests.ui.conftest import Hand

# Said by the offscreen platform whenever a popup opens.
pytestmark = pytest.mark.qt_log_ignore(
    "This plugin does not support (raise|grabbing the keyboard)", extend=True
)

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture(scope="session")
def small_pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pack of one family of three and one emoji without variants."""
    pack, folder = resources.emoji_pack_folder(), tmp_path_factory.mktemp("family")
    head, *rows = (pack / "pack.tsv").read_text("utf-8").splitlines()
    labels = {"child", "boy", "girl", "dog-face"}
    kept = [row for row in rows if row.split("\t")[0] in labels]
    (folder / "pack.tsv").write_text("\n".join([head, *kept]) + "\n", "utf-8")
    for label in labels:
        shutil.copy(pack / f"{label}.png", folder)
    return folder


def open_for(hand: Hand, label: str) -> VariantsPopup:
    """Frame the cell of a label and ask for its variants."""
    picker = hand.window.annotate.picker
    picker.grid.set_current(hand.shown().index(label))
    hand.press(Qt.Key.Key_V, ALT)
    return picker._variants


def names(popup: VariantsPopup, *, steps: int, key: Qt.Key) -> list[str]:
    """What a screen reader says on the way through the popup."""
    said = [popup.accessibleName()]
    for _ in range(steps):
        QTest.keyClick(popup, key)
        said.append(popup.accessibleName())
    return said


def has_keyboard(hand: Hand) -> bool:
    return QApplication.focusWidget() is hand.window.annotate.picker.box


def test_the_family_opens_at_the_framed_emoji(hand: Hand) -> None:
    popup = open_for(hand, "child")

    assert popup.isVisible()
    assert popup.accessibleName() == "child"


def test_a_single_emoji_opens_nothing(hand: Hand) -> None:
    popup = open_for(hand, "dog-face")

    assert not popup.isVisible()
    assert has_keyboard(hand)


def test_without_a_framed_emoji_nothing_opens(hand: Hand) -> None:
    hand.press(Qt.Key.Key_V, ALT)

    assert not hand.window.annotate.picker._variants.isVisible()


def test_the_arrows_go_round_through_the_family(hand: Hand) -> None:
    popup = open_for(hand, "child")

    there = names(popup, steps=3, key=Qt.Key.Key_Right)
    back = names(popup, steps=3, key=Qt.Key.Key_Left)

    assert set(there) == {"child", "boy", "girl"}
    assert there[0] == there[3] == "child"
    assert back == there[::-1]


def test_enter_takes_the_variant_and_the_keyboard_is_in_the_search_again(
    hand: Hand, qtbot: QtBot
) -> None:
    popup = open_for(hand, "child")
    QTest.keyClick(popup, Qt.Key.Key_Right)
    taken = popup.accessibleName()

    QTest.keyClick(popup, Qt.Key.Key_Return)

    assert not popup.isVisible()
    [(_, annotation)] = hand.window.annotate._session.latest(count=5)
    assert annotation.answer.label == taken
    qtbot.waitUntil(lambda: has_keyboard(hand))


def test_a_click_takes_the_variant_under_the_mouse(hand: Hand) -> None:
    popup = open_for(hand, "child")
    place = QPoint(popup.width() - 20, popup.height() // 2)

    QTest.mouseMove(popup, place)
    QTest.mouseClick(popup, Qt.MouseButton.LeftButton, pos=place)

    [(_, annotation)] = hand.window.annotate._session.latest(count=5)
    last = hand.desktop._pack.variants("child")[-1]
    assert annotation.answer.label == last.label


def test_esc_closes_and_takes_nothing_and_the_keyboard_is_in_the_search_again(
    hand: Hand, qtbot: QtBot
) -> None:
    popup = open_for(hand, "child")

    QTest.keyClick(popup, Qt.Key.Key_Escape)

    assert not popup.isVisible()
    assert hand.memo == "the cat slept"
    qtbot.waitUntil(lambda: has_keyboard(hand))


@pytest.mark.parametrize("corner", ["topLeft", "bottomRight"])
def test_the_whole_family_is_on_the_screen(hand: Hand, corner: str) -> None:
    popup = open_for(hand, "child")
    screen = popup.screen().availableGeometry()
    popup.hide()

    popup.open_for("child", at=getattr(screen, corner)())

    assert screen.contains(popup.geometry())
