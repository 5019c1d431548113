"""emoji-labeler doctor."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from emoji_labeler.storage.project import ProjectStore
from tests.cli.conftest import Run


def checks(run: Run, *arguments: object) -> tuple[int, dict[str, dict[str, Any]]]:
    outcome = run("doctor", "--json", *arguments)
    found = json.loads(outcome.out)
    assert found["passed"] is (outcome.code == 0)
    return outcome.code, {one["name"]: one for one in found["checks"]}


def test_a_sound_installation_and_project_pass(run: Run, project: ProjectStore) -> None:
    before = project.path.read_bytes()

    code, found = checks(run, "-p", project.path)

    assert code == 0, [one for one in found.values() if one["passed"] is False]
    assert {"Python", "openai", "Qt", "emoji pack", "fonts", "data folder"} <= set(found)
    assert {"display", "project file", "schema version", "integrity", "foreign keys"} <= set(found)
    assert project.path.read_bytes() == before


def test_a_damaged_project_ends_with_1(run: Run, project: ProjectStore) -> None:
    path = project.path
    project.close()
    data = bytearray(path.read_bytes())
    data[8_192:] = b"\xff" * (len(data) - 8_192)
    path.write_bytes(data)

    code, found = checks(run, "-p", path)

    assert code == 1
    assert any(one["passed"] is False for one in found.values())


def test_wrong_counts_lost_rows_and_foreign_files_are_found(
    run: Run, project: ProjectStore, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(project.path)) as connection, connection:
        connection.execute("update memo_count set memos = 7")
        connection.execute("insert into desks values ('nobody', 99, 0)")
    with closing(sqlite3.connect(tmp_path / "foreign.db")) as connection, connection:
        connection.execute("create table t (a)")

    code, found = checks(run, "-p", project.path)

    assert code == 1
    assert found["memo count"]["detail"] == "5 memos, but 7 noted"
    assert "desks" in found["foreign keys"]["detail"]
    assert checks(run, "-p", tmp_path / "foreign.db")[0] == 1
    assert checks(run, "-p", tmp_path / "missing.db")[0] == 1


def test_people_get_one_line_for_each_check(run: Run) -> None:
    lines = run("doctor").out.splitlines()

    assert any(line.startswith("ok      Qt ") for line in lines)
    assert all(line[:6].strip() in ("ok", "FAILED", "") for line in lines)
