"""Two runs as one picture: memos on which they differ, and whose emoji is more convincing."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from emoji_labeler.charts.side_by_side import TwoPictures, draw_side_by_side
from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.run_comparison import ComparisonTable, RunComparison
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.exporters.replacing import replacing
from emoji_labeler.services.comparison_report import disagreements
from emoji_labeler.services.opening import open_project
from emoji_labeler.wording import tr

_MEMOS = 10


def write_picture(
    project_path: Path, comparison: RunComparison, output: Path, *, pack: EmojiPack
) -> None:
    """Write a PNG of the first memos on which two runs differ, held out ones first.

    Of each language it shows as many as of the others, as long as there are some.

    Raises WrongUseError where there are not two runs, or the name does not end in .png, and
    OutputError where the file cannot be written.
    """
    table = comparison.table
    if len(table.columns) != 2:
        raise _not_drawn(
            output,
            why=tr("The picture has a left and a right side."),
            remedy=tr("Name two runs."),
        )
    if output.suffix.casefold() != ".png":
        raise _not_drawn(
            output,
            why=tr("The picture is written as PNG."),
            remedy=tr("Give the file a name that ends in .png."),
        )
    left, right = table.columns
    differing = disagreements(comparison)
    shown = _by_turns(differing, table)[:_MEMOS]
    footnote = tr(
        "{shown} of the {differing} memos on which the two differ, of {all} in all.",
        shown=len(shown),
        differing=f"{len(differing):,}",
        all=f"{len(table):,}",
    )
    with open_project(project_path) as project:
        rows = [
            TwoPictures(
                text=memo.text,
                names=(pack.name_of(left.labels[row]), pack.name_of(right.labels[row])),
                pictures=(_path(left.labels[row], pack), _path(right.labels[row], pack)),
            )
            for row in shown
            if (memo := project.memos.get(table.memo_ids[row]))
        ]
    with replacing([output]) as [file]:
        titles = (left.run.name, right.run.name)
        file.write(draw_side_by_side(titles, rows, footnote=footnote))


def _by_turns(rows: Sequence[int], table: ComparisonTable) -> list[int]:
    """Return rows with the languages taking turns, held out ones still first."""
    turns = Counter[str]()
    places = {}
    for row in rows:
        language = table.languages[row]
        places[row] = (table.was_seen(row), turns[language])
        turns[language] += 1
    return sorted(rows, key=places.__getitem__)


def _path(label: str, pack: EmojiPack) -> Path | None:
    path = pack.picture_path(label) if label in pack else None
    return path if path is not None and path.is_file() else None


def _not_drawn(output: Path, *, why: str, remedy: str) -> WrongUseError:
    return WrongUseError(tr("{name} was not written.", name=output.name), why=why, remedy=remedy)
