"""Asking for a file leaves the project as it is locked."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QTreeView, QWidget
from pytestqt.qtbot import QtBot

from emoji_labeler.ui.file_questions import ask_file, ask_files, ask_folder, ask_new_file

_LOOKS_EVERY_MS = 50


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A file as projects are, beside something that nothing tells the kind of."""
    (tmp_path / "notes").write_text("plain", "utf-8")
    return tmp_path / "diary.db"


def when_listed(then: Callable[[QFileDialog], None]) -> None:
    """Do something in the dialog once it lists the folder with the kinds of the files."""
    dialog = QApplication.activeModalWidget()
    view = dialog.findChild(QTreeView) if isinstance(dialog, QFileDialog) else None
    rows = view.model().rowCount(view.rootIndex()) if view is not None else 0
    if isinstance(dialog, QFileDialog) and rows:
        QTimer.singleShot(5 * _LOOKS_EVERY_MS, lambda: then(dialog))
    else:
        QTimer.singleShot(_LOOKS_EVERY_MS, lambda: when_listed(then))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps locks until they are given up.")
@pytest.mark.usefixtures("qtbot")
def test_what_is_saved_after_a_folder_was_listed_is_there_for_others(project: Path) -> None:
    ours = sqlite3.connect(project)
    ours.execute("pragma journal_mode = wal")
    ours.execute("create table answers (label text)")
    ours.commit()

    when_listed(lambda dialog: dialog.reject())
    assert ask_file(None, "Which?", str(project.parent)) == ""
    assert read_apart(project) == "[]"
    ours.execute("insert into answers values ('cat')")
    ours.commit()

    assert read_apart(project) == "[('cat',)]"
    ours.close()


def read_apart(project: Path) -> str:
    """Return what another process finds in the project, and closes it with."""
    text = f"import sqlite3; db = sqlite3.connect({str(project)!r});"
    text += "print(db.execute('select * from answers').fetchall()); db.close()"
    done = subprocess.run(
        [sys.executable, "-c", text], capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout.strip()


def test_what_is_chosen_is_returned(project: Path, qtbot: QtBot) -> None:
    project.write_bytes(b"")
    parent = QWidget()
    qtbot.addWidget(parent)

    def take(dialog: QFileDialog) -> None:
        line = dialog.findChild(QLineEdit)
        assert line is not None
        line.setText(line.text() or project.name)
        dialog.accept()

    folder, new = str(project.parent), str(project.with_name("report.csv"))
    when_listed(take)
    assert ask_file(parent, "Open", folder, "Projects (*.db)") == str(project)
    when_listed(take)
    assert ask_files(parent, "Open", folder) == [str(project)]
    when_listed(take)
    assert ask_new_file(parent, "Save", new) == new
    (project.parent / "shares").mkdir()
    when_listed(lambda dialog: dialog.accept())
    assert ask_folder(parent, "Where", folder) == folder
    assert parent.findChildren(QFileDialog) == []
