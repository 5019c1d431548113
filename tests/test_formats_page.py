"""docs/formats.md against a project made just now."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from emoji_labeler import resources
from emoji_labeler.storage.project import ProjectStore

_PAGE = Path(__file__).parents[1] / "docs" / "formats.md"


def columns_told_of(table: str) -> set[str]:
    section = re.search(
        rf"^### `{table}`.*?(?=^##)", _PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    assert section is not None, f"docs/formats.md says nothing about {table}"
    first_cells = re.findall(r"^\| (`[^|]*) \|", section.group(), re.MULTILINE)
    return {name for cell in first_cells for name in re.findall(r"`(\w+)`", cell)}


def test_the_page_names_every_table_and_column_and_no_other(project: ProjectStore) -> None:
    with closing(sqlite3.connect(project.path)) as connection, connection:
        tables = [
            row[0]
            for row in connection.execute(
                "select name from sqlite_master where type = 'table' and name not like 'sqlite%'"
            )
        ]
        columns = {
            table: {row[1] for row in connection.execute(f"pragma table_info({table})")}
            for table in tables
        }
    connection.close()

    assert {table: columns_told_of(table) for table in tables} == columns
    told = set(re.findall(r"^### `(\w+)`", _PAGE.read_text("utf-8"), re.MULTILINE))
    assert told == set(tables)


@pytest.mark.parametrize(
    "column",
    (resources.emoji_pack_folder() / "pack.tsv").read_text("utf-8").split("\n")[0].split("\t"),
)
def test_the_page_names_every_column_of_the_pack(column: str) -> None:
    section = _PAGE.read_text("utf-8").partition("## The emoji pack")[2]

    assert f"`{column}`" in section
