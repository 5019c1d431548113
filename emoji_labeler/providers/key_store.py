"""Where keys are kept: the system keyring, the environment, or this session's memory."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeVar

from emoji_labeler.domain.provider import KeyPlace, ProviderProfile
from emoji_labeler.providers.address import origin_of
from emoji_labeler.providers.api_key import ApiKey
from emoji_labeler.resources import APP_NAME

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

T = TypeVar("T")

_LEAST_PRIORITY = 1
"""The keyring library's own line between backends that keep secrets and those that only store."""


class KeyStore:
    """The keys of one person. A key belongs to one profile at one scheme, host and port.

    Where there is no usable keyring, a key that is given lives until the program ends. The first
    call may be slow and may make the system ask for a password: call from a worker.
    """

    def __init__(self, *, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self._session: dict[str, ApiKey] = {}

    @property
    def has_keyring(self) -> bool:
        """Whether this system has a keyring that keeps secrets."""
        return _usable_keyring() is not None

    def keep(self, key: ApiKey, *, profile: ProviderProfile) -> KeyPlace:
        """Keep a key and return where."""
        name = _name(profile)
        _with_keyring(lambda ring: ring.set_password(APP_NAME, name, key.reveal()))
        # Some backends swallow what they cannot keep: only reading it back proves anything.
        if _with_keyring(lambda ring: ring.get_password(APP_NAME, name)) == key.reveal():
            self._session.pop(name, None)
            return KeyPlace.KEYRING
        return self.keep_for_session(key, profile=profile)

    def keep_for_session(self, key: ApiKey, *, profile: ProviderProfile) -> KeyPlace:
        """Keep a key until the program ends, such as the token of a server that ends with it."""
        self._session[_name(profile)] = key
        return KeyPlace.SESSION

    def forget(self, profile: ProviderProfile) -> None:
        """Forget the key that was given for a profile; the environment is left as it is."""
        name = _name(profile)
        self._session.pop(name, None)
        _with_keyring(lambda ring: ring.delete_password(APP_NAME, name))

    def find(self, profile: ProviderProfile) -> ApiKey | None:
        """Return the key for a profile; raise WrongKeyError for one that cannot be sent."""
        return self._find(profile)[1]

    def where_kept(self, profile: ProviderProfile) -> KeyPlace:
        """Return where the key comes from that would be used now."""
        return self._find(profile)[0]

    def _find(self, profile: ProviderProfile) -> tuple[KeyPlace, ApiKey | None]:
        name = _name(profile)
        if name in self._session:
            return KeyPlace.SESSION, self._session[name]
        kept = _with_keyring(lambda ring: ring.get_password(APP_NAME, name))
        if kept:
            return KeyPlace.KEYRING, ApiKey(kept)
        given = self._environment.get(profile.key_variable, "")
        if given:
            return KeyPlace.ENVIRONMENT, ApiKey(given)
        return KeyPlace.NOWHERE, None


def _name(profile: ProviderProfile) -> str:
    return f"{profile.id} {origin_of(profile.base_url)}"


def _usable_keyring() -> "KeyringBackend | None":
    """Return the backend that really keeps secrets; one that writes them in the clear is none."""
    import keyring

    try:
        backend = keyring.get_keyring()
        chained = getattr(backend, "backends", None)
        chosen = chained[0] if chained else backend
        is_usable = bool(chosen.priority >= _LEAST_PRIORITY)
    except Exception:  # noqa: BLE001 - backends of the system raise whatever they like.
        return None
    return backend if is_usable else None


def _with_keyring(action: "Callable[[KeyringBackend], T]") -> T | None:
    """Return what the action gives, or None without a keyring or where it fails."""
    ring = _usable_keyring()
    if ring is None:
        return None
    try:
        return action(ring)
    except Exception:  # noqa: BLE001 - locked, absent or broken: all mean that it holds no key.
        return None
