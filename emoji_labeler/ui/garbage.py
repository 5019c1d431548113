"""Looks for garbage in small pieces, on the window's thread, while the window has nothing to do."""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 50
_WORTH_A_LOOK = 5_000
_MOST_AT_ONCE = 50_000
"""Objects; about five milliseconds."""


class GarbageSearch(QObject):
    """Takes the place of Python's own search, which holds everything up until it is through.

    That one begins on whichever thread has just made something and goes, now and then, through all
    that lives: a tenth of a second where every screen is loaded. Here only what is new is looked
    through, and once more when there is enough of it. What is alive then has come to stay and is
    left out until ``look_at_everything``; most things go without being searched for, as soon as
    nobody knows them any more. So no look takes long, however much there is.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._looked_at_once = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Search instead of Python from now on; what lives now has come to stay."""
        gc.disable()
        gc.freeze()
        self._timer.start()

    def end(self) -> None:
        """Leave the search to Python again."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def look(self) -> None:
        """Look through what is new, if there is enough of it."""
        new, *_ = gc.get_count()
        if new < _WORTH_A_LOOK:
            return
        gc.collect(1)
        self._looked_at_once += new
        if self._looked_at_once >= _MOST_AT_ONCE:
            self._looked_at_once = 0
            gc.collect()
            gc.freeze()

    def look_at_everything(self) -> None:
        """Look through all that lives: something large has gone, and the person waits anyway."""
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        self._looked_at_once = 0
