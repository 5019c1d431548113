"""Every format of a snapshot, byte for byte, and read again by code that is not ours."""

import csv
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.snapshot import SnapshotRow
from emoji_labeler.exporters.columns import COLUMNS
from emoji_labeler.exporters.exporter import ExportContext
from emoji_labeler.exporters.registry import EXPORTERS, exporter_named
from tests.datasets.rows import row

_GOLDEN = Path(__file__).parents[1] / "golden"
_PROMPTS = ("Pick “one” emoji.\n絵文字を一つ。", "")
_FORMULAS = (
    "=1+1",
    "+81",
    "-1",
    "@a",
    "\ttab",
    "\rreturn",
    "\nline",
    "＝１",
    "＋1",
    "－1",
    "＠a",
    "'=1",
    "''@",
)
_ROWS = (
    row(1, "cat", "cat-face", theme="pets", source="app", suggested_label="dog-face"),
    row(
        2,
        '会議  "長い"\r\n\tè🐱\u2028\u0085 | , ',
        "calendar",
        language="ja",
        also_acceptable=("spiral-calendar", "memo"),
        suggested_label="memo",
        prompt=1,
    ),
    row(3, "rain", "umbrella", picked_by="suggestion", suggested_label="umbrella", split="test"),
    *(row(10 + place, text, "bus") for place, text in enumerate(_FORMULAS)),
    row(90, "'quoted' and \\ and \x7f\ufeff", "bus", prompt=1),
)


def written(name: str, rows: tuple[SnapshotRow, ...] = _ROWS) -> bytes:
    exporter, file = exporter_named(name), io.BytesIO()
    exporter.write(filter(exporter.takes, rows), file, ExportContext(prompts=_PROMPTS))
    return file.getvalue()


@pytest.mark.parametrize(
    "name", [one.name for one in EXPORTERS if one.name not in ("openai_chat", "parquet")]
)
def test_the_file_is_the_golden_one(name: str) -> None:
    golden = _GOLDEN / f"snapshot_{name}{exporter_named(name).suffix}"

    assert written(name) == golden.read_bytes()


def test_chat_rows_have_the_prompt_that_they_name() -> None:
    rows = [json.loads(line)["messages"] for line in written("openai_chat").split(b"\n")[:-1]]

    assert [len(messages) for messages in rows[:3]] == [3, 2, 3]
    assert rows[0][0] == {"role": "system", "content": _PROMPTS[0]}
    assert [messages[-2]["content"] for messages in rows] == [one.text for one in _ROWS]


def test_pairs_are_the_suggestions_that_nobody_found_acceptable() -> None:
    (pair,) = map(json.loads, written("preference_pairs").splitlines())

    assert pair["preferred_output"][0]["content"] == "cat-face"
    assert pair["non_preferred_output"][0]["content"] == "dog-face"


def cells(data: bytes, *, delimiter: str) -> Iterator[dict[str, str]]:
    text = io.StringIO(data.decode(), newline="")
    yield from csv.DictReader(text, delimiter=delimiter, strict=True)


@pytest.mark.parametrize(("name", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_no_cell_of_a_table_is_a_formula_and_every_text_comes_back(
    name: str, delimiter: str
) -> None:
    found = list(cells(written(name), delimiter=delimiter))

    texts = [cell["text"] for cell in found]
    assert not any(text[0] in "=+-@\t\r\n＝＋－＠" for text in texts)
    back = [
        text[1:] if text[0] == "'" and text.lstrip("'")[:1] in set("=+-@\t\r\n＝＋－＠") else text
        for text in texts
    ]
    assert back == [one.text for one in _ROWS]
    assert found[1]["also_acceptable"] == "spiral-calendar|memo"


@pytest.mark.parametrize("name", ["jsonl", "label_studio", "openai_chat"])
def test_json_holds_every_text_byte_for_byte(name: str) -> None:
    data = written(name)

    for one in _ROWS:
        assert json.dumps(one.text, ensure_ascii=False).encode() in data
    assert b"\xef\xbb\xbf" not in data[:3]


def test_plain_rows_have_every_column() -> None:
    first = json.loads(written("jsonl").split(b"\n")[1])

    assert tuple(first) == COLUMNS
    assert first["also_acceptable"] == ["spiral-calendar", "memo"]


def test_pyarrow_reads_the_parquet_file() -> None:
    parquet = pytest.importorskip("pyarrow.parquet")

    table = parquet.read_table(io.BytesIO(written("parquet")))

    assert tuple(table.column_names) == COLUMNS
    assert table.column("text").to_pylist() == [one.text for one in _ROWS]
    assert table.column("also_acceptable").to_pylist()[1] == ["spiral-calendar", "memo"]
    assert {str(kind) for kind in table.schema.types} == {
        "int64",
        "string",
        "list<element: string>",
    }
    assert written("parquet") == written("parquet")


def test_without_pyarrow_the_error_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)

    with pytest.raises(WrongUseError, match=r"pip install 'emoji-labeler\[parquet\]'"):
        written("parquet")


def test_no_row_makes_a_list_without_tasks() -> None:
    assert json.loads(written("label_studio", ())) == []
