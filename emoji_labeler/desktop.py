"""Builds the objects behind a window, and exchanges one window for another."""

import getpass
import os
from collections.abc import Callable, Sequence
from functools import cached_property, partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtWidgets import QApplication

from emoji_labeler import resources, wording
from emoji_labeler.domain.annotator import Annotator
from emoji_labeler.domain.errors import EmojiLabelerError, PackError
from emoji_labeler.domain.memo import Memo
from emoji_labeler.domain.work_order import WorkOrder
from emoji_labeler.emoji.kept_tiles import load_kept_pack
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.emoji.pack_file import load_pack
from emoji_labeler.services.labeling import LabelingSession
from emoji_labeler.services.opening import open_or_create_project, open_project, open_sample
from emoji_labeler.services.staffing import who_answers
from emoji_labeler.settings import table
from emoji_labeler.settings.settings_file import SettingsFile
from emoji_labeler.storage.project import ProjectStore
from emoji_labeler.ui.application import start_application
from emoji_labeler.ui.assistant import Assistant
from emoji_labeler.ui.background import Background
from emoji_labeler.ui.changes import Changes
from emoji_labeler.ui.first_paint import FirstPaint
from emoji_labeler.ui.fonts import font, load_fonts
from emoji_labeler.ui.garbage import GarbageSearch
from emoji_labeler.ui.icons import Icons
from emoji_labeler.ui.job_watch import JobWatch
from emoji_labeler.ui.main_window import MainWindow
from emoji_labeler.ui.pictures import Pictures
from emoji_labeler.ui.qt_words import speak_qt
from emoji_labeler.ui.theme import Theme
from emoji_labeler.ui.window_parts import WindowParts

if TYPE_CHECKING:
    from emoji_labeler.services.assisting import AssistingService
    from emoji_labeler.services.providing import ProvidingService
    from emoji_labeler.services.reviewing import ReviewSession
    from emoji_labeler.services.serving import LocalServerProcess

T = TypeVar("T")


class Desktop:
    """The program on the screen: one window at a time, on one project with one pack.

    What a window shows is never exchanged under it: another project, pack or annotator gets a new
    window, and the old one goes when the new one stands.
    """

    def __init__(self, app: QApplication, *, settings: SettingsFile, path: Path | None) -> None:
        """Open the project at ``path``, or the sample, in a first window."""
        self._app = app
        self._settings = settings
        self._building = Lock()
        self._project = (
            open_project(path) if path is not None else open_sample(resources.data_folder())
        )
        self._pack, trouble = _remembered_pack(settings)
        app.setApplicationName("Emoji Labeler")
        load_fonts(resources.assets_folder() / "fonts")
        app.setFont(font())
        self._theme = Theme(app, appearance=settings.get(table.APPEARANCE))
        self._icons = Icons(resources.assets_folder() / "icons", cache=resources.cache_folder())
        self._background = Background(on_error=self._complain)
        self._garbage = GarbageSearch()
        self.window = self._build_window(self._project, self._pack)
        # A worker that writes a setting may meet it.
        settings.on_error = lambda error: self._background.hand_over(partial(self._complain, error))
        if trouble is not None:
            self._complain(trouble)

    def run(self, *, is_smoke: bool = False) -> int:
        """Show the window and give the thread to Qt until it is closed; return the exit code."""
        then = self.window.close if is_smoke else self.settle
        FirstPaint(self.window.annotate.picker.grid.viewport(), then=then)
        self.window.show()
        code = self._app.exec()
        self.close()
        return code

    def settle(self) -> None:
        """Do what the first paint did not need."""
        self._garbage.begin()
        self._icons.keep()
        self.window.warm_up()

    @property
    def is_idle(self) -> bool:
        """Whether nothing runs beside the window."""
        return self._background.is_idle

    def close(self) -> None:
        """Stop what runs beside the window and give the project file back."""
        self._background.close()
        self._project.close()
        self._garbage.end()
        if "local_server" in self.__dict__:
            self.local_server.stop(let_jobs_finish=self.window.lets_jobs_finish)

    @cached_property
    def local_server(self) -> "LocalServerProcess":
        """This machine as a provider; nothing is started before somebody asks it something."""
        from emoji_labeler.services.serving import LocalServerProcess

        return LocalServerProcess()

    def _count_local_jobs(self, project: ProjectStore) -> int:
        """Return how many jobs train on this machine and would stop with the program."""
        from emoji_labeler.domain.provider import LOCAL

        if "local_server" not in self.__dict__ or self.local_server.child_pid is None:
            return 0
        jobs = project.jobs.unfinished()
        return sum(job.is_live and job.intent.provider_id == LOCAL for job in jobs)

    def _provide(self) -> "ProvidingService":
        """Return the providers and their keys, one for all windows and threads.

        Two of them would not know each other's keys, which may live for the session only.
        """
        with self._building:
            return self._providing

    @cached_property
    def _providing(self) -> "ProvidingService":
        from emoji_labeler.providers.key_store import KeyStore
        from emoji_labeler.services.providing import ProvidingService

        return ProvidingService(
            settings=self._settings,
            keys=KeyStore(environment=os.environ),
            local_server=self.local_server,
        )

    def _build_window(self, project: ProjectStore, pack: EmojiPack) -> MainWindow:
        name = self._settings.get(table.ANNOTATOR) or getpass.getuser()
        session = LabelingSession(
            project,
            annotator=who_answers(project, name=name),
            order=WorkOrder(self._settings.get(table.WORK_ORDER)),
        )
        window = MainWindow(self._parts(session, project=project, pack=pack))
        window.project_wanted.connect(partial(self._attempt, self._open_project))
        window.new_project_wanted.connect(partial(self._attempt, self._new_project))
        window.pack_wanted.connect(
            lambda folder, left_out: self._attempt(self._open_pack, (folder, left_out))
        )
        window.annotator_wanted.connect(partial(self._attempt, self._change_annotator))
        return window

    def _parts(
        self, session: LabelingSession, *, project: ProjectStore, pack: EmojiPack
    ) -> WindowParts:
        changes = Changes()
        return WindowParts(
            project_path=project.path,
            session=session,
            people=project.annotators.all,
            reviewing=partial(_reviewing, project, reviewer=session.annotator),
            find_memos=partial(_find_memos, project.path),
            assistant=Assistant(
                partial(_assisting, project, annotator=session.annotator, pack=pack),
                background=self._background,
            ),
            pack=pack,
            pictures=Pictures(pack, cache=resources.cache_folder(), background=self._background),
            settings=self._settings,
            theme=self._theme,
            icons=self._icons,
            background=self._background,
            changes=changes,
            providing=self._provide,
            job_watch=JobWatch(
                project.path,
                providing=self._provide,
                background=self._background,
                changes=changes,
            ),
            local_jobs=partial(self._count_local_jobs, project),
        )

    def _open_project(self, path: Path) -> None:
        self._exchange_project(open_project(path))

    def _new_project(self, path: Path) -> None:
        self._exchange_project(open_or_create_project(path))

    def _open_pack(self, wanted: tuple[Path, list[str]]) -> None:
        """Open the pack in a folder but for the labels that are left out."""
        folder, left_out = wanted
        self._exchange_window(project=self._project, pack=_load_pack(folder, left_out=left_out))
        self._settings.put(table.PACK_FOLDER, str(folder))
        self._settings.put(table.PACK_LEFT_OUT, left_out)

    def _change_annotator(self, name: str) -> None:
        self._project.annotators.named(name)
        self._settings.put(table.ANNOTATOR, name)
        self._exchange_window(project=self._project, pack=self._pack)

    def _exchange_project(self, project: ProjectStore) -> None:
        old = self._project
        try:
            self._exchange_window(project=project, pack=self._pack)
        except EmojiLabelerError:
            project.close()
            raise
        old.close()

    def _exchange_window(self, *, project: ProjectStore, pack: EmojiPack) -> None:
        """Put a new window in the place of the old one; where that fails, all stays as it was."""
        old = self.window
        old.leave()
        self.window = self._build_window(project, pack)
        self._project, self._pack = project, pack
        self.window.setGeometry(old.geometry())
        self.window.show()
        self.window.warm_up()
        old.replaced()
        old.deleteLater()
        QTimer.singleShot(0, self._garbage, self._garbage.look_at_everything)

    def _attempt(self, opening: Callable[[T], None], wanted: T) -> None:
        """Open something else; where that fails, what there was stays and says why."""
        try:
            opening(wanted)
        except EmojiLabelerError as error:
            self._complain(error)

    def _complain(self, error: EmojiLabelerError) -> None:
        self.window.show_error(error)


