"""Opening a folder of pictures as emoji pack: what is wrong with it, file by file."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from emoji_labeler.domain.errors import EmojiLabelerError
from emoji_labeler.emoji.pack_check import check_pack
from emoji_labeler.emoji.pack_report import Finding, PackReport
from emoji_labeler.emoji.picture_files import label_of
from emoji_labeler.ui.background import Background
from emoji_labeler.ui.fonts import TITLE_PX, font
from emoji_labeler.ui.item_models.line_item_model import LineItemModel
from emoji_labeler.ui.measures import DIALOG_MARGINS
from emoji_labeler.wording import sentences, tr, tr_count

_SIZE = (640, 460)


class PackDialog(QDialog):
    """Checks a folder beside the window; a sound one is opened at once, of another the sound rest.

    ``pack_chosen`` carries the folder and the labels that are left out.
    """

    pack_chosen = Signal(Path, list)

    def __init__(self, folder: Path, *, background: Background, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._left_out: list[str] = []
        self.setWindowTitle(tr("Open pack"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        self._headline = QLabel(folder.name, self)
        self._headline.setTextFormat(Qt.TextFormat.PlainText)
        self._headline.setFont(font(TITLE_PX, weight=font().Weight.DemiBold))
        self._about = QLabel(tr("Looking at every picture…"), self)
        self._about.setTextFormat(Qt.TextFormat.PlainText)
        self._about.setWordWrap(True)
        self._about.setProperty("tone", "soft")
        self._lines = LineItemModel(self)
        self._open = QPushButton(tr("Open the rest"), self)
        self._open.setProperty("role", "primary")
        self._open.setEnabled(False)
        self._open.clicked.connect(self._choose)
        self._furnish()
        background.run(
            lambda _progressing: check_pack(folder),
            done=self._show,
            failed=self._complain,
            owner=self,
        )

    def _furnish(self) -> None:
        view = QListView(self)
        view.setProperty("role", "box")
        view.setModel(self._lines)
        view.setUniformItemSizes(True)
        view.setAccessibleName(tr("What is wrong, file by file"))
        cancel = QPushButton(tr("Cancel"), self)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(cancel)
        buttons.addWidget(self._open)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*DIALOG_MARGINS)
        layout.setSpacing(10)
        layout.addWidget(self._headline)
        layout.addWidget(self._about)
        layout.addWidget(view, 1)
        layout.addLayout(buttons)

    def _show(self, report: PackReport) -> None:
        if not report.findings:
            self._choose()
            return
        self._left_out = sorted(
            {label_of(finding.file) for finding in report.findings} - report.sound_labels
        )
        self._lines.show([_line(finding) for finding in report.findings])
        wrong = tr_count(
            "{count} thing is wrong with it.",
            "{count} things are wrong with it.",
            count=len(report.findings),
        )
        rest = tr_count(
            "{count} picture can be used.",
            "{count} pictures can be used.",
            count=len(report.sound_labels),
        )
        self._about.setText(sentences(wrong, rest))
        self._open.setEnabled(bool(report.sound_labels))

    def _choose(self) -> None:
        self.accept()
        self.pack_chosen.emit(self._folder, self._left_out)

    def _complain(self, error: EmojiLabelerError) -> None:
        self._about.setText(str(error))


def _line(finding: Finding) -> str:
    place = finding.file or tr("line {line}", line=finding.line)
    return f"{place}: {finding.why}"
