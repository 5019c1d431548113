"""Plain JSON lines: every column of a row under its name."""

from collections.abc import Iterable

from emoji_labeler.domain.snapshot import SnapshotRow
from emoji_labeler.exporters.columns import COLUMNS, values
from emoji_labeler.exporters.exporter import ExportContext, Exporter, Writable
from emoji_labeler.exporters.lines import write_json_lines


def _write(rows: Iterable[SnapshotRow], file: Writable, _context: ExportContext) -> None:
    write_json_lines((dict(zip(COLUMNS, values(row), strict=True)) for row in rows), file)


JSON_LINES = Exporter(name="jsonl", title="JSON lines", suffix=".jsonl", write=_write)
