"""JSON lines: UTF-8, LF, no BOM, keys in the order given."""

from collections.abc import Iterable, Mapping
from itertools import islice

from emoji_labeler.exporters.exporter import Writable

_ROWS_AT_ONCE = 1_000


def write_json_lines(rows: Iterable[Mapping[str, object]], file: Writable) -> None:
    """Write one JSON object a line, characters as themselves."""
    import orjson

    remaining = iter(rows)
    while block := list(islice(remaining, _ROWS_AT_ONCE)):
        lines = [orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in block]
        file.write(b"".join(lines))
