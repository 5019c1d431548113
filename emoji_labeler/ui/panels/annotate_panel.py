"""Annotate: a memo on the left, the emoji on the right, and the keyboard between them."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from emoji_labeler.domain.annotation import AnnotationStatus, Draft, PickPath
from emoji_labeler.domain.errors import EmojiLabelerError
from emoji_labeler.domain.pick import Pick
from emoji_labeler.settings import table
from emoji_labeler.ui.actions import Actions
from emoji_labeler.ui.desk_assistant import DeskAssistant
from emoji_labeler.ui.measures import GAP
from emoji_labeler.ui.panel import Panel
from emoji_labeler.ui.strip_keeper import StripKeeper
from emoji_labeler.ui.widgets.emoji_picker import EmojiPicker
from emoji_labeler.ui.widgets.hint_line import HintLine
from emoji_labeler.ui.widgets.memo_card import MemoCard
from emoji_labeler.ui.widgets.pick_strip import PickStrip
from emoji_labeler.ui.widgets.progress_line import ProgressLine
from emoji_labeler.ui.window_parts import WindowParts
from emoji_labeler.wording import tr

_STRIP_PATHS = {PickPath.RECENT, PickPath.SUGGESTION}


class AnnotatePanel(Panel):
    """Shows the desk of a labelling session and passes on what the person does with it."""

    answered = Signal()
    hints_done = Signal(list)

    def __init__(
        self, parts: WindowParts, *, actions: Actions, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme=parts.theme, parent=parent)
        self._session = parts.session
        self._assistant = parts.assistant
        self._desk_assistant = DeskAssistant(parts.assistant, session=parts.session)
        self._changes = parts.changes
        self._picked_first: Pick | None = None
        self.picker = EmojiPicker(
            parts.pack,
            pictures=parts.pictures,
            search=lambda query: self._desk_assistant.found(
                query, may_suggest=self._keeper.offering.is_visible
            ),
            theme=parts.theme,
            icons=parts.icons,
            parent=self,
        )
        self._card = MemoCard(
            parts.pack, pictures=parts.pictures, theme=parts.theme, actions=actions, parent=self
        )
        self._strip = PickStrip(parts.pictures, theme=parts.theme, parent=self)
        self._keeper = StripKeeper(
            self._strip, pack=parts.pack, assistant=parts.assistant, settings=parts.settings
        )
        self._hints = HintLine(parts.settings.get(table.HINTS_DONE), parent=self)
        self._progress = ProgressLine(self)
        self._furnish()
        self._connect()
        self._show_desk()

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """Return what can be done with the desk as it is."""
        session, desk = self._session, self._session.desk
        commands: dict[str, Callable[[], object]] = {
            "variants": self.picker.show_variants,
            "undo": self.undo,
            "redo": self.redo,
            "next_open": partial(self.go_to_next, None),
            "next_skipped": partial(self.go_to_next, AnnotationStatus.SKIPPED),
            "next_flagged": partial(self.go_to_next, AnnotationStatus.FLAGGED),
        }
        if session.can_go_back:
            commands["back"] = self.back
        if session.can_go_forward:
            commands["forward"] = self.forward
        if desk is not None:
            commands |= {"skip": self.skip, "flag": self.flag, "note": self.write_note}
        if desk is not None and desk.draft.label:
            commands["save"] = self.save
        return commands

    def come(self) -> None:
        """Show the desk as it is now; the search has the keyboard."""
        self.refresh()

    def refresh(self) -> None:
        """Show the desk anew: the project has changed elsewhere."""
        self._attempt(self._session.refresh)

    @property
    def is_assisted(self) -> bool:
        """Whether the search and the suggestions are there by now."""
        return self._desk_assistant.is_ready

    @property
    def memo_viewport(self) -> QWidget:
        """Where the text of the memo is painted."""
        return self._card.memo_viewport

    def offer_again(self) -> None:
        """Lay the strip anew: what it may show has changed."""
        self._keeper.lay(self._session)
        self._show_draft()

    def leave(self) -> None:
        """Keep what lies on the desk for the next time."""
        self._card.finish_note()
        self._session.leave()

    def save(self) -> None:
        """Save the draft as it is."""
        self._submit(PickPath.TYPED)

    def skip(self) -> None:
        """Leave the memo for later."""
        self._attempt(self._session.skip, is_answer=True)

    def flag(self) -> None:
        """Mark the memo for somebody to look at."""
        self._attempt(self._session.flag, is_answer=True)

    def undo(self) -> None:
        """Take the last answer back."""
        self._hints.did("undo")
        self._attempt(self._session.undo, otherwise=tr("There is nothing to undo."))
        self._assistant.renew()

    def redo(self) -> None:
        """Bring back the answer taken back last."""
        self._attempt(self._session.redo, otherwise=tr("There is nothing to redo."))
        self._assistant.renew()

    def back(self) -> None:
        """Go to the memo before."""
        self._attempt(self._session.back)

    def forward(self) -> None:
        """Go to the memo from which somebody went back."""
        self._attempt(self._session.forward)

    def go_to(self, memo_id: int) -> None:
        """Show the memo of that number."""
        self._attempt(lambda: self._session.go_to(memo_id))

    def go_to_next(self, status: AnnotationStatus | None) -> None:
        """Show the next memo with that status."""
        self._attempt(
            lambda: self._session.go_to_next(status),
            otherwise=tr("There is no memo of that kind."),
        )

    def write_note(self) -> None:
        """Open the line for the note."""
        self._card.write_note()

    def sizeHint(self) -> QSize:
        """A comfortable size."""
        return QSize(1180, 760)

    def _furnish(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(GAP)
        left.addWidget(self._card, 1)
        left.addWidget(self._hints)
        left.addWidget(self._strip)
        body = QHBoxLayout()
        body.setSpacing(GAP)
        body.addLayout(left, 11)
        body.addWidget(self.picker, 10)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.notices)
        layout.addLayout(body, 1)
        layout.addWidget(self._progress)

    def _connect(self) -> None:
        self.picker.emoji_chosen.connect(self._pick)
        self.picker.also_chosen.connect(self._toggle_also)
        self.picker.slot_wanted.connect(self._take_slot)
        self.picker.confirmed.connect(self._confirm)
        self.picker.box.query_changed.connect(lambda _query: self._hints.did("search"))
        self.picker.given_up.connect(self._desk_assistant.give_up)
        self._strip.label_chosen.connect(self._take_offered)
        self._strip.also_chosen.connect(self._toggle_also)
        self._card.also_removed.connect(self._toggle_also)
        self._card.note_written.connect(self._put_note)
        self._card.memo_chosen.connect(self.go_to)
        self._card.note_left.connect(self.picker.box.setFocus)
        self._hints.done_changed.connect(self.hints_done)
        self._assistant.ready.connect(self._assistant_came)
        self._changes.memos.connect(self._look_again)

    def _pick(self, label: str, path: PickPath) -> None:
        """Choose a label and be done with the memo, or see what would have been suggested."""
        if self._session.desk is None:
            return
        self._session.draft_changed(self._session.desk.draft.with_label(label))
        self._hints.did("slot" if path in _STRIP_PATHS else "pick")
        if self._keeper.offering.waits_for_pick:
            self._picked_first = self._keeper.pick(path, query=self.picker.query)
            self._keeper.reveal(self._session)
            self.picker.clear()
            self._show_draft()
            return
        self._submit(path)

    def _submit(self, path: PickPath) -> None:
        pick = self._picked_first or self._keeper.pick(path, query=self.picker.query)
        self._attempt(lambda: self._desk_assistant.submit(pick), is_answer=True)

    def _confirm(self) -> None:
        """Enter with nothing framed: save the answer that is on the desk, if there is one."""
        if self._session.desk is not None and self._session.desk.draft.label:
            self._submit(PickPath.TYPED)

    def _take_slot(self, number: int) -> None:
        label = self._strip.label_at(number)
        if label:
            self._take_offered(label)

    def _take_offered(self, label: str) -> None:
        self._pick(label, self._keeper.offering.pick_path)

    def _assistant_came(self) -> None:
        """Show what was not there yet; a choice under way stays as it is."""
        self.picker.search_again()
        if not self._keeper.offering.is_visible:
            self.offer_again()

    def _look_again(self) -> None:
        """Show what has changed, unless nobody looks: whoever comes back sees it then."""
        if self.isVisible():
            self.refresh()

    def _toggle_also(self, label: str) -> None:
        self._change(lambda draft: draft.with_also_toggled(label))

    def _put_note(self, note: str) -> None:
        self._change(lambda draft: draft.with_note(note))

    def _change(self, change: Callable[[Draft], Draft]) -> None:
        desk = self._session.desk
        if desk is not None:
            self._session.draft_changed(change(desk.draft))
            self._show_draft()

    def _attempt(
        self, work: Callable[[], object], *, is_answer: bool = False, otherwise: str = ""
    ) -> None:
        """Do it and show what has come of it; where it fails, offer to do it again.

        ``otherwise`` is said when the work itself says that there was nothing to do.
        """
        self._card.finish_note()
        try:
            outcome = work()
        except EmojiLabelerError as error:
            self._show_draft()
            self._progress.show_state(tr("Not saved"), is_good=False)
            self.notices.complain(
                str(error),
                do=lambda: self._attempt(work, is_answer=is_answer, otherwise=otherwise),
                do_text=tr("Try again"),
            )
            return
        # What failed before must not be tried again on another memo.
        self.notices.clear()
        if is_answer:
            self.answered.emit()
            self._changes.annotations.emit()
        if otherwise and outcome is False:
            self.notices.say(otherwise)
        self._show_desk()

    def _show_desk(self) -> None:
        session = self._session
        progress = session.progress
        self._card.show_desk(session.desk, of=progress.memos, share_file=session.share_file)
        self._card.show_saved(session.latest(count=3))
        self._progress.show_progress(progress, pace=session.pace)
        self._progress.show_state(tr("Everything saved"), is_good=True)
        self._picked_first = None
        self._keeper.lay(session)
        self.picker.clear()
        self._show_draft()

    def _show_draft(self) -> None:
        draft = self._session.desk.draft if self._session.desk else Draft()
        self._card.show_draft(draft)
        self._strip.mark(draft.label)
        self.picker.mark(chosen=draft.label, also=frozenset(draft.also_acceptable))
        self.commands_changed.emit()
