"""A box to choose from that may be narrower than what it offers."""

import pytest
from pytestqt.qtbot import QtBot

from emoji_labeler.ui.widgets.choice_box import ChoiceBox

LONG = "1 topic → nearest label, of a name that goes on and on"


@pytest.fixture
def box(qtbot: QtBot) -> ChoiceBox:
    box = ChoiceBox("One side", letters=4)
    box.addItem(LONG)
    box.setFixedWidth(120)
    qtbot.addWidget(box)
    box.show()
    return box


def test_a_text_that_is_too_long_ends_with_dots(box: ChoiceBox) -> None:
    assert box.shown_text.endswith("…")
    assert LONG.startswith(box.shown_text.rstrip("…"))
    box.setFixedWidth(800)
    assert box.shown_text == LONG


def test_the_open_list_is_as_wide_as_its_longest_row(box: ChoiceBox) -> None:
    assert box.list_width > box.fontMetrics().horizontalAdvance(LONG)
    box.setFixedWidth(800)
    assert box.list_width == 800
