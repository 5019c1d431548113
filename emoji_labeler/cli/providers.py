"""The person's providers for one command, this machine among them when it is asked."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from emoji_labeler import resources
from emoji_labeler.domain.provider import LOCAL
from emoji_labeler.providers.key_store import KeyStore
from emoji_labeler.services.providing import ProvidingService
from emoji_labeler.services.serving import LocalServerProcess
from emoji_labeler.settings.settings_file import SettingsFile


@contextmanager
def providers_with(provider: str) -> Iterator[ProvidingService]:
    """Yield the providers; this machine serves until the block ends where it is the one asked."""
    settings = SettingsFile(resources.config_folder() / "settings.json")
    providing = ProvidingService(settings=settings, keys=KeyStore(environment=os.environ))
    if provider != LOCAL:
        yield providing
        return
    server = LocalServerProcess()
    address = server.start()
    providing.local_server_started(base_url=address.base_url, token=address.token)
    try:
        yield providing
    finally:
        server.stop()


def provider_id(providing: ProvidingService, name: str) -> str:
    """Return the identifier of the provider that is named by its identifier or its name."""
    for profile in providing.profiles():
        if name.casefold() in (profile.id.casefold(), profile.name.casefold()):
            return profile.id
    return name
