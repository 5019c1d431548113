"""Writing the rows of a file that were refused into a file of their own, to be mended."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from emoji_labeler.domain.import_options import ImportOptions
from emoji_labeler.domain.refusal import Refusal
from emoji_labeler.exporters.replacing import replacing
from emoji_labeler.importers.importer import Outcome, Plan
from emoji_labeler.importers.source import Source
from emoji_labeler.services.importing import NO_OPTIONS, planned


def save_refused_rows(file: Path, target: Path, *, options: ImportOptions = NO_OPTIONS) -> int:
    """Write what an import of ``file`` refuses to ``target``, byte for byte; return how many rows.

    The rows are those of the file as it is now. ``target`` begins with the column names where the
    file does, and can be imported as the file was, with the same options; the members of a JSON
    list stand in it one a line. Raises BadFileError and OutputError.
    """
    with (
        planned(file, options) as (importer, source, plan),
        replacing([target]) as [written],
    ):
        written.write(_header(source, plan))
        count = 0
        for piece in _refused(importer.read(source, plan)):
            written.write(piece + b"\n")
            count += 1
        return count


def _refused(outcomes: Iterator[Outcome]) -> Iterator[bytes]:
    for outcome in outcomes:
        if isinstance(outcome, Refusal) and not outcome.is_blank:
            yield outcome.piece


def _header(source: Source, plan: Plan) -> bytes:
    """Return the row of column names, or nothing where the file has none."""
    if not plan.options.has_header:
        return b""
    row = io.StringIO()
    csv.writer(row, delimiter=plan.options.delimiter, lineterminator="\n").writerow(plan.columns)
    return row.getvalue().encode(source.encoding, errors="replace")
