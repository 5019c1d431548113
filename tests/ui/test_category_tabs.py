"""The line of categories: where a click leads, which one is lit, names or pictures."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from emoji_labeler.ui.widgets.category_tabs import CategoryTabs
from tests.ui.conftest import Hand


@pytest.fixture
def tabs(hand: Hand) -> CategoryTabs:
    [found] = hand.window.findChildren(CategoryTabs)
    return found


def button(tabs: CategoryTabs, name: str) -> QToolButton:
    [found] = [one for one in tabs.findChildren(QToolButton) if one.text() == name]
    return found


def lit(tabs: CategoryTabs) -> list[str]:
    return [one.text() for one in tabs.findChildren(QToolButton) if one.isChecked()]


def click(tabs: CategoryTabs, name: str) -> None:
    QTest.mouseClick(button(tabs, name), Qt.MouseButton.LeftButton)


def test_a_click_brings_the_category_into_view(hand: Hand, tabs: CategoryTabs) -> None:
    hand.window.resize(900, 520)
    hand.grid.set_picture_side(72)
    first = next(tile.label for tile in hand.desktop._pack.tiles if tile.group == "food")
    assert not hand.grid.viewport().rect().contains(hand.grid.cell_rect(first))

    click(tabs, "Food")

    assert hand.grid.viewport().rect().contains(hand.grid.cell_rect(first))
    assert lit(tabs) == ["Food"]


def test_a_click_ends_a_search_and_leaves_the_keyboard_in_the_search_box(
    hand: Hand, tabs: CategoryTabs
) -> None:
    hand.type("cat")
    assert lit(tabs) == []

    click(tabs, "Travel")

    assert hand.query == ""
    assert QApplication.focusWidget() is hand.window.annotate.picker.box
    assert lit(tabs) == ["Travel"]


def test_scrolling_lights_the_category_in_view(
    hand: Hand, tabs: CategoryTabs, qtbot: QtBot
) -> None:
    hand.window.resize(900, 520)
    hand.grid.set_picture_side(72)
    assert lit(tabs) == ["Smileys"]

    bar = hand.grid.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > hand.grid.height())
    bar.setValue(bar.maximum())

    emoji = hand.desktop._pack.get(hand.grid.first_visible())
    assert emoji is not None
    assert emoji.group != "smileys"
    assert [name.lower() for name in lit(tabs)] == [emoji.group]


@pytest.mark.parametrize(
    ("width", "style"),
    [
        (2000, Qt.ToolButtonStyle.ToolButtonTextOnly),
        (300, Qt.ToolButtonStyle.ToolButtonIconOnly),
    ],
)
def test_names_stand_where_there_is_room_and_pictures_where_not(
    tabs: CategoryTabs, width: int, style: Qt.ToolButtonStyle
) -> None:
    tabs.resize(width, tabs.height())

    shown = tabs.findChildren(QToolButton)
    assert {one.toolButtonStyle() for one in shown} == {style}
    has_pictures = style is Qt.ToolButtonStyle.ToolButtonIconOnly
    assert all(not one.icon().isNull() for one in shown if has_pictures)
    assert all(one.toolTip() == one.text() for one in shown)


def test_a_tab_has_a_name_for_those_who_do_not_see_it(tabs: CategoryTabs) -> None:
    assert [one.accessibleName() for one in tabs.findChildren(QToolButton)] == [
        *("Smileys", "People", "Nature", "Food", "Travel"),
        *("Activities", "Objects", "Symbols", "Flags"),
    ]
