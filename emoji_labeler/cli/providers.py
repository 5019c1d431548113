"""The providers of the person at the command line."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from emoji_labeler import resources
from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.provider import ProviderProfile
from emoji_labeler.providers.key_store import KeyStore
from emoji_labeler.services.providing import ProvidingService
from emoji_labeler.services.serving import LocalServerProcess
from emoji_labeler.settings.settings_file import SettingsFile


@contextmanager
def own_providers() -> Iterator[ProvidingService]:
    """Give the providers; what trains on this machine goes on when the command has ended."""
    local = LocalServerProcess()
    settings = SettingsFile(resources.config_folder() / "settings.json")
    try:
        yield ProvidingService(
            settings=settings, keys=KeyStore(environment=os.environ), local_server=local
        )
    finally:
        local.stop(let_jobs_finish=True)


def provider_named(providing: ProvidingService, name: str) -> ProviderProfile:
    """Return a provider by its identifier or its name; raise WrongUseError where there is none."""
    wanted = name.casefold()
    profiles = providing.profiles()
    for profile in profiles:
        if wanted in {profile.id.casefold(), profile.name.casefold()}:
            return profile
    raise WrongUseError(
        "No provider was chosen.",
        why=f"There is no provider {name}.",
        remedy=f"Choose one of: {', '.join(profile.id for profile in profiles)}.",
    )
