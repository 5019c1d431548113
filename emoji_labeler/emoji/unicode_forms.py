"""Unicode emoji as people and models write them: found in text, and reduced to simpler forms."""

import re
import unicodedata
from collections.abc import Iterator

_JOINER = "\u200d"
_SELECTORS = re.compile("[\ufe0e\ufe0f]")
_TONES = re.compile("[\U0001f3fb-\U0001f3ff]")
_DIRECTION = re.compile(f"{_JOINER}[\u2194-\u21aa\u27a1\u2b05-\u2b07]")
_GENDER_SIGN = re.compile(f"{_JOINER}[\u2640\u2642]")
_REGIONAL = "[\U0001f1e6-\U0001f1ff]"
_PERSON, _MAN, _WOMAN = "\U0001f9d1", "\U0001f468", "\U0001f469"
_ADULT = re.compile(f"[{_PERSON}{_MAN}{_WOMAN}]")

# Signs that are text unless a variation selector or nothing else beside them says otherwise.
_TEXT_SIGNS = re.compile(r"[\u00a9\u00ae\u2000-\u23cf\u24c2\u25aa-\u25ff\u3030\u303d\u3297\u3299]")
_ONE = (
    "(?:[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u21aa\u231a-\u23ff\u24c2\u25aa-\u25fe"
    "\u2600-\u27bf\u2934\u2935\u2b00-\u2bff\u3030\u303d\u3297\u3299"
    "\U0001f000-\U0001f1e5\U0001f200-\U0001faff]"
    "[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]*[\U000e0020-\U000e007f]*)"
)
_SEQUENCE = re.compile(f"[0-9#*]\ufe0f?\u20e3|{_REGIONAL}{{1,2}}|{_ONE}(?:{_JOINER}{_ONE})*")
_FLAG = re.compile(f"{_REGIONAL}{{1,2}}|\U0001f3f4[\U000e0020-\U000e007f]+")


def mended(text: str) -> str:
    """Return text whose surrogate pairs are characters; a lone surrogate becomes U+FFFD."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def emoji_in(text: str) -> list[str]:
    """Return every emoji of a text in order, each with all that is joined to it."""
    return _SEQUENCE.findall(text)


def without_emoji(text: str) -> str:
    """Return text with a space for every emoji."""
    return _SEQUENCE.sub(" ", text)


def is_text_sign(emoji: str) -> bool:
    """Tell whether an emoji is a sign such as ™ that in a sentence is only text."""
    return _TEXT_SIGNS.fullmatch(emoji) is not None


def bare(emoji: str) -> str:
    """Return an emoji without variation selectors, under which packs know it."""
    return _SELECTORS.sub("", emoji)


def simpler_forms(emoji: str) -> Iterator[str]:
    """Yield forms that mean nearly the same, nearest first: tone, direction, gender go.

    The forms are bare. The tags of a flag stay, for they say whose flag it is: the flag of England
    is no black one.
    """
    plain = _TONES.sub("", bare(emoji))
    yield plain
    plain = _DIRECTION.sub("", plain)
    yield plain
    yield _GENDER_SIGN.sub("", plain)
    for sign in "\u2640\u2642":
        yield _GENDER_SIGN.sub(_JOINER + sign, plain)
    for adult in (_PERSON, _WOMAN, _MAN):
        yield _ADULT.sub(adult, _GENDER_SIGN.sub("", plain))


def shorter_forms(emoji: str) -> Iterator[str]:
    """Yield what is left of a joined emoji when its last part goes, and so on, each bare."""
    parts = _TONES.sub("", bare(emoji)).split(_JOINER)
    yield from (_JOINER.join(parts[:count]) for count in range(len(parts) - 1, 0, -1))


def words_for(text: str) -> str:
    """Return what the Unicode standard calls the emoji and signs of a text, in lower case."""
    words = []
    for emoji in emoji_in(text[:200]):
        if _FLAG.fullmatch(emoji):
            words.append("flag")
        else:
            names = (unicodedata.name(sign, "") for sign in _SELECTORS.sub("", emoji))
            words += [name.lower() for name in names if name and "JOINER" not in name]
    return " ".join(words)
