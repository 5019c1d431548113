"""The screens of the window: built when they are wanted, left when they have kept everything."""

from collections.abc import Callable, Mapping

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QWidget

from emoji_labeler.domain.errors import SavingError
from emoji_labeler.ui import actions as actions_module
from emoji_labeler.ui import main_window as main_window_module
from emoji_labeler.ui import panel_stack as panel_stack_module
from emoji_labeler.ui.actions import Actions
from emoji_labeler.ui.panel import Panel
from emoji_labeler.ui.panel_table import ROWS, PanelRow
from emoji_labeler.ui.window_parts import WindowParts
from tests.ui.conftest import Hand, Restart

CONTROL = Qt.KeyboardModifier.ControlModifier


class OtherPanel(Panel):
    """A second screen, which knows one command and can be told to refuse to be left."""

    def __init__(
        self, parts: WindowParts, *, actions: Actions, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme=parts.theme, parent=parent)
        self.actions_of_window = actions
        self.undone = 0
        self.came = 0
        self.subjects: list[object] = []
        self.is_stubborn = False

    def commands(self) -> Mapping[str, Callable[[], object]]:
        return {"undo": self.take_back}

    def take_back(self) -> None:
        self.undone += 1

    def come(self) -> None:
        self.came += 1

    def show_subject(self, subject: object) -> None:
        self.subjects.append(subject)

    def leave(self) -> None:
        if self.is_stubborn:
            raise SavingError("Nothing was kept.", why="The disk is full.", remedy="Free some.")


@pytest.fixture
def two(start: Restart, monkeypatch: pytest.MonkeyPatch) -> Hand:
    """A window with a second screen."""
    row = PanelRow(
        name="other", text="Other", icon="flag", module=__name__, class_name="OtherPanel"
    )
    shown = actions_module.ActionRow(
        name="show_other", text="Other", icon="flag", keys=("Ctrl+9",), section="Screens"
    )
    for module in (main_window_module, panel_stack_module):
        name = "PANELS" if module is main_window_module else "ROWS"
        monkeypatch.setattr(module, name, (*ROWS, row))
    monkeypatch.setattr(actions_module, "ROWS", (*actions_module.ROWS, shown))
    return start()


def other(hand: Hand) -> OtherPanel:
    panel = hand.window.panels.panel("other")
    assert isinstance(panel, OtherPanel)
    return panel


def test_the_key_of_a_screen_shows_it_and_lights_its_button(two: Hand) -> None:
    two.press(Qt.Key.Key_9, CONTROL)

    assert other(two).isVisible()
    assert other(two).came == 1
    [button] = [b for b in two.window.findChildren(QToolButton) if b.objectName() == "other"]
    assert button.isChecked()


def test_a_command_goes_to_the_screen_that_is_shown(two: Hand) -> None:
    two.press(Qt.Key.Key_9, CONTROL)
    two.window._actions["undo"].trigger()

    assert other(two).undone == 1


def test_what_the_shown_screen_does_not_know_is_disabled_until_somebody_comes_back(
    two: Hand,
) -> None:
    assert two.window._actions["skip"].isEnabled()
    two.press(Qt.Key.Key_9, CONTROL)
    assert not two.window._actions["skip"].isEnabled()

    two.press(Qt.Key.Key_1, CONTROL)

    assert two.window._actions["skip"].isEnabled()


def test_a_screen_that_cannot_keep_its_work_stays_and_says_why(two: Hand) -> None:
    two.press(Qt.Key.Key_9, CONTROL)
    panel = other(two)
    panel.is_stubborn = True

    two.press(Qt.Key.Key_1, CONTROL)

    assert panel.isVisible()
    assert "disk is full" in panel.notices._text.text()
    panel.is_stubborn = False


def test_another_screen_is_opened_on_its_subject(two: Hand) -> None:
    two.window.annotate.panel_wanted.emit("other", 42)

    assert other(two).subjects == [42]


def test_a_memo_wanted_by_another_screen_lies_on_the_desk(two: Hand) -> None:
    two.press(Qt.Key.Key_9, CONTROL)

    other(two).memo_wanted.emit(3)

    assert two.window.annotate.isVisible()
    assert two.memo == "会議が長い"
