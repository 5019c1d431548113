"""The prompts of a generation run, one shown at a time, to be read and changed."""

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from emoji_labeler.domain.generation import PromptTemplates
from emoji_labeler.ui.fonts import SMALL_PX, memo_font
from emoji_labeler.wording import later, tr

_TITLES = (
    ("ja", "themes", later("For themes, in Japanese")),
    ("ja", "memo", later("For memos, in Japanese")),
    ("en", "themes", later("For themes, in English")),
    ("en", "memo", later("For memos, in English")),
)


class PromptsBox(QWidget):
    """A choice of prompt, its text, and a way back to what the program brings."""

    changed = Signal()

    def __init__(
        self, usual: tuple[tuple[str, PromptTemplates], ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._usual = dict(usual)
        self._prompts = dict(usual)
        self._choice = QComboBox(self)
        self._choice.setAccessibleName(tr("Which prompt"))
        self._choice.currentIndexChanged.connect(self._show)
        self._back = QPushButton(tr("As it was"), self)
        self._back.setAutoDefault(False)
        self._back.setToolTip(tr("Put back the prompt that the program brings"))
        self._back.clicked.connect(self._put_back)
        self._text = QPlainTextEdit(self)
        self._text.setTabChangesFocus(True)
        self._text.setFont(memo_font(SMALL_PX))
        self._text.setAccessibleName(tr("Prompt"))
        self._text.textChanged.connect(self._keep)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._choice, 1)
        top.addWidget(self._back)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self._text, 1)

    @property
    def prompts(self) -> tuple[tuple[str, PromptTemplates], ...]:
        """The prompts of every language as they are now."""
        return tuple(self._prompts.items())

    def show_prompts(self, prompts: tuple[tuple[str, PromptTemplates], ...]) -> None:
        """Show other prompts in place of those that are there."""
        self._prompts.update(prompts)
        self._show()

    def offer(self, languages: tuple[str, ...]) -> None:
        """Offer the prompts of these languages."""
        former = self._choice.currentData()
        with QSignalBlocker(self._choice):
            self._choice.clear()
            for language, kind, title in _TITLES:
                if language in languages:
                    self._choice.addItem(tr(title), (language, kind))
            places = range(self._choice.count())
            kept = [place for place in places if self._choice.itemData(place) == former]
            self._choice.setCurrentIndex(kept[0] if kept else 0)
        self._show()

    def _show(self) -> None:
        language, kind = self._choice.currentData()
        with QSignalBlocker(self._text):
            self._text.setPlainText(getattr(self._prompts[language], kind))
        self._look_for_changes()

    def _keep(self) -> None:
        language, kind = self._choice.currentData()
        written = {kind: self._text.toPlainText()}
        self._prompts[language] = replace(self._prompts[language], **written)
        self._look_for_changes()
        self.changed.emit()

    def _put_back(self) -> None:
        language, kind = self._choice.currentData()
        self._text.setPlainText(getattr(self._usual[language], kind))

    def _look_for_changes(self) -> None:
        language, kind = self._choice.currentData()
        usual = getattr(self._usual[language], kind)
        self._back.setEnabled(self._text.toPlainText() != usual)
