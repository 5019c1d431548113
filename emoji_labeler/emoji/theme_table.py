"""Reads theme tables: the everyday words that the Unicode keywords lack, with their labels.

A table is a UTF-8 text file with a header line and tab-separated columns ``words``, ``labels``
and, for Japanese, ``readings``. Words and readings are separated by ``|``, labels by a space, the
best label first. A person can keep a table of their own beside those of the program.
"""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from emoji_labeler.domain.record import record


@record
class ThemeRow:
    """Words that mean the same, their readings in hiragana, and the labels, best first."""

    words: tuple[str, ...]
    labels: tuple[str, ...]
    readings: tuple[str, ...] = ()


@record
class ThemeFault:
    """A row that was left out, with the reason."""

    path: Path
    line: int
    why: str


@record
class ThemeTable:
    """All rows that could be read, and what was wrong with the others."""

    rows: tuple[ThemeRow, ...] = ()
    faults: tuple[ThemeFault, ...] = ()


def load_theme_table(
    paths: Iterable[Path], *, known_labels: Collection[str] | None = None
) -> ThemeTable:
    """Read the tables in the order given; a missing file is an empty table.

    A broken row is reported with its line and skipped. With ``known_labels``, a label that the
    pack lacks is reported too, and the row keeps its other labels.
    """
    rows: list[ThemeRow] = []
    faults: list[ThemeFault] = []
    for path in paths:
        for line, outcome in _read(path, known_labels=known_labels):
            if isinstance(outcome, ThemeRow):
                rows.append(outcome)
            else:
                faults.append(ThemeFault(path=path, line=line, why=outcome))
    return ThemeTable(rows=tuple(rows), faults=tuple(faults))


def _read(
    path: Path, *, known_labels: Collection[str] | None
) -> Iterator[tuple[int, ThemeRow | str]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return
    except (OSError, UnicodeDecodeError) as error:
        yield 0, f"The file cannot be read as UTF-8 text ({type(error).__name__})."
        return
    lines = text.split("\n")
    columns = [name.strip() for name in lines[0].split("\t")]
    if not {"words", "labels"} <= set(columns):
        yield 1, "The first line must name the columns words and labels, separated by a tab."
        return
    for number, raw in enumerate(lines[1:], start=2):
        line = raw.rstrip("\r")
        if not line.strip() or line.startswith("#"):
            continue
        yield from ((number, out) for out in _row(line, columns, known_labels=known_labels))


def _row(
    line: str, columns: list[str], *, known_labels: Collection[str] | None
) -> Iterator[ThemeRow | str]:
    cells = line.split("\t")
    if len(cells) != len(columns):
        yield f"It has {len(cells)} columns where the first line has {len(columns)}."
        return
    cell = dict(zip(columns, cells, strict=True))
    labels = tuple(dict.fromkeys(cell["labels"].split()))
    if known_labels is not None:
        for label in labels:
            if label not in known_labels:
                yield f"The pack has no label “{label}”."
        labels = tuple(label for label in labels if label in known_labels)
    words = _split(cell["words"])
    if words and labels:
        yield ThemeRow(words=words, labels=labels, readings=_split(cell.get("readings", "")))
    else:
        yield "It names no word." if not words else "It names no label that the pack has."


def _split(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in cell.split("|") if part.strip()))
