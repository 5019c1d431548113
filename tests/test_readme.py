"""The pages that people read first, against what there is."""

import re
from pathlib import Path

import pytest

from emoji_labeler.cli.table import COMMAND_NAMES
from emoji_labeler.ui.panel_table import ROWS

_CHECKOUT = Path(__file__).parents[1]
_README = (_CHECKOUT / "README.md").read_text("utf-8")
_PAGES = (
    "README.md",
    "CONTRIBUTING.md",
    "docs/architecture.md",
    "docs/glossary.md",
    "docs/review.md",
)


def test_the_readme_tells_of_every_command_and_of_no_other() -> None:
    told = re.findall(r"^\| `([a-z]+)\b", _README, re.MULTILINE)
    assert set(told) == COMMAND_NAMES


def test_the_readme_has_a_section_for_every_screen() -> None:
    assert re.findall(r"^### (.+)$", _README, re.MULTILINE) == [row.text for row in ROWS]


@pytest.mark.parametrize("page", _PAGES)
def test_every_link_of_a_page_leads_somewhere(page: str) -> None:
    text = (_CHECKOUT / page).read_text("utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)", text) if "://" not in link]
    assert [link for link in links if not (_CHECKOUT / page).parent.joinpath(link).exists()] == []


def test_no_two_decisions_have_the_same_number() -> None:
    records = sorted((_CHECKOUT / "docs" / "decisions").glob("*.md"))
    numbers = [int(record.name[:4]) for record in records]
    headings = [record.read_text("utf-8").split(".")[0] for record in records]
    assert len(set(numbers)) == len(numbers)
    assert headings == [f"# {number}" for number in numbers]
