"""The window: the side bar, the screens, and what goes on between them."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices, QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from emoji_labeler.domain.annotation import AnnotationStatus
from emoji_labeler.domain.errors import EmojiLabelerError
from emoji_labeler.domain.work_order import WorkOrder
from emoji_labeler.settings import table
from emoji_labeler.ui.actions import Actions
from emoji_labeler.ui.icons import program_mark
from emoji_labeler.ui.panels.annotate_panel import AnnotatePanel
from emoji_labeler.ui.widgets.head_line import HeadLine
from emoji_labeler.ui.widgets.side_bar import SideBar
from emoji_labeler.ui.window_parts import WindowParts
from emoji_labeler.wording import tr

_PICTURE_STEP = 8
_WINDOW_ICON = 128
_HEAD = (
    ("undo", "undo-2"),
    ("import", "file-input"),
    ("export", "download"),
    ("palette", "command"),
)
_SIDE = (("annotator", "user"), ("shortcuts", "keyboard"), ("settings", "settings"))


class MainWindow(QMainWindow):
    """One window for one project and one pack; another of either means another window."""

    project_wanted = Signal(Path)
    new_project_wanted = Signal(Path)
    pack_wanted = Signal(Path, list)
    annotator_wanted = Signal(str)

    def __init__(self, parts: WindowParts) -> None:
        super().__init__()
        self._parts = parts
        self._actions = Actions(self, handlers=self._handlers())
        for _, action in self._actions:
            self.addAction(action)
        self.annotate = AnnotatePanel(parts, actions=self._actions, parent=self)
        self._head = HeadLine(
            actions=[(self._actions[name], icon) for name, icon in _HEAD],
            theme=parts.theme,
            icons=parts.icons,
            parent=self,
        )
        self._side = SideBar(
            panels=[("annotate", tr("Annotate"), "smile-plus")],
            actions=[(self._actions[name], icon) for name, icon in _SIDE],
            theme=parts.theme,
            icons=parts.icons,
            parent=self,
        )
        self._furnish()
        self._number_keys()
        self._restore()

    def show_error(self, error: EmojiLabelerError) -> None:
        """Show an error of something that ran beside the window."""
        self.annotate.notices.complain(f"{error.what} {error.why} {error.remedy}")

    def warm_up(self) -> None:
        """Do what is not needed for the first look, now that the person sees something."""
        self.annotate.picker.warm_up()
        self._parts.assistant.ready.connect(self._plan)
        self._parts.assistant.renew()
        self.setWindowIcon(QIcon(program_mark(_WINDOW_ICON, scale=1.0)))

    def wear(self, appearance: str) -> None:
        """Put on ``light`` or ``dark``, or what the ``system`` wears."""
        self._parts.theme.choose(appearance)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what lies on the desk and how the window stands; stay open where that fails."""
        try:
            self.annotate.leave()
        except EmojiLabelerError as error:
            self.show_error(error)
            event.ignore()
            return
        settings = self._parts.settings
        settings.put(table.WINDOW_GEOMETRY, bytes(self.saveGeometry().toBase64().data()).decode())
        settings.put(table.PICTURE_SIDE, self.annotate.picker.grid.picture_side)
        event.accept()

    def _handlers(self) -> dict[str, Callable[[], object]]:
        """Return what each row of the action table does."""
        return {
            "save": lambda: self.annotate.save(),
            "skip": lambda: self.annotate.skip(),
            "flag": lambda: self.annotate.flag(),
            "note": lambda: self.annotate.write_note(),
            "variants": lambda: self.annotate.picker.show_variants(),
            "undo": lambda: self.annotate.undo(),
            "redo": lambda: self.annotate.redo(),
            "back": lambda: self.annotate.back(),
            "forward": lambda: self.annotate.forward(),
            "jump": self._jump,
            "next_open": lambda: self.annotate.go_to_next(None),
            "next_skipped": lambda: self.annotate.go_to_next(AnnotationStatus.SKIPPED),
            "next_flagged": lambda: self.annotate.go_to_next(AnnotationStatus.FLAGGED),
            "order": self._choose_order,
            "words": self._show_words,
            "larger": lambda: self._resize_pictures(_PICTURE_STEP),
            "smaller": lambda: self._resize_pictures(-_PICTURE_STEP),
            "appearance": self._change_appearance,
            "palette": self._show_palette,
            "shortcuts": self._show_shortcuts,
            "import": self._import,
            "export": self._export,
            "open_project": self._open_project,
            "new_project": self._new_project,
            "open_pack": self._open_pack,
            "annotator": self._choose_annotator,
            "settings": self._show_settings,
            "quit": self.close,
        }

    def _furnish(self) -> None:
        parts = self._parts
        self._head.show_title(tr("Annotate"))
        self._side.show_project(parts.project_path.stem)
        self._side.light("annotate")
        self._actions["annotator"].setText(parts.session.annotator.name)
        self.annotate.hints_done.connect(
            lambda done: parts.settings.put(table.HINTS_DONE, list(done))
        )
        right = QVBoxLayout()
        right.setContentsMargins(20, 14, 20, 12)
        right.setSpacing(12)
        right.addWidget(self._head)
        right.addWidget(self.annotate, 1)
        middle = QWidget(self)
        layout = QHBoxLayout(middle)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._side)
        layout.addLayout(right, 1)
        self.setCentralWidget(middle)
        self.setWindowTitle(f"{parts.project_path.stem} — Emoji Labeler")
        self.setMinimumSize(1100, 640)

    def _number_keys(self) -> None:
        """Give Alt+1 to Alt+9 to the results of the search."""
        for number in range(1, 10):
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
            shortcut.activated.connect(partial(self.annotate.picker.take_result, number))

    def _restore(self) -> None:
        """Stand as the window stood last time."""
        settings = self._parts.settings
        geometry = settings.get(table.WINDOW_GEOMETRY)
        if not geometry or not self.restoreGeometry(QByteArray.fromBase64(geometry.encode())):
            self.resize(1280, 800)
        self.annotate.picker.set_picture_side(settings.get(table.PICTURE_SIDE))

    def _resize_pictures(self, step: int) -> None:
        grid = self.annotate.picker.grid
        side = min(max(grid.picture_side + step, table.PICTURE_SIDE.least), table.PICTURE_SIDE.most)
        self._show_pictures(side)

    def _show_pictures(self, side: int) -> None:
        self.annotate.picker.set_picture_side(side)
        self.annotate.picker.prepare_pictures()

    def _change_appearance(self) -> None:
        """Turn light into dark and back, and keep it so."""
        chosen = "light" if self._parts.theme.is_dark else "dark"
        self._parts.settings.put(table.APPEARANCE, chosen)
        self.wear(chosen)

    def _jump(self) -> None:
        from emoji_labeler.ui.dialogs.jump_dialog import JumpDialog

        dialog = JumpDialog(self._parts.find_memos, background=self._parts.background, parent=self)
        dialog.memo_chosen.connect(self.annotate.go_to)
        dialog.open()

    def _show_palette(self) -> None:
        from emoji_labeler.ui.dialogs.command_palette import CommandPalette

        CommandPalette(self._actions, parent=self).open()

    def _show_shortcuts(self) -> None:
        from emoji_labeler.ui.dialogs.shortcut_sheet import ShortcutSheet

        ShortcutSheet(self._actions, parent=self).open()

    def _show_settings(self) -> None:
        from emoji_labeler.ui.dialogs.settings_dialog import SettingsDialog

        dialog = SettingsDialog(self._parts.settings, parent=self)
        dialog.appearance_changed.connect(self._parts.theme.choose)
        dialog.picture_side_changed.connect(self._show_pictures)
        dialog.pack_wanted.connect(self._open_pack)
        dialog.suggestions_changed.connect(self.annotate.offer_again)
        dialog.open()

    def _choose_order(self) -> None:
        from emoji_labeler.ui.dialogs.order_dialog import OrderDialog

        dialog = OrderDialog(self._parts.session.order, parent=self)
        dialog.order_chosen.connect(self._work_in)
        dialog.open()

    def _work_in(self, order: WorkOrder) -> None:
        """Take the open memos in that order from now on, and keep it so."""
        parts, service = self._parts, self._parts.assistant.service
        parts.settings.put(table.WORK_ORDER, order.value)
        parts.session.work_in(order)
        if order is WorkOrder.USEFUL and service is not None:
            parts.background.run(
                lambda _progressing: service.plan(),
                done=lambda plan: parts.session.work_in(order, plan=plan),
            )

    def _plan(self) -> None:
        """Work the useful order out anew when the suggestions have learned."""
        if self._parts.session.order is WorkOrder.USEFUL:
            self._work_in(WorkOrder.USEFUL)

    def _show_words(self) -> None:
        from emoji_labeler.ui.dialogs.words_dialog import WordsDialog

        service = self._parts.assistant.service
        if service is not None:
            WordsDialog(service, pack=self._parts.pack, parent=self).open()

    def _choose_annotator(self) -> None:
        from emoji_labeler.ui.dialogs.annotator_dialog import AnnotatorDialog

        dialog = AnnotatorDialog(
            self._parts.annotator_names(), current=self._parts.session.annotator.name, parent=self
        )
        dialog.name_chosen.connect(self.annotator_wanted)
        dialog.open()

    def _import(self) -> None:
        from emoji_labeler.ui.dialogs.import_dialog import ImportDialog

        dialog = ImportDialog(
            self._parts.project_path,
            background=self._parts.background,
            settings=self._parts.settings,
            parent=self,
        )
        dialog.imported.connect(self.annotate.refresh)
        if dialog.choose_file():
            dialog.open()

    def _export(self) -> None:
        from emoji_labeler.ui.dialogs.export_dialog import ExportDialog

        dialog = ExportDialog(
            self._parts.project_path,
            pack=self._parts.pack,
            background=self._parts.background,
            parent=self,
        )
        dialog.exported.connect(self._say_exported)
        dialog.open()

    def _say_exported(self, text: str, folder: Path) -> None:
        self.annotate.notices.say(
            text,
            do=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))),
            do_text=tr("Open folder"),
        )

    def _open_project(self) -> None:
        self._ask_file(tr("Open project"), accept=self.project_wanted.emit)

    def _new_project(self) -> None:
        self._ask_file(tr("New project"), accept=self.new_project_wanted.emit, is_new=True)

    def _open_pack(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self, tr("Open a folder of pictures as emoji pack"), str(self._parts.pack.folder)
        )
        if folder:
            self.check_pack(Path(folder))

    def check_pack(self, folder: Path) -> None:
        """Look at a folder of pictures, and open it as pack where that is sound or wanted."""
        from emoji_labeler.ui.dialogs.pack_dialog import PackDialog

        dialog = PackDialog(folder, background=self._parts.background, parent=self)
        dialog.pack_chosen.connect(self.pack_wanted)
        dialog.open()

    def _ask_file(
        self, title: str, *, accept: Callable[[Path], object], is_new: bool = False
    ) -> None:
        ask = QFileDialog.getSaveFileName if is_new else QFileDialog.getOpenFileName
        name, _ = ask(
            self, title, str(self._parts.project_path.parent), tr("Projects (*.db);;All files (*)")
        )
        if name:
            path = Path(name)
            accept(path if path.suffix or not is_new else path.with_suffix(".db"))
