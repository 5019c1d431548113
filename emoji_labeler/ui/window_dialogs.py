"""The small windows that the main window opens, and where their answers go."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from shiboken6 import isValid

from emoji_labeler.ui.actions import Actions
from emoji_labeler.ui.window_parts import WindowParts
from emoji_labeler.wording import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from emoji_labeler.services.importing import ImportReport
    from emoji_labeler.services.label_mapping import ForeignLabel
    from emoji_labeler.ui.dialogs.generate_dialog import GenerateDialog
    from emoji_labeler.ui.main_window import MainWindow


class WindowDialogs:
    """Opens one dialog a method; each is imported when it is opened for the first time."""

    def __init__(self, window: "MainWindow", *, parts: WindowParts, actions: Actions) -> None:
        self._window = window
        self._parts = parts
        self._actions = actions
        self._generating: GenerateDialog | None = None

    def jump(self) -> None:
        """Go to any memo."""
        from emoji_labeler.ui.dialogs.jump_dialog import JumpDialog

        dialog = JumpDialog(
            self._parts.find_memos, background=self._parts.background, parent=self._window
        )
        dialog.memo_chosen.connect(self._window.go_to_memo)
        dialog.open()

    def show_commands(self) -> None:
        """Every command by name."""
        from emoji_labeler.ui.dialogs.command_palette import CommandPalette

        CommandPalette(self._actions, parent=self._window).open()

    def show_shortcuts(self) -> None:
        """Every key on one sheet."""
        from emoji_labeler.ui.dialogs.shortcut_sheet import ShortcutSheet

        ShortcutSheet(self._actions, parent=self._window).open()

    def show_settings(self) -> None:
        """The settings; what changes is in force at once."""
        from emoji_labeler.ui.dialogs.settings_dialog import SettingsDialog

        dialog = SettingsDialog(self._parts.settings, parent=self._window)
        dialog.appearance_changed.connect(self._parts.theme.choose)
        dialog.picture_side_changed.connect(self._window.show_pictures)
        dialog.pack_wanted.connect(self.open_pack)
        dialog.suggestions_changed.connect(self._window.annotate.offer_again)
        dialog.providers_wanted.connect(self.show_providers)
        dialog.people_wanted.connect(self.show_people)
        dialog.open()

    def show_providers(self) -> None:
        """The servers that offer models, and the keys to them."""
        from emoji_labeler.ui.dialogs.providers_dialog import ProvidersDialog

        ProvidersDialog(
            self._parts.providing,
            background=self._parts.background,
            changes=self._parts.changes,
            parent=self._window,
        ).open()

    def ask_about_jobs(self, count: int) -> None:
        """Ask what becomes of the jobs that train on this machine when the window closes."""
        from emoji_labeler.ui.dialogs.closing_dialog import ClosingDialog

        dialog = ClosingDialog(count, parent=self._window)
        dialog.decided.connect(lambda finish: self._window.end(lets_jobs_finish=finish))
        dialog.open()

    def choose_order(self) -> None:
        """Choose in which order the memos come."""
        from emoji_labeler.ui.dialogs.order_dialog import OrderDialog

        dialog = OrderDialog(self._parts.session.order, parent=self._window)
        dialog.order_chosen.connect(self._window.work_in)
        dialog.open()

    def show_words(self) -> None:
        """Show the words learned in this project, once there are any."""
        from emoji_labeler.ui.dialogs.words_dialog import WordsDialog

        service = self._parts.assistant.service
        if service is not None:
            WordsDialog(service, pack=self._parts.pack, parent=self._window).open()

    def choose_annotator(self) -> None:
        """Choose who is labelling."""
        from emoji_labeler.ui.dialogs.annotator_dialog import AnnotatorDialog

        dialog = AnnotatorDialog(
            self._parts.people(),
            current=self._parts.session.annotator.name,
            theme=self._parts.theme,
            parent=self._window,
        )
        dialog.name_chosen.connect(self._window.annotator_wanted)
        dialog.open()

    def show_people(self) -> None:
        """Who takes part, who is to do what, and what counts."""
        from emoji_labeler.ui.dialogs.people_dialog import PeopleDialog

        dialog = PeopleDialog(
            self._parts.project_path,
            background=self._parts.background,
            changes=self._parts.changes,
            theme=self._parts.theme,
            parent=self._window,
        )
        dialog.taken_back.connect(self._parts.assistant.renew)
        dialog.open()

    def import_memos(self) -> None:
        """Import memos from a file."""
        from emoji_labeler.ui.dialogs.import_dialog import ImportDialog

        dialog = ImportDialog(
            self._parts.project_path,
            pack=self._parts.pack,
            map_labels=lambda labels, then: self._map_labels(labels, then=then, parent=dialog),
            background=self._parts.background,
            settings=self._parts.settings,
            parent=self._window,
        )
        dialog.imported.connect(self._say_imported)
        dialog.duplicates_wanted.connect(self.find_duplicates)
        if dialog.choose_file():
            dialog.open()

    def generate(self) -> None:
        """Have a chat model write memos; a dialog whose work goes on is shown again."""
        from emoji_labeler.ui.dialogs.generate_dialog import GenerateDialog

        if self._generating is None or not isValid(self._generating):
            dialog = GenerateDialog(
                self._parts.project_path,
                providing=self._parts.providing,
                background=self._parts.background,
                changes=self._parts.changes,
                parent=self._window,
            )
            dialog.added.connect(self._say_generated)
            dialog.waiting.connect(self._say_waiting)
            dialog.providers_wanted.connect(self.show_providers)
            self._generating = dialog
        if self._generating.isVisible():
            self._generating.raise_()
        self._generating.show()
        self._generating.activateWindow()

    def _say_generated(self, text: str) -> None:
        self._window.panels.current.notices.say(text)

    def _say_waiting(self, text: str) -> None:
        self._window.panels.current.notices.say(text, do=self.generate, do_text=tr("Look"))

    def _map_labels(
        self, labels: "Sequence[ForeignLabel]", *, then: Callable[[], None], parent: "QWidget"
    ) -> None:
        """Ask what labels of a file mean, and keep it."""
        from emoji_labeler.services.label_mapping import keep_label_mapping
        from emoji_labeler.ui.dialogs.label_mapping_dialog import LabelMappingDialog

        parts = self._parts

        def keep(mapping: dict[str, str]) -> None:
            parts.background.run(
                lambda _progressing: keep_label_mapping(parts.project_path, mapping),
                done=lambda _none: then(),
            )

        dialog = LabelMappingDialog(
            labels,
            parts=parts,
            search=lambda query: parts.assistant.found(query, memo=None),
            parent=parent,
        )
        dialog.mapped.connect(keep)
        dialog.open()

    def _say_imported(self, report: "ImportReport") -> None:
        changes = self._parts.changes
        changes.memos.emit()
        if report.answers:
            changes.annotators.emit()
            changes.annotations.emit()
            self._parts.assistant.renew()

    def find_duplicates(self) -> None:
        """Look for memos that are nearly the same."""
        from emoji_labeler.ui.dialogs.near_duplicates_dialog import NearDuplicatesDialog

        dialog = NearDuplicatesDialog(
            self._parts.project_path,
            background=self._parts.background,
            theme=self._parts.theme,
            parent=self._window,
        )
        dialog.changed.connect(self._parts.changes.memos)
        dialog.open()

    def export(self) -> None:
        """Export the training file."""
        from emoji_labeler.ui.dialogs.export_dialog import ExportDialog

        dialog = ExportDialog(
            self._parts.project_path,
            pack=self._parts.pack,
            background=self._parts.background,
            parent=self._window,
        )
        dialog.exported.connect(self._say_exported)
        dialog.snapshot_made.connect(self._parts.changes.snapshots)
        dialog.open()

    def _say_exported(self, text: str, folder: Path) -> None:
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        self._window.panels.current.notices.say(
            text,
            do=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))),
            do_text=tr("Open folder"),
        )

    def open_project(self) -> None:
        """Open another project."""
        self._ask_file(tr("Open project"), accept=self._window.project_wanted.emit)

    def new_project(self) -> None:
        """Make a new project."""
        self._ask_file(tr("New project"), accept=self._window.new_project_wanted.emit, is_new=True)

    def open_pack(self) -> None:
        """Open another emoji pack."""
        from emoji_labeler.ui.file_questions import ask_folder

        folder = ask_folder(
            self._window,
            tr("Open a folder of pictures as emoji pack"),
            str(self._parts.pack.folder),
        )
        if folder:
            self.check_pack(Path(folder))

    def check_pack(self, folder: Path) -> None:
        """Look at a folder of pictures, and open it as pack where that is sound or wanted."""
        from emoji_labeler.ui.dialogs.pack_dialog import PackDialog

        dialog = PackDialog(folder, background=self._parts.background, parent=self._window)
        dialog.pack_chosen.connect(self._window.pack_wanted)
        dialog.open()

    def _ask_file(
        self, title: str, *, accept: Callable[[Path], object], is_new: bool = False
    ) -> None:
        from emoji_labeler.ui.file_questions import ask_file, ask_new_file

        ask = ask_new_file if is_new else ask_file
        name = ask(
            self._window,
            title,
            str(self._parts.project_path.parent),
            tr("Projects (*.db);;All files (*)"),
        )
        if name:
            path = Path(name)
            accept(path if path.suffix or not is_new else path.with_suffix(".db"))
