"""Plain text: one memo a line, or memos of several lines set apart by blank lines."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from emoji_labeler.domain.import_options import ImportOptions, TextLayout
from emoji_labeler.importers.drafting import blank, draft_or_refusal, not_encoded, too_long
from emoji_labeler.importers.importer import Importer, Outcome, Plan
from emoji_labeler.importers.source import MAX_LINE_BYTES, Source
from emoji_labeler.wording import later

_MOST_LINES_OF_A_MEMO = 12


def _plan(source: Source, options: ImportOptions) -> Plan:
    layout = options.layout or _guess_layout(source.head_lines)
    return Plan(options=replace(options, layout=layout))


def _guess_layout(lines: list[str]) -> TextLayout:
    """Tell a list of short notes from paragraphs.

    Paragraphs have more than one line on average, but not so many that the blank lines must be
    the headings or page ends of a list.
    """
    blocks = [
        len(list(block))
        for has_text, block in groupby(lines, key=lambda line: bool(line.strip()))
        if has_text
    ]
    average = sum(blocks) / len(blocks) if blocks else 0
    is_set_apart = len(blocks) > 1 and 1 < average <= _MOST_LINES_OF_A_MEMO
    return TextLayout.BLOCKS if is_set_apart else TextLayout.LINES


def _read(source: Source, plan: Plan) -> Iterator[Outcome]:
    memos = _blocks(source) if plan.options.layout is TextLayout.BLOCKS else _lines(source)
    for line, raw in memos:
        if len(raw) > MAX_LINE_BYTES:
            yield too_long(line, raw=raw)
            continue
        try:
            text = raw.decode(source.encoding)
        except UnicodeDecodeError:
            yield not_encoded(line, raw=raw, encoding=source.encoding)
            continue
        if not text or text.isspace():
            yield blank(line)
        else:
            yield draft_or_refusal(text, line=line, piece=raw, source=plan.options.source)


def _lines(source: Source) -> Iterator[tuple[int, bytes]]:
    for line, raw in source.lines():
        yield line, raw.removesuffix(b"\r")


def _blocks(source: Source) -> Iterator[tuple[int, bytes]]:
    """Yield each block with the number of its first line, and each blank line."""
    begin, block, size = 0, list[bytes](), 0
    for line, raw in _lines(source):
        if raw.strip():
            begin = begin or line
            # Of an endless block no more is kept than what shows that it is too long.
            if size <= MAX_LINE_BYTES:
                block.append(raw)
            size += len(raw) + 1
            continue
        if block:
            yield begin, b"\n".join(block)
        begin, block, size = 0, [], 0
        yield line, b""
    if block:
        yield begin, b"\n".join(block)


PLAIN_TEXT = Importer(
    name="txt",
    title=later("Plain text"),
    suffixes=(".txt", ".text", ".md"),
    plan=_plan,
    read=_read,
)
