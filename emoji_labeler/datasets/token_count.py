"""How many tokens a text has: counted where tiktoken works without a network, else estimated."""

import os
import re
import tempfile
from collections.abc import Callable
from pathlib import Path

from emoji_labeler.domain.record import record
from emoji_labeler.wording import later

_ENCODING = "cl100k_base"
"""Of gpt-3.5-turbo and gpt-4; newer models need some tokens fewer, so that this errs upwards."""
_CACHED_AS = "9b5ad71b2ce5302211f9c61530b329a4922fc6a4"
"""The name of the encoding's file in tiktoken's cache; without it, tiktoken asks the network."""
_A_MESSAGE = 4
_AN_ANSWER = 3
"""What the chat format costs for each message, and for the beginning of the answer."""
_WORD_LETTERS = 5
_DIGITS = 3
_PARTS = re.compile(r"[A-Za-z]+|[0-9]+|\n+|[^\sA-Za-z0-9]")


@record
class TokenCounter:
    """A way to count tokens, and its name for the report."""

    name: str
    is_estimate: bool
    count: Callable[[str], int]

    def of_chat(self, *messages: int) -> int:
        """Return the tokens of a row of the chat format whose messages have so many tokens."""
        return sum(messages) + _A_MESSAGE * len(messages) + _AN_ANSWER


def token_counter() -> TokenCounter:
    """Return a counter that never touches the network."""
    if (_cache_folder() / _CACHED_AS).is_file():
        try:
            import tiktoken

            encoding = tiktoken.get_encoding(_ENCODING)
        except (ImportError, OSError, ValueError):
            return ESTIMATE
        return TokenCounter(
            name=f"tiktoken, {_ENCODING}",
            is_estimate=False,
            count=lambda text: len(encoding.encode(text, disallowed_special=())),
        )
    return ESTIMATE


def estimated_tokens(text: str) -> int:
    """Return about how many tokens text has, rather too many than too few.

    A word of Latin letters is a token for every five letters begun, a number for every three
    digits; every other character, kanji and kana among them, is one.
    """
    return sum(_tokens_of(part) for part in _PARTS.findall(text))


def _tokens_of(part: str) -> int:
    if not part.isascii() or not part.isalnum():
        return 1
    return -(-len(part) // (_DIGITS if part[0].isdigit() else _WORD_LETTERS))


def _cache_folder() -> Path:
    for variable in ("TIKTOKEN_CACHE_DIR", "DATA_GYM_CACHE_DIR"):
        if variable in os.environ:
            return Path(os.environ[variable])
    return Path(tempfile.gettempdir()) / "data-gym-cache"


ESTIMATE = TokenCounter(
    name=later("estimated without a tokenizer"), is_estimate=True, count=estimated_tokens
)
