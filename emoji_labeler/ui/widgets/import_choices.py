"""How a file is read and which of its columns hold what: the guess, and what a person changes."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QWidget

from emoji_labeler.domain.import_options import ImportOptions, MemoField, TextLayout
from emoji_labeler.services.importing import ImportPreview
from emoji_labeler.wording import later, tr

_FIELDS = {
    MemoField.TEXT: later("Text"),
    MemoField.LABEL: later("Label"),
    MemoField.THEME: later("Theme"),
    MemoField.ANNOTATOR: later("Annotator"),
    MemoField.LANGUAGE: later("Language"),
    MemoField.SOURCE: later("Source"),
}
_ENCODINGS = {"utf-8": "UTF-8", "cp932": "Shift_JIS (CP932)"}
_DELIMITERS = {
    ",": later("comma"),
    "\t": later("tab"),
    ";": later("semicolon"),
    "|": later("upright bar"),
}
_LAYOUTS = {
    TextLayout.LINES.value: later("each line is a memo"),
    TextLayout.BLOCKS.value: later("blank lines between memos"),
}


class ImportChoices(QWidget):
    """Boxes in two columns; only those that mean something for the file are there."""

    changed = Signal()

    def __init__(self, *, annotator: str, parent: QWidget | None = None) -> None:
        """Begin with ``annotator`` as whoever gave labels that the file says nothing about."""
        super().__init__(parent)
        self._preview: ImportPreview | None = None
        self._has_columns_decided = False
        self._encoding = self._box(tr("Characters"), _ENCODINGS)
        self._delimiter = self._box(tr("Between columns"), _DELIMITERS)
        self._delimiter.setEditable(True)
        self._layout = self._box(tr("Memos"), _LAYOUTS)
        self._fields = {field: self._box(tr(name), {}) for field, name in _FIELDS.items()}
        self._annotator = QLineEdit(annotator, self)
        self._annotator.setAccessibleName(tr("Labels by"))
        self._annotator.setToolTip(tr("Who gave the labels for which the file names nobody."))
        self._names: dict[QWidget, QLabel] = {}
        self._furnish()
        self._connect()
        self.hide()

    @property
    def options(self) -> ImportOptions:
        """What is decided by now; before the first look at the file nothing is."""
        seen = self._preview
        if seen is None:
            return ImportOptions(annotator=self._annotator.text().strip())
        columns = tuple((field, box.currentText()) for field, box in self._fields.items())
        return ImportOptions(
            encoding=self._encoding.currentData(),
            delimiter=self._chosen_delimiter() if seen.delimiter else "",
            layout=TextLayout(self._layout.currentData()) if seen.layout else None,
            has_header=seen.has_header if self._has_columns_decided else None,
            columns=columns if seen.columns and self._has_columns_decided else (),
            annotator=self._annotator.text().strip(),
        )

    def show_preview(self, preview: ImportPreview) -> None:
        """Show what was found out about the file; the columns are decided from now on."""
        self._preview = preview
        self._has_columns_decided = True
        guessed = dict(preview.fields)
        _choose(self._encoding, preview.encoding)
        if preview.delimiter:
            _choose(self._delimiter, preview.delimiter)
        if preview.layout:
            _choose(self._layout, preview.layout.value)
        for field, box in self._fields.items():
            with QSignalBlocker(box):
                box.clear()
                box.addItems(["", *preview.columns])
                box.setCurrentText(guessed.get(field, ""))
        self._show_what_applies(preview)

    def _furnish(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        reading = (self._encoding, self._delimiter, self._layout)
        for place, box in enumerate((*reading, *self._fields.values(), self._annotator)):
            name = QLabel(box.accessibleName(), self)
            name.setProperty("tone", "soft")
            name.setBuddy(box)
            self._names[box] = name
            # Delimiter and layout never come together, so they share a place.
            at = 1 if box is self._layout else place - (place > 1)
            grid.addWidget(name, at // 2, at % 2 * 2)
            grid.addWidget(box, at // 2, at % 2 * 2 + 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)

    def _connect(self) -> None:
        for box in (self._encoding, self._delimiter, self._layout):
            box.currentIndexChanged.connect(self._read_otherwise)
        edit = self._delimiter.lineEdit()
        if edit is not None:
            edit.setMaxLength(12)
            edit.editingFinished.connect(self._read_otherwise)
        for box in self._fields.values():
            box.currentIndexChanged.connect(self.changed)

    def _read_otherwise(self) -> None:
        """Read the file in another way, which may well give it other columns."""
        if self._preview is not None and self.options != self._seen_options():
            self._has_columns_decided = False
            self.changed.emit()

    def _seen_options(self) -> ImportOptions:
        """Return what the options would be if nothing had been read otherwise."""
        seen = self._preview
        return replace(
            self.options,
            encoding=seen.encoding if seen else "",
            delimiter=seen.delimiter if seen else "",
            layout=seen.layout if seen else None,
        )

    def _chosen_delimiter(self) -> str:
        """Return the delimiter that is chosen, or the character that is typed."""
        text = self._delimiter.currentText()
        known = {tr(name): delimiter for delimiter, name in _DELIMITERS.items()}
        return known.get(text) or text[:1] or (self._preview.delimiter if self._preview else "")

    def _show_what_applies(self, preview: ImportPreview) -> None:
        has_labels = any(draft.answers for draft in preview.drafts)
        applies: dict[QWidget, bool] = {
            self._encoding: True,
            self._delimiter: bool(preview.delimiter),
            self._layout: preview.layout is not None,
            self._annotator: has_labels or MemoField.LABEL in dict(preview.fields),
        }
        applies.update((box, bool(preview.columns)) for box in self._fields.values())
        for box, is_there in applies.items():
            box.setVisible(is_there)
            self._names[box].setVisible(is_there)
        self.show()

    def _box(self, name: str, choices: dict[str, str]) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        box.setMinimumContentsLength(10)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for value, words in choices.items():
            box.addItem(tr(words), value)
        return box


def _choose(box: QComboBox, value: str) -> None:
    """Choose a value without saying so; one that is not offered is written into the box."""
    values: Sequence[object] = [box.itemData(place) for place in range(box.count())]
    with QSignalBlocker(box):
        if value in values:
            box.setCurrentIndex(values.index(value))
        else:
            box.setEditText(value)
