"""Importing: the first memos of a file as they would come in, then the report."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from emoji_labeler.domain.errors import EmojiLabelerError
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.services.importing import (
    ImportPreview,
    ImportReport,
    import_memos,
    preview_import,
)
from emoji_labeler.services.refused_rows import save_refused_rows
from emoji_labeler.settings import table
from emoji_labeler.settings.settings_file import SettingsFile
from emoji_labeler.ui.background import Background, Progressing
from emoji_labeler.ui.file_questions import ask_file, ask_new_file
from emoji_labeler.ui.fonts import SMALL_PX, TITLE_PX, font
from emoji_labeler.ui.import_words import (
    memo_line,
    outcome_parts,
    refusal_line,
    unknown_label_line,
)
from emoji_labeler.ui.measures import DIALOG_MARGINS
from emoji_labeler.ui.widgets.import_choices import ImportChoices
from emoji_labeler.ui.widgets.label_line import LabelLine, MapLabels
from emoji_labeler.wording import BETWEEN, tr, tr_count

_SIZE = (720, 600)
_STEPS = 1000


class ImportDialog(QDialog):
    """Asks for a file, shows what it holds, imports it beside the window, and reports."""

    imported = Signal(ImportReport)
    duplicates_wanted = Signal()

    def __init__(
        self,
        project_path: Path,
        *,
        pack: EmojiPack,
        map_labels: MapLabels,
        background: Background,
        settings: SettingsFile,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._project_path = project_path
        self._pack = pack
        self._background = background
        self._settings = settings
        self._file = Path()
        self._looks = 0
        self._running: Progressing | None = None
        self.setWindowTitle(tr("Import memos"))
        self.resize(*_SIZE)
        self._headline = QLabel(self)
        self._about = QLabel(self)
        self._choices = ImportChoices(annotator=settings.get(table.ANNOTATOR), parent=self)
        self._labels = LabelLine(
            project_path,
            pack=pack,
            map_labels=map_labels,
            background=background,
            parent=self,
        )
        self._caption = QLabel(tr("The first memos"), self)
        self._list = QListWidget(self)
        self._list.setProperty("role", "box")
        self._bar = QProgressBar(self)
        self._save_refused = self._button(tr("Save refused rows…"), do=self._ask_refused)
        self._duplicates = self._button(tr("Near-duplicates…"), do=self._go_to_duplicates)
        self._close = self._button(tr("Cancel"), do=self.reject)
        self._import = self._button(tr("Import"), do=self._start)
        self._furnish()
        self._choices.changed.connect(self._look)

    def choose_file(self) -> bool:
        """Ask which file, and begin to look at it; False when the person changes their mind."""
        name = ask_file(
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
        self._labels.stop()
        if self._running is not None:
            self._running.cancel()
            return
        super().reject()

    def _button(self, text: str, *, do: Callable[[], None]) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.clicked.connect(do)
        return button

    def _furnish(self) -> None:
        self._caption.setFont(font(SMALL_PX))
        self._caption.setProperty("tone", "faint")
        self._headline.setFont(font(TITLE_PX, weight=font().Weight.DemiBold))
        for label in (self._headline, self._about):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._about.setProperty("tone", "soft")
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._bar.setRange(0, _STEPS)
        self._bar.setTextVisible(False)
        self._import.setProperty("role", "primary")
        self._import.setDefault(True)
        buttons = QHBoxLayout()
        for button in (self._save_refused, self._duplicates):
            buttons.addWidget(button)
        buttons.addWidget(self._bar, 1)
        buttons.addStretch()
        buttons.addWidget(self._close)
        buttons.addWidget(self._import)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*DIALOG_MARGINS)
        layout.setSpacing(10)
        for widget in (self._headline, self._about, self._choices, self._labels):
            layout.addWidget(widget)
        layout.addWidget(self._caption)
        layout.addWidget(self._list, 1)
        layout.addLayout(buttons)
        for hidden in (self._bar, self._save_refused, self._duplicates):
            hidden.hide()

    def _show(self, preview: ImportPreview) -> None:
        self._about.setText(tr(preview.format_title))
        self._choices.show_preview(preview)
        self._list.clear()
        self._list.addItems([memo_line(draft) for draft in preview.drafts])
        for refusal in preview.refused:
            self._list.addItem(refusal_line(refusal))
        self._import.setEnabled(bool(preview.drafts))
        self._import.setFocus()
        if any(draft.answers for draft in preview.drafts):
            self._labels.count(self._file, options=self._choices.options)
        else:
            self._labels.stop()

    def _look(self) -> None:
        """Show the first memos with the columns as they are chosen now."""
        file, options = self._file, self._choices.options
        self._looks += 1
        look = self._looks

        def is_latest() -> bool:
            # An earlier look that ends later would show columns that are no longer chosen.
            return look == self._looks

        self._background.run(
            lambda _progressing: preview_import(file, options=options),
            done=lambda preview: self._show(preview) if is_latest() else None,
            failed=lambda error: self._complain(error) if is_latest() else None,
            owner=self,
        )

    def _start(self) -> None:
        options = self._choices.options
        self._labels.stop()
        self._import.setEnabled(False)
        self._choices.setEnabled(False)
        self._bar.show()

        def work(progressing: Progressing) -> ImportReport:
            return import_memos(
                self._project_path,
                self._file,
                options=options,
                pack=self._pack,
                progress=progressing.reached,
                is_cancelled=lambda: progressing.is_cancelled,
            )

        self._running = self._background.run(
            work,
            done=self._report,
            failed=self._complain,
            progress=lambda share: self._bar.setValue(round(share * _STEPS)),
            owner=self,
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
        self._about.setText(BETWEEN.join(outcome_parts(report)))
        self._list.clear()
        self._list.addItems([refusal_line(one) for one in report.refused])
        self._list.addItems([unknown_label_line(*one) for one in report.unknown_labels])
        self._caption.setText(tr("What did not come in") if self._list.count() else "")
        for widget in (self._import, self._choices):
            widget.hide()
        self._save_refused.setVisible(bool(report.refused_count))
        self._duplicates.setVisible(bool(report.imported))
        self._close.setText(tr("Close"))
        self._close.setFocus()
        self.imported.emit(report)

    def _ask_refused(self) -> None:
        """Save the refused rows in a file that can be mended and imported again."""
        place = self._file.with_name(f"{self._file.stem}-refused{self._file.suffix}")
        name = ask_new_file(self, tr("Save the refused rows"), str(place))
        if name:
            self.save_refused(Path(name))

    def save_refused(self, target: Path) -> None:
        """Write the refused rows to ``target`` beside the window, and say so."""
        file, options = self._file, self._choices.options

        def say(count: int) -> None:
            rows = tr_count("{count} row", "{count} rows", count=count)
            self._about.setText(
                tr(
                    "{rows} saved as {name}. Mend them there, then import that file.",
                    rows=rows,
                    name=target.name,
                )
            )

        self._background.run(
            lambda _progressing: save_refused_rows(file, target, options=options),
            done=say,
            failed=self._say_error,
            owner=self,
        )

    def _go_to_duplicates(self) -> None:
        self.accept()
        self.duplicates_wanted.emit()

    def _complain(self, error: EmojiLabelerError) -> None:
        self._running = None
        self._bar.hide()
        self._import.setEnabled(False)
        self._choices.setEnabled(True)
        self._labels.stop()
        self._say_error(error)
        self._list.clear()

    def _say_error(self, error: EmojiLabelerError) -> None:
        self._about.setText(str(error))
