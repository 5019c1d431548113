"""A piece of a file that was not imported, and why."""

from dataclasses import field

from emoji_labeler.domain.record import record

_LONGEST_RAW = 200


@record
class Refusal:
    """What could not become a memo.

    ``line`` is the line of the file where it begins, counted from 1; ``reason`` is a sentence;
    ``raw`` is how it stands in the file, cut short; ``piece`` the same to the last byte, as far as
    it was read, while it is needed. ``is_blank`` marks an empty line, which is counted and not
    complained about.
    """

    line: int
    reason: str
    raw: str = ""
    is_blank: bool = False
    piece: bytes = field(default=b"", repr=False, compare=False)


def refusal(line: int, *, reason: str, raw: str | bytes = "", piece: bytes = b"") -> Refusal:
    """Return a refusal whose ``raw`` is short enough to be shown and can always be printed."""
    head = raw[:_LONGEST_RAW]
    text = head.decode(errors="replace") if isinstance(head, bytes) else head
    return Refusal(
        line=line, reason=reason, raw=text.encode(errors="replace").decode(), piece=piece
    )
