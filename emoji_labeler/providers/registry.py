"""Every adapter: one row here and one module make a new one."""

from collections.abc import Callable

from emoji_labeler.domain.provider import ProviderProfile
from emoji_labeler.domain.record import record
from emoji_labeler.providers import failure
from emoji_labeler.providers.api_key import ApiKey
from emoji_labeler.providers.attempts import Patience
from emoji_labeler.providers.connection import Connection, Timeouts
from emoji_labeler.providers.openai_provider import OpenAIProvider
from emoji_labeler.providers.provider import Provider
from emoji_labeler.providers.together_provider import TogetherProvider
from emoji_labeler.wording import tr


@record
class Adapter:
    """A way of talking to providers, under the name by which presets ask for it."""

    name: str
    make: Callable[[ProviderProfile, Connection], Provider]


ADAPTERS = (
    Adapter(name="openai", make=OpenAIProvider),
    Adapter(name="together", make=TogetherProvider),
)


def open_provider(
    profile: ProviderProfile,
    *,
    key: ApiKey | None,
    patience: Patience | None = None,
    timeouts: Timeouts | None = None,
) -> Provider:
    """Return a provider ready to be asked; nothing is sent yet.

    Raises WrongKeyError where a key is needed and there is none, and WrongUseError for an address
    that may not be spoken to.
    """
    if key is None and profile.preset.needs_key:
        raise failure.no_key(
            tr("The provider was not asked."),
            provider=profile.name,
            variable=profile.key_variable,
        )
    connection = Connection(profile, key=key, patience=patience, timeouts=timeouts)
    adapter = next(one for one in ADAPTERS if one.name == profile.preset.adapter)
    return adapter.make(profile, connection)
