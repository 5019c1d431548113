"""The person's providers for one command, this machine among them when it is asked."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from emoji_labeler import resources
from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.provider import ProviderProfile
from emoji_labeler.providers.key_store import KeyStore
from emoji_labeler.services.providing import ProvidingService
from emoji_labeler.services.serving import LocalServerProcess
from emoji_labeler.settings.settings_file import SettingsFile


def providing_service(*, local_server: LocalServerProcess | None = None) -> ProvidingService:
    """Return the providers of the person.

    Keys come from the keyring or the environment; one that is missing is typed where a person sits
    at a terminal, and kept until the command ends.
    """
    return ProvidingService(
        settings=SettingsFile(resources.config_folder() / "settings.json"),
        keys=KeyStore(environment=os.environ),
        local_server=local_server,
        ask_for_key=_typed_key if sys.stdin.isatty() else None,
    )


@contextmanager
def own_providers(*, lets_jobs_finish: bool = False) -> Iterator[ProvidingService]:
    """Yield the providers; where this machine is asked, it serves until the block ends.

    With ``lets_jobs_finish`` it goes on behind the block as long as it trains.
    """
    local = LocalServerProcess()
    try:
        yield providing_service(local_server=local)
    finally:
        local.stop(let_jobs_finish=lets_jobs_finish)


def provider_id(providing: ProvidingService, name: str) -> str:
    """Return the identifier of the provider that is named by its identifier or its name."""
    for profile in providing.profiles():
        if name.casefold() in (profile.id.casefold(), profile.name.casefold()):
            return profile.id
    return name


def provider_named(providing: ProvidingService, name: str) -> ProviderProfile:
    """Return a provider by its identifier or its name; raise WrongUseError where there is none."""
    wanted = provider_id(providing, name)
    profiles = {profile.id: profile for profile in providing.profiles()}
    if wanted in profiles:
        return profiles[wanted]
    raise WrongUseError(
        "No provider was chosen.",
        why=f"There is no provider {name}.",
        remedy=f"Choose one of: {', '.join(profiles)}.",
    )


def _typed_key(profile: ProviderProfile) -> str:
    """Return what is typed after a question on the terminal, which does not show it."""
    from getpass import getpass

    return getpass(f"Key for {profile.name} ({profile.base_url}), kept for this command only: ")
