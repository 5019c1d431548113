"""Parquet, for data frames and Hugging Face datasets; needs the extra ``parquet`` (pyarrow)."""

import io
from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING, Any

from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.snapshot import SnapshotRow
from emoji_labeler.exporters.columns import COLUMNS, values
from emoji_labeler.exporters.exporter import ExportContext, Exporter, Writable
from emoji_labeler.wording import tr

if TYPE_CHECKING:
    from typing_extensions import Buffer

_ROWS_A_GROUP = 10_000


def _write(rows: Iterable[SnapshotRow], file: Writable, _context: ExportContext) -> None:
    """Write strings, one number and one list of strings, uncompressed, in groups of 10,000 rows.

    Compressors give other bytes from version to version, so there is none.
    """
    pa, parquet = _pyarrow()
    types = {"memo_id": pa.int64(), "also_acceptable": pa.list_(pa.string())}
    schema = pa.schema([(name, types.get(name, pa.string())) for name in COLUMNS])
    remaining = iter(rows)
    with (
        pa.PythonFile(_Sink(file), mode="w") as sink,
        parquet.ParquetWriter(sink, schema, compression="none") as writer,
    ):
        while block := list(islice(remaining, _ROWS_A_GROUP)):
            columns = zip(*map(values, block), strict=True)
            arrays = [
                pa.array(column, type=field.type)
                for column, field in zip(columns, schema, strict=True)
            ]
            writer.write_batch(pa.record_batch(arrays, schema=schema))


def _made_with() -> str:
    return f"pyarrow {_pyarrow()[0].__version__}"


class _Sink(io.RawIOBase):
    """A file as pyarrow asks for it; closing it leaves the real one open."""

    def __init__(self, file: Writable) -> None:
        self._file = file

    def writable(self) -> bool:
        return True

    def write(self, data: "Buffer", /) -> int:
        written = bytes(data)
        self._file.write(written)
        return len(written)


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise WrongUseError(
            tr("Nothing was exported."),
            why=tr("Parquet files are written with pyarrow, which is not installed."),
            remedy=tr("Install it with: pip install 'emoji-labeler[parquet]'"),
        ) from error
    return pa, parquet


PARQUET = Exporter(
    name="parquet", title="Parquet", suffix=".parquet", write=_write, made_with=_made_with
)
