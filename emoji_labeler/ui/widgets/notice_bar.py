"""One line across a screen: an error in its three parts, or good news that goes away by itself."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from emoji_labeler.ui.actions import native_keys
from emoji_labeler.ui.fonts import BODY_PX, font
from emoji_labeler.ui.theme import Theme
from emoji_labeler.wording import tr

_GOOD_NEWS_MS = 6_000
_KEYS = "Alt+Return"


class NoticeBar(QFrame):
    """Hidden until there is something to say; an error stays until it is closed or solved.

    What it offers to do has a key as well, as long as it is offered.
    """

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_error = False
        self._do: Callable[[], object] | None = None
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._text.setFont(font(BODY_PX))
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._button = QPushButton(self)
        self._button.clicked.connect(self._done)
        self._close = QPushButton(tr("Close"), self)
        self._close.setProperty("role", "quiet")
        self._close.clicked.connect(self.clear)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._button)
        layout.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.clear)
        theme.changed.connect(self._wear)
        self.hide()

    def say(
        self,
        text: str,
        *,
        do: Callable[[], object] | None = None,
        do_text: str = "",
        stays: bool = False,
    ) -> None:
        """Say what is no error, with at most one thing to do about it.

        It goes away by itself, unless it ``stays`` for a person who may not be looking.
        """
        self._timer.stop()
        self._show(text, is_error=False, do=do, do_text=do_text)
        if not stays:
            self._timer.start(_GOOD_NEWS_MS)

    def complain(
        self, text: str, *, do: Callable[[], object] | None = None, do_text: str = ""
    ) -> None:
        """Say what went wrong."""
        self._timer.stop()
        self._show(text, is_error=True, do=do, do_text=do_text)

    def clear(self) -> None:
        """Say nothing any more."""
        self._timer.stop()
        self._do = None
        self.hide()

    def _show(
        self, text: str, *, is_error: bool, do: Callable[[], object] | None, do_text: str
    ) -> None:
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setText(text)
        self.setAccessibleName(text)
        self._is_error = is_error
        self._do = do
        self._button.setText(f"{do_text}   {native_keys(_KEYS)}")
        self._button.setAccessibleName(do_text)
        # A new text takes the key away.
        self._button.setShortcut(_KEYS)
        self._button.setVisible(do is not None)
        self._wear()
        self.show()

    def _wear(self) -> None:
        tokens = self._theme.tokens
        fill = tokens.bad_wash if self._is_error else tokens.accent_wash
        edge = tokens.bad if self._is_error else tokens.accent
        self.setStyleSheet(
            f"NoticeBar {{ background: {fill}; border: 1px solid {edge}; border-radius: 10px; }}"
        )

    def _done(self) -> None:
        do = self._do
        self.clear()
        if do is not None:
            do()
