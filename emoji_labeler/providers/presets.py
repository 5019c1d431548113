"""The kinds of providers and the facts about them, read from their data file."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from emoji_labeler import resources
from emoji_labeler.domain.provider import Capabilities, Preset, Price, PriceTable

CUSTOM = "custom"
"""The preset for a server of which nothing is known but its address."""


@cache
def presets() -> tuple[Preset, ...]:
    """Return every preset in the order in which people are offered them."""
    import tomllib

    text = (resources.assets_folder() / "providers.toml").read_text("utf-8")
    return tuple(_preset(table) for table in tomllib.loads(text)["provider"])


def preset_of(preset_id: str) -> Preset:
    """Return a preset, the one for unknown servers where there is none of that name."""
    by_id = {preset.id: preset for preset in presets()}
    return by_id.get(preset_id, by_id[CUSTOM])


def _preset(table: Mapping[str, Any]) -> Preset:
    facts = {name: value for name, value in table.items() if name not in {"can", "prices"}}
    facts["key_hosts"] = tuple(facts.get("key_hosts", ()))
    return Preset(
        **facts,
        capabilities=Capabilities(**table.get("can", {})),
        prices=_prices(table.get("prices", {})),
    )


def _prices(table: Mapping[str, Any]) -> PriceTable:
    facts = {name: value for name, value in table.items() if name != "models"}
    models = {name: Price(**price) for name, price in table.get("models", {}).items()}
    return PriceTable(**facts, by_model=models)
