"""Bringing memos from a file into a project."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path

from emoji_labeler.domain.errors import BadFileError, WrongUseError
from emoji_labeler.domain.import_options import ImportOptions, MemoField, TextLayout
from emoji_labeler.domain.memo_draft import MemoDraft
from emoji_labeler.domain.record import record
from emoji_labeler.domain.refusal import Refusal
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.importers.encodings import ENCODINGS, check_is_text, guess_encoding
from emoji_labeler.importers.importer import Importer, Outcome, Plan
from emoji_labeler.importers.registry import IMPORTERS, importer_for, importer_named
from emoji_labeler.importers.source import Source
from emoji_labeler.services.label_mapping import LabelTranslation
from emoji_labeler.storage.project import ProjectStore
from emoji_labeler.wording import tr

MAX_REFUSALS_KEPT = 1_000
UNNAMED = "import"
"""Who gave the answers for which neither the file nor the person names anybody."""
_PREVIEWED = 20
_READING_SHARE = 0.8
"""How much of the progress is reading; the rest is moving the memos into the project."""
_OUTCOMES_BETWEEN_REPORTS = 1_000
FORMAT_NAMES = tuple(importer.name for importer in IMPORTERS)
NO_OPTIONS = ImportOptions()


@record
class ImportPreview:
    """What an import of a file would begin with.

    ``options`` says what was found out about the file; ``columns`` are its columns or JSON keys and
    ``fields`` pairs parts of the memo with them.
    """

    format_name: str
    format_title: str
    encoding: str
    delimiter: str
    layout: TextLayout | None
    has_header: bool
    columns: tuple[str, ...]
    fields: tuple[tuple[MemoField, str], ...]
    drafts: tuple[MemoDraft, ...]
    refused: tuple[Refusal, ...]


@record
class ImportReport:
    """What became of a file.

    ``refused`` holds the first ``MAX_REFUSALS_KEPT`` refusals of ``refused_count``; blank lines are
    not among them. ``answers`` were saved, ``answers_there`` were not, because the annotator had
    answered that memo already; ``unknown_labels`` pairs labels that nobody has mapped yet with the
    number of answers that were left out for them. After a cancellation nothing is imported and
    every count is 0.
    """

    imported: int = 0
    already_there: int = 0
    answers: int = 0
    answers_there: int = 0
    unknown_labels: tuple[tuple[str, int], ...] = ()
    refused: tuple[Refusal, ...] = ()
    refused_count: int = 0
    blank_count: int = 0
    is_cancelled: bool = False


def preview_import(file: Path, *, options: ImportOptions = NO_OPTIONS) -> ImportPreview:
    """Look at the beginning of a file; raise BadFileError where nothing can be made of it."""
    with planned(file, options) as (importer, source, plan):
        outcomes = list(islice(importer.read(source, plan), _PREVIEWED))
    found = plan.options
    return ImportPreview(
        format_name=importer.name,
        format_title=importer.title,
        encoding=source.encoding,
        delimiter=found.delimiter,
        layout=found.layout,
        has_header=bool(found.has_header),
        columns=plan.columns,
        fields=plan.fields,
        drafts=tuple(one for one in outcomes if isinstance(one, MemoDraft)),
        refused=tuple(one for one in outcomes if isinstance(one, Refusal) and not one.is_blank),
    )


def import_memos(
    project_path: Path,
    file: Path,
    *,
    options: ImportOptions = NO_OPTIONS,
    pack: EmojiPack | None = None,
    progress: Callable[[float], None] = lambda _share: None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> ImportReport:
    """Import every memo of a file that can be one, or, cancelled or failed, none at all.

    With a pack the labels of the file come along as answers; an answer that somebody gave here is
    never replaced.

    Opens the project for itself, so it may run on any thread while others use the project; they
    can save until the memos, read and checked, move into it at the end. Raises BadFileError for a
    file that cannot be read and ProjectError for a project that cannot be written.
    """
    with (
        planned(file, options) as (importer, source, plan),
        ProjectStore.open(project_path) as project,
    ):
        sorting = _Sorting(importer.read(source, plan))
        size = max(1, file.stat().st_size)
        drafts = sorting.drafts(
            lambda: progress(_READING_SHARE * min(1.0, source.bytes_read / size))
        )
        labels = LabelTranslation(project.label_mappings.all(), pack=pack) if pack else None
        answered = partial(_with_answers, labels=labels, annotator=options.annotator)
        added = project.memos.add(map(answered, drafts), is_cancelled=is_cancelled)
    if added.is_cancelled:
        return ImportReport(is_cancelled=True)
    progress(1.0)
    return ImportReport(
        imported=added.new,
        already_there=added.already_there,
        answers=added.answers,
        answers_there=added.answers_there,
        unknown_labels=tuple(labels.unknown.most_common()) if labels else (),
        refused=tuple(sorting.refused),
        refused_count=sorting.refused_count,
        blank_count=sorting.blank_count,
    )


def _with_answers(
    draft: MemoDraft, *, labels: LabelTranslation | None, annotator: str
) -> MemoDraft:
    """Return the draft with the answers that can be saved: named, in the labels of the pack."""
    if not draft.answers:
        return draft
    found = (labels.translated(answer) for answer in draft.answers) if labels else ()
    named = (replace(one, annotator=one.annotator or annotator or UNNAMED) for one in found if one)
    return replace(draft, answers=tuple(named))


class _Sorting:
    """Lets the drafts among the outcomes through and keeps account of the others."""

    def __init__(self, outcomes: Iterator[Outcome]) -> None:
        self._outcomes = outcomes
        self.refused: list[Refusal] = []
        self.refused_count = 0
        self.blank_count = 0

    def drafts(self, report: Callable[[], None]) -> Iterator[MemoDraft]:
        """Yield the drafts, calling ``report`` now and then."""
        for place, outcome in enumerate(self._outcomes):
            if place % _OUTCOMES_BETWEEN_REPORTS == 0:
                report()
            if isinstance(outcome, MemoDraft):
                yield outcome
            elif outcome.is_blank:
                self.blank_count += 1
            else:
                self.refused_count += 1
                if self.refused_count <= MAX_REFUSALS_KEPT:
                    self.refused.append(replace(outcome, piece=b""))


@contextmanager
def planned(file: Path, options: ImportOptions) -> Iterator[tuple[Importer, Source, Plan]]:
    """Open a file and decide how to read it; what the system says meanwhile is a BadFileError."""
    asked = importer_named(options.format_name) if options.format_name else None
    what = tr("{name} was not imported.", name=file.name)
    if options.encoding and options.encoding not in ENCODINGS:
        raise WrongUseError(
            what,
            why=tr("There is no encoding “{name}” here.", name=options.encoding),
            remedy=tr("Choose one of: {names}.", names=", ".join(ENCODINGS)),
        )
    with _reading_errors(file, what=what), file.open("rb") as binary:
        source = Source(binary, name=file.name)
        check_is_text(source.head, name=file.name)
        source.encoding = options.encoding or guess_encoding(source.head)
        importer = asked or importer_for(file, source)
        plan = importer.plan(source, replace(options, format_name=importer.name))
        yield importer, source, plan


@contextmanager
def _reading_errors(file: Path, *, what: str) -> Iterator[None]:
    """Raise what the system says about a file as BadFileError."""
    try:
        yield
    except FileNotFoundError as error:
        raise BadFileError(
            what,
            why=tr("There is no file at {path}.", path=file),
            remedy=tr("Check the path, then try again."),
        ) from error
    except IsADirectoryError as error:
        raise BadFileError(
            what,
            why=tr("{path} is a folder.", path=file),
            remedy=tr("Choose a file in it."),
        ) from error
    except OSError as error:
        raise BadFileError(
            what,
            why=tr("The file cannot be read ({reason}).", reason=error.strerror),
            remedy=tr("Check the file and its permissions, then try again."),
        ) from error
