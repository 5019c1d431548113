"""Who takes part, who is to do what, and what counts."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from emoji_labeler.domain.annotator import Role
from emoji_labeler.domain.errors import EmojiLabelerError, StoppedError
from emoji_labeler.domain.gold import GoldRules
from emoji_labeler.domain.merge_report import MergeReport
from emoji_labeler.domain.review import ReviewRules
from emoji_labeler.domain.sharing import Sharing
from emoji_labeler.domain.work_list import MemoFilter
from emoji_labeler.services.deciding import change_rules
from emoji_labeler.services.distributing import (
    AssignedShare,
    assign,
    count_free,
    give_out,
    remove_list,
    share_memos,
)
from emoji_labeler.services.merging import merge
from emoji_labeler.services.organising import Organisation, foresee
from emoji_labeler.services.staffing import enter, give_colour, give_role
from emoji_labeler.ui.background import Background, Progressing
from emoji_labeler.ui.changes import Changes
from emoji_labeler.ui.file_questions import ask_files, ask_folder
from emoji_labeler.ui.measures import DIALOG_MARGINS
from emoji_labeler.ui.people_desk import PeopleDesk
from emoji_labeler.ui.people_words import merge_lines, merge_sentence, share_lines
from emoji_labeler.ui.theme import Theme
from emoji_labeler.ui.tone import set_tone
from emoji_labeler.ui.widgets.people_page import PeoplePage
from emoji_labeler.ui.widgets.rules_page import RulesPage
from emoji_labeler.ui.widgets.share_files_page import ShareFilesPage
from emoji_labeler.ui.widgets.sharing_page import SharingPage
from emoji_labeler.ui.widgets.tab_stack import TabStack
from emoji_labeler.ui.widgets.work_lists_page import WorkListsPage
from emoji_labeler.wording import tr

_SIZE = (900, 640)
_STEPS = 1000
_BAR_WIDTH = 160


class PeopleDialog(QDialog):
    """A page for each: people, how memos are shared, work lists, files, rules."""

    taken_back = Signal()

    def __init__(
        self,
        project_path: Path,
        *,
        background: Background,
        changes: Changes,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._path = project_path
        self._changes = changes
        self.desk = PeopleDesk(project_path, background=background, parent=self)
        self.setWindowTitle(tr("People and rules"))
        self.resize(*_SIZE)
        self.pages = TabStack(self)
        self.people = PeoplePage(theme=theme, parent=self)
        self.sharing = SharingPage(self)
        self.lists = WorkListsPage(self)
        self.files = ShareFilesPage(self)
        self.rules = RulesPage(self)
        self.state = QLabel(self)
        self._bar = QProgressBar(self)
        self._stop = QPushButton(tr("Stop"), self)
        self._close = QPushButton(tr("Close"), self)
        self._furnish()
        self._connect()
        self.desk.look()

    def write_files(self, folder: Path) -> None:
        """Write a file into ``folder`` for everybody who is ticked."""
        names, wanted, sharing = self.files.names, self.files.memos.wanted, self.files.sharing

        def report(shares: Sequence[AssignedShare]) -> None:
            self.files.report(tr("Written to {folder}.", folder=folder), share_lines(shares))

        self.desk.change(
            lambda project, _progressing: assign(
                project, names, folder=folder, wanted=wanted, sharing=sharing
            ),
            tells=(self._changes.memos,),
            done=report,
            is_long=True,
        )

    def take_back(self, paths: Sequence[Path]) -> None:
        """Take over what these files know."""

        def report(reports: Sequence[MergeReport]) -> None:
            self.files.report(merge_sentence(reports), merge_lines(reports))
            for refused in filter(None, (one.refused for one in reports)):
                self._complain(refused)
            self.taken_back.emit()

        changes = self._changes
        self.desk.change(
            lambda project, progressing: merge(
                project,
                paths,
                progress=progressing.reached,
                is_cancelled=lambda: progressing.is_cancelled,
            ),
            tells=(changes.annotators, changes.memos, changes.annotations, changes.verdicts),
            done=report,
            is_long=True,
        )

    def reject(self) -> None:
        """Stop what takes long; close where nothing does."""
        if self.desk.is_busy:
            self.desk.stop()
            return
        super().reject()

    def _furnish(self) -> None:
        self.pages.add("people", tr("People"), self.people)
        self.pages.add("sharing", tr("Sharing"), self.sharing)
        self.pages.add("lists", tr("Work lists"), self.lists)
        self.pages.add("files", tr("Files"), self.files)
        self.pages.add("rules", tr("What counts"), self.rules)
        self.state.setWordWrap(True)
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(_BAR_WIDTH)
        self._bar.hide()
        self._stop.hide()
        foot = QHBoxLayout()
        foot.addWidget(self.state, 1)
        foot.addWidget(self._bar)
        for button in (self._stop, self._close):
            button.setAutoDefault(False)
            button.clicked.connect(self.reject)
            foot.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*DIALOG_MARGINS)
        layout.setSpacing(12)
        layout.addWidget(self.pages, 1)
        layout.addLayout(foot)

    def _connect(self) -> None:
        desk = self.desk
        desk.organised.connect(self._show)
        desk.failed.connect(self._complain)
        desk.busy_changed.connect(self._show_busy)
        desk.progressed.connect(self._show_progress)
        self.people.name_entered.connect(self._enter)
        self.people.colour_given.connect(self._give_colour)
        self.people.role_given.connect(self._give_role)
        self.sharing.outlook_wanted.connect(self._foresee)
        self.sharing.sharing_chosen.connect(self._share)
        self.lists.memos.changed.connect(partial(self._count_free, self.lists))
        self.lists.given.connect(self._give_out)
        self.lists.removed.connect(self._remove)
        self.files.memos.changed.connect(partial(self._count_free, self.files))
        self.files.writing_wanted.connect(self._ask_folder)
        self.files.reading_wanted.connect(self._ask_files)
        self.rules.rules_changed.connect(self._change_rules)

    def _show(self, seen: Organisation) -> None:
        people = [person for person, _ in seen.people]
        self.people.show_people(seen.people)
        self.sharing.show_sharing(seen.sharing)
        self.lists.show_lists(seen.lists, people=people)
        self.lists.show_values(seen.values)
        self.files.show_people(people)
        self.files.show_values(seen.values)
        self.rules.show_rules(seen.gold_rules, seen.review_rules)

    def _enter(self, name: str) -> None:
        self._change(lambda project, _: enter(project, name), said=tr("{name} is in.", name=name))

    def _give_colour(self, name: str, colour: str) -> None:
        self._change(lambda project, _: give_colour(project, name, colour))

    def _give_role(self, name: str, role: str) -> None:
        self._change(lambda project, _: give_role(project, name, Role(role)))

    def _change(self, work: Callable[..., object], *, said: str = "") -> None:
        """Change something about people."""
        self.desk.change(
            work, tells=(self._changes.annotators,), done=lambda _outcome: self._say(said)
        )

    def _foresee(self, sharing: Sharing) -> None:
        self.desk.ask(
            "outlook", lambda project: foresee(project, sharing), done=self.sharing.show_outlook
        )

    def _share(self, sharing: Sharing) -> None:
        self.desk.change(
            lambda project, _: share_memos(project, sharing),
            tells=(self._changes.memos,),
            done=lambda _outcome: self._say(tr("The memos are shared like this from now on.")),
        )

    def _count_free(self, page: WorkListsPage | ShareFilesPage, wanted: MemoFilter) -> None:
        self.desk.ask(
            f"free for {type(page).__name__}",
            lambda project: count_free(project, wanted),
            done=page.show_free,
        )

    def _give_out(self, name: str, wanted: MemoFilter) -> None:
        self.desk.change(
            lambda project, _: give_out(project, [name], wanted=wanted, sharing=Sharing()),
            tells=(self._changes.memos,),
            done=lambda _shares: self._say(tr("{name} has a new list.", name=name)),
        )

    def _remove(self, list_id: str) -> None:
        self.desk.change(
            lambda project, _: remove_list(project, list_id),
            tells=(self._changes.memos,),
            done=lambda _outcome: self._say(tr("The list is gone; all answers stay.")),
        )

    def _ask_folder(self) -> None:
        folder = ask_folder(self, tr("Write the files to"), str(self._path.parent))
        if folder:
            self.write_files(Path(folder))

    def _ask_files(self) -> None:
        names = ask_files(
            self,
            tr("Take files back"),
            str(self._path.parent),
            tr("Projects (*.db);;All files (*)"),
        )
        if names:
            self.take_back([Path(name) for name in names])

    def _change_rules(self, rules: Sequence[GoldRules | ReviewRules]) -> None:
        def say(_outcome: object) -> None:
            self.rules.applied()
            self._say(tr("What counts has been worked out anew."))

        changes = self._changes
        self.desk.change(
            lambda project, progressing: change_rules(
                project, *rules, progress=partial(_reached, progressing)
            ),
            tells=(changes.verdicts, changes.annotations, changes.annotators),
            done=say,
            is_long=True,
        )

    def _show_busy(self, is_busy: bool) -> None:  # noqa: FBT001 - a signal hands it over.
        self.pages.setEnabled(not is_busy)
        self._bar.setVisible(is_busy)
        self._stop.setVisible(is_busy)
        self._close.setVisible(not is_busy)
        # How long it takes is not known before the first step.
        self._bar.setRange(0, 0)
        self._say(tr("At work…") if is_busy else "")

    def _show_progress(self, share: float) -> None:
        self._bar.setRange(0, _STEPS)
        self._bar.setValue(round(share * _STEPS))

    def _say(self, text: str) -> None:
        set_tone(self.state, "soft")
        self.state.setText(text)

    def _complain(self, error: EmojiLabelerError) -> None:
        set_tone(self.state, "bad")
        self.state.setText(str(error))


def _reached(progressing: Progressing, share: float) -> None:
    """Say how far a change of rules is; raise StoppedError where it is not wanted any more."""
    if progressing.is_cancelled:
        raise StoppedError(
            tr("The rules were not changed."),
            why=tr("It was stopped."),
            remedy=tr("Everything is as it was before."),
        )
    progressing.reached(share)
