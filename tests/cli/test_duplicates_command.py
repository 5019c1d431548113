"""emoji-labeler duplicates."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

WALK = "walked the dog in the park this morning"


@pytest.fixture
def project(run: Run, tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(f"{WALK}\ntax\n{WALK}!\n{WALK}?!\n")
    run("import", tmp_path / "a.txt", "-p", tmp_path / "p.db")
    return tmp_path / "p.db"


def test_pairs_are_listed_for_people_and_programs(run: Run, project: Path) -> None:
    assert run("duplicates", "-p", project).out.startswith("100%         1         3  walked")
    lines = run("duplicates", "-p", project, "--json").out.splitlines()
    assert [(one["first"], one["second"]) for one in map(json.loads, lines)] == [(1, 3), (1, 4)]


def test_what_is_decided_is_not_listed_again(run: Run, project: Path) -> None:
    assert run("duplicates", "-p", project, "--keep", 1, 3, "--drop", 4).code == 0
    assert run("duplicates", "-p", project).out == ""
    assert run("duplicates", "-p", project, "--drop", 4).code == 1
    assert run("duplicates", "-p", project, "--link", 1, 77).code == 2
