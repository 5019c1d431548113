"""Importing: the first memos of a file as they would come in, then the report."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from emoji_labeler.domain.errors import EmojiLabelerError
from emoji_labeler.domain.import_options import ImportOptions, MemoField
from emoji_labeler.services.importing import (
    ImportPreview,
    ImportReport,
    import_memos,
    preview_import,
)
from emoji_labeler.settings import table
from emoji_labeler.settings.settings_file import SettingsFile
from emoji_labeler.ui.background import Background, Progressing
from emoji_labeler.ui.fonts import SMALL_PX, font
from emoji_labeler.wording import later, tr, tr_count

_SIZE = (660, 520)
_STEPS = 1000
_FIELDS = {
    MemoField.TEXT: later("Text"),
    MemoField.THEME: later("Theme"),
    MemoField.LANGUAGE: later("Language"),
    MemoField.SOURCE: later("Source"),
}


class ImportDialog(QDialog):
    """Asks for a file, shows what it holds, imports it beside the window, and reports."""

    imported = Signal()

    def __init__(
        self,
        project_path: Path,
        *,
        background: Background,
        settings: SettingsFile,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._project_path = project_path
        self._background = background
        self._settings = settings
        self._file = Path()
        self._looks = 0
        self._boxes: dict[MemoField, QComboBox] = {}
        self._running: Progressing | None = None
        self.setWindowTitle(tr("Import memos"))
        self.resize(*_SIZE)
        self._headline = QLabel(self)
        self._headline.setFont(font(17, weight=font().Weight.DemiBold))
        self._about = QLabel(self)
        self._about.setProperty("tone", "soft")
        self._about.setWordWrap(True)
        self._about.setTextFormat(Qt.TextFormat.PlainText)
        self._columns = QFormLayout()
        self._list = QListWidget(self)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._bar = QProgressBar(self)
        self._bar.setRange(0, _STEPS)
        self._bar.setTextVisible(False)
        self._import = QPushButton(tr("Import"), self)
        self._import.setProperty("role", "primary")
        self._import.setDefault(True)
        self._import.clicked.connect(self._start)
        self._close = QPushButton(tr("Cancel"), self)
        self._close.setAutoDefault(False)
        self._close.clicked.connect(self.reject)
        self._furnish()

    def choose_file(self) -> bool:
        """Ask which file, and begin to look at it; False when the person changes their mind."""
        name, _ = QFileDialog.getOpenFileName(
            self.parentWidget(),
            tr("Import memos from"),
            self._settings.get(table.LAST_FOLDER),
            tr("Memos (*.txt *.csv *.tsv *.jsonl *.json);;All files (*)"),
        )
        if not name:
            return False
        self.look_at(Path(name))
        return True

    def look_at(self, file: Path) -> None:
        """Show what an import of ``file`` would begin with."""
        self._file = file
        self._settings.put(table.LAST_FOLDER, str(file.parent))
        self._headline.setText(file.name)
        self._about.setText(tr("Looking at the file…"))
        self._import.setEnabled(False)
        self._look()

    def reject(self) -> None:
        """Stop what is running; the project stays as it was."""
        if self._running is not None:
            self._running.cancel()
            return
        super().reject()

    def _furnish(self) -> None:
        caption = QLabel(tr("The first memos"), self)
        caption.setFont(font(SMALL_PX))
        caption.setProperty("tone", "faint")
        buttons = QHBoxLayout()
        buttons.addWidget(self._bar, 1)
        buttons.addStretch()
        buttons.addWidget(self._close)
        buttons.addWidget(self._import)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 20)
        layout.setSpacing(10)
        layout.addWidget(self._headline)
        layout.addWidget(self._about)
        layout.addLayout(self._columns)
        layout.addWidget(caption)
        layout.addWidget(self._list, 1)
        layout.addLayout(buttons)
        self._bar.hide()

    def _show(self, preview: ImportPreview) -> None:
        self._about.setText(f"{tr(preview.format_title)}  ·  {preview.encoding}")
        if preview.columns and not self._columns.rowCount():
            self._add_columns(preview)
        self._list.clear()
        self._list.addItems([" ".join(draft.text.split()) for draft in preview.drafts])
        for refusal in preview.refused:
            self._list.addItem(_refused(refusal.line, refusal.reason))
        self._import.setEnabled(bool(preview.drafts))
        self._import.setFocus()

    def _add_columns(self, preview: ImportPreview) -> None:
        """Offer the columns of the file for each part of a memo, the guess chosen."""
        guessed = dict(preview.fields)
        for field, name in _FIELDS.items():
            box = QComboBox(self)
            box.setMinimumHeight(32)
            box.addItems(["", *preview.columns])
            box.setCurrentText(guessed.get(field, ""))
            box.currentIndexChanged.connect(self._look)
            self._boxes[field] = box
            self._columns.addRow(tr(name), box)

    def _look(self) -> None:
        """Show the first memos with the columns as they are chosen now."""
        file, options = self._file, self._options()
        self._looks += 1
        look = self._looks

        def is_latest() -> bool:
            # An earlier look that ends later would show columns that are no longer chosen.
            return look == self._looks

        self._background.run(
            lambda _progressing: preview_import(file, options=options),
            done=lambda preview: self._show(preview) if is_latest() else None,
            failed=lambda error: self._complain(error) if is_latest() else None,
        )

    def _options(self) -> ImportOptions:
        boxes = self._boxes.items()
        return ImportOptions(
            columns=tuple((field, box.currentText()) for field, box in boxes if box.currentText())
        )

    def _start(self) -> None:
        options = self._options()
        self._import.setEnabled(False)
        self._bar.show()

        def work(progressing: Progressing) -> ImportReport:
            return import_memos(
                self._project_path,
                self._file,
                options=options,
                progress=progressing.reached,
                is_cancelled=lambda: progressing.is_cancelled,
            )

        self._running = self._background.run(
            work,
            done=self._report,
            failed=self._complain,
            progress=lambda share: self._bar.setValue(round(share * _STEPS)),
        )

    def _report(self, report: ImportReport) -> None:
        self._running = None
        self._bar.hide()
        if report.is_cancelled:
            super().reject()
            return
        self._headline.setText(
            tr_count("{count} memo imported", "{count} memos imported", count=report.imported)
        )
        said = []
        if report.already_there:
            said.append(tr("{count} were there already", count=f"{report.already_there:,}"))
        if report.refused_count:
            said.append(tr("{count} refused, listed below", count=f"{report.refused_count:,}"))
        self._about.setText("  ·  ".join(said))
        self._list.clear()
        self._list.addItems([_refused(one.line, one.reason) for one in report.refused])
        self._import.hide()
        self._close.setText(tr("Close"))
        self._close.setFocus()
        self.imported.emit()

    def _complain(self, error: EmojiLabelerError) -> None:
        self._running = None
        self._bar.hide()
        self._import.setEnabled(False)
        self._about.setText(f"{error.what} {error.why} {error.remedy}")
        self._list.clear()


def _refused(line: int, reason: str) -> str:
    return tr("Line {line}: {reason}", line=f"{line:,}", reason=reason)
