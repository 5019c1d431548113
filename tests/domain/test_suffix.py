import pytest

from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.submission import DEFAULT_SUFFIX
from emoji_labeler.domain.suffix import suffix_from


def made(template: str = DEFAULT_SUFFIX, *, snapshot: str = "First 100", most: int = 64) -> str:
    return suffix_from(
        template, snapshot=snapshot, date="2026-11-22", epochs=3, most_characters=most
    )


def test_a_suffix_holds_what_its_template_names() -> None:
    assert made() == "emoji-20261122-first-100-e3"


def test_letters_that_servers_refuse_become_hyphens() -> None:
    assert made("{snapshot}", snapshot="Süß: 猫/犬 v2") == "s-ss-v2"


def test_the_name_of_the_snapshot_is_shortened_so_that_the_epochs_stay() -> None:
    suffix = made(snapshot="a-very-long-name", most=22)

    assert suffix.startswith("emoji-20261122")
    assert suffix.endswith("-e3")
    assert len(suffix) <= 22


def test_a_suffix_is_never_longer_than_it_may_be() -> None:
    assert len(made("x" * 99, most=18)) == 18


@pytest.mark.parametrize("template", ["{name}", "{0}", "{date", "{epochs.real}{x}"])
def test_an_unknown_placeholder_is_refused(template: str) -> None:
    with pytest.raises(WrongUseError, match="unknown placeholder"):
        made(template)
