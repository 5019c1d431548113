"""The error tree: everything that can go wrong and that a person can do something about.

    EmojiLabelerError
    ├── WrongUseError        the request itself makes no sense: nothing was done
    ├── BadFileError         a file that was given cannot be read as what it should be
    ├── OutputError          a file that was asked for cannot be written
    ├── ProjectError         the project file cannot be opened, read or written
    │   └── SavingError      one answer did not reach the disk
    ├── SettingsError        the settings could not be written
    ├── PackError            an emoji pack cannot be used
    ├── ProviderError        a model server refused, failed or could not be reached
    │   ├── WrongKeyError        there is no key, or the server does not take it
    │   ├── NoCreditError        the account has no money or quota left
    │   ├── RateLimitError       too many requests: it says how long to wait, where it knows
    │   ├── TrainingEndedError   fine-tuning is not offered there any more
    │   ├── NotOfferedError      this server cannot do that at all
    │   ├── RefusedRequestError  the server understood and said no, mostly naming a parameter
    │   │   └── NotFoundError    it knows no such thing
    │   ├── UnreachableError     no connection, or it broke
    │   │   └── TimedOutError    no answer in time
    │   ├── FailedServerError    the server itself failed
    │   └── BadAnswerError       what came back is not what was asked for
    ├── BrokenOffError       a process that worked for this one was ended from outside
    └── StoppedError         the person stopped what was running

Anything else that is raised is a bug.
"""

import copyreg
from typing import Any

from emoji_labeler.wording import sentences


class EmojiLabelerError(Exception):
    """An error in three parts: what did not happen, why, and what the person can do.

    As a string it is all three in a line.
    """

    def __init__(self, what: str, *, why: str, remedy: str) -> None:
        super().__init__(sentences(what, why, remedy))
        self.what = what
        self.why = why
        self.remedy = remedy

    def __reduce__(self) -> tuple[Any, ...]:
        """Go from one process to another as it is, without being made anew from its parts."""
        return copyreg.__newobj__, (type(self), *self.args), self.__dict__  # type: ignore[attr-defined]  # Pickle's own.


class WrongUseError(EmojiLabelerError):
    """The request makes no sense as it was put."""


class BadFileError(EmojiLabelerError):
    """A file cannot be read as what it should be."""


class OutputError(EmojiLabelerError):
    """A file that was asked for cannot be written; what was there before is as it was."""


class ProjectError(EmojiLabelerError):
    """The project file cannot be opened, read or written."""


class SavingError(ProjectError):
    """One answer did not reach the disk."""


class SettingsError(EmojiLabelerError):
    """The settings could not be written."""


class PackError(EmojiLabelerError):
    """An emoji pack cannot be used."""


class ProviderError(EmojiLabelerError):
    """A model server refused, failed or could not be reached.

    ``may_have_acted`` is true where the request may have been carried out all the same: look for
    what it would have made before sending it again.
    """

    def __init__(self, what: str, *, why: str, remedy: str, may_have_acted: bool = False) -> None:
        super().__init__(what, why=why, remedy=remedy)
        self.may_have_acted = may_have_acted


class WrongKeyError(ProviderError):
    """There is no key, or the server does not take it."""


class NoCreditError(ProviderError):
    """The account has no money or quota left."""


class RateLimitError(ProviderError):
    """Too many requests; ``retry_after_s`` is what the server asks for, None where it is silent."""

    def __init__(
        self, what: str, *, why: str, remedy: str, retry_after_s: float | None = None
    ) -> None:
        super().__init__(what, why=why, remedy=remedy)
        self.retry_after_s = retry_after_s


class TrainingEndedError(ProviderError):
    """Fine-tuning is not offered there any more; a file may have been uploaded before that."""


class NotOfferedError(ProviderError):
    """This server cannot do that at all; nothing was sent."""


class RefusedRequestError(ProviderError):
    """The server understood and said no; ``parameter`` names what it dislikes, where it said so."""

    def __init__(self, what: str, *, why: str, remedy: str, parameter: str = "") -> None:
        super().__init__(what, why=why, remedy=remedy)
        self.parameter = parameter


class NotFoundError(RefusedRequestError):
    """The server knows no such thing."""


class UnreachableError(ProviderError):
    """There is no connection to the server, or it broke."""


class TimedOutError(UnreachableError):
    """The server did not answer in time."""


class FailedServerError(ProviderError):
    """The server itself failed; ``retry_after_s`` is what it asks for, None where it is silent."""

    def __init__(
        self,
        what: str,
        *,
        why: str,
        remedy: str,
        may_have_acted: bool = False,
        retry_after_s: float | None = None,
    ) -> None:
        super().__init__(what, why=why, remedy=remedy, may_have_acted=may_have_acted)
        self.retry_after_s = retry_after_s


class BadAnswerError(ProviderError):
    """What came back is not what was asked for."""


class BrokenOffError(EmojiLabelerError):
    """A process that worked for this one was ended from outside; nothing is known of its work."""


class StoppedError(EmojiLabelerError):
    """The person stopped what was running."""
