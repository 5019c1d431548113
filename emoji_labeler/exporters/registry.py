"""Every format that snapshots, and some that answers, can be exported to."""

from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.exporters.delimited import CSV, TSV
from emoji_labeler.exporters.exporter import Exporter
from emoji_labeler.exporters.json_lines import JSON_LINES
from emoji_labeler.exporters.label_studio import LABEL_STUDIO
from emoji_labeler.exporters.openai_chat import OPENAI_CHAT
from emoji_labeler.exporters.parquet import PARQUET
from emoji_labeler.exporters.preference_pairs import PREFERENCE_PAIRS
from emoji_labeler.wording import tr

EXPORTERS: tuple[Exporter, ...] = (
    OPENAI_CHAT,
    PREFERENCE_PAIRS,
    JSON_LINES,
    CSV,
    TSV,
    PARQUET,
    LABEL_STUDIO,
)


def exporter_named(name: str) -> Exporter:
    """Return the exporter of that name, or raise WrongUseError."""
    for exporter in EXPORTERS:
        if exporter.name == name:
            return exporter
    raise WrongUseError(
        tr("Nothing was exported."),
        why=tr("There is no format “{name}”.", name=name),
        remedy=tr("Choose one of: {names}.", names=", ".join(one.name for one in EXPORTERS)),
    )
