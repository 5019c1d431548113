"""Judgements as a file: one line each, with the names of runs and judges in it."""

import json
from collections.abc import Iterator
from pathlib import Path

from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.judgement import Judgement, Verdict
from emoji_labeler.exporters.delimited import table_bytes
from emoji_labeler.exporters.replacing import replacing
from emoji_labeler.services.judging import JudgementResults
from emoji_labeler.storage.project import ProjectStore
from emoji_labeler.wording import tr


def export_judgements(project: ProjectStore, results: JudgementResults, output: Path) -> int:
    """Write the judgements that count, as JSON Lines or CSV; return how many there are.

    Raises WrongUseError for other endings and OutputError where the file cannot be written.
    """
    rows = list(_rows(project, results))
    ending = output.suffix.casefold()
    if ending == ".jsonl":
        lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        content = "".join(lines).encode()
    elif ending == ".csv":
        content = table_bytes([list(_COLUMNS), *(list(row.values()) for row in rows)])
    else:
        raise WrongUseError(
            tr("{name} was not written.", name=output.name),
            why=tr("Judgements are written as JSON Lines or CSV."),
            remedy=tr("Give the file a name that ends in .jsonl or .csv."),
        )
    with replacing([output]) as [file]:
        file.write(content)
    return len(rows)


_COLUMNS = (
    "memo_id",
    "text",
    "left_run",
    "right_run",
    "left_label",
    "right_label",
    "verdict",
    "winner",
    "judge",
    "lead_time_ms",
    "made_at",
)


def _rows(project: ProjectStore, results: JudgementResults) -> Iterator[dict[str, object]]:
    judges = {one.id: one.name for one in project.annotators.all()}
    for one in results.judgements:
        memo = project.memos.get(one.memo_id)
        values = (
            one.memo_id,
            memo.text if memo else "",
            results.names.get(one.left_run, one.left_run),
            results.names.get(one.right_run, one.right_run),
            one.left_label,
            one.right_label,
            one.verdict.value,
            results.names.get(_winner(one), ""),
            judges.get(one.judge_id, one.judge_id),
            one.lead_time_ms,
            one.made_at,
        )
        yield dict(zip(_COLUMNS, values, strict=True))


def _winner(one: Judgement) -> str:
    """Return the identifier of the run that was more convincing; empty where none was."""
    return {Verdict.LEFT: one.left_run, Verdict.RIGHT: one.right_run}.get(one.verdict, "")
