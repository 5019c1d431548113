"""A passing copy of a project file, brought up to date while the file itself stays as it is."""

from contextlib import closing
from pathlib import Path

from emoji_labeler.domain.errors import ProjectError
from emoji_labeler.storage.connection import connect, outside_errors
from emoji_labeler.storage.project import ProjectStore
from emoji_labeler.wording import tr

_TABLES = (
    "annotators",
    "memos",
    "annotation_events",
    "verdict_events",
    "picked_queries",
    "shown_suggestions",
    "forgotten_words",
    "search_misses",
)


def copy_current(path: Path, *, folder: Path, what: str) -> Path:
    """Copy a project file into ``folder``; raise ProjectError where it is none or is damaged.

    Damage is looked for throughout, so that whoever reads the copy meets none halfway. ``what``
    says what does not happen then.
    """
    if not path.is_file():
        ProjectStore.open(path)
    copy = folder / path.name
    with outside_errors(what):
        with closing(connect(path)) as theirs, closing(connect(copy)) as ours:
            # What a power failure would leave of a passing copy is of no interest.
            ours.execute("pragma synchronous = off")
            theirs.backup(ours)
        ProjectStore.open(copy).close()
        damage = _damage(copy)
    if damage:
        raise ProjectError(
            what,
            why=tr("The file is damaged or is not a project file ({reason}).", reason=damage),
            remedy=tr("Choose another file, or restore this one from a copy."),
        )
    return copy


def _damage(path: Path) -> str:
    """Return what is wrong with what people did, in SQLite's words; empty for a good file.

    What was worked out from that is not looked at: it takes half the file.
    """
    with closing(connect(path)) as connection:
        for table in _TABLES:
            (found,) = connection.execute(f"pragma quick_check({table})").fetchone()
            if found != "ok":
                return str(found)
        dangling = connection.execute("pragma foreign_key_check").fetchone()
        return f"foreign key of {dangling[0]}" if dangling else ""
