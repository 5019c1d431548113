"""A file that cannot be used as a project is refused in words, and left as it was."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from emoji_labeler.domain.errors import ProjectError
from emoji_labeler.storage.connection import APPLICATION_ID
from emoji_labeler.storage.migrations import SCHEMA_VERSION
from emoji_labeler.storage.project import ProjectStore
from emoji_labeler.storage.steps import STEPS
from tests.conftest import add_memos

NOBODY = 65534


def write_text(path: Path) -> None:
    path.write_text("a shopping list, and no database at all\n" * 100, "utf-8")


def write_damaged_header(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\x00" + bytes(range(256)) * 20)


def write_other_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("create table recipes (name text)")
        other.execute("insert into recipes values ('curry')")
        other.commit()


def write_newer_project(path: Path) -> None:
    with closing(sqlite3.connect(path)) as newer:
        newer.execute("create table memos (id integer primary key)")
        newer.execute(f"pragma application_id = {APPLICATION_ID}")
        newer.execute(f"pragma user_version = {SCHEMA_VERSION + 1}")
        newer.commit()


@pytest.mark.parametrize(
    ("write", "why"),
    [
        (write_text, "damaged or is not a project file"),
        (write_damaged_header, "damaged or is not a project file"),
        (write_other_database, "not a project of Emoji Labeler"),
        (write_newer_project, "written by a newer version"),
    ],
)
def test_a_file_that_is_no_project_of_ours_is_refused_and_left_alone(
    tmp_path: Path, write: Callable[[Path], None], why: str
) -> None:
    path = tmp_path / "file.db"
    write(path)
    before = path.read_bytes()

    with pytest.raises(ProjectError) as caught:
        ProjectStore.open(path)

    assert caught.value.what == "The project file.db was not opened."
    assert why in caught.value.why
    assert caught.value.remedy
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["file.db"]


def test_a_file_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="There is no file at"):
        ProjectStore.open(tmp_path / "none.db")

    assert not (tmp_path / "none.db").exists()


def test_a_folder_is_no_project(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="There is no file at"):
        ProjectStore.open(tmp_path)


def test_a_new_project_needs_its_folder(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="There is no folder"):
        ProjectStore.create(tmp_path / "none" / "new.db")

    assert not (tmp_path / "none").exists()


def test_a_new_project_never_takes_the_place_of_a_file(tmp_path: Path) -> None:
    write_text(tmp_path / "list.db")
    before = (tmp_path / "list.db").read_bytes()

    with pytest.raises(ProjectError, match="a file of that name already"):
        ProjectStore.create(tmp_path / "list.db")

    assert (tmp_path / "list.db").read_bytes() == before


@contextmanager
def without_rights(folder: Path) -> Iterator[None]:
    """Take the right to write in ``folder``, from root as well."""
    for path in (folder, *folder.iterdir()):
        path.chmod(0o555 if path.is_dir() else 0o444)
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)
        folder.chmod(0o755)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody may reach, unlike those of pytest."""
    folder = Path(tempfile.mkdtemp())
    yield folder
    shutil.rmtree(folder)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="rights are told otherwise on Windows")
def test_a_project_that_may_not_be_written_is_refused_and_left_alone(open_folder: Path) -> None:
    path = open_folder / "diary.db"
    with ProjectStore.create(path) as project:
        add_memos(project, "the cat slept")
    before = path.read_bytes()

    with without_rights(open_folder), pytest.raises(ProjectError) as caught:
        ProjectStore.open(path).annotators.named("Aiko")

    assert "not be written to" in caught.value.why or "may not be opened" in caught.value.why
    assert path.read_bytes() == before


def test_a_project_opened_twice_is_the_same_project(tmp_path: Path) -> None:
    path = tmp_path / "diary.db"
    with ProjectStore.create(path) as one, ProjectStore.open(path) as other:
        add_memos(one, "the cat slept")

        assert other.memos.count() == 1
        assert other.annotators.named("Aiko") == one.annotators.named("Aiko")


def test_a_name_of_a_project_may_hold_anything(tmp_path: Path) -> None:
    path = tmp_path / "日記 100% #1?.db"
    with ProjectStore.create(path) as project:
        add_memos(project, "the cat slept")

    with ProjectStore.open(path) as again:
        assert again.memos.count() == 1


def test_the_number_of_the_schema_is_the_number_of_its_steps() -> None:
    assert len(STEPS) == SCHEMA_VERSION
