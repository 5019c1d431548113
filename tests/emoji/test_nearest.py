import pytest
from hypothesis import given
from hypothesis import strategies as st

from emoji_labeler.emoji.nearest import slips

_WORDS = st.text(alphabet="abc", max_size=7)


@pytest.mark.parametrize(
    ("first", "second", "distance"),
    [
        ("calender", "calendar", 1),
        ("claendar", "calendar", 1),
        ("calendr", "calendar", 1),
        ("callendarr", "calendar", 2),
        ("cat", "cat", 0),
        ("cat", "elephant", 3),
    ],
)
def test_slips_are_counted_up_to_a_limit(first: str, second: str, distance: int) -> None:
    assert slips(first, second, most=2) == distance


@given(_WORDS, _WORDS)
def test_slips_are_the_same_in_both_directions(first: str, second: str) -> None:
    assert slips(first, second, most=3) == slips(second, first, most=3)
    assert (slips(first, second, most=3) == 0) == (first == second)
