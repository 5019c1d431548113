"""Which characters the bytes of a file stand for, as far as its beginning tells."""

import codecs
import re

from emoji_labeler.domain.errors import BadFileError
from emoji_labeler.wording import tr

BOM = codecs.BOM_UTF8
ENCODINGS = ("utf-8", "cp932")

_NUL_SHARE_OF_BINARIES = 0.3
_CONTROL_SHARE_OF_BINARIES = 0.03
# What CP932 makes of single bytes that no Japanese text holds, but damaged or Western text does.
_NEVER_MEANT = re.compile("[\x80\uf8f0-\uf8f3]")
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1b"))


def check_is_text(head: bytes, *, name: str) -> None:
    """Raise BadFileError where the beginning of a file shows that it is empty or no text."""
    what = tr("{name} was not imported.", name=name)
    if not head.removeprefix(BOM):
        raise BadFileError(
            what, why=tr("The file is empty."), remedy=tr("Choose a file that holds memos.")
        )
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise BadFileError(
            what, why=tr("The file is UTF-16."), remedy=tr("Save it as UTF-8, then try again.")
        )
    if _looks_binary(head):
        raise BadFileError(
            what,
            why=tr("The file is not text."),
            remedy=tr("Choose a text file: TXT, CSV, TSV or JSONL."),
        )


def guess_encoding(head: bytes) -> str:
    """Return the one of ``ENCODINGS`` that the beginning of a file is written in.

    One damaged line does not make a UTF-8 file a CP932 file: more than half of the lines that tell
    a difference must say so.
    """
    if head.startswith(BOM):
        return "utf-8"
    lines = [line for line in head.split(b"\n")[:-1] or [head] if not line.isascii()]
    utf_8, cp932 = (sum(_decodes(line, encoding) for line in lines) for encoding in ENCODINGS)
    return "cp932" if utf_8 * 2 < len(lines) and cp932 > utf_8 else "utf-8"


def _looks_binary(head: bytes) -> bool:
    nuls = head.count(0)
    if nuls > _NUL_SHARE_OF_BINARIES * len(head):
        return True
    controls = len(head) - len(head.translate(None, _CONTROLS))
    has_many = controls > _CONTROL_SHARE_OF_BINARIES * len(head)
    # The last character may be cut in two, which a decoder that expects more does not mind.
    return bool(nuls) and has_many and _text(head, codecs.getincrementaldecoder("utf-8")()) is None


def _decodes(line: bytes, encoding: str) -> bool:
    text = _text(line, codecs.getincrementaldecoder(encoding)(), is_all=True)
    return text is not None and not _NEVER_MEANT.search(text)


def _text(data: bytes, decoder: codecs.IncrementalDecoder, *, is_all: bool = False) -> str | None:
    try:
        return decoder.decode(data, is_all)
    except UnicodeDecodeError:
        return None
