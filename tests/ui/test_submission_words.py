"""What the form says about what a model is to learn from."""

from dataclasses import replace
from pathlib import Path

import pytest

from emoji_labeler.domain.fine_tuning import Method
from emoji_labeler.domain.submission import PreparedSubmission
from emoji_labeler.ui.submission_words import rows_words
from tests.services.tuning import labelled_project, prepared, providing_in, snapshot_of


@pytest.fixture
def supervised(tmp_path: Path) -> PreparedSubmission:
    with labelled_project(tmp_path) as project:
        snapshot_of(project)
        return prepared(project, providing_in(tmp_path), provider_id="openai", base_model="gpt-4.1")


def test_it_tells_the_rows_of_the_snapshot(supervised: PreparedSubmission) -> None:
    assert " for training" in rows_words(supervised)


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        (1, "1 pair of a correction and what was corrected"),
        (18, "18 pairs of a correction and what was corrected"),
    ],
)
def test_of_preferences_it_tells_the_pairs_that_are_sent(
    supervised: PreparedSubmission, pairs: int, said: str
) -> None:
    from_preferences = replace(
        supervised,
        plan=replace(supervised.plan, method=Method.DPO),
        files=(replace(supervised.files[0], rows=pairs),),
    )

    words = rows_words(from_preferences)

    assert words.startswith(said)
    assert "for training" not in words
