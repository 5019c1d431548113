"""Has PySide make its classes of widgets before somebody waits for them."""

from collections.abc import Iterator

from PySide6 import QtGui, QtWidgets
from PySide6.QtCore import QObject, QTimer

_LATER = ("QGradient",)
"""Classes of QtGui that painting meets on most screens, each with many names in it."""


class ClassMaking(QObject):
    """Makes one class at a time, whenever the window has nothing else to do, and then rests.

    PySide makes the Python class of a Qt class when it is first met. A call that returns "some
    widget" meets all of them, to find out which one it is, and the screen that is first to make
    such a call would come later by the time of a few dozen classes. A worker must not make them:
    the window might be making the same one.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._left = _classes()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._make_one)

    def begin(self) -> None:
        """Begin, as soon as nothing else is to be done."""
        self._timer.start(0)

    def _make_one(self) -> None:
        if next(self._left, None) is None:
            self._timer.stop()


def _classes() -> Iterator[object]:
    """Yield the classes, each made when it is asked for."""
    yield from (getattr(QtWidgets, name) for name in dir(QtWidgets) if name.startswith("Q"))
    yield from (getattr(QtGui, name) for name in _LATER)
