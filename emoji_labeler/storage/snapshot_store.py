"""Dataset snapshots: kept whole or not at all, read row by row, never changed."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from sys import intern

from emoji_labeler.domain.labelled_memo import MemoAnswer
from emoji_labeler.domain.snapshot import (
    LabelSource,
    PromptPlan,
    PromptVariant,
    Snapshot,
    SnapshotFilter,
    SnapshotPlan,
    SnapshotRow,
    Split,
    SplitPlan,
)
from emoji_labeler.domain.snapshot_answer import SnapshotAnswer
from emoji_labeler.storage.connection import outside_errors, transaction
from emoji_labeler.storage.label_name_store import LabelNameStore
from emoji_labeler.wording import tr

_ROW = (
    "memo_id, text, theme, language, source, label, also_acceptable, split, prompt, picked_by,"
    " suggested_label"
)
_HEAD = (
    "one.id, one.name, one.content_hash, one.row_count, one.system_prompt, one.system_prompt_hash,"
    " one.prompt_variant, one.prompt_groups, one.filter, one.seed, one.validation_share,"
    " one.test_share, one.labels, one.sources, one.splits, one.pack_id, one.pack_version,"
    " coalesce(parent.name, '') as parent, one.note, one.program_version, one.made_at"
)
_FROM = "from snapshots as one left join snapshots as parent on parent.id = one.parent_id"


class SnapshotStore:
    """The snapshots of a project, by name."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._label_names = LabelNameStore(connection)

    def answers(self) -> Iterator[SnapshotAnswer]:
        """Yield every answer with all that a snapshot asks of it, by memo and then by annotator."""
        query = (
            "select memos.id, text, theme, language, source, annotators.name, status, label,"
            " also_acceptable, note, picked_by, submitted_at,"
            " case timing when 'before' then coalesce(json_extract(suggestions, '$[0].label'), '')"
            " else '' end"
            " from annotations join memos on memos.id = memo_id"
            " join annotators on annotators.id = annotator_id"
            " left join shown_suggestions using (event_id)"
            " order by memo_id, annotator_id"
        )
        with outside_errors(tr("The memos were not read.")):
            for row in self._connection.execute(query):
                *memo, annotator, status, label, also, note, path, submitted_at, suggested = row
                answer = (*memo, annotator, status, intern(label), _labels(also), note)
                yield SnapshotAnswer(
                    MemoAnswer._make(answer), intern(path), submitted_at, intern(suggested)
                )

    def golds(self) -> Iterator[tuple[SnapshotRow, str]]:
        """Yield every memo that has a gold label as a row for training, and the label's rule."""
        query = (
            "select memo_id, text, theme, language, source, label, also_acceptable, picked_by,"
            " suggested_label, rule from gold_labels join memos on memos.id = memo_id"
            " where label <> '' order by memo_id"
        )
        with outside_errors(tr("The memos were not read.")):
            for *memo, label, also, path, suggested, rule in self._connection.execute(query):
                row = (*memo, intern(label), _labels(also), Split.TRAIN.value, 0)
                yield SnapshotRow._make((*row, intern(path), intern(suggested))), intern(rule)

    def keep(self, snapshot: Snapshot, rows: Iterable[SnapshotRow]) -> None:
        """Keep a new snapshot; raise ProjectError where its name is taken already."""
        what = tr("The snapshot {name} was not made.", name=snapshot.name)
        with outside_errors(what), transaction(self._connection):
            self._connection.executemany(
                f"insert into snapshot_rows (snapshot_id, {_ROW})"
                " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    (snapshot.id, *row[:6], json.dumps(row.also_acceptable), *row[7:])
                    for row in rows
                ),
            )
            self._connection.executemany(
                "insert into snapshot_prompts values (?, ?, ?)",
                ((snapshot.id, place, prompt) for place, prompt in enumerate(snapshot.prompts)),
            )
            head = self._head(snapshot)
            names = ", ".join(head)
            marks = ", ".join(f":{name}" for name in head)
            self._connection.execute(f"insert into snapshots ({names}) values ({marks})", head)

    def all(self) -> tuple[Snapshot, ...]:
        """Return every snapshot, in the order they were made."""
        with outside_errors(tr("The snapshots were not read.")):
            rows = self._connection.execute(f"select {_HEAD} {_FROM} order by one.id")
            rows.row_factory = sqlite3.Row
            return tuple(map(self._snapshot, rows.fetchall()))

    def named(self, name: str) -> Snapshot | None:
        """Return the snapshot of that name, or None."""
        rows = self._connection.execute(f"select {_HEAD} {_FROM} where one.name = ?", (name,))
        rows.row_factory = sqlite3.Row
        found = rows.fetchone()
        return self._snapshot(found) if found else None

    def rows(
        self,
        snapshot: Snapshot,
        *,
        split: Split | None = None,
        after: int = 0,
        limit: int | None = None,
    ) -> Iterator[SnapshotRow]:
        """Yield the rows by memo: those behind memo ``after``, of all splits or of one."""
        with outside_errors(tr("The snapshot {name} was not read.", name=snapshot.name)):
            for *memo, label, also, own_split, prompt, path, suggested in self._connection.execute(
                f"select {_ROW} from snapshot_rows where snapshot_id = ? and memo_id > ?"
                " and split = coalesce(?, split) order by memo_id limit ?",
                (snapshot.id, after, split, -1 if limit is None else limit),
            ):
                # Few values in many rows: kept once, they leave room for a hundred thousand memos.
                yield SnapshotRow._make(
                    (
                        *memo,
                        intern(label),
                        _labels(also),
                        intern(own_split),
                        prompt,
                        intern(path),
                        intern(suggested),
                    )
                )

    def labels_learned(self, memo_id: int) -> dict[str, str]:
        """Return the label of a memo in each snapshot that has it for training, by name."""
        rows = self._connection.execute(
            "select name, label from snapshot_rows join snapshots on snapshots.id = snapshot_id"
            " where memo_id = ? and split = 'train'",
            (memo_id,),
        )
        return dict(rows.fetchall())

    def touched_since(self, snapshot: Snapshot) -> frozenset[int]:
        """Return the memos of a snapshot about which anybody has said anything since."""
        rows = self._connection.execute(
            "select distinct memo_id from annotation_events where made_at >= ? and exists (select 1"
            " from snapshot_rows as row where row.snapshot_id = ?"
            " and row.memo_id = annotation_events.memo_id)",
            (snapshot.made_at, snapshot.id),
        )
        return frozenset(memo_id for (memo_id,) in rows.fetchall())

    def _head(self, snapshot: Snapshot) -> dict[str, object]:
        """Return the columns of the table ``snapshots``."""
        plan = snapshot.plan
        parent = self.named(plan.parent) if plan.parent else None
        return {
            "id": snapshot.id,
            "name": plan.name,
            "content_hash": snapshot.content_hash,
            "row_count": snapshot.row_count,
            "system_prompt": plan.prompt.system_prompt,
            "system_prompt_hash": snapshot.system_prompt_hash,
            "prompt_variant": plan.prompt.variant,
            "prompt_groups": plan.prompt.groups,
            "filter": json.dumps(asdict(plan.filter), ensure_ascii=False),
            "seed": plan.split.seed,
            "validation_share": plan.split.validation_share,
            "test_share": plan.split.test_share,
            "labels": json.dumps(dict(snapshot.labels)),
            "sources": json.dumps(dict(snapshot.sources)),
            "splits": json.dumps(dict(snapshot.splits)),
            "pack_id": snapshot.pack_id,
            "pack_version": snapshot.pack_version,
            "parent_id": parent.id if parent else None,
            "note": plan.note,
            "program_version": snapshot.program_version,
            "made_at": snapshot.made_at,
        }

    def _current_counts(self, kept: dict[str, int]) -> tuple[tuple[str, int], ...]:
        """Return how many rows each emoji has, most first, under what it is called now."""
        current, counts = self._label_names.current(), Counter[str]()
        for label, rows in kept.items():
            counts[current[label]] += rows
        if len(counts) == len(kept):
            return tuple(counts.items())
        return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))

    def _snapshot(self, row: sqlite3.Row) -> Snapshot:
        prompts = self._connection.execute(
            "select prompt from snapshot_prompts where snapshot_id = ? order by place", (row["id"],)
        )
        return Snapshot(
            id=row["id"],
            plan=_plan(row),
            content_hash=row["content_hash"],
            row_count=row["row_count"],
            prompts=tuple(prompt for (prompt,) in prompts.fetchall()),
            system_prompt_hash=row["system_prompt_hash"],
            labels=self._current_counts(json.loads(row["labels"])),
            sources=tuple(json.loads(row["sources"]).items()),
            splits=tuple(json.loads(row["splits"]).items()),
            pack_id=row["pack_id"],
            pack_version=row["pack_version"],
            program_version=row["program_version"],
            made_at=row["made_at"],
        )


def _plan(row: sqlite3.Row) -> SnapshotPlan:
    return SnapshotPlan(
        name=row["name"],
        prompt=PromptPlan(
            system_prompt=row["system_prompt"],
            variant=PromptVariant(row["prompt_variant"]),
            groups=row["prompt_groups"],
        ),
        filter=_filter(json.loads(row["filter"])),
        split=SplitPlan(
            seed=row["seed"],
            validation_share=row["validation_share"],
            test_share=row["test_share"],
        ),
        parent=row["parent"],
        note=row["note"],
    )


def _filter(kept: dict[str, object]) -> SnapshotFilter:
    lists = {name: tuple(value) for name, value in kept.items() if isinstance(value, list)}
    source = kept["label_source"]
    return SnapshotFilter(
        gold_only=bool(kept["gold_only"]),
        reviewed_only=bool(kept.get("reviewed_only")),
        label_source=LabelSource(str(source)) if source else None,
        since=str(kept["since"]),
        until=str(kept["until"]),
        **lists,
    )


def _labels(also_acceptable: str) -> tuple[str, ...]:
    return () if also_acceptable == "[]" else tuple(json.loads(also_acceptable))
