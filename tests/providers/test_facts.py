"""The data file of presets, the registry, waits, and counting tokens."""

from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from emoji_labeler.domain.errors import WrongKeyError
from emoji_labeler.domain.provider import Price, PriceTable
from emoji_labeler.domain.remote_model import RemoteModel
from emoji_labeler.providers.attempts import Patience, wait_s
from emoji_labeler.providers.failure import retry_after_s
from emoji_labeler.providers.presets import preset_of, presets
from emoji_labeler.providers.registry import ADAPTERS, open_provider
from emoji_labeler.providers.token_count import count_tokens
from tests.providers.conftest import profile_at


def test_every_preset_names_an_adapter_and_a_dated_source() -> None:
    adapters = {adapter.name for adapter in ADAPTERS}
    assert len({preset.id for preset in presets()}) == len(presets())
    for preset in presets():
        assert preset.adapter in adapters
        if preset.id != "custom":
            assert date.fromisoformat(preset.facts_date).year >= 2026
            assert preset.facts_source
        assert bool(preset.prices.by_model) == bool(preset.prices.date)
        assert not preset.key_variable or preset.key_hosts


def test_every_preset_with_an_address_speaks_https() -> None:
    addresses = [preset.base_url for preset in presets() if preset.base_url]
    assert addresses
    assert all(address.startswith("https://") for address in addresses)


def test_an_unknown_preset_counts_as_another_server() -> None:
    assert preset_of("never-heard-of").id == "custom"


def test_a_missing_key_is_told_before_anything_is_asked() -> None:
    with pytest.raises(WrongKeyError, match=r"no key for OpenAI.*OPENAI_API_KEY"):
        open_provider(profile_at("https://api.openai.com/v1"), key=None)


def test_a_dated_model_costs_what_its_family_costs() -> None:
    table = PriceTable(by_model={"m": Price(training=1.0), "m-mini": Price(training=0.5)})

    assert table.price_of("m-2025-04-14").training == 1.0
    assert table.price_of("m-mini-2025-04-14").training == 0.5
    assert table.price_of("m-nano").training is None


def test_a_tuned_model_costs_what_its_base_costs_and_this_machine_nothing() -> None:
    table = PriceTable(by_model={"m": Price(input=1.0)})

    assert table.price_of("ft:m-2025-04-14:us:suffix:id").input == 1.0
    assert PriceTable(is_free=True).price_of("anything").input == 0.0


def test_a_base_that_dies_within_sixty_days_needs_a_yes() -> None:
    model = RemoteModel(id="m", shutdown_date="2027-01-14")

    assert model.dies_soon(date(2026, 11, 22))
    assert not model.dies_soon(date(2026, 11, 14))
    assert model.dies_soon(date(2028, 1, 1))
    assert not RemoteModel(id="m").dies_soon(date(2026, 11, 22))
    assert RemoteModel(id="m", shutdown_date="soon").days_left(date(2026, 11, 22)) is None


def test_retry_after_is_read_as_seconds_or_as_a_date() -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=100), usegmt=True)

    assert retry_after_s({"retry-after": "1.5"}) == 1.5
    assert 90 < (retry_after_s({"retry-after": later}) or 0) <= 100
    for value in ("", "soon", "nan", "inf"):
        assert retry_after_s({"retry-after": value}) is None


def test_waits_double_with_jitter_and_never_pass_the_longest() -> None:
    patience = Patience(first_wait_s=1.0, longest_wait_s=5.0)

    for failed, most in ((0, 1.0), (1, 2.0), (2, 4.0), (3, 5.0), (99, 5.0)):
        waits = {wait_s(failed, patience=patience, asked=None) for _ in range(50)}
        assert len(waits) > 1 or most == 5.0
        assert most / 2 <= min(waits) <= max(waits) <= most
    assert wait_s(0, patience=patience, asked=3.0) >= 3.0


def test_tokens_are_estimated_and_said_to_be_where_no_tokenizer_works(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from emoji_labeler.providers import token_count

    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))
    (tmp_path / token_count._CACHE_KEY).write_bytes(b"damaged")
    token_count._tokenizer.cache_clear()

    english, japanese = count_tokens(["abcdefgh"]), count_tokens(["会議", "a"], messages=True)

    assert english.is_estimate
    assert english.tokens == 2
    assert japanese.tokens == 2 + 1 + 2 * 4
