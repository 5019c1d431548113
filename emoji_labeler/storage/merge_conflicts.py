"""Finding what a merged file says differently from the project and the files before it."""

import sqlite3

from emoji_labeler.domain.merge_report import MergeConflict
from emoji_labeler.storage.event_history import EventHistory
from emoji_labeler.storage.merge_source import MergeSource


def conflicts_of(
    connection: sqlite3.Connection,
    history: EventHistory,
    source: MergeSource,
    *,
    added: range,
    after: int,
) -> list[MergeConflict]:
    """Return the pairs of memo and person for which both sides have events that the other lacks.

    ``contested_pairs`` names those that come into question, with the latest event known before; all
    events behind the place ``after`` are new, and those at ``added`` are the file's.
    """
    state = f"coalesce(nullif(%s.label, ''), %s.{history.status}, '')"
    rows = connection.execute(
        "with latest as (select contested.memo_id, person, max(coalesce(ours, ''),"
        "   coalesce(max(id) filter (where sequence < :start), '')) as before,"
        "   max(id) filter (where sequence >= :start) as other"
        f"   from contested_pairs as contested cross join main.{history.events} as new"
        f"   on new.memo_id = contested.memo_id and new.{history.person} = person"
        "   where sequence > :after and sequence < :stop group by contested.memo_id, person)"
        f" select latest.memo_id, text, name, {state % ('mine', 'mine')},"
        f" {state % ('theirs', 'theirs')} from latest"
        f" cross join main.{history.events} as mine on mine.id = before"
        f" cross join main.{history.events} as theirs on theirs.id = other"
        " join main.memos on memos.id = latest.memo_id"
        " join main.annotators on annotators.id = latest.person"
        f" where not exists (select 1 from {source.schema}.{history.events} where id = before)"
        f"   and (mine.label, mine.{history.status})"
        f"     is not (theirs.label, theirs.{history.status})"
        " order by latest.memo_id, name",
        {"after": after, "start": added.start, "stop": added.stop},
    )
    return [
        MergeConflict(
            kind=history.conflict,
            memo_id=memo_id,
            text=text,
            person=name,
            ours=ours,
            theirs=theirs,
        )
        for memo_id, text, name, ours, theirs in rows.fetchall()
    ]
