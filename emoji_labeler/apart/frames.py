"""What goes through the pipes between two processes: pieces of bytes, each behind its length."""

import struct
from typing import IO

_LENGTH = struct.Struct(">Q")

STOP = b""
"""Asks to stop what is under way; every order and every reply has bytes."""


def write_frame(pipe: IO[bytes], content: bytes) -> None:
    """Send a piece; raise OSError where nobody reads any more."""
    pipe.write(_LENGTH.pack(len(content)))
    pipe.write(content)
    pipe.flush()


def read_frame(pipe: IO[bytes]) -> bytes | None:
    """Return the next piece, or None where the other process is gone."""
    try:
        head = pipe.read(_LENGTH.size)
        if len(head) < _LENGTH.size:
            return None
        (length,) = _LENGTH.unpack(head)
        content = pipe.read(length)
    except (OSError, ValueError):
        return None
    return content if len(content) == length else None
