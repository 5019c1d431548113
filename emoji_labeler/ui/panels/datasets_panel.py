"""Datasets: the snapshots of the project, one of them in full, and new ones."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from emoji_labeler.domain.errors import EmojiLabelerError
from emoji_labeler.domain.snapshot import Snapshot, SnapshotRow
from emoji_labeler.domain.snapshot_difference import SnapshotDifference
from emoji_labeler.domain.snapshot_report import SnapshotReport
from emoji_labeler.services.snapshot_exporting import ExportedFile
from emoji_labeler.services.snapshot_viewing import (
    all_snapshots,
    snapshot_check,
    snapshot_difference,
    snapshot_page,
    write_snapshot,
)
from emoji_labeler.settings import table
from emoji_labeler.ui.actions import Actions
from emoji_labeler.ui.file_questions import ask_folder
from emoji_labeler.ui.item_models.snapshot_item_model import SnapshotItemModel
from emoji_labeler.ui.measures import GAP
from emoji_labeler.ui.panel import Panel
from emoji_labeler.ui.widgets.snapshot_card import NoSnapshot, SnapshotCard
from emoji_labeler.ui.widgets.snapshot_list import SnapshotList
from emoji_labeler.ui.window_parts import WindowParts
from emoji_labeler.wording import tr, tr_count

T = TypeVar("T")

_LIST_WIDTH = 268
_ROWS_AT_ONCE = 200


class DatasetsPanel(Panel):
    """A list on the left, the chosen snapshot on the right."""

    def __init__(
        self, parts: WindowParts, *, actions: Actions, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme=parts.theme, parent=parent)
        self._parts = parts
        self._path = parts.project_path
        self._chosen = ""
        self._snapshots = SnapshotItemModel(self)
        self.list = SnapshotList(self._snapshots, theme=parts.theme, parent=self)
        self.card = SnapshotCard(parts, parent=self)
        self._pages = QStackedWidget(self)
        self._new = QPushButton(tr("New snapshot…"), self)
        self._new.setProperty("role", "primary")
        self._new.clicked.connect(actions["new_snapshot"].trigger)
        self._furnish()
        self._connect()

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """Return what can be done here."""
        return {"new_snapshot": self.ask_for_new}

    def come(self) -> None:
        """Show the snapshots as they are now."""
        self.refresh()
        self.list.setFocus()

    def show_subject(self, subject: object) -> None:
        """Show the snapshot of that name."""
        self._chosen = str(subject)
        self.refresh()

    def refresh(self) -> None:
        """List the snapshots anew."""
        self._run(partial(all_snapshots, self._path), then=self._list)

    def ask_for_new(self) -> None:
        """Ask what a new snapshot is to be made from."""
        from emoji_labeler.ui.dialogs.snapshot_dialog import SnapshotDialog

        dialog = SnapshotDialog(
            self._path, pack=self._parts.pack, background=self._parts.background, parent=self
        )
        dialog.made.connect(self._made)
        dialog.open()

    def _furnish(self) -> None:
        frame = QFrame(self)
        frame.setProperty("role", "card")
        frame.setFixedWidth(_LIST_WIDTH)
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(8, 10, 8, 10)
        inside.setSpacing(8)
        inside.addWidget(self._new)
        inside.addWidget(self.list, 1)
        self._pages.addWidget(NoSnapshot(self))
        self._pages.addWidget(self.card)
        body = QHBoxLayout()
        body.setSpacing(GAP)
        body.addWidget(frame)
        body.addWidget(self._pages, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.notices)
        layout.addLayout(body, 1)
        self._say_folder()

    def _connect(self) -> None:
        self.list.chosen.connect(self._show)
        self.card.rows_wanted.connect(self._bring_rows)
        self.card.memo_opened.connect(self.memo_wanted)
        self.card.difference.other_chosen.connect(self._compare)
        self.card.overview.export_wanted.connect(self._export)
        self.card.overview.folder_wanted.connect(self._choose_folder)
        self.card.overview.training_wanted.connect(self._train)
        self._parts.changes.snapshots.connect(self._look_again)

    def _list(self, snapshots: Sequence[Snapshot]) -> None:
        chosen = self._chosen
        self._snapshots.show(snapshots)
        self._pages.setCurrentIndex(1 if snapshots else 0)
        if snapshots:
            self.list.choose(max(self._snapshots.row_of(chosen), 0))

    def _show(self, row: int) -> None:
        """Show a snapshot, and its report when it is there."""
        if row < 0:
            return
        snapshot = self._snapshots.snapshots[row]
        self._chosen = snapshot.name
        others = [one.name for one in self._snapshots.snapshots if one.name != snapshot.name]
        self.card.show_snapshot(snapshot, others=others)

        def show_report(report: SnapshotReport) -> None:
            if self._is_shown(snapshot):
                self.card.overview.show_report(report)

        check = partial(snapshot_check, self._path, snapshot.name, pack=self._parts.pack)
        self._run(check, then=show_report)

    def _bring_rows(self, after: int) -> None:
        snapshot = self.card.snapshot
        if snapshot is None:
            return
        page = partial(snapshot_page, self._path, snapshot, after=after, limit=_ROWS_AT_ONCE)

        def add(rows: tuple[SnapshotRow, ...]) -> None:
            if self._is_shown(snapshot):
                self.card.add_rows(rows, has_more=len(rows) == _ROWS_AT_ONCE)

        self._run(page, then=add)

    def _compare(self, other: str) -> None:
        snapshot = self.card.snapshot
        if snapshot is None:
            return

        def show(difference: SnapshotDifference) -> None:
            if self._is_shown(snapshot):
                self.card.difference.show_difference(difference)

        self._run(partial(snapshot_difference, self._path, other, snapshot.name), then=show)

    def _export(self, format_name: str) -> None:
        snapshot = self.card.snapshot
        if snapshot is None:
            return
        write = partial(
            write_snapshot,
            self._path,
            snapshot.name,
            format_name=format_name,
            folder=self._folder,
            pack=self._parts.pack,
        )
        self._run(write, then=self._say_written)

    def _say_written(self, files: tuple[ExportedFile, ...]) -> None:
        folder = files[0].path.parent
        names = ", ".join(file.path.name for file in files)
        self.notices.say(
            tr_count(
                "{count} file written with its manifest: {names}",
                "{count} files written, each with its manifest: {names}",
                count=len(files),
                names=names,
            ),
            do=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))),
            do_text=tr("Open folder"),
        )

    @property
    def _folder(self) -> Path:
        """Where exports go: the folder chosen last, else the one of the project."""
        chosen = self._parts.settings.get(table.EXPORT_FOLDER)
        return Path(chosen) if chosen and Path(chosen).is_dir() else self._path.parent

    def _choose_folder(self) -> None:
        folder = ask_folder(self, tr("Export to"), str(self._folder))
        if folder:
            self._parts.settings.put(table.EXPORT_FOLDER, folder)
            self._say_folder()

    def _say_folder(self) -> None:
        self.card.overview.show_folder(tr("Files go to {folder}", folder=self._folder))

    def _train(self) -> None:
        if self.card.snapshot is not None:
            self.panel_wanted.emit("finetune", self.card.snapshot.name)

    def _made(self, name: str) -> None:
        self._chosen = name
        self.refresh()
        self._parts.changes.snapshots.emit()

    def _look_again(self) -> None:
        if self.isVisible():
            self.refresh()

    def _is_shown(self, snapshot: Snapshot) -> bool:
        return self.card.snapshot is not None and self.card.snapshot.id == snapshot.id

    def _run(self, work: Callable[[], T], *, then: Callable[[T], None]) -> None:
        self._parts.background.run(
            lambda _progressing: work(), done=then, failed=self._complain, owner=self
        )

    def _complain(self, error: EmojiLabelerError) -> None:
        self.notices.complain(str(error))
