"""What stops the set-up until a person has done something."""

from emoji_labeler.domain.errors import EmojiLabelerError

# The exit status of a command that could not begin; 1 means that it began and found a fault.
EXIT_NEEDS_PERSON = 2


class SetUpError(EmojiLabelerError):
    """The environment cannot be made on this machine as it is."""


def spoken_error(error: EmojiLabelerError) -> str:
    """Return the three parts of an error, one below the other."""
    return "\n".join((error.what, f"  {error.why}", f"  {error.remedy}"))
