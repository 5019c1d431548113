"""What the window has computed elsewhere comes back whole as far as it is shown."""

import pickle
from pathlib import Path

import pytest

from emoji_labeler import resources
from emoji_labeler.domain.insight import InsightFilter
from emoji_labeler.domain.run_comparison import RowFilter, Standing
from emoji_labeler.emoji.pack_file import load_pack
from emoji_labeler.services.comparing import compare_runs
from emoji_labeler.services.comparison_report import figure_rows, write_comparison
from emoji_labeler.services.computing import (
    ShownComparison,
    compute_comparison,
    compute_insights,
)
from emoji_labeler.storage.project import ProjectStore
from tests.services.comparing_setup import golds_of, keep_run

PACK = load_pack(resources.emoji_pack_folder())
NAMES = ("right", "castles")


@pytest.fixture
def shares() -> list[float]:
    return []


@pytest.fixture
def brought(sample: ProjectStore, shares: list[float]) -> ShownComparison:
    """A comparison as it comes out of the other process."""
    keep_run(sample, "right", golds_of(sample))
    keep_run(sample, "castles", dict.fromkeys(golds_of(sample), "castle"))
    computed = compute_comparison(
        sample.path, NAMES, pack=PACK, with_seen=False, progress=shares.append
    )
    found: ShownComparison = pickle.loads(pickle.dumps(computed))  # noqa: S301 - Our own.
    return found


def test_figures_and_rows_are_those_of_the_comparison(
    sample: ProjectStore, brought: ShownComparison
) -> None:
    whole = compare_runs(sample.path, NAMES, pack=PACK)

    assert list(figure_rows(brought.comparison)) == list(figure_rows(whole))
    assert brought.choices == whole.table.choices()
    for standing in Standing:
        wanted = RowFilter(standing=standing)
        rows = brought.comparison.table.shown_rows(wanted)
        assert rows == whole.table.shown_rows(wanted)


def test_a_report_can_be_written_from_what_was_brought(
    sample: ProjectStore, brought: ShownComparison, tmp_path: Path
) -> None:
    output = tmp_path / "report.html"

    write_comparison(sample.path, brought.comparison, output, pack=PACK)

    assert "castles" in output.read_text("utf-8")


def test_a_comparison_tells_how_far_it_is(brought: ShownComparison, shares: list[float]) -> None:
    assert len(brought.comparison.runs) == len(shares)
    assert shares == sorted(shares)


def test_insights_that_nobody_waits_for_are_given_up(sample: ProjectStore) -> None:
    found = compute_insights(sample.path, InsightFilter(), pack=PACK, is_cancelled=lambda: True)

    assert found is None
