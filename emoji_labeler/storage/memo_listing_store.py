"""Lists of memos: which ones, in which order, and what their rows show.

A list is an array of numbers, eight bytes a memo, made once for a question; rows are read for the
few memos that are on the screen. So a list stays as it is while memos come and go, and its middle
is as near as its beginning.
"""

import json
import sqlite3
from array import array
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from emoji_labeler.domain.memo import Memo
from emoji_labeler.domain.memo_listing import (
    ListedMemo,
    MemoColumn,
    MemoDetails,
    MemoEvent,
    MemoQuery,
    MemoState,
    MemoValues,
)
from emoji_labeler.storage.connection import outside_errors
from emoji_labeler.storage.label_name_store import ALIKE
from emoji_labeler.storage.memo_store import holding
from emoji_labeler.wording import tr

_LONGEST_BEGINNING = 300
_MOST_VALUES = 1_000
_STEPS_BETWEEN_LOOKS = 20_000
_BY_NAME = " annotator_id = (select id from annotators where name = ?)"

# What is said about a memo: the gold label, or one person's answer.
_GOLD = "select memo_id, label, rule as said from gold_labels"
_MINE = f"select memo_id, label, status as said from annotations where{_BY_NAME}"
_STATES = {
    "reviewed": MemoState.ANSWERED,
    "agreed": MemoState.ANSWERED,
    "single": MemoState.ANSWERED,
    "submitted": MemoState.ANSWERED,
    "waiting": MemoState.WAITING,
    "disagreed": MemoState.DIFFERING,
    "skipped": MemoState.SKIPPED,
    "flagged": MemoState.FLAGGED,
    "sent_back": MemoState.SENT_BACK,
    "rejected": MemoState.REJECTED,
}
"""The state of a memo by what is said about it: the rule of its gold label, or a status."""

_LABEL = "nullif(given.label, '')"
_ORDERS = {
    MemoColumn.NUMBER: ("memos.id",),
    MemoColumn.TEXT: ("text collate nocase",),
    MemoColumn.LABEL: (f"{_LABEL} is null", _LABEL),
    MemoColumn.STATE: ("said is null", "said"),
    MemoColumn.THEME: ("theme",),
    MemoColumn.ANNOTATORS: ("first_annotator is null", "first_annotator"),
    MemoColumn.LANGUAGE: ("language",),
    MemoColumn.SOURCE: ("source",),
    MemoColumn.IMPORTED: ("imported_at",),
}
_FIRST_ANNOTATOR = (
    " left join (select memo_id, min(annotator_id) as first_annotator from annotations"
    " group by memo_id) as first on first.memo_id = memos.id"
)


