"""The small cross that empties a field."""

from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QLineEdit

from emoji_labeler import resources


def add_clear_button(box: QLineEdit) -> None:
    """Give a field its cross.

    Not by the style sheet: that would read the icon, and load what draws it, for every field there
    is, and so on the way to the first paint.
    """
    box.setClearButtonEnabled(True)
    cross = box.findChild(QAction, "_q_qlineeditclearaction")
    if cross is not None:
        cross.setIcon(QIcon(str(resources.assets_folder() / "controls" / "clear.svg")))
