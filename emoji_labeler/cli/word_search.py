"""Finding emoji by words in a terminal."""

from collections.abc import Callable, Sequence

from emoji_labeler.domain.emoji import Emoji
from emoji_labeler.domain.text import fold
from emoji_labeler.emoji.pack import EmojiPack

Search = Callable[[str], Sequence[str]]
"""Takes what a person typed and returns labels, best first."""


def word_search(pack: EmojiPack) -> Search:
    """Return a search for emoji of whose words one is, begins with, or holds what was typed."""
    words = [(one.label, tuple(map(fold, _words(one)))) for one in pack.emoji]

    def search(query: str) -> list[str]:
        wanted = fold(query.strip())
        ranked = [
            (quality, place, label)
            for place, (label, known) in enumerate(words)
            if wanted and (quality := _quality(wanted, known)) is not None
        ]
        return [label for _, _, label in sorted(ranked)]

    return search


def _words(one: Emoji) -> Sequence[str]:
    return (
        *(one.label, one.name_en, one.name_ja, one.character),
        *(*one.shortcodes, *one.aliases, *one.keywords_en, *one.keywords_ja, *one.readings),
    )


def _quality(wanted: str, known: Sequence[str]) -> int | None:
    """Return a small number for a good match, None for none; the label stands first in known."""
    if wanted == known[0]:
        return 0
    if wanted in known:
        return 1
    if any(word.startswith(wanted) for word in known):
        return 2
    return 3 if any(wanted in word for word in known) else None
