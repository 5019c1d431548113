"""Who can write memos, with which models, and what they are told unless a person changes it."""

import re

from emoji_labeler.datasets.generation_prompts import usual_prompts
from emoji_labeler.domain.generation import PromptTemplates
from emoji_labeler.domain.provider import KeyPlace, ProviderProfile
from emoji_labeler.domain.record import record
from emoji_labeler.services.generating import open_writer
from emoji_labeler.services.providing import ProvidingService

_WRITES_NO_TEXT = re.compile(
    r"embed|whisper|tts|dall-e|image|moderation|realtime|audio|transcribe|rerank|guard|sora",
    re.IGNORECASE,
)


@record
class Writer:
    """A provider whose models write text, and whether it can be asked now."""

    profile: ProviderProfile
    has_key: bool


def writers(providing: ProvidingService) -> tuple[Writer, ...]:
    """Return the providers that can write, those that can be asked first; ask from a worker."""
    found = [
        Writer(
            profile=profile,
            has_key=not profile.preset.needs_key
            or providing.where_key_is_kept(profile.id) is not KeyPlace.NOWHERE,
        )
        for profile in providing.profiles()
        if profile.capabilities.can_write
    ]
    return tuple(sorted(found, key=lambda writer: not writer.has_key))


def writing_models(providing: ProvidingService, profile_id: str) -> tuple[str, ...]:
    """Return the models of a provider that may well write, by name; raises ProviderErrors."""
    with open_writer(providing, profile_id) as provider:
        names = [model.id for model in provider.list_models()]
    return tuple(sorted(name for name in names if not _WRITES_NO_TEXT.search(name)))


def first_prompts() -> tuple[tuple[str, PromptTemplates], ...]:
    """Return the templates of every language as the program brings them."""
    return usual_prompts()
