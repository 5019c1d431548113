"""Two runs as one picture: memos on which they differ, and whose emoji is more convincing."""

from itertools import islice
from pathlib import Path

from emoji_labeler.charts.side_by_side import TwoPictures, draw_side_by_side
from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.run_comparison import RunComparison
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
    with open_project(project_path) as project:
        rows = [
            TwoPictures(
                text=memo.text,
                names=(left.labels[row], right.labels[row]),
                pictures=(_path(left.labels[row], pack), _path(right.labels[row], pack)),
            )
            for row in islice(disagreements(comparison), _MEMOS)
            if (memo := project.memos.get(table.memo_ids[row]))
        ]
    with replacing([output]) as [file]:
        file.write(draw_side_by_side((left.run.name, right.run.name), rows))


def _path(label: str, pack: EmojiPack) -> Path | None:
    path = pack.picture_path(label) if label in pack else None
    return path if path is not None and path.is_file() else None


def _not_drawn(output: Path, *, why: str, remedy: str) -> WrongUseError:
    return WrongUseError(tr("{name} was not written.", name=output.name), why=why, remedy=remedy)
