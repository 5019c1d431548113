"""The window stands as it stood last time, and opens though what it remembered is gone."""

from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QPushButton

from emoji_labeler.settings import table
from emoji_labeler.settings.settings_file import SettingsFile
from tests.ui.conftest import Restart

CONTROL = Qt.KeyboardModifier.ControlModifier


def test_the_window_stands_where_it_stood(start: Restart) -> None:
    # The offscreen screen is 800 pixels wide and high: only the height of the window fits into it.
    start().window.setGeometry(QRect(0, 60, 1100, 700))

    place = start().window.geometry()
    assert (place.y(), place.height()) == (60, 700)


def test_the_size_of_the_pictures_is_remembered(start: Restart) -> None:
    hand = start()
    before = hand.grid.picture_side
    hand.press(Qt.Key.Key_Plus, CONTROL, times=2)
    larger = hand.grid.picture_side

    assert larger > before
    assert start().grid.picture_side == larger


def test_pictures_become_no_smaller_and_no_larger_than_the_setting_allows(start: Restart) -> None:
    hand = start()

    hand.press(Qt.Key.Key_Minus, CONTROL, times=20)
    assert hand.grid.picture_side == table.PICTURE_SIDE.least
    hand.press(Qt.Key.Key_Plus, CONTROL, times=20)

    assert hand.grid.picture_side == table.PICTURE_SIDE.most


def test_light_and_dark_are_remembered(start: Restart) -> None:
    was_dark = start().desktop._theme.is_dark

    hand = start()
    hand.window._actions["appearance"].trigger()

    assert [hand.desktop._theme.is_dark, start().desktop._theme.is_dark] == [not was_dark] * 2


def test_a_hint_that_was_followed_does_not_come_back(start: Restart, settings_path: Path) -> None:
    SettingsFile(settings_path).put(table.HINTS_DONE, [])
    hand = start()
    hints = hand.window.annotate._hints
    first = hints._text.text()
    assert "Type what the memo is about" in first

    hand.type("c")
    second = hints._text.text()

    assert second != first
    assert start().window.annotate._hints._text.text() == second


def test_no_more_hints_means_none_at_the_next_start(start: Restart, settings_path: Path) -> None:
    SettingsFile(settings_path).put(table.HINTS_DONE, [])
    hints = start().window.annotate._hints

    hints.findChildren(QPushButton)[0].click()

    assert not hints.isVisible()
    assert not start().window.annotate._hints.isVisible()


def test_a_remembered_pack_that_is_gone_leaves_the_program_usable(
    start: Restart, settings_path: Path, tmp_path: Path
) -> None:
    SettingsFile(settings_path).put(table.PACK_FOLDER, str(tmp_path / "gone"))

    hand = start()

    assert "cat-face" in hand.shown()
    assert "gone" in hand.notice


def test_a_window_closes_though_its_settings_cannot_be_written(
    start: Restart, settings_path: Path
) -> None:
    hand = start()
    settings_path.unlink()
    settings_path.parent.rmdir()
    settings_path.parent.write_text("a file where the folder was", "utf-8")

    hand.window.close()

    assert not hand.window.isVisible()
