"""Having memos written in the window, by a server on this machine."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QTableView,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from emoji_labeler import wording
from emoji_labeler.providers.key_store import KeyStore
from emoji_labeler.services.providing import ProvidingService
from emoji_labeler.settings.settings_file import SettingsFile
from emoji_labeler.storage.project import ProjectStore
from emoji_labeler.ui.background import Background
from emoji_labeler.ui.changes import Changes
from emoji_labeler.ui.dialogs.generate_dialog import GenerateDialog
from emoji_labeler.wording import BETWEEN
from tests.fakes.keyrings import no_keyring  # noqa: F401 - a fixture that every test here uses.
from tests.fakes.serving import refusal
from tests.fakes.writing_server import WritingServer, running_writing_server
from tests.ui.conftest import Restart

REFUSED = {"role": "assistant", "content": None, "refusal": "No."}


class Generating:
    """A dialog and what a person does in it."""

    def __init__(self, dialog: GenerateDialog, *, qtbot: QtBot, background: Background) -> None:
        self.dialog = dialog
        self._qtbot = qtbot
        self._background = background

    def press(self, text: str) -> None:
        QTest.mouseClick(self.button(text), Qt.MouseButton.LeftButton)

    def button(self, text: str) -> QPushButton:
        [found] = [
            one
            for one in self.dialog.findChildren(QPushButton)
            if one.text() == text and one.isVisibleTo(self.dialog)
        ]
        return found

    def buttons(self) -> list[str]:
        """Every button that can be seen and pressed."""
        buttons = self.dialog.findChildren(QPushButton)
        return [one.text() for one in buttons if one.isVisibleTo(self.dialog) and one.isEnabled()]

    def tabs(self) -> list[str]:
        return [one.text() for one in self.dialog.findChildren(QToolButton) if one.isCheckable()]

    def named(self, kind: type[QWidget], name: str) -> QWidget:
        found = self.dialog.findChildren(kind)
        [one] = [widget for widget in found if widget.accessibleName() == name]
        return one

    def write(self, name: str, text: str) -> None:
        field = self.named(QWidget, name)
        if isinstance(field, QComboBox):
            field.setCurrentText(text)
        elif isinstance(field, QSpinBox):
            field.setValue(int(text))
        elif isinstance(field, QLineEdit):
            field.setText(text)

    def ask_for(self, *, themes: int, language: str = "English") -> None:
        """Fill the plan in as soon as the provider is there."""
        provider = self.named(QComboBox, "Provider")
        assert isinstance(provider, QComboBox)
        self._qtbot.waitUntil(lambda: provider.findText("Mine") >= 0)
        self.write("Provider", "Mine")
        self.write("Model", "gpt-4o-mini")
        self.write("Language", language)
        self.write("How many themes", str(themes))
        self._qtbot.waitUntil(lambda: "Make themes" in self.buttons())

    def wait_for(self, text: str) -> None:
        """Wait until a button can be pressed."""
        self._qtbot.waitUntil(lambda: text in self.buttons(), timeout=20_000)

    def says(self) -> str:
        labels = self.dialog.findChildren(QLabel)
        return "\n".join(one.text() for one in labels if one.isVisibleTo(self.dialog))

    def rows(self, name: str) -> list[list[str]]:
        table = self.named(QTableView, name)
        assert isinstance(table, QTableView)
        model = table.model()
        columns = range(model.columnCount())
        return [
            [str(model.index(row, column).data() or "") for column in columns]
            for row in range(model.rowCount())
        ]


Open = Callable[[], Generating]


@pytest.fixture
def server() -> Iterator[WritingServer]:
    with running_writing_server() as state:
        yield state


@pytest.fixture
def providing(server: WritingServer, settings_path: Path) -> ProvidingService:
    service = ProvidingService(settings=SettingsFile(settings_path), keys=KeyStore(environment={}))
    service.add("Mine", base_url=server.base_url)
    return service


@pytest.fixture
def open_dialog(qtbot: QtBot, project_path: Path, providing: ProvidingService) -> Iterator[Open]:
    """Open the dialog, again after the one before was closed."""
    wording.speak("en")
    background = Background(on_error=lambda error: pytest.fail(str(error)))
    parent = QWidget()

    def opened() -> Generating:
        dialog = GenerateDialog(
            project_path,
            providing=lambda: providing,
            background=background,
            changes=Changes(parent),
            parent=parent,
        )
        dialog.show()
        return Generating(dialog, qtbot=qtbot, background=background)

    yield opened
    # A dialog that stays would go on asking those who have gone home.
    delete(parent)
    background.close()


@pytest.fixture
def generating(open_dialog: Open) -> Generating:
    return open_dialog()


def texts(path: Path) -> list[str]:
    with ProjectStore.open(path) as project:
        return [memo.text for memo in project.memos.all()]


def test_from_the_plan_over_themes_and_memos_into_the_project(
    generating: Generating, project_path: Path, qtbot: QtBot
) -> None:
    generating.ask_for(themes=6)

    generating.press("Make themes")
    generating.wait_for("Write memos")
    themes = [row[0] for row in generating.rows("Themes")]
    assert len(themes) == 6
    generating.press("Write memos")
    generating.wait_for("Add 6 memos to the project")
    assert [row[1] for row in generating.rows("Generated memos")] == themes
    assert "6 of 6 memos" in generating.says()
    assert len(texts(project_path)) == 5
    with qtbot.waitSignals([generating.dialog.added, generating.dialog._changes.memos]):
        generating.press("Add 6 memos to the project")

    assert len(texts(project_path)) == 11


def test_the_cost_is_told_before_and_as_it_grows(generating: Generating, qtbot: QtBot) -> None:
    generating.ask_for(themes=2)
    assert "cost unknown" in generating.says()

    generating.write("Price of a million input tokens", "1")
    generating.write("Price of a million output tokens", "10")

    qtbot.waitUntil(lambda: "about 3 requests" in generating.says())
    qtbot.waitUntil(lambda: "0.0" in generating.says())
    generating.press("Make themes")
    generating.wait_for("Write memos")
    assert f"400 tokens{BETWEEN}0.0013 USD" in generating.says()


def test_a_server_that_cannot_write_is_not_offered_and_that_is_said(generating: Generating) -> None:
    generating.ask_for(themes=2)

    provider = generating.named(QComboBox, "Provider")
    assert isinstance(provider, QComboBox)
    offered = [provider.itemText(place) for place in range(provider.count())]
    assert "Mine" in offered
    assert "This machine" not in offered
    assert "cannot write" in generating.says()


def test_without_a_key_the_way_to_the_providers_is_shown(
    generating: Generating, qtbot: QtBot
) -> None:
    generating.ask_for(themes=2)

    generating.write("Provider", "OpenAI")

    assert "There is no key for OpenAI." in generating.says()
    qtbot.waitUntil(lambda: "Make themes" not in generating.buttons())
    with qtbot.waitSignal(generating.dialog.providers_wanted):
        generating.press("Providers…")


def test_the_price_of_a_known_model_is_filled_in(generating: Generating) -> None:
    generating.ask_for(themes=2)
    generating.write("Provider", "OpenAI")

    generating.write("Model", "gpt-4o-mini-2024-07-18")

    field = generating.named(QLineEdit, "Price of a million output tokens")
    assert isinstance(field, QLineEdit)
    assert field.text() == "1.2"


def test_a_changed_prompt_is_what_the_model_is_told(
    generating: Generating, server: WritingServer
) -> None:
    generating.ask_for(themes=2)
    generating.write("Which prompt", "For themes, in English")
    prompt = generating.named(QPlainTextEdit, "Prompt")
    assert isinstance(prompt, QPlainTextEdit)

    prompt.setPlainText("Only about trains. List exactly {count}.")
    generating.press("Make themes")
    generating.wait_for("Write memos")

    said = server.chats[0].json["messages"][0]["content"]
    assert said == "Only about trains. List exactly 2."


def test_a_prompt_without_a_theme_is_refused_on_the_spot(
    generating: Generating, server: WritingServer
) -> None:
    generating.ask_for(themes=2)
    generating.write("Which prompt", "For memos, in English")
    prompt = generating.named(QPlainTextEdit, "Prompt")
    assert isinstance(prompt, QPlainTextEdit)
    prompt.setPlainText("Write.")

    generating.press("Make themes")

    assert "The prompt for memos does not say {theme}." in generating.says()
    assert server.chats == []
    generating.press("As it was")
    generating.press("Make themes")
    generating.wait_for("Write memos")


def test_themes_can_be_written_changed_and_removed(
    generating: Generating, server: WritingServer
) -> None:
    generating.ask_for(themes=3)
    generating.press("Write themes myself")
    for theme in ("a glove", "a hat", "a shoe"):
        generating.write("Add a theme", theme)
        generating.press("Add")
    table = generating.named(QTableView, "Themes")
    assert isinstance(table, QTableView)
    table.model().setData(table.model().index(0, 0), "a lost glove")
    table.selectionModel().select(
        table.model().index(1, 0),
        QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows,
    )
    generating.press("Remove")

    generating.press("Write memos")
    generating.wait_for("Add 2 memos to the project")

    themes = [row[1] for row in generating.rows("Generated memos")]
    assert themes == ["a lost glove", "a shoe"]
    assert len(server.chats) == 2


def test_without_themes_no_memos_are_written_and_the_themes_stay_in_view(
    generating: Generating, server: WritingServer
) -> None:
    generating.ask_for(themes=3)
    generating.press("Write themes myself")

    generating.press("Write memos")
    generating.wait_for("Write memos")

    assert "The run has no themes." in generating.says()
    assert server.chats == []


def test_what_failed_is_listed_and_can_be_run_again(
    generating: Generating, server: WritingServer
) -> None:
    generating.ask_for(themes=2)
    generating.press("Make themes")
    generating.wait_for("Write memos")
    server.scripted = [REFUSED] * 6
    generating.press("Write memos")
    generating.wait_for("Run again")

    assert generating.tabs() == ["All  2", "To look at  0", "Failed  2"]
    assert generating.rows("Generated memos")[0][2:] == ["The model refused to write it.", "failed"]
    generating.press("Run again")

    generating.wait_for("Add 2 memos to the project")
    assert "Run again" not in generating.buttons()


def test_a_near_duplicate_is_left_out_until_it_is_ticked(
    generating: Generating, server: WritingServer, project_path: Path, qtbot: QtBot
) -> None:
    generating.ask_for(themes=2)
    generating.press("Make themes")
    generating.wait_for("Write memos")
    server.scripted = [f"I lost the left glove on the bus again{end} " * 5 for end in ".!"]
    generating.press("Write memos")
    generating.wait_for("Add 1 memo to the project")

    [row] = generating.rows("Generated memos")
    assert row[3].endswith("% like another")
    assert "Nearly the same, there already" in generating.says()
    generating.press("Keep all of these")
    generating.wait_for("Add 2 memos to the project")
    generating.press("Drop all of these")
    generating.wait_for("Add 1 memo to the project")
    with qtbot.waitSignal(generating.dialog.added):
        generating.press("Add 1 memo to the project")
    assert len(texts(project_path)) == 6


def test_stopping_keeps_what_came_and_it_goes_on_in_another_dialog(
    generating: Generating, server: WritingServer, open_dialog: Open, qtbot: QtBot
) -> None:
    generating.ask_for(themes=12)
    generating.press("Make themes")
    generating.wait_for("Write memos")
    server.delay_s = 0.05
    generating.press("Write memos")
    qtbot.waitUntil(lambda: len(server.memo_chats) >= 4)
    generating.press("Stop")
    generating.wait_for("Go on")
    asked = len(server.memo_chats)
    generating.press("Close")

    again = open_dialog()
    again.wait_for("Go on")
    assert "Not finished:" in again.says()
    again.press("Go on")
    again.wait_for("Add 12 memos to the project")

    assert asked < 12
    assert len(server.memo_chats) == 12


def test_a_run_that_is_left_is_not_offered_again(generating: Generating, open_dialog: Open) -> None:
    generating.ask_for(themes=2)
    generating.press("Make themes")
    generating.wait_for("Write memos")
    generating.press("Back")
    generating.wait_for("Leave it")
    assert "Not finished: 2 of 2 themes" in generating.says()

    generating.press("Leave it")
    generating.wait_for("Make themes")

    assert "Not finished" not in generating.says()
    generating.press("Close")
    again = open_dialog()
    again.wait_for("Make themes")
    assert "Not finished" not in again.says()


def test_hidden_it_goes_on_and_tells_when_it_wants_to_be_looked_at(
    generating: Generating, server: WritingServer, qtbot: QtBot
) -> None:
    generating.ask_for(themes=3)
    generating.press("Make themes")
    generating.wait_for("Write memos")
    server.delay_s = 0.1
    generating.press("Write memos")

    with qtbot.waitSignal(generating.dialog.waiting, timeout=20_000) as told:
        generating.press("Hide and go on")
        assert not generating.dialog.isVisible()

    assert told.args is not None
    assert told.args[0].startswith("3 of 3 memos")
    generating.dialog.show()
    assert "Add 3 memos to the project" in generating.buttons()


def test_an_account_without_credit_is_said_in_three_parts(
    generating: Generating, server: WritingServer
) -> None:
    generating.ask_for(themes=3)
    server.troubles.append(refusal("/chat/completions", 402))

    generating.press("Make themes")
    generating.wait_for("Make the missing themes")

    assert "has no credit left" in generating.says()
    generating.press("Make the missing themes")
    generating.wait_for("Write memos")
    assert len(generating.rows("Themes")) == 3


@pytest.mark.usefixtures("providing")
def test_the_window_opens_it_and_shows_the_new_memos(start: Restart, qtbot: QtBot) -> None:
    hand = start()
    hand.window._actions["generate"].trigger()
    [dialog] = hand.window.findChildren(GenerateDialog)
    generating = Generating(dialog, qtbot=qtbot, background=hand.window._parts.background)
    generating.ask_for(themes=2)
    generating.press("Make themes")
    generating.wait_for("Write memos")
    generating.press("Write memos")
    generating.wait_for("Add 2 memos to the project")
    with qtbot.waitSignal(dialog.added):
        generating.press("Add 2 memos to the project")

    assert hand.notice == "2 memos added"
