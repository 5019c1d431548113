"""Making a draft of a piece of text, or saying why it cannot be a memo."""

from emoji_labeler.domain.given_answer import GivenAnswer
from emoji_labeler.domain.memo_draft import MemoDraft
from emoji_labeler.domain.refusal import Refusal, refusal
from emoji_labeler.domain.text import fault_in_text
from emoji_labeler.importers.source import MAX_LINE_BYTES
from emoji_labeler.wording import tr


def draft_or_refusal(
    text: str,
    *,
    line: int,
    theme: str = "",
    language: str = "",
    source: str = "",
    answers: tuple[GivenAnswer, ...] = (),
    piece: bytes = b"",
) -> MemoDraft | Refusal:
    """Return the draft with ``text`` exactly as it is, or the refusal of that line.

    ``piece`` is how it stands in the file.
    """
    if not text:
        return refusal(line, reason=tr("The text is empty."), piece=piece)
    if text.isspace():
        return refusal(line, reason=tr("The text is only white space."), raw=text, piece=piece)
    fault = fault_in_text(text) or fault_in_text(f"{theme}{language}{source}")
    if fault:
        return refusal(line, reason=fault, raw=text, piece=piece)
    return MemoDraft(text=text, theme=theme, language=language, source=source, answers=answers)


def blank(line: int) -> Refusal:
    """Return the mark of a line that holds nothing."""
    return Refusal(line=line, reason=tr("The line is blank."), is_blank=True)


def too_long(line: int, *, raw: bytes) -> Refusal:
    """Return the refusal of a piece that is longer than a memo can sensibly be."""
    reason = tr("It is longer than {bytes} bytes.", bytes=f"{MAX_LINE_BYTES:,}")
    return refusal(line, reason=reason, raw=raw, piece=raw)


def not_encoded(line: int, *, raw: bytes, encoding: str) -> Refusal:
    """Return the refusal of a line whose bytes are no characters."""
    name = {"utf-8": "UTF-8", "cp932": "Shift_JIS (CP932)"}[encoding]
    return refusal(line, reason=tr("It is not {encoding} text.", encoding=name), raw=raw, piece=raw)
