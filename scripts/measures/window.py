"""A real window over a project made for measuring, and the time until something is painted."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from emoji_labeler.desktop import Desktop
from emoji_labeler.settings import table
from emoji_labeler.settings.settings_file import SettingsFile
from emoji_labeler.ui.application import QT_ARGUMENTS

_LONGEST_WAIT_S = 10.0


class Painted(QObject):
    """Knows whether one of some widgets was painted since it was asked last."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self.happened = False
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name.
        """Note the paint event once the widget has dealt with it."""
        if event.type() == QEvent.Type.Paint:
            self.happened = True
        return super().eventFilter(watched, event)


def milliseconds_to_paint(painted: Painted, act: Callable[[], object]) -> float:
    """Do something and return how long it takes until something is painted, in milliseconds."""
    painted.happened = False
    started = time.perf_counter()
    act()
    while not painted.happened:
        QApplication.processEvents()
        if time.perf_counter() - started > _LONGEST_WAIT_S:
            raise TimeoutError("nothing was painted")
    return (time.perf_counter() - started) * 1000


@contextmanager
def open_window(
    home: Path, *, project: Path | None = None, pack: Path | None = None
) -> Iterator[Desktop]:
    """Open the window, its folders under ``home``, and wait until everything beside it is done."""
    for name in ("DATA", "CACHE", "CONFIG"):
        os.environ[f"XDG_{name}_HOME"] = str(home / name)
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(["", *QT_ARGUMENTS])
    settings = SettingsFile(home / "settings.json")
    if pack is not None:
        settings.put(table.PACK_FOLDER, str(pack))
    desktop = Desktop(app, settings=settings, path=project)
    desktop.window.resize(1280, 800)
    desktop.window.show()
    app.processEvents()
    desktop.settle()
    _wait(app, lambda: desktop.window.annotate.is_assisted)
    _wait(app, lambda: desktop.is_idle)
    try:
        yield desktop
    finally:
        desktop.window.close()
        desktop.close()


def _wait(app: QApplication, reached: Callable[[], bool]) -> None:
    while not reached():
        app.processEvents()
        time.sleep(0.01)
