"""A key to a provider, which nothing prints."""

from typing import NoReturn

from emoji_labeler.domain.errors import WrongKeyError
from emoji_labeler.wording import tr


class ApiKey:
    """A key that is fit to be sent; blanks around it are cut off.

    Raises WrongKeyError for one that the wire could not carry: empty, with blanks in it, or with
    letters outside ASCII. Its text appears in no representation, and it cannot be pickled.
    """

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text.strip()
        why = _fault(self._text)
        if why:
            raise WrongKeyError(
                tr("The key was not taken."),
                why=why,
                remedy=tr("Copy the key once more, whole and without anything around it."),
            )

    def reveal(self) -> str:
        """Return the key itself."""
        return self._text

    def hidden_in(self, text: str) -> str:
        """Return text with the key in it made unreadable."""
        return text.replace(self._text, "***")

    def __repr__(self) -> str:
        return "ApiKey(***)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a key is not written anywhere")


def _fault(text: str) -> str:
    if not text:
        return tr("It is empty.")
    if not text.isascii():
        return tr("It holds a letter that no key has.")
    if any(character.isspace() or not character.isprintable() for character in text):
        return tr("It holds a blank.")
    return ""
