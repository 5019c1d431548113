"""Keyrings that keep every test away from the one of the person who runs it."""

from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring
from keyring.errors import KeyringLocked, PasswordDeleteError


@pytest.fixture(autouse=True)
def no_keyring() -> Iterator[None]:
    """Let this machine have no keyring."""
    real = keyring.get_keyring()
    keyring.set_keyring(Keyring())  # type: ignore[no-untyped-call]  # The library's gap.
    yield
    keyring.set_keyring(real)


class MemoryKeyring(KeyringBackend):
    """A keyring as the library wants one, over a dictionary."""

    priority: float = 5

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError("none")


class ClearTextKeyring(MemoryKeyring):
    """One that the library itself calls no place for secrets."""

    priority = 0.5


class LockedKeyring(MemoryKeyring):
    """One whose owner does not unlock it."""

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked(service, username)

    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringLocked(service, username, len(password))
