"""CSV and TSV: a table with or without a row of column names."""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from emoji_labeler.domain.import_options import ImportOptions, MemoField
from emoji_labeler.domain.refusal import Refusal, refusal
from emoji_labeler.importers.columns import guess_fields, is_header, longest_column
from emoji_labeler.importers.drafting import blank, draft_or_refusal, not_encoded, too_long
from emoji_labeler.importers.given import answer_with, labels_in, person
from emoji_labeler.importers.importer import Importer, Outcome, Plan
from emoji_labeler.importers.source import MAX_LINE_BYTES, Source
from emoji_labeler.wording import tr

_DELIMITERS = (",", "\t", ";", "|")
_SAMPLE_ROWS = 50


class _NumberedLines:
    """Decoded lines for the CSV reader, which remembers what was wrong with the latest ones."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._lines = source.lines()
        self._fault: Refusal | None = None
        self._piece: list[bytes] = []
        self._pieces: list[bytes] = []
        self.begin = 0
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        for number, raw in self._lines:
            self.number = number
            self.begin = self.begin or number
            self._pieces.append(raw)
            try:
                text = raw.decode(self._source.encoding)
            except UnicodeDecodeError:
                self._fault = not_encoded(self.begin, raw=raw, encoding=self._source.encoding)
                text = ""
            if len(raw) > MAX_LINE_BYTES:
                self._fault, text = too_long(self.begin, raw=raw), ""
            yield text + "\n"

    def finish_row(self) -> tuple[int, Refusal | None]:
        """Return the line at which the row began and what was wrong in it; begin the next row."""
        row = self.begin or self.number, self._fault
        self._piece = self._pieces
        self.begin, self._fault, self._pieces = 0, None, []
        return row

    @property
    def piece(self) -> bytes:
        """The row that was finished last as it stands in the file."""
        return b"\n".join(self._piece)


def _plan(source: Source, options: ImportOptions) -> Plan:
    lines = source.head_lines
    delimiter = options.delimiter or _guess_delimiter(lines, is_tsv=options.format_name == "tsv")
    rows = _sample(lines, delimiter=delimiter)
    first = rows[0] if rows else []
    asked = options.has_header
    has_header = bool(options.columns) or is_header(first) if asked is None else asked
    columns = _unique(first) if has_header else tuple(str(i + 1) for i in range(len(first)))
    fields = guess_fields(columns, options=options)
    if MemoField.TEXT not in fields and columns:
        free = [place for place, column in enumerate(columns) if column not in fields.values()]
        fields[MemoField.TEXT] = columns[longest_column(rows[has_header:], among=free)]
    return Plan(
        options=replace(options, delimiter=delimiter, has_header=has_header),
        columns=columns,
        fields=tuple(fields.items()),
    )


def _guess_delimiter(lines: list[str], *, is_tsv: bool) -> str:
    """Return the delimiter that cuts most rows into the same number of columns, two or more."""
    if is_tsv:
        return "\t"

    def fitness(delimiter: str) -> tuple[float, int]:
        widths = [len(row) for row in _sample(lines, delimiter=delimiter)]
        commonest = max(set(widths), key=widths.count, default=1)
        return (widths.count(commonest) / len(widths) if commonest > 1 else 0.0), commonest

    return max(_DELIMITERS, key=fitness)


def _sample(lines: list[str], *, delimiter: str) -> list[list[str]]:
    """Return the first rows, without the blank ones and as far as they can be read."""
    csv.field_size_limit(MAX_LINE_BYTES)
    rows: list[list[str]] = []
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while len(rows) < _SAMPLE_ROWS:
        try:
            rows.append(next(reader))
        except csv.Error:
            continue
        except StopIteration:
            break
    return [row for row in rows if row]


def _unique(names: Sequence[str]) -> tuple[str, ...]:
    """Return column names of which no two are the same."""
    seen: dict[str, None] = {}
    for place, given in enumerate(names, start=1):
        name = given.strip() or str(place)
        seen[f"{name} ({place})" if name in seen else name] = None
    return tuple(seen)


def _read(source: Source, plan: Plan) -> Iterator[Outcome]:
    csv.field_size_limit(MAX_LINE_BYTES)
    lines = _NumberedLines(source)
    reader = csv.reader(iter(lines), delimiter=plan.options.delimiter, strict=True)
    to_skip = bool(plan.options.has_header)
    outcome = _outcome_maker(plan)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            line, fault = lines.finish_row()
            refused = fault or refusal(line, reason=_explained(error))
            yield replace(refused, piece=lines.piece)
            continue
        line, fault = lines.finish_row()
        if fault:
            yield replace(fault, piece=lines.piece)
        elif not row:
            yield blank(line)
        elif to_skip:
            to_skip = False
        else:
            found = outcome(row, line)
            yield replace(found, piece=lines.piece) if isinstance(found, Refusal) else found


def _outcome_maker(plan: Plan) -> Callable[[list[str], int], Outcome]:
    """Return what makes a draft of a row: the places of its parts are looked up only once."""
    width = len(plan.columns)
    places = {part: plan.columns.index(column) for part, column in plan.fields}
    text_at = places[MemoField.TEXT]
    theme_at, language_at, source_at, label_at, annotator_at = (
        places.get(part, width)
        for part in (
            *(MemoField.THEME, MemoField.LANGUAGE, MemoField.SOURCE),
            *(MemoField.LABEL, MemoField.ANNOTATOR),
        )
    )

    def outcome(row: list[str], line: int) -> Outcome:
        if len(row) != width:
            reason = tr("It has {found} columns and not {wanted}.", found=len(row), wanted=width)
            return refusal(line, reason=reason, raw=plan.options.delimiter.join(row))
        # A part without a column is read from here, as an empty one.
        row.append("")
        return draft_or_refusal(
            row[text_at],
            line=line,
            theme=row[theme_at].strip(),
            language=row[language_at].strip(),
            source=row[source_at].strip() or plan.options.source,
            answers=answer_with(
                labels_in(row[label_at]), annotator=person(row[annotator_at], program="")
            )
            if row[label_at]
            else (),
        )

    return outcome


def _explained(error: csv.Error) -> str:
    said = str(error)
    if "field larger" in said:
        return tr("A quotation mark in it is not closed, or the text is too long.")
    if "unexpected end" in said:
        return tr("A quotation mark in it is not closed.")
    if "expected after" in said:
        return tr("Something stands behind a closing quotation mark.")
    return tr("It is not a row of a table: {reason}.", reason=said)


CSV = Importer(name="csv", title="CSV", suffixes=(".csv",), plan=_plan, read=_read)
TSV = Importer(name="tsv", title="TSV", suffixes=(".tsv", ".tab"), plan=_plan, read=_read)
