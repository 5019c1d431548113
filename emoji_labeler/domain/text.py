"""Rules about text: what a memo may hold, when two memos are the same, how searches fold."""

import re
import unicodedata

from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.wording import tr

_KATAKANA_TO_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_NEITHER_LETTER_NOR_DIGIT = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Return text as search compares it: NFKC, case-folded, katakana as hiragana."""
    return unicodedata.normalize("NFKC", text).casefold().translate(_KATAKANA_TO_HIRAGANA)


def normalise(text: str) -> str:
    """Return text as duplicates are told: NFKC, case-folded, white space collapsed."""
    if text.isascii():
        # Where every character is ASCII, lower case is all that NFKC and case folding do.
        return " ".join(text.lower().split())
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def words_alone(text: str) -> str:
    """Return text as near-duplicates are told: normalised, only letters and digits left."""
    return _NEITHER_LETTER_NOR_DIGIT.sub("", normalise(text))


def text_hash(text: str) -> bytes:
    """Return the SHA-256 of the normalised text, 32 bytes: equal for the same memo anywhere."""
    import hashlib

    return hashlib.sha256(normalise(text).encode()).digest()


def fault_in_text(text: str) -> str:
    """Return why text cannot be kept as a memo or note, or an empty string."""
    if "\x00" in text:
        return tr("It holds a NUL character.")
    try:
        text.encode()
    except UnicodeEncodeError:
        return tr("It holds half of a character (a lone surrogate).")
    return ""


def check_text(text: str, *, what: str) -> str:
    """Return text unchanged, or raise WrongUseError saying that ``what`` did not happen."""
    fault = fault_in_text(text)
    if fault:
        raise WrongUseError(what, why=fault, remedy=tr("Remove that character and try again."))
    return text
