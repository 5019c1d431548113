"""Which emoji are in the pack, in which order, and what their labels are."""

import re
import unicodedata
from dataclasses import dataclass

from scripts.pack_build.names import names
from scripts.pack_build.packages import EMOJIBASE, Packages

GROUPS = {
    "smileys-emotion": "smileys",
    "people-body": "people",
    "animals-nature": "nature",
    "food-drink": "food",
    "travel-places": "travel",
    "activities": "activities",
    "objects": "objects",
    "symbols": "symbols",
    "flags": "flags",
}
LEFT_OUT = {"country-flag", "subdivision-flag"}

_SPELLED_OUT = str.maketrans({"#": "hash", "*": "asterisk", "'": "", "’": ""})


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseEmoji:
    """One emoji of Unicode without a skin tone, as emojibase lists it."""

    label: str
    character: str
    hexcode: str
    group: str
    subgroup: str
    version: str
    emojibase_name: str

    @property
    def bare(self) -> str:
        """The character without variation selectors, as CLDR writes it."""
        return without_selectors(self.character)


def without_selectors(character: str) -> str:
    """Return an emoji without the selectors that ask for a coloured picture."""
    return character.replace("\ufe0f", "")


def kebab_case(name: str) -> str:
    """Return a name as a label: lower-case letters, digits and single hyphens."""
    plain = unicodedata.normalize("NFKD", name.translate(_SPELLED_OUT))
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def base_emoji(packages: Packages) -> list[BaseEmoji]:
    """Return every emoji but flags of places, in the order that Unicode gives them."""
    categories = packages.read(EMOJIBASE, "meta/groups.json")
    english = names(packages, language="en")
    found = []
    for entry in packages.read(EMOJIBASE, "en/data.json"):
        group = GROUPS.get(categories["groups"].get(str(entry.get("group")), ""))
        subgroup = categories["subgroups"].get(str(entry.get("subgroup")), "")
        if group is None or subgroup in LEFT_OUT:
            continue
        found.append(
            BaseEmoji(
                label=kebab_case(english[without_selectors(entry["emoji"])].name),
                character=entry["emoji"],
                hexcode=entry["hexcode"],
                group=group,
                subgroup=subgroup,
                version=f"{entry['version']:.1f}",
                emojibase_name=entry["label"],
            )
        )
    order = {entry["hexcode"]: entry["order"] for entry in packages.read(EMOJIBASE, "en/data.json")
             if "order" in entry}  # fmt: skip
    return sorted(found, key=lambda emoji: order[emoji.hexcode])
