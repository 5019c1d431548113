"""The rules by which a piece of a raw output means a label, in the order they are tried.

``confidence`` is how often a rule is right. For the rules about words it was measured against the
theme tables, which were written for the search: the share of the words known to both for which the
rule says what the tables say (``scripts/measures/resolve.py``). The tables list few labels a word,
so that is strict; but rules were narrowed where it showed them wrong. Set by hand are the figures
of rules that such words do not reach (codes in colons, emoji, skin tone, gender, word order,
misspelling, which is no surer than the keyword it may lead to), of those that count only where the
tables agree, and of the guesses.
"""

import re
from collections.abc import Callable, Iterator
from itertools import product

from emoji_labeler.domain.record import record
from emoji_labeler.domain.resolution import ResolutionKind
from emoji_labeler.emoji.known_names import KnownNames, code_key
from emoji_labeler.emoji.misspelling import misspelt
from emoji_labeler.emoji.names_by_words import (
    part_of_a_name,
    parts_of_a_compound,
    words_of_one_emoji,
)
from emoji_labeler.emoji.output_parts import Part
from emoji_labeler.emoji.unicode_forms import bare, emoji_in, simpler_forms, without_emoji
from emoji_labeler.emoji.word_forms import word_forms

_MOST_WORDS = 8
_LONGEST_CODE = 3
_GENDERS = ("person", "man", "woman")
_GENDER_WORDS = {
    **dict.fromkeys(("man", "male", "men", "boy", "guy"), "man"),
    **dict.fromkeys(("woman", "female", "women", "girl", "lady"), "woman"),
    **dict.fromkeys(("person", "people", "human", "neutral"), "person"),
}
_TONE_WORDS = frozenset({"light", "dark", "medium", "skin", "tone", *"123456"})
_TONE = re.compile("tone ?[1-6]?$")
_GENERIC = frozenset(
    {
        *("emoji", "emojis", "icon", "icons", "symbol", "sign", "button", "mark", "label", "logo"),
        *("picture", "image", "graphic", "drawing", "item", "object", "thing", "equipment"),
        *("board", "the", "a", "an", "絵文字"),
    }
)
_GENERIC_ENDINGS = ("face", "symbol", "button", "sign", "hand", "hands", "mark", "emoji")
_GENERIC_JAPANESE = ("の絵文字", "絵文字", "のあいこん", "あいこん", "まーく", "のまーく")


@record
class Rule:
    """One way to read a piece of a raw output; ``find`` returns a label or an empty string."""

    name: str
    confidence: float
    find: Callable[[Part, KnownNames], str]
    kind: ResolutionKind = ResolutionKind.ALIAS
    needs_theme: bool = False
    """Whether an answer counts only where the theme tables say the same."""


def _shortcode(part: Part, names: KnownNames) -> str:
    return names.codes.get(code_key(part.code), "") if part.code else ""


def _emoji(part: Part, names: KnownNames) -> str:
    for emoji in _emoji_alone(part):
        if found := names.characters.get(bare(emoji)):
            return found
    return ""


def _emoji_variant(part: Part, names: KnownNames) -> str:
    for emoji in _emoji_alone(part):
        if found := label_of_emoji(emoji, names):
            return found
    return ""


def _emoji_alone(part: Part) -> list[str]:
    """Return the emoji of a part without letters; keycaps bring a digit and no letter."""
    emoji = emoji_in(part.text)
    return emoji if emoji and not any(map(str.isalpha, without_emoji(part.text))) else []


def label_of_emoji(emoji: str, names: KnownNames) -> str:
    """Return the label of an emoji, or of the nearest in skin tone, direction and gender."""
    if found := names.characters.get(bare(emoji)):
        return found
    for form in simpler_forms(emoji):
        if found := names.characters.get(form) or names.untoned_characters.get(form):
            return found
    return ""


def _folded_label(part: Part, names: KnownNames) -> str:
    return names.labels.get(part.key, "")


def _former_label(part: Part, names: KnownNames) -> str:
    return names.aliases.get(part.key, "")


def _name(part: Part, names: KnownNames) -> str:
    return names.written_names.get(part.text) or names.names.get(part.key, "")


def _bare_shortcode(part: Part, names: KnownNames) -> str:
    return names.codes.get(part.text, "") or names.bare_codes.get(part.key, "")


def _joined(part: Part, names: KnownNames) -> str:
    return names.joined.get(part.key.replace(" ", ""), "")


def _without_skin_tone(part: Part, names: KnownNames) -> str:
    if not _TONE.search(part.key):
        return ""
    rest = " ".join(word for word in part.words if not word.startswith("tone"))
    bare_words = [word for word in rest.split() if word not in _TONE_WORDS]
    return names.called.get(rest) or names.called.get(" ".join(bare_words), "")


def _nearest_gender(part: Part, names: KnownNames) -> str:
    """Find an emoji that the pack has in another gender only, or in none."""
    genders = [word for word in part.words if word in _GENDER_WORDS]
    rest = [word for word in part.words if word not in _GENDER_WORDS]
    if not genders or not rest:
        return ""
    meant = _GENDER_WORDS[genders[0]]
    neutral = [rest] if meant == "person" else []
    others = [[gender, *rest] for gender in (meant, *_GENDERS)]
    tries = (*neutral, *others, [*rest, meant], rest)
    return next((names.called[key] for key in map(" ".join, tries) if key in names.called), "")


