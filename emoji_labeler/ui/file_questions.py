"""Asking for a file or a folder without opening any of those that are listed.

Qt's own dialog looks into every file it lists, to find a picture for it. A project lies among
them, and on Unix a process that closes a file loses all the locks it holds on it, those of SQLite
too (https://sqlite.org/howtocorrupt.html, section 2.2): another process would then take itself for
the only one, remove the write-ahead log, and with it every answer that is saved from then on.
"""

from pathlib import Path

from PySide6.QtCore import QFileInfo
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFileDialog, QFileIconProvider, QWidget


class _NamesAlone(QFileIconProvider):
    """Tells files from folders and nothing more; asked on a thread of Qt's."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = super().icon(QFileIconProvider.IconType.Folder)
        self._file = super().icon(QFileIconProvider.IconType.File)

    def icon(self, what: QFileInfo | QFileIconProvider.IconType) -> QIcon:
        """Return one picture for all folders, and one for all files."""
        if isinstance(what, QFileInfo):
            return self._folder if what.isDir() else self._file
        return super().icon(what)

    def type(self, info: QFileInfo) -> str:
        """Return the ending, in the place of what the content might be."""
        return "" if info.isDir() else info.suffix()


def ask_file(parent: QWidget | None, title: str, place: str, filters: str = "") -> str:
    """Return the path of a file that is there, or an empty text."""
    return _asked(parent, title, place, filters, mode=QFileDialog.FileMode.ExistingFile)[0]


def ask_files(parent: QWidget | None, title: str, place: str, filters: str = "") -> list[str]:
    """Return the paths of files that are there, or none."""
    found = _asked(parent, title, place, filters, mode=QFileDialog.FileMode.ExistingFiles)
    return [name for name in found if name]


def ask_new_file(parent: QWidget | None, title: str, place: str, filters: str = "") -> str:
    """Return a path to write to, or an empty text; ``place`` may name the file."""
    return _asked(parent, title, place, filters, mode=QFileDialog.FileMode.AnyFile)[0]


def ask_folder(parent: QWidget | None, title: str, place: str) -> str:
    """Return the path of a folder, or an empty text."""
    return _asked(parent, title, place, "", mode=QFileDialog.FileMode.Directory)[0]


def _asked(
    parent: QWidget | None, title: str, place: str, filters: str, *, mode: QFileDialog.FileMode
) -> list[str]:
    """Ask and wait for the answer; return one empty text where the person changes their mind."""
    dialog = QFileDialog(parent, title)
    icons = _NamesAlone()
    dialog.setIconProvider(icons)
    dialog.setFileMode(mode)
    if mode is QFileDialog.FileMode.Directory:
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    if mode is QFileDialog.FileMode.AnyFile:
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    if filters:
        dialog.setNameFilter(filters)
    path = Path(place)
    dialog.setDirectory(str(path if path.is_dir() else path.parent))
    if place and not path.is_dir():
        dialog.selectFile(path.name)
    try:
        return dialog.selectedFiles() if dialog.exec() else [""]
    finally:
        dialog.setParent(None)
        dialog.deleteLater()