def _find_memos(project_path: Path, words: str) -> Sequence[Memo]:
    from emoji_labeler.services.finding import find_memos

    return find_memos(project_path, words)


def _assisting(
    project: ProjectStore, *, annotator: Annotator, pack: EmojiPack
) -> "AssistingService":
    """Return the search and the suggestions, whose modules the first paint does not wait for."""
    from emoji_labeler.services.assisting import AssistingService

    return AssistingService(project, annotator=annotator, pack=pack)


def _reviewing(project: ProjectStore, *, reviewer: Annotator) -> "ReviewSession":
    """Return the reviewer's desk, which nobody needs before they come to it."""
    from emoji_labeler.services.reviewing import ReviewSession

    return ReviewSession(project, reviewer=reviewer)


class _AllBut:
    """Holds every label that is not one of a few."""

    def __init__(self, left_out: Sequence[str]) -> None:
        self._left_out = frozenset(left_out)

    def __contains__(self, label: object) -> bool:
        return label not in self._left_out


def _load_pack(folder: Path, *, left_out: Sequence[str] = ()) -> EmojiPack:
    if left_out:
        return load_pack(folder, only=_AllBut(left_out))
    return load_kept_pack(folder, cache=resources.cache_folder())


def _remembered_pack(settings: SettingsFile) -> tuple[EmojiPack, PackError | None]:
    """Return the pack used last; where it is gone, the program's own and what went wrong."""
    own, folder = resources.emoji_pack_folder(), settings.get(table.PACK_FOLDER)
    if not folder:
        return _load_pack(own), None
    try:
        return _load_pack(Path(folder), left_out=settings.get(table.PACK_LEFT_OUT)), None
    except PackError as error:
        return _load_pack(own), error


def open_desktop(path: Path | None) -> Desktop:
    """Start Qt and open the project at ``path``, or the sample, in a first window."""
    app = start_application()
    settings = SettingsFile(resources.config_folder() / "settings.json")
    chosen = settings.get(table.LANGUAGE)
    language = QLocale.system().name()[:2] if chosen == "system" else chosen
    wording.speak(language)
    speak_qt(app, language=wording.spoken_language())
    return Desktop(app, settings=settings, path=path)
