"""The two buttons below a question: the one that does it, in colour, and the one that does not."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox


def decision_buttons(dialog: QDialog) -> QDialogButtonBox:
    """Return both; Cancel closes ``dialog``, and whoever asks connects ``accepted``."""
    standard = QDialogButtonBox.StandardButton
    buttons = QDialogButtonBox(standard.Ok | standard.Cancel, dialog)
    yes = buttons.button(standard.Ok)
    yes.setProperty("role", "primary")
    # The box has styled it already; the sheet looks at properties only when told to.
    yes.style().unpolish(yes)
    yes.style().polish(yes)
    buttons.rejected.connect(dialog.reject)
    return buttons
