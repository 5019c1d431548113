"""Finds the one name or keyword that somebody who mistyped it must have meant."""

from collections import defaultdict

from emoji_labeler.emoji.known_names import KnownNames
from emoji_labeler.emoji.nearest import slips
from emoji_labeler.emoji.output_parts import Part

_MOST_WORDS = 8
_LONGEST = 60
# In a short word a slip too often makes another word: baking and biking, carry and curry.
_ONE_SLIP_FROM, _TWO_SLIPS_FROM = 7, 10


def misspelt(part: Part, names: KnownNames) -> str:
    """Find the one emoji a slip away, or two in a long name; nothing where there are several.

    A word that anybody knows is no slip, and a single word keeps its first letter: hopping is
    not shopping.
    """
    key = part.key
    most = 2 if len(key) >= _TWO_SLIPS_FROM else 1
    if not _ONE_SLIP_FROM <= len(key) <= _LONGEST or not key.isascii():
        return ""
    if len(part.words) > _MOST_WORDS or all(map(names.is_word, part.words)):
        return ""
    found: dict[int, set[str]] = defaultdict(set)
    for spelling, label in names.like(key, most=most):
        if " " in key or spelling[0] == key[0]:
            found[slips(key, spelling, most=most)].add(label)
    nearest = min(found, default=most + 1)
    return names.family_of(found[nearest]) if nearest <= most else ""
