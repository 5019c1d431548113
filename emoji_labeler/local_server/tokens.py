"""What a token is here: one word as the text classifier reads it."""

import re

_TOKEN = re.compile(r"[^\W\u3040-\u30ff\u3400-\u9fff々]+|[\u3040-\u30ff\u3400-\u9fff々]")


def count_tokens(text: str) -> int:
    """Return how many tokens a text has: runs of letters and digits, single Japanese characters.

    Signs and blanks are none. A label given as an answer is always one token, whatever its name.
    """
    return sum(1 for _ in _TOKEN.finditer(text))