def _generic_word(part: Part, names: KnownNames) -> str:
    rest = " ".join(word for word in part.words if word not in _GENERIC)
    for ending in _GENERIC_JAPANESE:
        rest = rest.removesuffix(ending)
    if rest and rest != part.key and rest in names.called:
        return names.called[rest]
    longer = (names.called.get(f"{part.key} {ending}", "") for ending in _GENERIC_ENDINGS)
    return names.family_of(filter(None, longer))


def _inflected(part: Part, names: KnownNames) -> str:
    """Find a name in the singular, the plural, as a verb, or in another spelling.

    A very short shortcode is no word: news are not "new".
    """
    for key in _other_keys(part):
        if found := (names.called if len(key) > _LONGEST_CODE else names.proper).get(key):
            return found
    return ""


def _word_order(part: Part, names: KnownNames) -> str:
    return names.sorted_words.get(" ".join(sorted(part.words)), "") if len(part.words) > 1 else ""


def _keyword(part: Part, names: KnownNames) -> str:
    """Find a keyword of one thing alone, unless the names of others have that word.

    Faces and symbols mean too much to be named by a keyword.
    """
    label = _unrivalled(names.keywords.get(part.key, ""), part.key, names)
    return label if label in names.things else ""


def _unrivalled(label: str, word: str, names: KnownNames) -> str:
    named = names.labels_by_name_word.get(word, frozenset()) if label else frozenset()
    return label if names.family_of({label, *named}) else ""


def _reading(part: Part, names: KnownNames) -> str:
    return names.readings.get(part.key, "") if len(part.key) > 1 else ""


def _inflected_keyword(part: Part, names: KnownNames) -> str:
    for key in _other_keys(part):
        if len(key) <= len(part.key) and (found := names.keywords.get(key)):
            return _unrivalled(found, key, names)
    return ""


def _other_keys(part: Part) -> Iterator[str]:
    """Yield the key with its words in other forms."""
    words = part.words
    if not words or len(words) > _MOST_WORDS:
        return
    for at, word in enumerate(words):
        for form in word_forms(word):
            yield " ".join([*words[:at], form, *words[at + 1 :]])
    if len(words) == 2:
        yield from (f"{first} {last}" for first, last in product(*map(word_forms, words)))


def _theme(part: Part, names: KnownNames) -> str:
    if found := names.themes.get(part.key):
        return found
    return next((names.themes[key] for key in _other_keys(part) if key in names.themes), "")


DIRECT_RULES = (
    Rule(name="shortcode", confidence=0.98, find=_shortcode),
    Rule(name="emoji", confidence=0.98, find=_emoji),
    Rule(name="emoji in another form", confidence=0.95, find=_emoji_variant),
    Rule(name="label in other letters", confidence=0.98, find=_folded_label),
    Rule(name="former label", confidence=0.96, find=_former_label),
    Rule(name="name", confidence=0.97, find=_name),
    Rule(name="shortcode without colons", confidence=0.82, find=_bare_shortcode),
)

# These change the words of a piece, so the pieces are tried by all direct rules first.
LOOSE_RULES = (
    Rule(name="words joined or apart", confidence=0.95, find=_joined),
    Rule(name="without skin tone", confidence=0.95, find=_without_skin_tone),
    Rule(name="nearest in gender", confidence=0.9, find=_nearest_gender),
    Rule(name="generic word", confidence=0.64, find=_generic_word),
    Rule(name="plural or spelling", confidence=0.82, find=_inflected),
    Rule(name="word order", confidence=0.85, find=_word_order),
    Rule(name="keyword", confidence=0.7, find=_keyword),
    Rule(name="reading", confidence=0.9, find=_reading, needs_theme=True),
    Rule(name="keyword in another form", confidence=0.9, find=_inflected_keyword, needs_theme=True),
    Rule(name="misspelling", confidence=0.7, find=misspelt),
    Rule(name="part of a name", confidence=0.75, find=part_of_a_name),
    Rule(name="words of one emoji", confidence=0.85, find=words_of_one_emoji),
    Rule(name="parts of a compound", confidence=0.9, find=parts_of_a_compound, needs_theme=True),
)

# A guess and no more: a theme is what one may think of at a word, not what the word means.
GUESSING_RULES = (
    Rule(name="theme word", confidence=0.75, find=_theme, kind=ResolutionKind.SIMILARITY),
)


def answer_of(rule: Rule, part: Part, names: KnownNames) -> str:
    """Return the label that a rule finds for a part, or an empty string.

    Where the theme tables know the words of a part, they have the last say on a loose rule: a
    keyword is often an association (mathematics and an equals sign) and not a meaning.
    """
    label = rule.find(part, names)
    if not label or rule not in LOOSE_RULES:
        return label
    known = names.theme_families.get(part.key)
    is_credible = not rule.needs_theme if known is None else names.base_label(label) in known
    return label if is_credible else ""
