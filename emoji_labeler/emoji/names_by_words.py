"""Finds the one emoji that words point to together, where none of them is its name."""

from collections.abc import Container

from emoji_labeler.emoji.known_names import KnownNames
from emoji_labeler.emoji.output_parts import Part
from emoji_labeler.emoji.word_forms import loose_forms
from emoji_labeler.emoji.word_lists import ENGLISH_STOP_WORDS

_MOST_WORDS = 8
_LONGEST_COMPOUND = 20


def part_of_a_name(part: Part, names: KnownNames) -> str:
    """Find the one emoji whose names have all words of a part."""
    return names.family_of(_holding_all(part, names.labels_by_name_word))


def words_of_one_emoji(part: Part, names: KnownNames) -> str:
    """Find the one emoji with all these words, of which its name must have one at least."""
    found = names.family_of(_holding_all(part, names.labels_by_word))
    named = (names.labels_by_name_word.get(form, ()) for w in part.words for form in loose_forms(w))
    return found if any(found in labels for labels in named) else ""


def _holding_all(part: Part, index: dict[str, frozenset[str]]) -> frozenset[str]:
    """Return the labels that have all words of a part; one word alone says too little."""
    words = [word for word in part.words if word not in ENGLISH_STOP_WORDS]
    if not 2 <= len(words) <= _MOST_WORDS:
        return frozenset()
    holders = (
        frozenset().union(*(index.get(form, ()) for form in loose_forms(word))) for word in words
    )
    return frozenset.intersection(*holders)


def parts_of_a_compound(part: Part, names: KnownNames) -> str:
    """Find the one emoji with all the words that a Japanese compound is made of."""
    index = names.labels_by_japanese_word
    key = part.key
    if key.isascii() or " " in key or len(key) > _LONGEST_COMPOUND:
        return ""
    holders = [index[word] for word in _split(key, index)]
    return names.family_of(frozenset.intersection(*holders)) if len(holders) > 1 else ""


def _split(key: str, index: Container[str]) -> list[str]:
    """Return the known words, longest first, that cover a text, with の between them or not."""
    words = []
    while key:
        lengths = range(len(key), 1, -1)
        word = next((key[:length] for length in lengths if key[:length] in index), "")
        if not word:
            return []
        words.append(word)
        rest = key[len(word) :]
        key = rest[1:] if rest[:1] == "の" and rest[1:] else rest
    return words
