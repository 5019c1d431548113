"""Qt's application, or words about why there is none."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from emoji_labeler.ui.display import why_no_display

QT_ARGUMENTS = ("-style", "fusion")
"""The style that the style sheet is written on; as an argument it needs no class of Python."""


def start_application() -> QApplication:
    """Return the application, started unless it runs already.

    Ends the process with 2, and says why, where no window can open.
    """
    app = QApplication.instance()
    if isinstance(app, QApplication):
        return app
    with _explaining():
        return QApplication([sys.argv[0], *QT_ARGUMENTS])


@contextmanager
def _explaining() -> Iterator[None]:
    """While Qt connects to the screen, end the process in words where Qt would crash it.

    To ask beforehand whether there is a screen takes a hundredth of the time to the first paint.
    """
    heard: list[str] = []

    def hear(kind: QtMsgType, _where: QMessageLogContext, said: str) -> None:
        heard.append(said)
        if kind is QtMsgType.QtFatalMsg:
            _say(why_no_display() or _sentence(heard))
            os._exit(2)

    before = qInstallMessageHandler(hear)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
    for said in heard:
        _say(said)


def _say(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()


def _sentence(heard: list[str]) -> str:
    why = " ".join(said.strip().partition("\n")[0] for said in heard)
    return (
        f"Emoji Labeler cannot open its window: {why}\n"
        "  emoji-labeler doctor tells what this computer lacks.\n"
        "  Commands such as export and predict need no screen: emoji-labeler --help."
    )