class MemoListingStore:
    """Reads what lists of memos need."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def numbers(
        self, wanted: MemoQuery, *, is_cancelled: Callable[[], bool] = lambda: False
    ) -> "array[int] | None":
        """Return the numbers of the wanted memos in the wanted order; None if cancelled."""
        statement, values = _statement(wanted)
        self._connection.set_progress_handler(is_cancelled, _STEPS_BETWEEN_LOOKS)
        try:
            with outside_errors(tr("The memos were not read.")):
                found = self._connection.execute(statement, values)
                return array("q", (row[0] for row in found))
        except Exception:
            if is_cancelled():
                return None
            raise
        finally:
            self._connection.set_progress_handler(None, 0)

    def rows(self, numbers: Sequence[int], *, annotator: str = "") -> tuple[ListedMemo, ...]:
        """Return the rows of those memos, in their order, without those that are gone.

        With ``annotator`` the answers of that person alone are in them.
        """
        marks = ", ".join("?" * len(numbers))
        said, mine = (_MINE, (annotator,)) if annotator else (_GOLD, ())
        with outside_errors(tr("The memos were not read.")):
            names = self._names(f"memo_id in ({marks})", numbers)
            found = self._connection.execute(
                f"select id, substr(text, 1, {_LONGEST_BEGINNING}), theme, language, source,"
                " imported_at, coalesce(said, ''), coalesce(given.label, '')"
                f" from memos left join ({said}) as given on given.memo_id = memos.id"
                f" where id in ({marks})",
                (*mine, *numbers),
            ).fetchall()
        rows = {row[0]: _listed(row, annotators=names.get(row[0], ())) for row in found}
        return tuple(rows[number] for number in numbers if number in rows)

    def texts(self, numbers: Sequence[int]) -> tuple[str, ...]:
        """Return the whole texts of those memos, in their order."""
        with outside_errors(tr("The memos were not read.")):
            found = (self._text(number) for number in numbers)
            return tuple(text for text in found if text is not None)

    def details(self, number: int) -> MemoDetails | None:
        """Return one memo with the history of all answers for it."""
        with outside_errors(tr("The memos were not read.")):
            row = self._connection.execute(
                "select id, text, theme, language, source, imported_at from memos where id = ?",
                (number,),
            ).fetchone()
            if row is None:
                return None
            memo = Memo(id=row[0], text=row[1], theme=row[2], language=row[3], source=row[4])
            return MemoDetails(memo=memo, imported_at=row[5], history=tuple(self._history(number)))

    def values(self) -> MemoValues:
        """Return what the memos can be told apart by; reads all of them."""
        with outside_errors(tr("The memos were not read.")):
            read = self._connection.execute
            labels = read(
                "select coalesce(emoji, label) as current, sum(memos) as n from gold_label_counts"
                " left join label_names using (label) where memos > 0 group by current"
                " order by n desc, current"
            ).fetchall()
            names = read("select name from annotators order by id").fetchall()
            return MemoValues(
                themes=self._counts("theme"),
                languages=self._counts("language"),
                sources=self._counts("source"),
                labels=tuple(labels),
                annotators=tuple(name for (name,) in names),
                memos=read("select memos from memo_count").fetchone()[0],
            )

    def _counts(self, column: str) -> tuple[tuple[str, int], ...]:
        return tuple(
            self._connection.execute(
                f"select {column}, count(*) as n from memos where {column} <> ''"
                f" group by {column} order by n desc, {column} limit {_MOST_VALUES}"
            )
        )

    def _names(self, condition: str, values: Sequence[int]) -> dict[int, tuple[str, ...]]:
        """Return who has answered, by memo."""
        found = self._connection.execute(
            "select memo_id, name from annotations join annotators on annotators.id = annotator_id"
            f" where {condition} order by memo_id, annotator_id",
            tuple(values),
        ).fetchall()
        by_memo = groupby(found, itemgetter(0))
        return {number: tuple(name for _, name in same) for number, same in by_memo}

    def _text(self, number: int) -> str | None:
        row = self._connection.execute("select text from memos where id = ?", (number,)).fetchone()
        return row[0] if row else None

    def _history(self, number: int) -> Iterator[MemoEvent]:
        for at, name, kind, status, label, also, note, lead in self._connection.execute(
            "select made_at, name, kind, coalesce(status, ''), label, also_acceptable, note,"
            " lead_time_ms from annotation_events join annotators on annotators.id = annotator_id"
            " where memo_id = ? order by sequence",
            (number,),
        ):
            yield MemoEvent(
                made_at=at,
                annotator=name,
                kind=kind,
                status=status,
                label=label,
                also_acceptable=tuple(json.loads(also)),
                note=note,
                lead_time_ms=lead,
            )


def _statement(wanted: MemoQuery) -> tuple[str, list[object]]:
    """Return the query for the numbers of the wanted memos, with what is bound in it."""
    conditions, values = _conditions(wanted)
    by_state = wanted.state not in (None, MemoState.UNLABELLED)
    source = "memos"
    if by_state or wanted.column in (MemoColumn.LABEL, MemoColumn.STATE):
        kind, said = "join" if by_state else "left join", _MINE if wanted.annotator else _GOLD
        source += f" {kind} ({said}) as given on given.memo_id = memos.id"
        values[:0] = filter(None, [wanted.annotator])
    if wanted.column is MemoColumn.ANNOTATORS:
        source += _FIRST_ANNOTATOR
    direction = " desc" if wanted.is_descending else ""
    order = ", ".join(f"{term}{direction}" for term in (*_ORDERS[wanted.column], "memos.id"))
    filtered = f" where {' and '.join(conditions)}" if conditions else ""
    return f"select memos.id from {source}{filtered} order by {order}", values


def _conditions(wanted: MemoQuery) -> tuple[list[str], list[object]]:
    """Return what a memo must fulfil to be listed, and what is bound in it."""
    conditions, values = list[str](), list[object]()

    def add(condition: str, *bound: object) -> None:
        conditions.append(condition)
        values.extend(bound)

    mine = f" and{_BY_NAME}" if wanted.annotator else ""
    me = tuple(filter(None, [wanted.annotator]))
    if wanted.words:
        add(*holding(wanted.words))
    for column in ("theme", "language", "source"):
        value = getattr(wanted, column)
        if value is not None:
            add(f"{column} = ?", value)
    alike = (wanted.label, wanted.label)
    if wanted.label and wanted.annotator:
        add(f"memos.id in (select memo_id from ({_MINE}) where label in {ALIKE})", *me, *alike)
    elif wanted.label:
        # The index on labels leaves out memos without one.
        named = f"label in {ALIKE} and label <> ''"
        add(f"memos.id in (select memo_id from gold_labels where {named})", *alike)
    if wanted.state is MemoState.UNLABELLED:
        add(f"not exists (select 1 from annotations where memo_id = memos.id{mine})", *me)
    elif wanted.state is not None:
        said = [said for said, state in _STATES.items() if state is wanted.state]
        add(f"said in ({', '.join('?' * len(said))})", *said)
    elif wanted.annotator:
        add(f"memos.id in (select memo_id from annotations where{_BY_NAME})", *me)
    return conditions, values


def _listed(
    row: tuple[int, str, str, str, str, str, str, str], *, annotators: tuple[str, ...]
) -> ListedMemo:
    number, beginning, theme, language, source, imported_at, said, label = row
    state = _STATES[said] if said else MemoState.UNLABELLED
    return ListedMemo(
        id=number,
        beginning=beginning,
        theme=theme,
        language=language,
        source=source,
        imported_at=imported_at,
        state=state,
        label=label if state is MemoState.ANSWERED else "",
        annotators=annotators,
    )
