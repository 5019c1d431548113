"""Counting tokens without a network."""

from pathlib import Path

import pytest

from emoji_labeler.datasets.token_count import ESTIMATE, estimated_tokens, token_counter


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("", 0),
        ("cat", 1),
        ("person-lifting-weights", 8),
        ("2026", 2),
        ("会議は三時", 5),
        ("Hi, you!\n\n", 5),
    ],
)
def test_estimates_err_upwards(text: str, tokens: int) -> None:
    assert estimated_tokens(text) == tokens


def test_without_the_file_of_the_encoding_tokens_are_estimated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))

    assert token_counter() is ESTIMATE
    assert ESTIMATE.is_estimate


def test_a_row_costs_more_than_its_messages() -> None:
    assert ESTIMATE.of_chat(10, 5, 1) == 16 + 3 * 4 + 3
