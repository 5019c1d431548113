"""Small drawings in a file, each under a key, for the next start of the program.

A line of JSON lists the keys with the length of their bytes; all bytes follow, in that order. The
file can be made again at any time, so what is wrong with it is nobody's trouble.
"""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path


def read_kept(path: Path) -> dict[str, bytes]:
    """Return the drawings in a file; none where it is not there or not whole."""
    try:
        head, _, pixels = path.read_bytes().partition(b"\n")
        lengths = json.loads(head)
        kept, at = {}, 0
        for key, length in lengths.items():
            kept[key] = pixels[at : at + length]
            at += length
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
    return kept if at == len(pixels) else {}


def write_kept(path: Path, drawings: Mapping[str, bytes]) -> None:
    """Write the drawings in place of those that the file has; leave it where that cannot be."""
    head = json.dumps({key: len(pixels) for key, pixels in drawings.items()}).encode()
    beside = path.with_name(f"{path.name}.{os.getpid()}.part")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(b"\n".join([head, b"".join(drawings.values())]))
        beside.replace(path)
