"""Names and keywords of emoji in CLDR."""

from dataclasses import dataclass

from scripts.pack_build.packages import (
    CLDR_DERIVED_NAMES,
    CLDR_NAMES,
    EMOJIBASE,
    OLDER_VERSIONS,
    Packages,
    older_package,
)

_KEYS = {CLDR_NAMES: "annotations", CLDR_DERIVED_NAMES: "annotationsDerived"}


@dataclass(frozen=True, slots=True)
class Names:
    """What CLDR calls one emoji in one language."""

    name: str
    keywords: tuple[str, ...]


def names(packages: Packages, *, language: str) -> dict[str, Names]:
    """Return CLDR's names by emoji, written without variation selectors."""
    derived = _read(packages, CLDR_DERIVED_NAMES, key=_KEYS[CLDR_DERIVED_NAMES], language=language)
    return derived | _read(packages, CLDR_NAMES, key=_KEYS[CLDR_NAMES], language=language)


def older_english_names(packages: Packages) -> dict[str, set[str]]:
    """Return what each emoji was called in English before, and its characters' own names."""
    older: dict[str, set[str]] = {}
    for package, key in _KEYS.items():
        for version in OLDER_VERSIONS[package]:
            release = _read(packages, older_package(package, version), key=key, language="en")
            for character, found in release.items():
                older.setdefault(character, set()).add(found.name)
    for version in OLDER_VERSIONS[EMOJIBASE]:
        for entry in packages.read(older_package(EMOJIBASE, version), "en/data.json"):
            known = older.setdefault(entry["emoji"].replace("\ufe0f", ""), set())
            known.add(entry["annotation"])
            # A comma joins the names of several characters: nobody calls an emoji that.
            known.update(name for name in (entry["name"],) if "," not in name)
    return older


def _read(packages: Packages, package: str, *, key: str, language: str) -> dict[str, Names]:
    entries = packages.read(package, f"{key}/{language}/annotations.json")[key]["annotations"]
    return {
        character.replace("\ufe0f", ""): Names(
            name=entry["tts"][0], keywords=tuple(entry.get("default", ()))
        )
        for character, entry in entries.items()
        if "tts" in entry
    }
