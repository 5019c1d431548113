"""Exporting: what would be written, what is odd about it, and then one click."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from emoji_labeler.domain.errors import EmojiLabelerError
from emoji_labeler.domain.export_report import ExportReport, Severity
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.services.exporting import (
    ExportResult,
    check_export,
    export_training_file,
    keep_system_prompt,
    system_prompt,
)
from emoji_labeler.services.opening import open_project
from emoji_labeler.services.snapshot_exporting import ExportedFile
from emoji_labeler.services.snapshot_viewing import FORMATS, write_new_snapshot
from emoji_labeler.ui.background import Background
from emoji_labeler.ui.file_questions import ask_new_file
from emoji_labeler.ui.fonts import SMALL_PX, TITLE_PX, font
from emoji_labeler.ui.measures import DIALOG_MARGINS
from emoji_labeler.wording import BETWEEN, tr, tr_count

_WIDTH = 620
_PROMPT_HEIGHT = 96
_FINDINGS_SHOWN = 8
_CHAT = "openai_chat"


class ExportDialog(QDialog):
    """Shows the summary of an export, lets the prompt and the place be changed, and writes it."""

    exported = Signal(str, Path)
    snapshot_made = Signal()

    def __init__(
        self, project_path: Path, *, pack: EmojiPack, background: Background, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._project_path = project_path
        self._pack = pack
        self._background = background
        self.setWindowTitle(tr("Export"))
        self.setMinimumWidth(_WIDTH)
        self._headline = QLabel(tr("Looking at the answers…"), self)
        self._headline.setFont(font(TITLE_PX, weight=font().Weight.DemiBold))
        self._counts = QLabel(self)
        self._counts.setProperty("tone", "soft")
        self._findings = QVBoxLayout()
        self._findings.setSpacing(6)
        self._prompt = QPlainTextEdit(self)
        self._prompt.setFixedHeight(_PROMPT_HEIGHT)
        self._prompt.setTabChangesFocus(True)
        self._prompt.setAccessibleName(tr("System prompt"))
        self._path = QLineEdit(str(_usual_path(project_path)), self)
        self._path.setAccessibleName(tr("File to write"))
        self._format = QComboBox(self)
        self._format.setAccessibleName(tr("Format"))
        self._format.addItems([title for _, title, _ in FORMATS])
        self._format.activated.connect(lambda _row: self._format_chosen())
        self._about_format = _wrapped("soft", parent=self)
        self._about_format.hide()
        self._error = _wrapped("bad", parent=self)
        self._export = QPushButton(tr("Export"), self)
        self._export.setProperty("role", "primary")
        self._export.setDefault(True)
        self._export.setEnabled(False)
        self._export.clicked.connect(self._write)
        self._furnish()
        background.run(
            lambda _progressing: self._look(), done=self._show, failed=self._complain, owner=self
        )

    def _furnish(self) -> None:
        choose = QPushButton(tr("Choose…"), self)
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose_path)
        cancel = QPushButton(tr("Cancel"), self)
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        place = QHBoxLayout()
        place.addWidget(self._path, 1)
        place.addWidget(choose)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(cancel)
        buttons.addWidget(self._export)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*DIALOG_MARGINS)
        layout.setSpacing(10)
        layout.addWidget(self._headline)
        layout.addWidget(self._counts)
        layout.addLayout(self._findings)
        layout.addSpacing(6)
        layout.addWidget(_caption(tr("System prompt, kept in the project")))
        layout.addWidget(self._prompt)
        layout.addWidget(_caption(tr("Format and file")))
        layout.addWidget(self._format)
        layout.addLayout(place)
        layout.addWidget(self._about_format)
        layout.addWidget(self._error)
        layout.addSpacing(6)
        layout.addLayout(buttons)
        self._error.hide()

    def _look(self) -> tuple[str, ExportReport]:
        """Read the prompt and check the answers; on a worker thread."""
        with open_project(self._project_path) as project:
            return system_prompt(project), check_export(project, pack=self._pack)

    def _show(self, found: tuple[str, ExportReport]) -> None:
        prompt, report = found
        self._prompt.setPlainText(prompt)
        self._headline.setText(
            tr_count(
                "{count} row will be written", "{count} rows will be written", count=report.rows
            )
        )
        self._counts.setText(_counts(report))
        self._counts.setVisible(bool(self._counts.text()))
        for finding in report.findings[:_FINDINGS_SHOWN]:
            tone = "bad" if finding.severity is Severity.ERROR else "warning"
            label = _wrapped(tone, parent=self)
            label.setText(f"•  {finding.sentence}")
            self._findings.addWidget(label)
        self._export.setEnabled(report.can_be_written)
        self._export.setFocus()
        self.adjustSize()

    @property
    def _chosen_format(self) -> tuple[str, str, str]:
        """The name, the title and the usual ending of the format."""
        return FORMATS[self._format.currentIndex()]

    def _format_chosen(self) -> None:
        """Give the file the ending of the format, and say what the format needs."""
        name, _, suffix = self._chosen_format
        self._path.setText(str(Path(self._path.text()).with_suffix(suffix)))
        self._about_format.setText(
            tr("It is written from a new snapshot, which stays among the datasets.")
        )
        self._about_format.setVisible(name != _CHAT)

    def _choose_path(self) -> None:
        _, title, suffix = self._chosen_format
        name = ask_new_file(
            self,
            tr("Export to"),
            self._path.text(),
            f"{title} (*{suffix});;" + tr("All files (*)"),
        )
        if name:
            self._path.setText(name)

    def _write(self) -> None:
        self._export.setEnabled(False)
        self._error.hide()
        prompt, output = self._prompt.toPlainText(), Path(self._path.text()).expanduser()
        format_name, _, _ = self._chosen_format
        if format_name != _CHAT:
            self._write_snapshot(output, format_name=format_name, prompt=prompt)
            return

        def work(_progressing: object) -> ExportResult:
            with open_project(self._project_path) as project:
                keep_system_prompt(project, prompt)
                return export_training_file(project, output, system_prompt=prompt)

        self._background.run(work, done=self._say_written, failed=self._complain, owner=self)

    def _write_snapshot(self, output: Path, *, format_name: str, prompt: str) -> None:
        write = partial(
            write_new_snapshot,
            self._project_path,
            output,
            format_name=format_name,
            prompt=prompt,
            pack=self._pack,
        )
        self._background.run(
            lambda _progressing: write(),
            done=self._say_snapshot_written,
            failed=self._complain,
            owner=self,
        )

    def _say_snapshot_written(self, files: tuple[ExportedFile, ...]) -> None:
        text = tr_count(
            "{count} file written with its manifest: {names}",
            "{count} files written, each with its manifest: {names}",
            count=len(files),
            names=", ".join(file.path.name for file in files),
        )
        self.accept()
        self.exported.emit(text, files[0].path.parent)
        self.snapshot_made.emit()

    def _say_written(self, result: ExportResult) -> None:
        text = tr_count(
            "{count} row written to {name}, its manifest beside it.",
            "{count} rows written to {name}, their manifest beside it.",
            count=result.rows,
            name=result.path.name,
        )
        self.accept()
        self.exported.emit(text, result.path.parent)

    def _complain(self, error: EmojiLabelerError) -> None:
        self._error.setText(str(error))
        self._error.show()
        self._export.setEnabled(True)


def _usual_path(project_path: Path) -> Path:
    return project_path.with_name(f"{project_path.stem}-training.jsonl")


def _counts(report: ExportReport) -> str:
    """Return what is left out, in one line."""
    parts = (
        (report.unlabelled, tr("{count} without an answer", count=f"{report.unlabelled:,}")),
        (report.skipped, tr("{count} skipped", count=f"{report.skipped:,}")),
        (report.flagged, tr("{count} flagged", count=f"{report.flagged:,}")),
        (report.rejected, tr("{count} rejected", count=f"{report.rejected:,}")),
        (report.waiting, tr("{count} waiting", count=f"{report.waiting:,}")),
        (
            len(report.contradictory),
            tr("{count} contradictory", count=f"{len(report.contradictory):,}"),
        ),
    )
    said = [part for count, part in parts if count]
    return tr("Left out: {list}", list=BETWEEN.join(said)) if said else ""


def _caption(text: str) -> QLabel:
    label = QLabel(text)
    label.setFont(font(SMALL_PX))
    label.setProperty("tone", "faint")
    return label


def _wrapped(tone: str, *, parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("tone", tone)
    return label
