"""Opening a project, making a new one, making the sample."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from emoji_labeler import resources
from emoji_labeler.storage.project import ProjectStore

if TYPE_CHECKING:
    from emoji_labeler.domain.memo_draft import MemoDraft

Project = ProjectStore
"""An open project, for those who hand it on from one service to another."""

_SAMPLE_NAME = "Sample.db"


def open_project(path: Path) -> ProjectStore:
    """Open the project file at ``path``."""
    return ProjectStore.open(path)


def open_or_create_project(path: Path) -> ProjectStore:
    """Open the project file at ``path``, making an empty one where there is none.

    A file without a byte, as a program that was ended leaves one, is none.
    """
    is_there = path.exists() and path.stat().st_size
    return ProjectStore.open(path) if is_there else ProjectStore.create(path)


def discard_empty_project(path: Path) -> None:
    """Remove the project file at ``path`` if it holds no memo; nothing else is ever removed."""
    with ProjectStore.open(path) as project:
        if project.memos.count():
            return
    path.unlink()


def open_sample(folder: Path) -> ProjectStore:
    """Open the sample project in ``folder``, making it on first use.

    It is built beside its place and renamed, so that a half-made one is never opened.
    """
    path = folder / _SAMPLE_NAME
    if path.exists():
        return ProjectStore.open(path)
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".making.db")
    for leftover in folder.glob(unfinished.name + "*"):
        leftover.unlink()
    with ProjectStore.create(unfinished) as project:
        project.memos.add(_sample_memos())
    unfinished.replace(path)
    return ProjectStore.open(path)


def _sample_memos() -> Iterator["MemoDraft"]:
    from emoji_labeler.domain.memo_draft import MemoDraft

    path = resources.assets_folder() / "sample" / "memos.jsonl"
    for line in path.read_text("utf-8").split("\n"):
        if line:
            yield MemoDraft(source="sample", **json.loads(line))
