"""Keys are checked, kept where the person is told, and given to one address only."""

from dataclasses import replace

import keyring
import pytest

from emoji_labeler.domain.errors import WrongKeyError
from emoji_labeler.domain.provider import KeyPlace
from emoji_labeler.providers.api_key import ApiKey
from emoji_labeler.providers.key_store import KeyStore
from tests.fakes.keyrings import ClearTextKeyring, LockedKeyring, MemoryKeyring
from tests.providers.conftest import SECRET, profile_at

OPENAI = "https://api.openai.com/v1"


@pytest.fixture
def ring() -> MemoryKeyring:
    ring = MemoryKeyring()
    keyring.set_keyring(ring)
    return ring


@pytest.mark.parametrize(
    "text", ["", " \n\t", "sk-ключ", "sk-ab cd", "sk-ab\ncd", "sk-\u00a0x", "a\x00b"]
)
def test_a_key_that_the_wire_cannot_carry_is_refused(text: str) -> None:
    with pytest.raises(WrongKeyError) as caught:
        ApiKey(text)

    assert all((caught.value.what, caught.value.why, caught.value.remedy))


def test_blanks_around_a_pasted_key_are_cut_off() -> None:
    assert ApiKey(f"  {SECRET}\r\n").reveal() == SECRET


def test_a_key_goes_into_the_keyring_and_comes_back(ring: MemoryKeyring) -> None:
    profile = profile_at(OPENAI)

    place = KeyStore(environment={}).keep(ApiKey(SECRET), profile=profile)

    found = KeyStore(environment={}).find(profile)
    assert place is KeyPlace.KEYRING
    assert found is not None
    assert found.reveal() == SECRET
    assert SECRET in ring.kept.values()


@pytest.mark.parametrize("backend", [ClearTextKeyring, LockedKeyring])
def test_without_a_keyring_that_keeps_secrets_the_key_lives_for_the_session(
    backend: type[MemoryKeyring],
) -> None:
    ring = backend()
    keyring.set_keyring(ring)
    store, profile = KeyStore(environment={}), profile_at(OPENAI)

    assert store.keep(ApiKey(SECRET), profile=profile) is KeyPlace.SESSION
    assert store.where_kept(profile) is KeyPlace.SESSION
    assert ring.kept == {}
    assert KeyStore(environment={}).where_kept(profile) is KeyPlace.NOWHERE


def test_no_keyring_at_all_is_said() -> None:
    assert not KeyStore(environment={}).has_keyring


@pytest.mark.usefixtures("ring")
def test_a_key_is_not_found_for_another_scheme_host_or_port() -> None:
    store = KeyStore(environment={})
    store.keep(ApiKey(SECRET), profile=profile_at(OPENAI))

    for other in (
        "https://api.openai.com:8443/v1",
        "http://api.openai.com/v1",
        "https://evil.com/v1",
    ):
        assert store.find(profile_at(other)) is None
    assert store.find(profile_at("https://api.openai.com/v2")) is not None


def test_the_environment_s_key_goes_only_to_the_hosts_it_is_for() -> None:
    store = KeyStore(environment={"OPENAI_API_KEY": SECRET})

    assert store.where_kept(profile_at(OPENAI)) is KeyPlace.ENVIRONMENT
    assert store.find(profile_at("https://evil.com/v1")) is None
    assert store.find(profile_at("https://api.openai.com.evil.com/v1")) is None
    assert store.find(profile_at(OPENAI, preset_id="nebius")) is None


@pytest.mark.parametrize(
    ("base_url", "variable"),
    [
        ("https://me.openai.azure.com/openai/v1", "AZURE_OPENAI_API_KEY"),
        ("https://evil-openai.azure.com/openai/v1", "EMOJI_LABELER_KEY_AZURE"),
        ("https://openai.azure.com.evil.com/v1", "EMOJI_LABELER_KEY_AZURE"),
    ],
)
def test_a_maker_s_variable_is_for_the_maker_s_hosts_alone(base_url: str, variable: str) -> None:
    assert profile_at(base_url, preset_id="azure").key_variable == variable


def test_an_added_server_has_a_variable_of_its_own_which_no_other_one_gets() -> None:
    mine, other = (
        replace(profile_at("https://example.com/v1", preset_id="custom"), id=identifier)
        for identifier in ("0199-ab", "0199-ac")
    )
    store = KeyStore(environment={"EMOJI_LABELER_KEY_0199_AB": SECRET})

    assert mine.key_variable == "EMOJI_LABELER_KEY_0199_AB"
    assert store.where_kept(mine) is KeyPlace.ENVIRONMENT
    assert store.find(other) is None


def test_a_given_key_goes_before_the_environment_s_and_can_be_forgotten(
    ring: MemoryKeyring,
) -> None:
    store, profile = KeyStore(environment={"OPENAI_API_KEY": "sk-env"}), profile_at(OPENAI)
    store.keep(ApiKey(SECRET), profile=profile)
    assert store.where_kept(profile) is KeyPlace.KEYRING

    store.forget(profile)
    store.forget(profile)

    assert ring.kept == {}
    assert store.where_kept(profile) is KeyPlace.ENVIRONMENT
    assert SECRET not in repr(vars(store))
