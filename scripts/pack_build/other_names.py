"""Everything else that an emoji is called: shortcodes, and labels that older lists give it."""

from collections.abc import Mapping, Sequence
from itertools import chain

from scripts.pack_build.base_emoji import BaseEmoji, kebab_case
from scripts.pack_build.names import older_english_names
from scripts.pack_build.packages import EMOJIBASE, SLUGS, Packages

# Where two lists give one code to two emoji, the earlier list wins: Slack's dog is the dog's face.
SHORTCODE_LISTS = ("iamcal", "github", "emojibase", "cldr")

WELL_KNOWN_ALIASES = {"hot-beverage": ("coffee",), "laptop": ("laptop-computer",)}

# The skin tone of these codes is their meaning, not a variant of another code.
_SKIN_TONE = "skin_tone"


def shortcodes(packages: Packages, *, emoji: Sequence[BaseEmoji]) -> dict[str, tuple[str, ...]]:
    """Return the codes of each label, without colons; no code belongs to two labels."""
    found: dict[str, list[str]] = {one.label: [] for one in emoji}
    taken: set[str] = set()
    for name in SHORTCODE_LISTS:
        codes_by_hexcode = packages.read(EMOJIBASE, f"en/shortcodes/{name}.json")
        for one in emoji:
            codes = codes_by_hexcode.get(one.hexcode, ())
            for code in [codes] if isinstance(codes, str) else codes:
                if code in found[one.label] or code in taken or _SKIN_TONE in code:
                    continue
                found[one.label].append(code)
        taken = set(chain.from_iterable(found.values()))
    return {label: tuple(codes) for label, codes in found.items()}


def aliases(
    packages: Packages, *, emoji: Sequence[BaseEmoji], variant_of: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """Return the other labels of each label.

    An alias is never a label. One that several emoji claim goes to the neutral emoji among them if
    all the others are its variants, and to nobody otherwise.
    """
    claims: dict[str, list[str]] = {}
    for label, alias in _claimed(packages, emoji):
        claims.setdefault(alias, []).append(label)
    labels = {one.label for one in emoji}
    given: dict[str, list[str]] = {}
    for alias, claimants in claims.items():
        owner = _owner(claimants, variant_of)
        if alias and alias not in labels and owner:
            given.setdefault(owner, []).append(alias)
    return {label: tuple(sorted(found)) for label, found in given.items()}


def _claimed(packages: Packages, emoji: Sequence[BaseEmoji]) -> list[tuple[str, str]]:
    slugs = {
        character.replace("\ufe0f", ""): entry["slug"]
        for character, entry in packages.read(SLUGS, "data-by-emoji.json").items()
    }
    older = older_english_names(packages)
    claimed = []
    for one in emoji:
        names = {one.emojibase_name, slugs.get(one.bare, ""), *older.get(one.bare, ())}
        other_names = {kebab_case(name) for name in names} | {
            *WELL_KNOWN_ALIASES.get(one.label, ())
        }
        claimed += [(one.label, alias) for alias in sorted(other_names - {one.label})]
    return claimed


def _owner(claimants: Sequence[str], variant_of: Mapping[str, str]) -> str:
    bases = {variant_of.get(label, label) for label in claimants}
    if len(claimants) == 1:
        return claimants[0]
    return bases.pop() if len(bases) == 1 and bases <= set(claimants) else ""
