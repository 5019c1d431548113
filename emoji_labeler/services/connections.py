"""Connections to providers, kept open from one call to the next."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from emoji_labeler.providers.provider import Provider
    from emoji_labeler.services.providing import ProvidingService


class Connections:
    """Open providers by their identifiers; any thread may use them."""

    def __init__(self, providing: ProvidingService) -> None:
        self._providing = providing
        self._open: dict[str, Provider] = {}
        self._lock = Lock()

    def provider(self, provider_id: str) -> Provider:
        """Return a provider ready to be asked; the server of this machine is started for it.

        Raises ProviderError where it cannot be started or the key is missing.
        """
        with self._lock:
            if provider_id not in self._open:
                self._open[provider_id] = self._providing.open(provider_id)
            return self._open[provider_id]

    def drop(self, provider_id: str) -> None:
        """Forget a connection that broke: the next one may lead to another address."""
        with self._lock:
            provider = self._open.pop(provider_id, None)
        if provider is not None:
            provider.close()

    def close(self) -> None:
        """Close all of them."""
        for provider_id in tuple(self._open):
            self.drop(provider_id)
