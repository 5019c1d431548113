"""The words beside its name by which an emoji is found."""

from collections.abc import Iterable

from scripts.pack_build.base_emoji import BaseEmoji
from scripts.pack_build.names import Names
from scripts.pack_build.packages import EMOJILIB, Packages


def english_keywords(packages: Packages, *, emoji: BaseEmoji, names: Names) -> tuple[str, ...]:
    """Return CLDR's and emojilib's words, each once, without those that the name already holds."""
    emojilib = packages.read(EMOJILIB, "dist/emoji-en-US.json")
    more = emojilib.get(emoji.character) or emojilib.get(emoji.bare) or ()
    in_name = set(names.name.casefold().split())
    spoken = [*names.keywords, *(word.replace("_", " ") for word in more)]
    return tuple(word for word in _unique(spoken) if not set(word.casefold().split()) <= in_name)


def japanese_keywords(names: Names) -> tuple[str, ...]:
    """Return CLDR's words, each once, without the name itself."""
    return tuple(word for word in _unique(names.keywords) if word != names.name)


def _unique(words: Iterable[str]) -> list[str]:
    by_fold = {word.strip().casefold(): word.strip() for word in reversed(list(words))}
    by_fold.pop("", None)
    return list(reversed(by_fold.values()))
