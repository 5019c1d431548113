"""Connections to providers, kept open from one call to the next."""

from __future__ import annotations

from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

from emoji_labeler.domain.errors import UnreachableError, WrongKeyError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emoji_labeler.providers.attempts import Patience
    from emoji_labeler.providers.provider import Provider
    from emoji_labeler.services.providing import ProvidingService


class Connections:
    """Open providers by their identifiers; any thread may use them."""

    def __init__(self, providing: ProvidingService, *, patience: Patience) -> None:
        self._providing = providing
        self._patience = patience
        self._open: dict[str, Provider] = {}
        self._lock = Lock()

    @contextmanager
    def asking(self, provider_id: str) -> Iterator[Provider]:
        """Give a provider ready to be asked; the server of this machine is started for it.

        A connection that breaks is forgotten: a server of this machine that was started anew has
        another address and another token.
        """
        provider = self._provider(provider_id)
        try:
            yield provider
        except (UnreachableError, WrongKeyError):
            self.drop(provider_id)
            raise

    def drop(self, provider_id: str) -> None:
        """Forget a connection."""
        with self._lock:
            provider = self._open.pop(provider_id, None)
        if provider is not None:
            provider.close()

    def close(self) -> None:
        """Close all of them."""
        for provider_id in tuple(self._open):
            self.drop(provider_id)

    def _provider(self, provider_id: str) -> Provider:
        with self._lock:
            if provider_id not in self._open:
                self._open[provider_id] = self._providing.open(provider_id, patience=self._patience)
            return self._open[provider_id]
