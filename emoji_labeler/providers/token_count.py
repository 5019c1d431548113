"""Counting tokens with the tokenizer where it works without a download, else by estimate."""

import os
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from emoji_labeler.domain.record import record

_ENCODING = "o200k_base"
_CACHE_KEY = "fb374d419588a4632f3f557e76b4b70aebbca790"
"""The name under which tiktoken keeps that encoding: the SHA-1 of where it comes from."""

_SHA256 = "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d"
"""What is kept there; tiktoken would download it again if it were anything else."""

_MESSAGE_TOKENS = 4
"""What the frame around one chat message adds, by OpenAI's own account of its formats."""


@record
class TokenCount:
    """A number of tokens, and whether it was only estimated."""

    tokens: int
    is_estimate: bool


def count_tokens(texts: Iterable[str], *, messages: bool = False) -> TokenCount:
    """Count the tokens of some texts; ``messages`` adds the frame of a chat message to each."""
    encoding = _tokenizer()
    frame = _MESSAGE_TOKENS if messages else 0
    if encoding is None:
        return TokenCount(tokens=sum(_estimate(text) + frame for text in texts), is_estimate=True)
    tokens = sum(len(encoding.encode_ordinary(text)) + frame for text in texts)
    return TokenCount(tokens=tokens, is_estimate=False)


def _estimate(text: str) -> int:
    """Return a token for four ASCII characters, and one for each other character.

    It is meant to err on the dear side, in English and in Japanese.
    """
    narrow = sum(character < "\x80" for character in text)
    return -(-narrow // 4) + len(text) - narrow


@cache
def _tokenizer() -> Any:  # noqa: ANN401 - the library may be absent, and its types with it.
    """Return the tokenizer, or None where it is absent or would have to be downloaded first."""
    import hashlib
    from importlib import import_module

    try:
        kept = (_cache_folder() / _CACHE_KEY).read_bytes()
        if hashlib.sha256(kept).hexdigest() != _SHA256:
            return None
        return import_module("tiktoken").get_encoding(_ENCODING)
    except (OSError, ImportError, ValueError):
        return None


def _cache_folder() -> Path:
    """Return where tiktoken keeps what it has downloaded."""
    for variable in ("TIKTOKEN_CACHE_DIR", "DATA_GYM_CACHE_DIR"):
        if folder := os.environ.get(variable):
            return Path(folder)
    return Path(tempfile.gettempdir()) / "data-gym-cache"
