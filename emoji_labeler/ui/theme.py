"""The colours of the window, light and dark."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from emoji_labeler.ui.style_sheet import style_sheet
from emoji_labeler.ui.tokens import DARK, LIGHT, Tokens


class Theme(QObject):
    """The colours in force; ``changed`` tells those who paint by themselves."""

    changed = Signal()

    def __init__(self, app: QApplication, *, appearance: str) -> None:
        super().__init__(app)
        self._app = app
        self._appearance = appearance
        self.tokens = self._wanted()
        self._put_on()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    @property
    def is_dark(self) -> bool:
        """Whether the dark colours are in force."""
        return self.tokens is DARK

    def choose(self, appearance: str) -> None:
        """Wear ``light``, ``dark``, or what the ``system`` wears."""
        self._appearance = appearance
        self._follow_system()

    def _follow_system(self) -> None:
        wanted = self._wanted()
        if wanted is self.tokens:
            return
        self.tokens = wanted
        self._put_on()
        self.changed.emit()

    def _wanted(self) -> Tokens:
        if self._appearance == "system":
            scheme = QGuiApplication.styleHints().colorScheme()
            return DARK if scheme == Qt.ColorScheme.Dark else LIGHT
        return DARK if self._appearance == "dark" else LIGHT

    def _put_on(self) -> None:
        self._app.setPalette(_palette(self.tokens))
        self._app.setStyleSheet(style_sheet(self.tokens))


def _palette(tokens: Tokens) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: tokens.page,
        QPalette.ColorRole.WindowText: tokens.text,
        QPalette.ColorRole.Base: tokens.card,
        QPalette.ColorRole.AlternateBase: tokens.page,
        QPalette.ColorRole.Text: tokens.text,
        QPalette.ColorRole.PlaceholderText: tokens.text_faint,
        QPalette.ColorRole.Button: tokens.card,
        QPalette.ColorRole.ButtonText: tokens.text,
        QPalette.ColorRole.ToolTipBase: tokens.text,
        QPalette.ColorRole.ToolTipText: tokens.card,
        QPalette.ColorRole.Highlight: tokens.accent,
        QPalette.ColorRole.HighlightedText: tokens.on_accent,
        QPalette.ColorRole.Link: tokens.accent_text,
        QPalette.ColorRole.Mid: tokens.border,
        QPalette.ColorRole.Accent: tokens.accent,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.text_faint))
    return palette
