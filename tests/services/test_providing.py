"""Providers as the window and the command line handle them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from emoji_labeler.domain.errors import WrongKeyError, WrongUseError
from emoji_labeler.domain.provider import LOCAL, KeyPlace, ProviderProfile
from emoji_labeler.providers.key_store import KeyStore
from emoji_labeler.services.providing import ProvidingService
from emoji_labeler.services.serving import LocalServerProcess
from emoji_labeler.settings.settings_file import SettingsFile
from emoji_labeler.settings.table import ADDED_PROVIDERS
from tests.fakes.keyrings import no_keyring  # noqa: F401 - a fixture that every test here uses.
from tests.fakes.model_server import ModelServer, running_model_server
from tests.fakes.serving import refusal

SECRET = "sk-test-90b1d2"  # noqa: S105 - it opens nothing.


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with running_model_server() as state:
        yield state


@pytest.fixture
def settings(tmp_path: Path) -> SettingsFile:
    return SettingsFile(tmp_path / "settings.json")


@pytest.fixture
def service(settings: SettingsFile) -> ProvidingService:
    return ProvidingService(settings=settings, keys=KeyStore(environment={}))


def test_an_added_provider_is_there_the_next_time_and_its_key_is_in_no_file(
    service: ProvidingService, settings: SettingsFile, server: ModelServer, tmp_path: Path
) -> None:
    added = service.add("Mine", base_url=server.base_url)
    assert service.keep_key(added.id, SECRET) is KeyPlace.SESSION

    again = ProvidingService(settings=SettingsFile(settings.path), keys=KeyStore(environment={}))

    assert again.profile(added.id) == added
    assert again.where_key_is_kept(added.id) is KeyPlace.NOWHERE
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files
    assert all(SECRET.encode() not in path.read_bytes() for path in files)


def test_a_test_of_the_connection_says_what_works(
    service: ProvidingService, server: ModelServer
) -> None:
    added = service.add("Mine", base_url=server.base_url)
    service.keep_key(added.id, SECRET)
    server.troubles.append(refusal("/fine_tuning/jobs", 404))

    report = service.test_connection(added.id, chat_model="m")

    assert report.works
    assert report.models == ("old", "dying")
    assert [finding.works for finding in report.findings] == [True, False, True]
    assert report.findings[1].why
    assert server.asked[0].headers["authorization"] == f"Bearer {SECRET}"


def test_a_server_without_a_key_gets_none(service: ProvidingService, server: ModelServer) -> None:
    added = service.add("Mine", base_url=server.base_url)

    assert service.test_connection(added.id).works
    assert "authorization" not in server.asked[0].headers


def test_nothing_works_where_nobody_listens(service: ProvidingService) -> None:
    report = service.test_connection(service.add("Mine", base_url="http://127.0.0.1:9").id)

    assert not report.works
    assert report.models == ()


def test_a_removed_provider_is_gone(service: ProvidingService) -> None:
    added = service.add("Mine", base_url="https://example.com/v1")
    service.keep_key(added.id, SECRET)

    service.remove(added.id)

    with pytest.raises(WrongUseError):
        service.profile(added.id)


def test_an_unsafe_address_is_not_added(service: ProvidingService, settings: SettingsFile) -> None:
    with pytest.raises(WrongUseError):
        service.add("Mine", base_url="http://example.com/v1")

    assert settings.get(ADDED_PROVIDERS) == []


def test_a_damaged_row_of_the_settings_hides_only_itself(
    service: ProvidingService, settings: SettingsFile
) -> None:
    settings.put(ADDED_PROVIDERS, ["{", "[]", '{"id": "x"}'])

    added = service.add("Mine", base_url="https://example.com/v1")

    assert service.profiles()[-1] == added
    assert {"openai", "together"} <= {profile.id for profile in service.profiles()}


def test_this_machine_is_a_provider_while_it_serves(
    service: ProvidingService, server: ModelServer
) -> None:
    assert "local" not in {profile.id for profile in service.profiles()}

    local = service.local_server_started(base_url=server.base_url, token=SECRET)

    assert service.profiles()[0] == local
    with service.open("local") as provider:
        assert provider.list_models()
    assert service.where_key_is_kept("local") is KeyPlace.SESSION


def test_a_provider_whose_key_is_missing_is_not_opened(service: ProvidingService) -> None:
    with pytest.raises(WrongKeyError):
        service.open("openai")


@pytest.fixture
def asked(server: ModelServer) -> list[str]:
    """Where somebody was asked for a key; the server takes only what they type."""
    server.wanted_key = SECRET
    return []


@pytest.fixture
def attended(settings: SettingsFile, asked: list[str]) -> ProvidingService:
    """Providers at a terminal where somebody sits."""

    def ask(profile: ProviderProfile) -> str:
        asked.append(profile.name)
        return f" {SECRET}\n"

    return ProvidingService(settings=settings, keys=KeyStore(environment={}), ask_for_key=ask)


def test_a_key_that_the_server_wants_is_asked_for_once_and_kept_for_the_session(
    attended: ProvidingService, asked: list[str], server: ModelServer, tmp_path: Path
) -> None:
    added = attended.add("Mine", base_url=server.base_url)

    for _ in range(2):
        with attended.open(added.id) as provider:
            assert provider.list_models()

    assert asked == ["Mine"]
    assert attended.where_key_is_kept(added.id) is KeyPlace.SESSION
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert all(SECRET.encode() not in path.read_bytes() for path in files)


def test_nobody_is_asked_for_a_key_that_the_server_does_not_want(
    attended: ProvidingService, asked: list[str], server: ModelServer
) -> None:
    server.wanted_key = ""

    attended.open(attended.add("Mine", base_url=server.base_url).id).close()

    assert asked == []


def test_a_typed_key_goes_to_its_own_server_alone(
    attended: ProvidingService, asked: list[str], server: ModelServer
) -> None:
    attended.open(attended.add("Mine", base_url=server.base_url).id).close()
    with running_model_server() as elsewhere:
        other = attended.add("Other", base_url=elsewhere.base_url)
        with attended.open(other.id) as provider:
            provider.list_models()

    assert asked == ["Mine"]
    assert all("authorization" not in one.headers for one in elsewhere.asked)


def test_a_server_that_wants_a_key_names_the_variable_that_holds_it(
    service: ProvidingService, settings: SettingsFile, server: ModelServer
) -> None:
    server.wanted_key = SECRET
    added = service.add("Mine", base_url=server.base_url)

    with service.open(added.id) as provider, pytest.raises(WrongKeyError) as caught:
        provider.list_models()

    assert added.key_variable in caught.value.remedy
    keys = KeyStore(environment={added.key_variable: SECRET})
    with ProvidingService(settings=settings, keys=keys).open(added.id) as provider:
        assert provider.list_models()


def test_a_changed_provider_keeps_its_key_at_the_same_server_only(
    service: ProvidingService, server: ModelServer
) -> None:
    added = service.add("Mine", base_url=server.base_url)
    service.keep_key(added.id, SECRET)

    renamed = service.change(added.id, name="Ours", base_url=f"{server.base_url}/deeper")
    assert (renamed.name, service.profile(added.id)) == ("Ours", renamed)
    assert service.where_key_is_kept(added.id) is KeyPlace.SESSION

    service.change(added.id, name="Ours", base_url="https://example.com/v1")
    assert service.where_key_is_kept(added.id) is KeyPlace.NOWHERE
    service.change(added.id, name="Ours", base_url=server.base_url)
    assert service.where_key_is_kept(added.id) is KeyPlace.NOWHERE


def test_a_change_to_an_unsafe_address_changes_nothing(service: ProvidingService) -> None:
    added = service.add("Mine", base_url="https://example.com/v1")

    with pytest.raises(WrongUseError):
        service.change(added.id, name="Mine", base_url="http://example.com/v1")

    assert service.profile(added.id) == added


def test_only_what_the_person_added_can_be_changed(service: ProvidingService) -> None:
    added = service.add("Mine", base_url="https://example.com/v1")

    assert service.is_added(added.id)
    assert not service.is_added("openai")


def test_this_machine_is_listed_first_and_starts_when_it_is_asked(
    settings: SettingsFile, tmp_path: Path
) -> None:
    process = LocalServerProcess(state=tmp_path / "state")
    service = ProvidingService(
        settings=settings, keys=KeyStore(environment={}), local_server=process
    )
    assert service.profiles()[0].id == LOCAL
    assert not process.is_running

    with service.open(LOCAL) as provider:
        assert [model.id for model in provider.list_models()] == ["local-text-classifier"]
    assert service.test_connection(LOCAL).works
    process.stop()
