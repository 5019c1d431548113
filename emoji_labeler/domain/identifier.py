"""Names that are unique everywhere without asking anybody."""

import os
import time


def new_identifier() -> str:
    """Return a UUID version 7 (RFC 9562): 48 bits of milliseconds, then chance.

    Later ones sort behind earlier ones, so rows keyed by them stay in the order they were made.
    """
    value = (time.time_ns() // 1_000_000) << 80 | int.from_bytes(os.urandom(10))
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
