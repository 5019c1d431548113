"""What an importer is."""

from collections.abc import Callable, Iterator

from emoji_labeler.domain.import_options import ImportOptions, MemoField
from emoji_labeler.domain.memo_draft import MemoDraft
from emoji_labeler.domain.record import record
from emoji_labeler.domain.refusal import Refusal
from emoji_labeler.importers.source import Source

Outcome = MemoDraft | Refusal


@record
class Plan:
    """How a file will be read: what was decided, and what a look at its beginning told.

    ``columns`` are the names of its columns or keys; ``fields`` pairs parts of the memo with those
    of them that hold it. ``options`` has no gaps any more where the format knows an answer.
    """

    options: ImportOptions
    columns: tuple[str, ...] = ()
    fields: tuple[tuple[MemoField, str], ...] = ()


@record
class Importer:
    """One file format.

    ``plan`` looks at the source's head alone and raises BadFileError for a file that cannot be of
    the format; ``read`` goes through the source once and yields a draft or a refusal for each
    piece of it, never holding more than one. ``fits`` tells by the head whether a file with one of
    the suffixes is of the format; where several fit, the order of the registry decides.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    plan: Callable[[Source, ImportOptions], Plan]
    read: Callable[[Source, Plan], Iterator[Outcome]]
    fits: Callable[[Source], bool] = lambda _source: True
