"""assign and merge, as a person runs them."""

import json
from pathlib import Path

from emoji_labeler.storage.project import ProjectStore
from tests.cli.conftest import Run
from tests.conftest import add_memos


def test_two_people_work_on_files_of_their_own_and_are_merged(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "diary.db"
    with ProjectStore.create(path) as project:
        add_memos(project, "cat", "rain", "tax", "snow")
    given = run("assign", "Aiko", "Ben", "-p", path, "-o", tmp_path, "--overlap", "1", "--json")
    assert given.code == 0
    assert [one["memos"] for one in json.loads(given.out)] == [4, 4]
    for name, label in (("Aiko", "cat"), ("Ben", "dog")):
        own = tmp_path / f"diary-{name}.db"
        assert run("label", "1", label, "-p", own, "--annotator", name).code == 0

    files = [tmp_path / "diary-Aiko.db", tmp_path / "diary-Ben.db"]
    merged = run("merge", *files, "-p", path)
    again = run("merge", *files, "-p", path, "--json")

    assert merged.code == 0
    assert "diary-Aiko.db: 1 events of answers" in merged.out
    assert [one["answers"] for one in json.loads(again.out)] == [0, 0]
    assert [one["known"] for one in json.loads(again.out)] == [1, 1]


def test_conflicts_are_told_and_make_the_exit_code_one(run: Run, tmp_path: Path) -> None:
    paths = [tmp_path / "one.db", tmp_path / "two.db"]
    for path, label in zip(paths, ("cat", "dog"), strict=True):
        with ProjectStore.create(path) as project:
            add_memos(project, "a cat and a dog")
        run("label", "1", label, "-p", path, "--annotator", "Aiko")

    merged = run("merge", paths[1], "-p", paths[0])

    assert merged.code == 1
    assert "Aiko answered twice for memo 1 “a cat and a dog”: cat and dog" in merged.out


def test_a_refused_file_keeps_no_other_from_being_merged(run: Run, tmp_path: Path) -> None:
    path, other, notes = (tmp_path / f"{name}.db" for name in ("one", "two", "notes"))
    for file in (path, other):
        with ProjectStore.create(file) as project:
            add_memos(project, "a cat and a dog")
    notes.write_text("my notes\n" * 100, "utf-8")
    run("label", "1", "cat", "-p", other, "--annotator", "Aiko")

    merged = run("merge", notes, other, "-p", path)
    again = run("merge", notes, other, "-p", path, "--json")

    assert (merged.code, again.code) == (1, 1)
    assert merged.out.startswith("two.db: 1 events of answers")
    assert "emoji-labeler: notes.db was not merged." in merged.err
    assert [bool(one["refused"]) for one in json.loads(again.out)] == [True, False]


def test_a_file_that_is_no_project_is_refused_in_one_line(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "one.db"
    ProjectStore.create(path).close()

    for file in (path, tmp_path / "none.db"):
        refused = run("merge", file, "-p", path)
        assert refused.code == 2
        assert "was not merged" in refused.err or "was not opened" in refused.err


def test_an_empty_file_is_a_copy_that_went_wrong(run: Run, tmp_path: Path) -> None:
    path, empty = tmp_path / "one.db", tmp_path / "empty.db"
    ProjectStore.create(path).close()
    empty.touch()

    refused = run("merge", empty, "-p", path)

    assert refused.code == 2
    assert "The file is empty." in refused.err


def test_where_shares_cannot_be_written_nobody_is_entered(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "diary.db"
    with ProjectStore.create(path) as project:
        add_memos(project, "cat", "rain")

    refused = run("assign", "Aiko", "Ben", "-p", path, "-o", tmp_path / "nowhere")

    assert refused.code == 2
    assert "There is no folder" in refused.err
    assert "Aiko" not in run("status", "-p", path).out
