"""Which emoji are the same picture of a man, a woman or somebody facing right.

A variant points to the neutral emoji, never to another variant, so that a grid folds one level.
"""

import re
from collections.abc import Sequence

from scripts.pack_build.base_emoji import BaseEmoji

_JOINER = "\u200d"
_FACING_RIGHT = re.compile(f"{_JOINER}➡$")
_GENDER_SIGN = re.compile(f"{_JOINER}[♂♀]")
_MAN_OR_WOMAN = re.compile("^[👨👩]")
_PERSON = "🧑"

# The pairs that Unicode drew before there was a neutral emoji, which no joiner tells.
_BY_HAND = {
    "boy": "child",
    "girl": "child",
    "man": "person",
    "woman": "person",
    "old-man": "older-person",
    "old-woman": "older-person",
    "prince": "person-with-crown",
    "princess": "person-with-crown",
    "pregnant-man": "pregnant-person",
    "pregnant-woman": "pregnant-person",
    "santa-claus": "mx-claus",
    "mrs-claus": "mx-claus",
    "men-holding-hands": "people-holding-hands",
    "women-holding-hands": "people-holding-hands",
    "woman-and-man-holding-hands": "people-holding-hands",
}
_BY_START = {
    "couple-with-heart-": "couple-with-heart",
    "kiss-": "kiss",
    "family-man-": "family",
    "family-woman-": "family",
}
# These begin as kisses and are none.
_NO_KISSES = {"kiss-mark"}


def variants(emoji: Sequence[BaseEmoji]) -> dict[str, str]:
    """Return the neutral label of every label that is a variant of one."""
    labels = {one.bare: one.label for one in emoji}
    neutral = ((one.label, _neutral_label(one, labels)) for one in emoji)
    return {label: base for label, base in neutral if base and base != label}


def _neutral_label(emoji: BaseEmoji, labels: dict[str, str]) -> str:
    if emoji.label in _BY_HAND:
        return _BY_HAND[emoji.label]
    if emoji.label in _NO_KISSES:
        return ""
    for start, base in _BY_START.items():
        if emoji.label.startswith(start):
            return base
    looking_left = _FACING_RIGHT.sub("", emoji.bare)
    neutral = _GENDER_SIGN.sub("", looking_left)
    if neutral == looking_left:
        neutral = _MAN_OR_WOMAN.sub(_PERSON, looking_left)
    return labels.get(neutral, "")
