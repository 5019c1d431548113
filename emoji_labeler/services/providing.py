"""Choosing providers, adding one by its address, keeping its key, testing the connection."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from emoji_labeler.domain.errors import ProviderError, WrongKeyError, WrongUseError
from emoji_labeler.domain.identifier import new_identifier
from emoji_labeler.domain.provider import LOCAL, ConnectionReport, KeyPlace, Preset, ProviderProfile
from emoji_labeler.providers.address import checked_base_url, origin_of
from emoji_labeler.providers.api_key import ApiKey
from emoji_labeler.providers.attempts import Cancel, Patience, never
from emoji_labeler.providers.connection import Timeouts
from emoji_labeler.providers.connection_check import check_connection
from emoji_labeler.providers.key_store import KeyStore
from emoji_labeler.providers.presets import CUSTOM, preset_of, presets
from emoji_labeler.providers.provider import Provider
from emoji_labeler.providers.registry import open_provider
from emoji_labeler.settings.settings_file import SettingsFile
from emoji_labeler.settings.table import ADDED_PROVIDERS
from emoji_labeler.wording import tr

if TYPE_CHECKING:
    from emoji_labeler.services.serving import LocalServerProcess

AskForKey = Callable[[ProviderProfile], str]
"""Asks whoever sits there for the key of a provider; an empty text is no key."""


class ProvidingService:
    """The providers of one person.

    Those they added are kept in the settings by name and address, never with a key. Calls that
    touch keys may wait for the system's keyring: make them from a worker.
    """

    def __init__(
        self,
        *,
        settings: SettingsFile,
        keys: KeyStore,
        local_server: "LocalServerProcess | None" = None,
        ask_for_key: AskForKey | None = None,
    ) -> None:
        """With ``local_server`` this machine is a provider too, started when it is asked.

        A key that is missing is asked for with ``ask_for_key`` and kept for the session.
        """
        self._settings = settings
        self._keys = keys
        self._ask_for_key = ask_for_key
        self._local_server = local_server
        self._local = _ready_made(preset_of(LOCAL)) if local_server else None

    @property
    def has_keyring(self) -> bool:
        """Whether this system has a keyring that keeps secrets; ask from a worker."""
        return self._keys.has_keyring

    def presets(self) -> tuple[Preset, ...]:
        """Return the kinds of providers that can be added."""
        return tuple(preset for preset in presets() if preset.id != LOCAL)

    def profiles(self) -> tuple[ProviderProfile, ...]:
        """Return this machine where it can serve, the ready-made providers, and those added.

        This machine has no address before it has been started.
        """
        ready = (_ready_made(preset) for preset in presets() if _has_address(preset))
        added = (_read(row) for row in self._settings.get(ADDED_PROVIDERS))
        local = (self._local,) if self._local else ()
        return (*local, *ready, *(profile for profile in added if profile is not None))

    def profile(self, profile_id: str) -> ProviderProfile:
        """Return one of them; raise WrongUseError where there is none of that identifier."""
        for profile in self.profiles():
            if profile.id == profile_id:
                return profile
        raise WrongUseError(
            tr("No provider was chosen."),
            why=tr("There is no provider {id}.", id=profile_id),
            remedy=tr("Choose one that is listed."),
        )

    def add(
        self,
        name: str,
        *,
        base_url: str,
        preset_id: str = CUSTOM,
        allows_plain_http: bool = False,
    ) -> ProviderProfile:
        """Add a provider by its address; raise WrongUseError for one that may not be spoken to."""
        profile = ProviderProfile(
            id=new_identifier(),
            name=name.strip() or base_url,
            preset=preset_of(preset_id),
            base_url=checked_base_url(base_url, allows_plain_http=allows_plain_http),
            allows_plain_http=allows_plain_http,
        )
        rows = [*self._settings.get(ADDED_PROVIDERS), _written(profile)]
        self._settings.put(ADDED_PROVIDERS, rows)
        return profile

    def is_added(self, profile_id: str) -> bool:
        """Whether the person added this provider, so that it can be changed and removed."""
        rows = map(_read, self._settings.get(ADDED_PROVIDERS))
        return any(row is not None and row.id == profile_id for row in rows)

    def change(
        self, profile_id: str, *, name: str, base_url: str, allows_plain_http: bool = False
    ) -> ProviderProfile:
        """Give an added provider another name or address, and return it as it is now.

        A key belongs to one server: it is forgotten where the address is that of another one.
        Raises WrongUseError for an address that may not be spoken to.
        """
        former = self.profile(profile_id)
        changed = replace(
            former,
            name=name.strip() or base_url,
            base_url=checked_base_url(base_url, allows_plain_http=allows_plain_http),
            allows_plain_http=allows_plain_http,
        )
        if origin_of(changed.base_url) != origin_of(former.base_url):
            self._keys.forget(former)
        self._put_row(profile_id, [_written(changed)])
        return changed

    def remove(self, profile_id: str) -> None:
        """Remove an added provider and forget its key."""
        self._keys.forget(self.profile(profile_id))
        self._put_row(profile_id, [])

    def local_server_started(self, *, base_url: str, token: str) -> ProviderProfile:
        """Count this machine among the providers until the program ends."""
        preset = preset_of(LOCAL)
        profile = replace(_ready_made(preset), base_url=checked_base_url(base_url))
        self._keys.keep_for_session(ApiKey(token), profile=profile)
        self._local = profile
        return profile

    def keep_key(self, profile_id: str, text: str) -> KeyPlace:
        """Keep a key for a provider and return where; raise WrongKeyError for an unusable one."""
        return self._keys.keep(ApiKey(text), profile=self.profile(profile_id))

    def forget_key(self, profile_id: str) -> None:
        """Forget the key that was given for a provider."""
        self._keys.forget(self.profile(profile_id))

    def where_key_is_kept(self, profile_id: str) -> KeyPlace:
        """Return where the key of a provider comes from."""
        return self._keys.where_kept(self.profile(profile_id))

    def open(
        self,
        profile_id: str,
        *,
        patience: Patience | None = None,
        timeouts: Timeouts | None = None,
    ) -> Provider:
        """Return a provider ready to be asked, to be closed by the caller.

        This machine is started for it where it does not serve yet. Raises WrongKeyError where the
        key is missing.
        """
        profile = self._awake(profile_id)
        key = self._keys.find(profile) or self._asked_key(profile)
        return open_provider(profile, key=key, patience=patience, timeouts=timeouts)

    def test_connection(
        self, profile_id: str, *, chat_model: str = "", cancel: Cancel = never
    ) -> ConnectionReport:
        """Find out what works; only a chat, for which a model is named, costs anything."""
        profile = self._awake(profile_id)
        once = Patience(tries=1)
        with open_provider(profile, key=self._keys.find(profile), patience=once) as provider:
            return check_connection(provider, chat_model=chat_model, cancel=cancel)

    def _awake(self, profile_id: str) -> ProviderProfile:
        """Return a provider; this machine with the address at which it serves from now on."""
        if profile_id == LOCAL and self._local_server is not None:
            address = self._local_server.start()
            return self.local_server_started(base_url=address.base_url, token=address.token)
        return self.profile(profile_id)

    def _asked_key(self, profile: ProviderProfile) -> ApiKey | None:
        """Return the key that somebody types where it is wanted, and None where nobody does."""
        if self._ask_for_key is None or not _wants_key(profile):
            return None
        text = self._ask_for_key(profile)
        if not text.strip():
            return None
        key = ApiKey(text)
        self._keys.keep_for_session(key, profile=profile)
        return key

    def _put_row(self, profile_id: str, rows: list[str]) -> None:
        """Put ``rows`` in the place of the row of an added provider."""
        kept: list[str] = []
        for row in self._settings.get(ADDED_PROVIDERS):
            found = _read(row)
            kept += rows if found is not None and found.id == profile_id else [row]
        self._settings.put(ADDED_PROVIDERS, kept)


def _wants_key(profile: ProviderProfile) -> bool:
    """Whether a provider answers nobody without a key; one of which that is unknown is asked."""
    if profile.preset.needs_key:
        return True
    try:
        with open_provider(profile, key=None, patience=Patience(tries=1)) as provider:
            provider.list_models()
    except WrongKeyError:
        return True
    except ProviderError:
        return False  # What is wrong will be told by the call that the provider is opened for.
    return False


def _has_address(preset: Preset) -> bool:
    return bool(preset.base_url) and "{" not in preset.base_url


def _ready_made(preset: Preset) -> ProviderProfile:
    return ProviderProfile(id=preset.id, name=preset.name, preset=preset, base_url=preset.base_url)


def _written(profile: ProviderProfile) -> str:
    row = {
        "id": profile.id,
        "name": profile.name,
        "preset": profile.preset.id,
        "base_url": profile.base_url,
        "allows_plain_http": profile.allows_plain_http,
    }
    return json.dumps(row, ensure_ascii=False)


def _read(row: str) -> ProviderProfile | None:
    """Return the provider of a row of the settings, or None for a row that is damaged."""
    try:
        data = json.loads(row)
        return ProviderProfile(
            id=str(data["id"]),
            name=str(data["name"]),
            preset=preset_of(str(data["preset"])),
            base_url=str(data["base_url"]),
            allows_plain_http=data["allows_plain_http"] is True,
        )
    except (ValueError, KeyError, TypeError):
        return None
