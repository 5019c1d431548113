"""The rows of a pack's data file: tab-separated, a header, lists joined by upright bars.

Rows stay bytes until somebody asks for them: decoding all the Japanese words of a pack would take
longer than everything else that is done with it before the first paint.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from emoji_labeler.domain.emoji import Emoji
from emoji_labeler.domain.errors import PackError
from emoji_labeler.emoji.label_rules import fault_in_label
from emoji_labeler.emoji.pack import Tile
from emoji_labeler.wording import tr

FILE_NAME = "pack.tsv"

# The columns of one value, with the fields of an emoji that hold them.
_ONE = {
    "label": "label",
    "emoji": "character",
    "group": "group",
    "subgroup": "subgroup",
    "version": "version",
    "en": "name_en",
    "ja": "name_ja",
    "variant_of": "variant_of",
}
# The columns of many values, named like the fields that hold them.
_MANY = frozenset({"keywords_en", "keywords_ja", "readings", "shortcodes", "aliases"})
_TILE_COLUMNS = ("label", "group", "variant_of")


class BrokenRow(NamedTuple):
    """A row that cannot be used, with the reason in a sentence."""

    why: str


class DataFile(NamedTuple):
    """The columns of a data file, of which only ``label`` is needed, and the lines below them.

    ``lines[0]`` is line 2 of the file.
    """

    columns: tuple[str, ...]
    lines: tuple[bytes, ...]

    def tiles(self) -> Iterator[Tile | BrokenRow]:
        """Read what the grid needs of every row, in the order of the lines."""
        label_at, group_at, base_at = (self._place(name) for name in _TILE_COLUMNS)
        for line in self.lines:
            fields = line.split(b"\t")
            if len(fields) != len(self.columns):
                yield BrokenRow(
                    tr(
                        "It has {found} fields and not {wanted}.",
                        found=len(fields),
                        wanted=len(self.columns),
                    )
                )
                continue
            # A column that the file lacks is read from here, as an empty one.
            fields.append(b"")
            try:
                label, group = fields[label_at].decode(), fields[group_at].decode()
                base = fields[base_at].decode()
            except UnicodeDecodeError:
                yield BrokenRow(tr("It is not UTF-8."))
                continue
            fault = fault_in_label(label)
            yield (
                BrokenRow(tr("It has no usable label. {fault}", fault=fault))
                if fault
                else Tile(label, group, base)
            )

    def label(self, line: bytes) -> str:
        """Read the label of a row whose tile could be read."""
        place = self._place("label")
        return line.split(b"\t", place + 1)[place].decode()

    def emoji(self, line: bytes) -> Emoji:
        """Read all of a row whose tile could be read."""
        values = line.decode(errors="replace").split("\t")
        fields: dict[str, str | tuple[str, ...]] = {}
        for column, value in zip(self.columns, values, strict=True):
            if column in _MANY:
                fields[column] = tuple(value.split("|")) if value else ()
            elif column in _ONE:
                fields[_ONE[column]] = value
        return Emoji(**fields)  # type: ignore[arg-type]  # The tables above name its fields.

    def _place(self, column: str) -> int:
        return self.columns.index(column) if column in self.columns else len(self.columns)


def parse_data_file(content: bytes, *, path: Path) -> DataFile:
    """Split the content of a data file into lines, or raise PackError if its header is none."""
    lines = content.splitlines()
    header = lines.pop(0) if lines else b""
    columns = tuple(header.decode("utf-8-sig", errors="replace").split("\t"))
    if "label" not in columns or len(set(columns)) < len(columns):
        raise PackError(
            tr("The emoji pack was not loaded."),
            why=tr(
                "The first line of {path} does not name its columns, label among them, once each.",
                path=path,
            ),
            remedy=tr("Correct that line, or remove the file to use the pictures without it."),
        )
    return DataFile(columns=columns, lines=tuple(lines))
