"""The npm packages that the pack and the fonts are made from, at the versions they are made of."""

import json
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

NOTO = "@iconify-json/noto"
CLDR_NAMES = "cldr-annotations-full"
CLDR_DERIVED_NAMES = "cldr-annotations-derived-full"
EMOJIBASE = "emojibase-data"
EMOJILIB = "emojilib"
SLUGS = "unicode-emoji-json"
INTER = "@expo-google-fonts/inter"
NOTO_SANS_JP = "@expo-google-fonts/noto-sans-jp"

VERSIONS = {
    NOTO: "1.2.9",
    CLDR_NAMES: "48.2.0",
    CLDR_DERIVED_NAMES: "48.2.0",
    EMOJIBASE: "17.0.0",
    EMOJILIB: "4.0.3",
    SLUGS: "0.9.0",
    INTER: "0.4.2",
    NOTO_SANS_JP: "0.4.3",
}

# Names change from release to release: what an emoji was called before is an alias today. Old
# releases of emojibase hold the names of CLDR before 38, and those of the characters themselves.
OLDER_VERSIONS = {
    CLDR_NAMES: (
        *("38.1.0", "39.0.0", "40.0.0", "41.0.0", "42.0.0"),
        *("43.1.0", "44.1.0", "45.0.0", "46.1.0", "47.0.0"),
    ),
    CLDR_DERIVED_NAMES: (
        *("40.0.0", "41.0.0", "42.0.0", "43.1.0"),
        *("44.1.0", "45.0.0", "46.1.0", "47.0.0"),
    ),
    EMOJIBASE: ("2.3.0", "4.2.1"),
}


def older_package(package: str, version: str) -> str:
    """Return the name under which an older release is installed beside the newest one."""
    return f"{package}-{version.partition('.')[0]}"


def install(folder: Path) -> Path:
    """Fetch every package into ``folder`` with npm and return its ``node_modules``."""
    older = [
        f"{older_package(package, version)}@npm:{package}@{version}"
        for package, versions in OLDER_VERSIONS.items()
        for version in versions
    ]
    newest = [f"{package}@{version}" for package, version in VERSIONS.items()]
    command = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix"]
    subprocess.run([*command, str(folder), *newest, *older], check=True)
    return folder / "node_modules"


class Packages:
    """The unpacked packages in one ``node_modules`` folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for package, version in VERSIONS.items():
            found = self.read(package, "package.json")["version"]
            if found != version:
                raise SystemExit(f"{package} is {found}; the pack is made from {version}.")

    @cache  # noqa: B019  # The one object lives as long as the program.
    def read(self, package: str, path: str) -> Any:  # noqa: ANN401  # Foreign JSON of any shape.
        """Return the JSON file at ``path`` inside a package."""
        return json.loads((self.folder / package / path).read_text("utf-8"))
