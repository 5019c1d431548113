"""Names and keywords of emoji in CLDR."""

from dataclasses import dataclass

from scripts.pack_build.packages import (
    CLDR_DERIVED_NAMES,
    CLDR_NAMES,
    OLDER_DERIVED_NAMES,
    OLDER_NAMES,
    Packages,
    older_package,
)


@dataclass(frozen=True, slots=True)
class Names:
    """What CLDR calls one emoji in one language."""

    name: str
    keywords: tuple[str, ...]


def names(packages: Packages, *, language: str) -> dict[str, Names]:
    """Return CLDR's names by emoji, written without variation selectors."""
    return {
        **_read(packages, CLDR_DERIVED_NAMES, key="annotationsDerived", language=language),
        **_read(packages, CLDR_NAMES, key="annotations", language=language),
    }


def older_english_names(packages: Packages) -> dict[str, list[str]]:
    """Return what older releases of CLDR called each emoji in English."""
    older: dict[str, list[str]] = {}
    for package, versions, key in (
        (CLDR_NAMES, OLDER_NAMES, "annotations"),
        (CLDR_DERIVED_NAMES, OLDER_DERIVED_NAMES, "annotationsDerived"),
    ):
        for version in versions:
            release = _read(packages, older_package(package, version), key=key, language="en")
            for character, found in release.items():
                older.setdefault(character, []).append(found.name)
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
