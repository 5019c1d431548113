"""Tables of text, CSV and TSV, that a spreadsheet may open without running what is in them.

A cell that a spreadsheet would take for a formula gets an apostrophe in front. So that nothing is
lost, a cell that has apostrophes before such a character gets one more: taking one apostrophe off
every cell that begins with one and matches ``_FORMULA`` gives back what was there.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable
from itertools import islice

from emoji_labeler.domain.snapshot import SnapshotRow
from emoji_labeler.exporters.columns import COLUMNS, values
from emoji_labeler.exporters.exporter import ExportContext, Exporter, Writable

_FORMULA = re.compile("'*[=+\\-@\\t\\r\\n＝＋－＠]")
_ROWS_AT_ONCE = 1_000
_BETWEEN_LABELS = "|"


def table_bytes(records: Iterable[Iterable[object]], *, delimiter: str = ",") -> bytes:
    """Return a table as UTF-8 without BOM, LF, every cell quoted; None is an empty cell.

    Text that a spreadsheet would take for a formula is guarded, numbers are as they are.
    """
    return _encoded((map(_cell, record) for record in records), delimiter=delimiter)


def _writing(delimiter: str) -> Callable[[Iterable[SnapshotRow], Writable, ExportContext], None]:
    def write(rows: Iterable[SnapshotRow], file: Writable, _context: ExportContext) -> None:
        """Write a header and one record a row: UTF-8 without BOM, LF, every cell quoted.

        Which cells need quotation marks is decided otherwise by other versions of Python.
        """
        file.write(_encoded([COLUMNS], delimiter=delimiter))
        remaining = iter(rows)
        while block := list(islice(remaining, _ROWS_AT_ONCE)):
            file.write(table_bytes(map(values, block), delimiter=delimiter))

    return write


def _encoded(records: Iterable[Iterable[str]], *, delimiter: str) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerows(records)
    return text.getvalue().encode()


def _cell(value: object) -> str:
    if value is None or isinstance(value, int | float):
        return "" if value is None else str(value)
    text = _BETWEEN_LABELS.join(value) if isinstance(value, tuple) else str(value)
    return f"'{text}" if _FORMULA.match(text) else text


CSV = Exporter(name="csv", title="CSV", suffix=".csv", write=_writing(","))
TSV = Exporter(name="tsv", title="TSV", suffix=".tsv", write=_writing("\t"))
