"""Every format that memos can be imported from."""

from pathlib import PurePath

from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.importers.doccano import DOCCANO
from emoji_labeler.importers.importer import Importer
from emoji_labeler.importers.json_lines import JSON_LINES
from emoji_labeler.importers.label_studio import LABEL_STUDIO
from emoji_labeler.importers.plain_text import PLAIN_TEXT
from emoji_labeler.importers.source import Source
from emoji_labeler.importers.table import CSV, TSV
from emoji_labeler.wording import tr

IMPORTERS: tuple[Importer, ...] = (PLAIN_TEXT, CSV, TSV, LABEL_STUDIO, DOCCANO, JSON_LINES)


def importer_named(name: str) -> Importer:
    """Return the importer of that name; raise WrongUseError where there is none."""
    for importer in IMPORTERS:
        if importer.name == name:
            return importer
    raise WrongUseError(
        tr("The file was not imported."),
        why=tr("There is no format “{name}”.", name=name),
        remedy=tr("Choose one of: {names}.", names=", ".join(one.name for one in IMPORTERS)),
    )


def importer_for(path: PurePath, source: Source) -> Importer:
    """Return the importer for a file by its ending and its beginning, else that of plain text."""
    suffix = path.suffix.lower()
    fitting = (one for one in IMPORTERS if suffix in one.suffixes and one.fits(source))
    return next(fitting, PLAIN_TEXT)
