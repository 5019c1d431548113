"""Another project, pack or annotator gets a new window; where that fails, the old one stays."""

import sqlite3
from pathlib import Path

import pytest

from emoji_labeler.storage import connection
from emoji_labeler.storage.project import ProjectStore
from tests.conftest import add_memos
from tests.emoji.pictures import pictures_pack
from tests.ui.conftest import Hand


@pytest.fixture
def other_project(tmp_path: Path) -> Path:
    path = tmp_path / "other.db"
    with ProjectStore.create(path) as store:
        add_memos(store, "another memo")
    return path


def test_another_project_opens_in_a_new_window(hand: Hand, other_project: Path) -> None:
    old = hand.window

    old.project_wanted.emit(other_project)

    assert hand.window is not old
    assert hand.window.isVisible()
    assert not old.isVisible()
    assert hand.memo == "another memo"
    assert hand.window.windowTitle().startswith("other")


def test_a_new_project_is_made_and_opened_empty(hand: Hand, tmp_path: Path) -> None:
    hand.window.new_project_wanted.emit(tmp_path / "fresh.db")

    assert (tmp_path / "fresh.db").is_file()
    assert "no memos in this project yet" in hand.window.annotate._card._text.toPlainText()


def test_another_annotator_has_answers_of_their_own(hand: Hand) -> None:
    hand.label("cat")

    hand.window.annotator_wanted.emit("Ben")
    assert hand.memo == "the cat slept"
    hand.window.annotator_wanted.emit("Aiko")

    assert hand.memo == "rain all day"


def test_another_pack_shows_other_pictures(hand: Hand, tmp_path: Path) -> None:
    folder = pictures_pack(tmp_path / "pack", "one.png", "two.png")

    hand.window.pack_wanted.emit(folder, [])

    assert hand.shown() == ["one", "two"]
    assert hand.memo == "the cat slept"


def test_the_new_window_stands_where_the_old_one_stood(hand: Hand, other_project: Path) -> None:
    hand.window.setGeometry(30, 50, 1200, 710)
    place = hand.window.geometry()

    hand.window.project_wanted.emit(other_project)

    assert hand.window.geometry() == place


def test_a_file_that_is_no_project_leaves_the_old_window(hand: Hand, tmp_path: Path) -> None:
    old = hand.window
    path = tmp_path / "holiday.jpg"
    path.write_bytes(b"\xff\xd8 not a database at all, but long enough to be looked at" * 20)

    old.project_wanted.emit(path)

    assert hand.window is old
    assert old.isVisible()
    assert hand.notice.startswith("The project holiday.jpg was not opened.")
    hand.label("cat")
    assert hand.memo == "rain all day"


def test_a_folder_without_pictures_leaves_the_old_window(hand: Hand, tmp_path: Path) -> None:
    old = hand.window

    old.pack_wanted.emit(tmp_path, [])

    assert hand.window is old
    assert hand.notice
    hand.window.annotator_wanted.emit("Ben")
    assert "cat-face" in hand.shown()


def test_a_project_that_another_program_is_writing_to_leaves_the_old_one_open(
    hand: Hand, other_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "_BUSY_TIMEOUT_MS", 1)
    old = hand.window
    writer = sqlite3.connect(other_project, isolation_level=None)
    writer.execute("begin immediate")

    old.project_wanted.emit(other_project)

    assert hand.window is old
    assert "Another program is writing" in hand.notice
    writer.close()
    hand.window.annotator_wanted.emit("Ben")
    assert hand.memo == "the cat slept"


def test_an_unfinished_answer_is_kept_when_the_window_is_exchanged(
    hand: Hand, other_project: Path, project_path: Path
) -> None:
    hand.window.annotate._put_note("later")

    hand.window.project_wanted.emit(other_project)
    hand.window.project_wanted.emit(project_path)

    assert hand.desk.draft.note == "later"
