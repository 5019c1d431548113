"""A file as numbered lines of bytes, however long it is."""

from collections.abc import Iterator
from typing import BinaryIO

from emoji_labeler.importers.encodings import BOM

MAX_LINE_BYTES = 1_000_000
_CHUNK_BYTES = 1 << 18
_HEAD_BYTES = 1 << 18


class Source:
    """A binary file, its beginning, its encoding, and its lines.

    Lines end with LF or CRLF and with nothing else: U+2028 and U+0085 stay inside of memos.
    """

    def __init__(self, file: BinaryIO, *, name: str) -> None:
        self._file = file
        self.name = name
        self.encoding = "utf-8"
        self.head = file.read(_HEAD_BYTES)
        self.bytes_read = 0

    @property
    def head_lines(self) -> list[str]:
        """The whole lines of the beginning, decoded as far as they can be, with their ends."""
        lines = self.head.removeprefix(BOM).split(b"\n")
        if len(self.head) == _HEAD_BYTES and len(lines) > 1:
            lines.pop()
        ends = [line + b"\n" for line in lines[:-1]] + [line for line in lines[-1:] if line]
        return [line.decode(self.encoding, errors="replace") for line in ends]

    @property
    def text_head(self) -> str:
        """The beginning as text, without a byte order mark, decoded as far as it can be."""
        return self.head.removeprefix(BOM).decode(self.encoding, errors="replace")

    def lines(self) -> Iterator[tuple[int, bytes]]:
        """Yield each line with its number and without its LF, from the top of the file.

        Of a line longer than ``MAX_LINE_BYTES`` the first ``MAX_LINE_BYTES + 1`` bytes come.
        """
        number, rest = 1, b""
        for chunk in self.chunks():
            first, *others = chunk.split(b"\n")
            # Keeping one byte too many tells the reader that the line is too long.
            rest = (rest + first)[: MAX_LINE_BYTES + 1] if rest else first
            if not others:
                continue
            yield number, rest
            number += 1
            rest = others.pop()
            yield from enumerate(others, start=number)
            number += len(others)
        if rest:
            yield number, rest

    def chunks(self) -> Iterator[bytes]:
        """Yield all bytes piece by piece, without a byte order mark, from the top of the file."""
        self.bytes_read = len(self.head)
        yield self.head.removeprefix(BOM)
        while chunk := self._file.read(_CHUNK_BYTES):
            self.bytes_read += len(chunk)
            yield chunk
