"""Names that are unique everywhere without asking anybody."""

import os
import time


def new_identifier(*, after: str = "") -> str:
    """Return a UUID version 7 (RFC 9562): 48 bits of milliseconds, 12 bits of the rest, chance.

    Later ones sort behind earlier ones, so rows keyed by them stay in the order they were made:
    the 12 bits count steps of 244 ns (section 6.2, method 3), less than making one takes. It sorts
    behind ``after`` even when the clock was put back since that was made.
    """
    steps = max(_steps_now(), _steps_of(after) + 1 if after else 0)
    value = (steps >> 12) << 80 | 0x7 << 76 | (steps & 0xFFF) << 64
    value |= 0x2 << 62 | int.from_bytes(os.urandom(8)) >> 2
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def _steps_now() -> int:
    """Return the time in steps of 1/4096 of a millisecond."""
    milliseconds, rest_ns = divmod(time.time_ns(), 1_000_000)
    return milliseconds << 12 | (rest_ns << 12) // 1_000_000


def _steps_of(identifier: str) -> int:
    """Return the time that an identifier was made, in the same steps."""
    value = int(identifier.replace("-", ""), 16)
    return (value >> 80) << 12 | value >> 64 & 0xFFF
