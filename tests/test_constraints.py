"""constraints.txt names one version of everything and no place to get it from."""

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement

CHECKOUT = Path(__file__).parent.parent
PLAIN_LINE = re.compile(r"(?P<name>[A-Za-z0-9][A-Za-z0-9.-]*)==(?P<version>[0-9][0-9a-z.]*)")


def pinned_versions() -> dict[str, str]:
    lines = (CHECKOUT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    matches = [PLAIN_LINE.fullmatch(line) for line in lines]
    assert None not in matches, "a line is not name==version"
    return {match["name"].lower(): match["version"] for match in matches if match}


def declared_requirements() -> list[Requirement]:
    declared = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    lines = [*declared["project"]["dependencies"], *declared["dependency-groups"]["dev"]]
    return [Requirement(line) for line in (*lines, *declared["build-system"]["requires"])]


def test_every_line_is_a_name_and_a_version() -> None:
    assert pinned_versions()["pyside6-essentials"] == "6.11.3"


def test_everything_declared_is_pinned_within_its_declared_range() -> None:
    pinned = pinned_versions()

    wrong = [
        str(requirement)
        for requirement in declared_requirements()
        if not requirement.specifier.contains(pinned.get(requirement.name.lower(), "0.0.0"))
        or requirement.name.lower() not in pinned
    ]

    assert wrong == []
