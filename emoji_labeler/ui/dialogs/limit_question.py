"""Asking for a higher cost limit when one has been reached."""

from PySide6.QtWidgets import QInputDialog, QWidget

from emoji_labeler.wording import tr

_MOST_TIMES = 100
_DECIMALS = 4


def ask_for_higher_limit(limit: float, *, parent: QWidget) -> float | None:
    """Return the limit that the person gives, twice the former one unless they change it, or None.

    It waits for the person while the window goes on.
    """
    most = max(1.0, _MOST_TIMES * limit)
    higher, is_given = QInputDialog.getDouble(
        parent, tr("Cost limit"), tr("Cost limit, USD"), 2 * limit, limit, most, _DECIMALS
    )
    return higher if is_given else None
