"""Identifiers as the wire has them: a prefix that tells the kind, and chance."""

import secrets
import string

_CHARACTERS = string.ascii_letters + string.digits
_LENGTH = 24


def new_identifier(prefix: str, *, length: int = _LENGTH) -> str:
    """Return ``prefix`` and ``length`` random letters and digits."""
    return prefix + "".join(secrets.choice(_CHARACTERS) for _ in range(length))
