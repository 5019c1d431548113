"""Tasks for Label Studio, with the label as an annotation and the suggestion as a prediction."""

from collections.abc import Iterable
from itertools import islice

from emoji_labeler.domain.snapshot import SnapshotRow
from emoji_labeler.exporters.exporter import ExportContext, Exporter, Writable

_ROWS_AT_ONCE = 1_000


def _write(rows: Iterable[SnapshotRow], file: Writable, _context: ExportContext) -> None:
    """Write one JSON list, a task a line."""
    import orjson

    remaining = iter(rows)
    before = b"[\n"
    while block := list(islice(remaining, _ROWS_AT_ONCE)):
        file.write(before + b",\n".join(orjson.dumps(_task(row)) for row in block))
        before = b",\n"
    file.write(b"\n]\n" if before == b",\n" else b"[]\n")


def _task(row: SnapshotRow) -> dict[str, object]:
    task: dict[str, object] = {
        "data": {
            "text": row.text,
            "memo_id": row.memo_id,
            "theme": row.theme,
            "language": row.language,
            "source": row.source,
            "also_acceptable": row.also_acceptable,
            "split": row.split,
        },
        "annotations": [{"result": [_choice(row.label)]}],
    }
    if row.suggested_label:
        task["predictions"] = [{"result": [_choice(row.suggested_label)]}]
    return task


def _choice(label: str) -> dict[str, object]:
    """Return a choice in a labelling interface of a ``Choices`` named label over a ``Text``."""
    return {
        "from_name": "label",
        "to_name": "text",
        "type": "choices",
        "value": {"choices": [label]},
    }


LABEL_STUDIO = Exporter(
    name="label_studio", title="Label Studio (JSON)", suffix=".json", write=_write
)
