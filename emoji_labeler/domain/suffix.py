"""The part of a fine-tuned model's name that people choose, made from a template."""

import re

from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.wording import tr

MARK_LENGTH = 8
"""How many characters a mark has that tells a job where the provider keeps no metadata."""

_UNWANTED = re.compile(r"[^a-z0-9]+")


def suffix_from(
    template: str, *, snapshot: str, date: str, epochs: int | None, most_characters: int
) -> str:
    """Return a suffix of at most so many characters; the snapshot's name is shortened first.

    ``date`` is YYYY-MM-DD. Raises WrongUseError for a template with other placeholders than
    ``{date}``, ``{snapshot}`` and ``{epochs}``.
    """
    values = {"date": date.replace("-", ""), "epochs": "auto" if epochs is None else epochs}
    try:
        bare = template.format(snapshot="", **values)
        name = _plain(snapshot)[: max(0, most_characters - len(_plain(bare)) - 1)]
        whole = template.format(snapshot=name, **values)
    except (KeyError, IndexError, ValueError, AttributeError) as error:
        raise WrongUseError(
            tr("The suffix cannot be made."),
            why=tr("The template {template} holds an unknown placeholder.", template=template),
            remedy=tr("Use the placeholders {names}.", names="{date}, {snapshot}, {epochs}"),
        ) from error
    return _plain(whole)[:most_characters].strip("-")


def _plain(text: str) -> str:
    """Return text in the characters that every provider takes."""
    return _UNWANTED.sub("-", text.casefold()).strip("-")
