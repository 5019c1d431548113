"""Makes assets/emoji, the emoji pack that comes with the program, from published packages.

    python -m scripts.build_pack [--packages NODE_MODULES] [--words-only]

Needs npm and pngquant on the machine, and the dependency group "pack" in the environment.
Building twice gives the same bytes.
"""

import argparse
import hashlib
import json
import tempfile
from pathlib import Path

from scripts.pack_build.base_emoji import BaseEmoji, base_emoji
from scripts.pack_build.keywords import english_keywords, japanese_keywords
from scripts.pack_build.names import names
from scripts.pack_build.other_names import aliases, shortcodes
from scripts.pack_build.packages import Packages, install
from scripts.pack_build.pictures import write_pictures
from scripts.pack_build.readings import readings
from scripts.pack_build.variants import variants

PACK_FOLDER = Path(__file__).parents[1] / "assets" / "emoji"
PACK = {"id": "noto", "name": "Noto Emoji", "version": "17.0.1", "licence": "Apache-2.0"}
COLUMNS = (
    *("label", "emoji", "group", "subgroup", "version", "en", "ja", "keywords_en", "keywords_ja"),
    *("readings", "shortcodes", "aliases", "variant_of"),
)


def main() -> None:
    """Build the pack where the program looks for it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--packages", type=Path, help="an already unpacked node_modules folder")
    parser.add_argument("--words-only", action="store_true", help="leave the pictures as they are")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        packages = Packages(arguments.packages or install(Path(temporary)))
        build(packages, folder=PACK_FOLDER, with_pictures=not arguments.words_only)


def build(packages: Packages, *, folder: Path, with_pictures: bool) -> None:
    """Write the pictures, the data files and their checksums into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    emoji = base_emoji(packages)
    if with_pictures:
        for picture in folder.glob("*.png"):
            picture.unlink()
        write_pictures(packages, emoji=emoji, folder=folder)
    rows = [COLUMNS, *data_rows(packages, emoji)]
    (folder / "pack.tsv").write_bytes("".join("\t".join(row) + "\n" for row in rows).encode())
    (folder / "pack.json").write_bytes(json.dumps(PACK, indent=2).encode() + b"\n")
    (folder / "CHECKSUMS.sha256").write_bytes(checksums(folder).encode())
    print(f"{len(emoji)} emoji in {folder}")


def data_rows(packages: Packages, emoji: list[BaseEmoji]) -> list[tuple[str, ...]]:
    """Return one row an emoji, its fields in the order of COLUMNS."""
    english, japanese = names(packages, language="en"), names(packages, language="ja")
    neutral = variants(emoji)
    codes = shortcodes(packages, emoji=emoji)
    older_labels = aliases(packages, emoji=emoji, variant_of=neutral)
    rows = []
    for one in emoji:
        en, ja = english[one.bare], japanese[one.bare]
        many = (
            english_keywords(packages, emoji=one, names=en),
            japanese_keywords(ja),
            readings((ja.name, *japanese_keywords(ja))),
            codes[one.label],
            older_labels.get(one.label, ()),
        )
        single = (one.label, one.character, one.group, one.subgroup, one.version, en.name, ja.name)
        rows.append(
            (*single, *("|".join(_clean(many_)) for many_ in many), neutral.get(one.label, ""))
        )
    return rows


def _clean(values: tuple[str, ...]) -> list[str]:
    return [" ".join(value.split()) for value in values if "|" not in value]


def checksums(folder: Path) -> str:
    """Return the lines that ``sha256sum --check`` reads, for the pictures and data files."""
    files = sorted([*folder.glob("*.png"), folder / "pack.json", folder / "pack.tsv"])
    return "".join(
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files
    )


if __name__ == "__main__":
    main()
