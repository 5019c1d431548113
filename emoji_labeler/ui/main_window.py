"""The window: the side bar, the screens, and what goes on between them."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QByteArray, Signal
from PySide6.QtGui import QCloseEvent, QIcon
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from emoji_labeler.domain.errors import EmojiLabelerError
from emoji_labeler.domain.work_order import WorkOrder
from emoji_labeler.settings import table
from emoji_labeler.ui.actions import Actions
from emoji_labeler.ui.background import Progressing
from emoji_labeler.ui.icons import program_mark
from emoji_labeler.ui.panel_stack import PanelStack
from emoji_labeler.ui.panel_table import ROWS as PANELS
from emoji_labeler.ui.panels.annotate_panel import AnnotatePanel
from emoji_labeler.ui.qt_classes import ClassMaking
from emoji_labeler.ui.widgets.head_line import HeadLine
from emoji_labeler.ui.widgets.side_bar import SideBar
from emoji_labeler.ui.window_dialogs import WindowDialogs
from emoji_labeler.ui.window_parts import WindowParts
from emoji_labeler.wording import tr, tr_count

if TYPE_CHECKING:
    from emoji_labeler.domain.tracked_job import TrackedJob

_PICTURE_STEP = 8
_WINDOW_ICON = 128
_HEAD = (
    ("undo", "undo-2"),
    ("import", "file-input"),
    ("export", "download"),
    ("palette", "command"),
)
_TITLE_BAR = 40
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
        self._actions = Actions(self, commands=self._commands())
        self._dialogs = WindowDialogs(self, parts=parts, actions=self._actions)
        for _, action in self._actions:
            self.addAction(action)
        # Whatever stands in the middle is born there: to move it later means to style it twice.
        middle = QWidget(self)
        self.setCentralWidget(middle)
        self.panels = PanelStack(parts, actions=self._actions, parent=middle)
        self.annotate = cast("AnnotatePanel", self.panels.panel("annotate"))
        self._head = HeadLine(
            actions=[(self._actions[name], icon) for name, icon in _HEAD],
            theme=parts.theme,
            icons=parts.icons,
            parent=middle,
        )
        self._side = SideBar(
            panels=[(row.name, tr(row.text), row.icon) for row in PANELS],
            actions=[(self._actions[name], icon) for name, icon in _SIDE],
            mark=partial(
                program_mark,
                scale=self.devicePixelRatioF(),
                pictures=parts.pictures,
                side=parts.settings.get(table.PICTURE_SIDE),
            ),
            theme=parts.theme,
            icons=parts.icons,
            parent=middle,
        )
        self._furnish(middle)
        self._connect()
        self._restore()
        self.lets_jobs_finish = False
        """Whether what trains on this machine goes on when the program has ended."""
        self._may_close = False

    def show_error(self, error: EmojiLabelerError) -> None:
        """Show an error of something that ran beside the window."""
        self.panels.complain(error)

    def leave(self) -> None:
        """Keep what no screen has saved yet; raise one of our errors where that fails."""
        self.panels.leave()

    def go_to_memo(self, memo_id: int) -> None:
        """Lay a memo on the annotator's desk and show it."""
        self.panels.go_to("annotate")
        self.annotate.go_to(memo_id)

    def warm_up(self) -> None:
        """Do what is not needed for the first look, now that the person sees something."""
        self.annotate.picker.warm_up()
        self._parts.assistant.ready.connect(self._plan)
        self._parts.assistant.renew()
        self._parts.job_watch.start()
        ClassMaking(self).begin()
        self._parts.background.run(lambda _progressing: self.panels.read_modules())
        self._meet_pack()
        self.setWindowIcon(QIcon(program_mark(_WINDOW_ICON, scale=1.0)))

    def _meet_pack(self) -> None:
        """Let memos whose label has left the pack wait for a reviewer."""
        path, pack = self._parts.project_path, self._parts.pack

        def work(_progressing: Progressing) -> object:
            from emoji_labeler.services.retiring import meet_pack_at

            return meet_pack_at(path, pack)

        # A project that cannot be written just now is met again the next time.
        self._parts.background.run(work, failed=lambda _error: None)

    def wear(self, appearance: str) -> None:
        """Put on ``light`` or ``dark``, or what the ``system`` wears."""
        self._parts.theme.choose(appearance)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what lies on the desk and how the window stands; stay open where that fails.

        While a model is being trained on this machine, the person is asked what becomes of it.
        """
        if not self._may_close and self._parts.local_jobs():
            event.ignore()
            self._dialogs.ask_about_jobs(self._parts.local_jobs())
            return
        try:
            self.leave()
        except EmojiLabelerError as error:
            self.show_error(error)
            event.ignore()
            return
        settings = self._parts.settings
        settings.put(table.WINDOW_GEOMETRY, bytes(self.saveGeometry().toBase64().data()).decode())
        settings.put(table.PICTURE_SIDE, self.annotate.picker.grid.picture_side)
        self._parts.job_watch.close()
        event.accept()

    def end(self, *, lets_jobs_finish: bool) -> None:
        """Close the window though jobs train on this machine."""
        self.lets_jobs_finish = lets_jobs_finish
        self._may_close = True
        self.close()

    def replaced(self) -> None:
        """Close the window for another one; the program goes on, and jobs with it."""
        self._may_close = True
        self.close()

    def _commands(self) -> dict[str, Callable[[], object]]:
        """Return what the rows of the action table do, whichever screen is shown."""
        return {
            **{f"show_{row.name}": partial(self._show_panel, row.name) for row in PANELS},
            "jump": lambda: self._dialogs.jump(),
            "order": lambda: self._dialogs.choose_order(),
            "words": lambda: self._dialogs.show_words(),
            "larger": lambda: self._resize_pictures(_PICTURE_STEP),
            "smaller": lambda: self._resize_pictures(-_PICTURE_STEP),
            "appearance": self._change_appearance,
            "palette": lambda: self._dialogs.show_commands(),
            "shortcuts": lambda: self._dialogs.show_shortcuts(),
            "import": lambda: self._dialogs.import_memos(),
            "generate": lambda: self._dialogs.generate(),
            "near_duplicates": lambda: self._dialogs.find_duplicates(),
            "export": lambda: self._dialogs.export(),
            "open_project": lambda: self._dialogs.open_project(),
            "new_project": lambda: self._dialogs.new_project(),
            "open_pack": lambda: self._dialogs.open_pack(),
            "annotator": lambda: self._dialogs.choose_annotator(),
            "people": lambda: self._dialogs.show_people(),
            "providers": lambda: self._dialogs.show_providers(),
            "settings": lambda: self._dialogs.show_settings(),
            "quit": self.close,
        }

    def _furnish(self, middle: QWidget) -> None:
        parts = self._parts
        self._side.show_project(parts.project_path.stem)
        self._show_person()
        self.annotate.hints_done.connect(
            lambda done: parts.settings.put(table.HINTS_DONE, list(done))
        )
        right = QVBoxLayout()
        right.setContentsMargins(20, 14, 20, 12)
        right.setSpacing(12)
        right.addWidget(self._head)
        right.addWidget(self.panels, 1)
        layout = QHBoxLayout(middle)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._side)
        layout.addLayout(right, 1)
        self.annotate.picker.box.setFocus()
        self.setWindowTitle(f"{parts.project_path.stem} — Emoji Labeler")
        self.setMinimumSize(1100, 640)

    def _show_person(self) -> None:
        """Show who is labelling, as the project knows them now."""
        at_work = self._parts.session.annotator
        person = next((one for one in self._parts.people() if one.id == at_work.id), at_work)
        self._side.show_person(person, action=self._actions["annotator"])

    def _connect(self) -> None:
        self._parts.changes.annotators.connect(self._show_person)
        self._side.panel_chosen.connect(self._show_panel)
        self.panels.shown.connect(self._say_where)
        self.panels.commands_changed.connect(self._serve)
        self.panels.memo_wanted.connect(self.go_to_memo)
        self._parts.job_watch.ended.connect(self._say_ended)
        self._say_where("annotate")
        self._serve()

    def _show_panel(self, name: str) -> None:
        self.panels.go_to(name)
        # A click that led nowhere has lit its button all the same.
        self._say_where(self.panels.current_name)

    def _say_where(self, name: str) -> None:
        """Name the screen that is shown above it, and light its button."""
        self._head.show_title(next(tr(row.text) for row in PANELS if row.name == name))
        self._side.light(name)

    def _say_ended(self, jobs: Sequence["TrackedJob"]) -> None:
        """Say which jobs have ended to a person who does not see them, and call one who is away."""
        if self.panels.current_name == "finetune" and self.isActiveWindow():
            return
        QApplication.alert(self)
        self.panels.current.notices.say(
            _ended_words(jobs),
            do=lambda: self.panels.go_to("finetune", subject=jobs[0]),
            do_text=tr("Show"),
            stays=True,
        )

    def _serve(self) -> None:
        self._actions.serve(self.panels.current.commands())

    def _restore(self) -> None:
        """Stand as the window stood last time."""
        settings = self._parts.settings
        geometry = settings.get(table.WINDOW_GEOMETRY)
        if not geometry or not self.restoreGeometry(QByteArray.fromBase64(geometry.encode())):
            self.resize(1280, min(800, self.screen().availableSize().height() - _TITLE_BAR))
        self.annotate.picker.set_picture_side(settings.get(table.PICTURE_SIDE))

    def _resize_pictures(self, step: int) -> None:
        grid = self.annotate.picker.grid
        side = min(max(grid.picture_side + step, table.PICTURE_SIDE.least), table.PICTURE_SIDE.most)
        self.show_pictures(side)

    def show_pictures(self, side: int) -> None:
        """Show the pictures ``side`` device-independent pixels wide."""
        self.annotate.picker.set_picture_side(side)
        self.annotate.picker.prepare_pictures()

    def _change_appearance(self) -> None:
        """Turn light into dark and back, and keep it so."""
        chosen = "light" if self._parts.theme.is_dark else "dark"
        self._parts.settings.put(table.APPEARANCE, chosen)
        self.wear(chosen)

    def work_in(self, order: WorkOrder) -> None:
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
            self.work_in(WorkOrder.USEFUL)


def _ended_words(jobs: Sequence["TrackedJob"]) -> str:
    """Return which jobs have ended and how."""
    from emoji_labeler.services.job_words import job_name, status_words

    if len(jobs) == 1:
        return tr("{name}: {status}.", name=job_name(jobs[0].intent), status=status_words(jobs[0]))
    return tr_count("{count} job has ended.", "{count} jobs have ended.", count=len(jobs))
