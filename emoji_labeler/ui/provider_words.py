"""What a provider can do and where its key is, in words."""

from emoji_labeler.domain.errors import EmojiLabelerError
from emoji_labeler.domain.provider import Capabilities, KeyPlace, Preset, ProviderProfile
from emoji_labeler.wording import BETWEEN, later, sentences, tr

_TRAINING = {
    "events": later("events as they happen"),
    "checkpoints": later("checkpoints"),
    "validation_file": later("validation file"),
    "cancel": later("cancel"),
    "pause": later("pause"),
    "dpo": later("preferences (DPO)"),
    "seed": later("seed"),
    "learning_rate_multiplier": later("learning rate"),
    "metadata": later("metadata"),
}
_ANSWERS = {
    "chat": later("chat"),
    "logprobs": later("probabilities of tokens"),
    "strict_schema": later("strict schema"),
    "embeddings": later("embeddings"),
    "decisions": later("decisions"),
    "batches": later("batches"),
}
_KEY_PLACES = {
    KeyPlace.KEYRING: later("The key is in the system keyring."),
    KeyPlace.ENVIRONMENT: later("The key comes from the environment variable {variable}."),
    KeyPlace.SESSION: later("The key is in memory and will be forgotten when the program ends."),
    KeyPlace.NOWHERE: later("There is no key yet."),
}


def provider_name(profile: ProviderProfile) -> str:
    """Return what a provider is called; this machine in the person's own language."""
    return tr("This machine") if profile.is_this_machine else profile.name


def preset_name(preset: Preset) -> str:
    """Return what a kind of provider is called; a server of no kind in the person's language."""
    return preset.name if preset.base_url else tr("Another server")


def training_words(can: Capabilities) -> tuple[str, str]:
    """Return what its fine-tuning offers and what it lacks, each as one line."""
    if not can.fine_tuning:
        return "", tr("fine-tuning")
    limits = [
        tr("{least} to {most} epochs", least=can.least_epochs, most=can.most_epochs),
        tr("suffix of up to {most} characters", most=can.most_suffix_characters),
        tr("at least {least} rows", least=can.least_rows),
    ]
    offered, lacking = _sorted_out(_TRAINING, can)
    return _line([*offered, *limits]), _line(lacking)


def answer_words(can: Capabilities) -> tuple[str, str]:
    """Return how its models can be asked and how not, each as one line."""
    offered, lacking = _sorted_out(_ANSWERS, can)
    return _line(offered), _line(lacking)


def key_words(profile: ProviderProfile, place: KeyPlace, *, has_keyring: bool) -> str:
    """Return where the key of a provider is, and what follows where there is no keyring."""
    if profile.is_this_machine:
        return tr("This machine needs no key.")
    if place is KeyPlace.NOWHERE and not profile.preset.needs_key:
        said = tr("There is no key; this server may need none.")
    else:
        said = tr(_KEY_PLACES[place], variable=profile.key_variable)
    if has_keyring or place is KeyPlace.ENVIRONMENT:
        return said
    every_time = tr("To have the key every time, set {variable}.", variable=profile.key_variable)
    return sentences(said, tr("This system has no keyring."), every_time)


def three_parts(error: EmojiLabelerError) -> str:
    """Return what did not happen, why, and what to do, a line each."""
    return f"{error.what}\n{error.why}\n{error.remedy}"


def _sorted_out(words: dict[str, str], can: Capabilities) -> tuple[list[str], list[str]]:
    offered = [tr(text) for name, text in words.items() if getattr(can, name)]
    return offered, [tr(text) for name, text in words.items() if not getattr(can, name)]


def _line(words: list[str]) -> str:
    return BETWEEN.join(words)
