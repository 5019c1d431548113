"""Every format that memos can be imported from."""

from pathlib import PurePath

from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.importers.importer import Importer
from emoji_labeler.importers.json_lines import JSON_LINES
from emoji_labeler.importers.plain_text import PLAIN_TEXT
from emoji_labeler.importers.table import CSV, TSV
from emoji_labeler.wording import tr

IMPORTERS: tuple[Importer, ...] = (PLAIN_TEXT, CSV, TSV, JSON_LINES)


def importer_for(path: PurePath, *, format_name: str = "") -> Importer:
    """Return the importer of that name, else of the file's ending, else the one of plain text.

    Raises WrongUseError for a name that no importer has.
    """
    if not format_name:
        suffix = path.suffix.lower()
        return next((one for one in IMPORTERS if suffix in one.suffixes), PLAIN_TEXT)
    for importer in IMPORTERS:
        if importer.name == format_name:
            return importer
    raise WrongUseError(
        tr("The file was not imported."),
        why=tr("There is no format “{name}”.", name=format_name),
        remedy=tr("Choose one of: {names}.", names=", ".join(one.name for one in IMPORTERS)),
    )
