"""Having a provider make something once, whatever breaks on the way.

The provider has no way to be told that two requests are the same. So what is asked for carries a
mark; that it is being sent is on the disk before it is; and after anything that leaves it open
whether the provider acted, it is looked for by its mark before it is sent again. A provider may act
after its client has given up: for ``settle_s`` after that it is looked for and not sent. One that
is later still makes it twice, which ``late_arrivals`` puts right.
"""

import random
import time
from datetime import UTC, datetime
from typing import Protocol, TypeVar

from emoji_labeler.domain.errors import (
    BadAnswerError,
    FailedServerError,
    ProviderError,
    RateLimitError,
    UnreachableError,
)
from emoji_labeler.domain.record import record
from emoji_labeler.providers.attempts import Cancel, Patience, stop_if, wait_s

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

_MAY_PASS = (RateLimitError, FailedServerError, UnreachableError, BadAnswerError)
_STEP_S = 0.1
_PATIENCE = Patience(tries=6, first_wait_s=1.0)


@record
class Settling:
    """How long a provider may take to act after its client has given up, and how often to try."""

    settle_s: float = 60.0
    look_every_s: float = 3.0
    patience: Patience = _PATIENCE


class Thing(Protocol[T_co]):
    """What is to be made once."""

    @property
    def sent_at(self) -> str:
        """When it was sent last, or its answer given up, if it may exist though nobody knows.

        UTC in ISO 8601, or empty.
        """
        ...

    def find(self) -> T_co | None:
        """Look for it at the provider."""
        ...

    def note_sending(self) -> None:
        """Write down that it is being sent, now."""
        ...

    def note_given_up(self) -> None:
        """Write down that it may or may not have been made, and nobody waits any more, now."""
        ...

    def note_not_sent(self, error: ProviderError) -> None:
        """Write down that it certainly was not made."""
        ...

    def make(self) -> T_co:
        """Send it."""
        ...


def made_once(thing: Thing[T], *, settling: Settling, cancel: Cancel) -> T:
    """Return the thing, found or made.

    Raises ProviderError where the provider refuses it or patience ends; it may then still exist,
    and the same call goes on from there. Raises StoppedError when ``cancel`` turns true.
    """
    patience = settling.patience
    for failed in range(patience.tries):
        stop_if(cancel)
        try:
            found = _found(thing, settling=settling, cancel=cancel)
            return found if found is not None else _sent(thing)
        except _MAY_PASS as error:
            if failed + 1 == patience.tries or _asked(error) > patience.longest_wait_s:
                raise
            wait = wait_s(failed, patience=patience, asked=_asked(error))
        sleep(wait, cancel=cancel)
    raise AssertionError("patience ends in the loop")


def sleep(seconds: float, *, cancel: Cancel) -> None:
    """Wait, unless somebody wants to stop."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        stop_if(cancel)
        time.sleep(min(left, _STEP_S))


def _sent(thing: Thing[T]) -> T:
    thing.note_sending()
    try:
        return thing.make()
    except ProviderError as error:
        # An answer that cannot be read is an answer: the server may well have acted.
        if error.may_have_acted or isinstance(error, BadAnswerError):
            # The time to settle begins here: a slow line may have used it up while sending.
            thing.note_given_up()
        else:
            thing.note_not_sent(error)
        raise


def _found(thing: Thing[T], *, settling: Settling, cancel: Cancel) -> T | None:
    """Look for the thing, again and again while it may still appear."""
    while True:
        # Asked before the look: what a slow look has not seen may have come in the meantime.
        is_settled = _age_s(thing.sent_at) >= settling.settle_s
        found = thing.find()
        if found is not None or is_settled:
            return found
        # Chance keeps clients apart that were started together.
        sleep(settling.look_every_s * random.uniform(0.5, 1.0), cancel=cancel)  # noqa: S311 - It guards no secret.


def _age_s(sent_at: str) -> float:
    """Return how long ago it was sent, for ever where it was not; a clock set back counts as 0."""
    if not sent_at:
        return float("inf")
    return max(0.0, (datetime.now(UTC) - datetime.fromisoformat(sent_at)).total_seconds())


def _asked(error: ProviderError) -> float:
    if isinstance(error, RateLimitError | FailedServerError):
        return error.retry_after_s or 0.0
    return 0.0
