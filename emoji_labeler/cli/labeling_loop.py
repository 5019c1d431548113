"""Labelling in a terminal: over SSH, or fed by a pipe."""

from collections.abc import Callable, Iterable, Sequence

import click

from emoji_labeler.domain.annotation import PickPath
from emoji_labeler.domain.desk import Desk
from emoji_labeler.domain.errors import EmojiLabelerError
from emoji_labeler.domain.pick import Pick
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.services.labeling import LabelingSession

Search = Callable[[str], Sequence[str]]
"""Takes what a person typed and returns labels, best first."""

_HITS_SHOWN = 9
_HELP = """\
  words       search for an emoji
  N           take hit N and save
  Enter       take the first hit and save
  :also N     hit N is acceptable as well; again: it is not
  :note TEXT  keep a remark with the answer
  :skip :flag leave the memo; mark it for others to look at
  :undo       take the last answer back
  :back       go to the memo before this one
  :quit       stop; everything answered is saved"""


class LabelingLoop:
    """One annotator's session in a terminal; lines come in, text goes to standard output."""

    def __init__(
        self, session: LabelingSession, *, pack: EmojiPack, search: Search, lines: Iterable[str]
    ) -> None:
        self._session = session
        self._pack = pack
        self._search = search
        self._lines = lines
        self._query = ""
        self._hits: Sequence[str] = ()
        self._has_failed = False
        self._commands: dict[str, Callable[[str], None]] = {
            "skip": lambda _rest: self._leave_memo(session.skip),
            "flag": lambda _rest: self._leave_memo(session.flag),
            "undo": lambda _rest: self._undo(),
            "back": lambda _rest: self._leave_memo(session.back),
            "note": self._note,
            "also": self._also,
        }

    def run(self) -> int:
        """Go on until ``:quit`` or the end of the lines; 1 if an answer could not be saved."""
        self._show_memo()
        try:
            for line in self._prompted():
                said = line.strip()
                if said in (":quit", ":q"):
                    break
                self._obey(said)
        finally:
            self._session.leave()
        progress = self._session.progress
        click.echo(f"{progress.answered:,} of {progress.memos:,} memos answered.")
        return int(self._has_failed)

    def _prompted(self) -> Iterable[str]:
        lines = iter(self._lines)
        while True:
            click.echo("> ", nl=False)
            line = next(lines, None)
            if line is None:
                click.echo()
                return
            yield line

    def _obey(self, said: str) -> None:
        try:
            if said.startswith(":"):
                name, _, rest = said[1:].partition(" ")
                self._commands.get(name, _show_help)(rest.strip())
            elif self._session.desk is None:
                click.echo("Every memo is answered. :back, :undo or :quit.")
            elif hit := self._hit(said):
                self._take(hit)
            elif said:
                self._look_for(said)
            else:
                click.echo("Type words to search for, or :help.")
        except EmojiLabelerError as error:
            self._has_failed = True
            click.echo(str(error))

    def _hit(self, said: str) -> str:
        """Return the hit that a number, or an empty line, stands for; else an empty string."""
        number = said or "1"
        is_place = number.isdecimal() and 1 <= int(number) <= len(self._hits)
        return self._hits[int(number) - 1] if is_place else ""

    def _take(self, label: str) -> None:
        desk = self._desk()
        self._session.draft_changed(desk.draft.with_label(label))
        self._session.submit(Pick(path=PickPath.SEARCH, query=self._query))
        click.echo(f"  {desk.memo.id}: {label}")
        self._show_memo()

    def _look_for(self, words: str) -> None:
        self._query, self._hits = words, tuple(self._search(words))[:_HITS_SHOWN]
        if not self._hits:
            click.echo("  Nothing found; try another word.")
        for number, label in enumerate(self._hits, start=1):
            emoji = self._pack.get(label)
            click.echo(f"  {number} {label} {emoji.character if emoji else ''}".rstrip())

    def _leave_memo(self, act: Callable[[], None]) -> None:
        act()
        self._show_memo()

    def _undo(self) -> None:
        if self._session.undo():
            self._show_memo()
        else:
            click.echo("There is no answer to take back.")

    def _note(self, text: str) -> None:
        self._session.draft_changed(self._desk().draft.with_note(text))
        click.echo("  Note kept with the answer.")

    def _also(self, number: str) -> None:
        label = self._hit(number) if number else ""
        if not label:
            click.echo("Search first, then :also and the number of a hit.")
            return
        draft = self._desk().draft.with_also_toggled(label)
        self._session.draft_changed(draft)
        click.echo(f"  Also acceptable: {', '.join(draft.also_acceptable) or 'none'}")

    def _show_memo(self) -> None:
        self._query, self._hits = "", ()
        desk, progress = self._session.desk, self._session.progress
        if desk is None:
            click.echo("Every memo is answered." if progress.memos else "There are no memos.")
            return
        theme = f" · {desk.memo.theme}" if desk.memo.theme else ""
        click.echo(f"\nMemo {desk.memo.id} · {progress.left:,} left{theme}\n{desk.memo.text}")
        if desk.annotation is not None:
            answer = desk.annotation.answer
            click.echo(f"  now: {answer.status} {answer.label}".rstrip())

    def _desk(self) -> Desk:
        desk = self._session.desk
        if desk is None:
            raise LookupError("a label was taken for no memo")
        return desk


def _show_help(_rest: str) -> None:
    click.echo(_HELP)
