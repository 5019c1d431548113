"""The real window over a real project, offscreen, and what a test does with it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontDatabase, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from emoji_labeler import resources, wording
from emoji_labeler.desktop import Desktop
from emoji_labeler.domain.desk import Desk
from emoji_labeler.settings import table
from emoji_labeler.settings.settings_file import SettingsFile
from emoji_labeler.storage.project import ProjectStore
from emoji_labeler.ui.main_window import MainWindow
from emoji_labeler.ui.widgets.emoji_grid import EmojiGrid
from tests.conftest import add_memos
from tests.ui.comparing_setup import compared_path, panel  # noqa: F401 - fixtures.

only_unpacked = pytest.mark.skipif(
    not (Path(shiboken6.__file__).parent / "files.dir").exists(),
    reason="PySide has not unpacked its support files here, and loads them from an archive",
)
NO_KEY = Qt.KeyboardModifier.NoModifier


class Hand:
    """A person's hand at the window of a desktop, and their eyes."""

    def __init__(self, qtbot: QtBot, desktop: Desktop) -> None:
        self._qtbot = qtbot
        self.desktop = desktop
        self._first_window = desktop.window

    @property
    def window(self) -> MainWindow:
        return self.desktop.window

    @property
    def grid(self) -> EmojiGrid:
        return self.window.annotate.picker.grid

    @property
    def desk(self) -> Desk:
        desk = self.window.annotate._session.desk
        assert desk is not None
        return desk

    @property
    def memo(self) -> str:
        """The text of the memo on the desk."""
        return self.desk.memo.text

    @property
    def query(self) -> str:
        return self.window.annotate.picker.query

    @property
    def notice(self) -> str:
        """What the notice says, or nothing while it is hidden."""
        notices = self.window.annotate.notices
        return notices._text.text() if notices.isVisibleTo(self.window) else ""

    def shown(self) -> list[str]:
        """The labels in the grid."""
        count = self.grid.model().rowCount()
        return [self.grid.label_at(row) for row in range(count)]

    def type(self, text: str) -> None:
        """Type into whatever has the keyboard, once the search is there."""
        self.wait_for_search()
        for character in text:
            if character.isascii():
                QTest.keyClicks(self._focus(), character)
                continue
            # Qt's own test keys know Latin letters only.
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(self._focus(), QKeyEvent(kind, 0, NO_KEY, character))

    def wait_for_search(self) -> None:
        """Have the search and the suggestions of the window prepared, unless they are."""
        assistant = self.window._parts.assistant
        if assistant.service is None and self.window is self._first_window:
            self.window.warm_up()
        self._qtbot.waitUntil(lambda: assistant.service is not None, timeout=20_000)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_KEY, *, times: int = 1) -> None:
        """Press a key that goes to whatever has the keyboard, shortcuts first."""
        for _ in range(times):
            QTest.keyClick(self._focus(), key, modifier)

    def label(self, words: str) -> None:
        """Search for ``words`` and take the first picture."""
        self.type(words)
        self.press(Qt.Key.Key_Return)

    def click(self, label: str, modifier: Qt.KeyboardModifier = NO_KEY) -> None:
        """Click the cell of a label in the grid."""
        place = self.grid.cell_rect(label).center()
        QTest.mouseClick(self.grid.viewport(), Qt.MouseButton.LeftButton, modifier, pos=place)

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window


Restart = Callable[..., Hand]


@pytest.fixture
def project_path(tmp_path: Path) -> Path:
    """A closed project of five memos."""
    path = tmp_path / "diary.db"
    with ProjectStore.create(path) as store:
        add_memos(
            store, "the cat slept", "rain all day", "会議が長い", "birthday cake", "tax office"
        )
    return path


@pytest.fixture(scope="session")
def small_pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hundred emoji of the program's own pack: their search is prepared in a moment."""
    pack, folder = resources.emoji_pack_folder(), tmp_path_factory.mktemp("pack")
    head, *rows = (pack / "pack.tsv").read_text("utf-8").splitlines()
    kept = [row for place, row in enumerate(rows) if place % 25 == 0 or _is_wanted(row)]
    (folder / "pack.tsv").write_text("\n".join([head, *kept]) + "\n", "utf-8")
    for row in kept:
        shutil.copy(pack / f"{_label(row)}.png", folder)
    return folder


@pytest.fixture(scope="session")
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where every test finds the model that the first one built."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def settings_path(small_pack: Path, cache_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The settings file of the test's own folders: a name, no hints, no suggestions."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache_folder))
    path = resources.config_folder() / "settings.json"
    settings = SettingsFile(path)
    settings.put(table.PACK_FOLDER, str(small_pack))
    settings.put(table.SUGGESTIONS, "off")
    settings.put(table.ANNOTATOR, "Aiko")
    settings.put(table.HINTS_DONE, ["pick", "search", "slot", "undo"])
    settings.put(table.APPEARANCE, "light")
    return path


@pytest.fixture
def start(
    qtbot: QtBot, qapp: QApplication, project_path: Path, settings_path: Path
) -> Iterator[Restart]:
    """Start the program; a second start ends the first as a person would."""
    wording.speak("en")
    qapp.setQuitOnLastWindowClosed(False)
    running: list[Desktop] = []

    def started(path: Path | None = project_path) -> Hand:
        while running:
            _end(qapp, running.pop())
        desktop = Desktop(qapp, settings=SettingsFile(settings_path), path=path)
        running.append(desktop)
        desktop.window.show()
        desktop.window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is desktop.window.annotate.picker.box)
        return Hand(qtbot, desktop)

    yield started
    while running:
        _end(qapp, running.pop())


@pytest.fixture
def hand(start: Restart) -> Hand:
    """A person before the first memo of five."""
    return start()


def _label(row: str) -> str:
    return row.split("\t", 1)[0]


def _is_wanted(row: str) -> bool:
    return any(word in _label(row) for word in ("cat", "rain", "umbrella", "dog", "cake"))


def _end(app: QApplication, desktop: Desktop) -> None:
    """End a desktop and leave nothing of it in the process."""
    desktop.window.close()
    desktop.close()
    desktop.window.deleteLater()
    desktop._theme.deleteLater()
    app.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))
    QFontDatabase.removeAllApplicationFonts()
