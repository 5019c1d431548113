"""What went wrong on the wire, told in our errors."""

import json
from collections.abc import Mapping

from emoji_labeler.domain.errors import (
    BadAnswerError,
    FailedServerError,
    NoCreditError,
    NotFoundError,
    ProviderError,
    RateLimitError,
    RefusedRequestError,
    TimedOutError,
    TrainingEndedError,
    UnreachableError,
    WrongKeyError,
)
from emoji_labeler.domain.record import record
from emoji_labeler.wording import tr

_TRAINING_ENDED = "training_not_available"
_NO_CREDIT = frozenset(
    {"insufficient_quota", "billing_hard_limit_reached", "billing_not_active", "insufficient_funds"}
)
_LONGEST_MESSAGE = 300


@record
class Failure:
    """A status other than success, with what the body says about it."""

    status: int
    code: str = ""
    message: str = ""
    parameter: str = ""
    retry_after_s: float | None = None
    location: str = ""


def failure_of(status: int, *, headers: Mapping[str, str], body: str) -> Failure:
    """Read a refusal in the shapes that servers of this wire use."""
    try:
        data = json.loads(body)
    except ValueError:
        data = {}
    data = data if isinstance(data, dict) else {}
    error = data.get("error")
    fields = error if isinstance(error, dict) else data
    message = fields.get("message") or (error if isinstance(error, str) else fields.get("detail"))
    return Failure(
        status=status,
        code=str(fields.get("code") or fields.get("type") or ""),
        message=_short(message if isinstance(message, str) else ""),
        parameter=str(fields.get("param") or ""),
        retry_after_s=retry_after_s(headers),
        location=headers.get("location", ""),
    )


def retry_after_s(headers: Mapping[str, str]) -> float | None:
    """Return the seconds that Retry-After asks for (RFC 9110: a number or a date), or None."""
    import math

    value = headers.get("retry-after", "").strip()
    if not value:
        return None
    try:
        seconds = float(value)
    except ValueError:
        return _seconds_until(value)
    return max(0.0, seconds) if math.isfinite(seconds) else None


def _seconds_until(value: str) -> float | None:
    import time
    from email.utils import parsedate_to_datetime

    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except ValueError:
        return None


def error_for(failure: Failure, *, what: str, provider: str, is_write: bool) -> ProviderError:
    """Return our error for a refusal; ``what`` says what did not happen."""
    said = _said(failure)
    if failure.code == _TRAINING_ENDED:
        return _training_ended(what, provider=provider)
    if failure.status == 402 or failure.code in _NO_CREDIT:
        remedy = tr("Add credit to the account, or use another provider.")
        return NoCreditError(
            what, why=tr("The account at {name} has no credit left.", name=provider), remedy=remedy
        )
    if 300 <= failure.status < 400:
        return BadAnswerError(
            what,
            why=tr("The server sends on to {place}.", place=_short(failure.location) or "?"),
            remedy=tr("If you trust that address, enter it for the provider itself."),
        )
    if failure.status >= 500:
        return FailedServerError(
            what,
            why=tr("{name} failed with status {status}.", name=provider, status=failure.status)
            + said,
            remedy=_try_later(is_write=is_write),
            may_have_acted=is_write,
            retry_after_s=failure.retry_after_s,
        )
    return _refusal(failure, what=what, provider=provider, is_write=is_write)


def _refusal(failure: Failure, *, what: str, provider: str, is_write: bool) -> ProviderError:
    """Return our error for one of the statuses 400 to 499."""
    said = _said(failure)
    match failure.status:
        case 401:
            return WrongKeyError(
                what,
                why=tr("{name} does not take the key.", name=provider) + said,
                remedy=tr("Enter the key again, or make a new one."),
            )
        case 408:
            return timed_out(what, provider=provider, may_have_acted=is_write)
        case 429:
            return RateLimitError(
                what,
                why=tr("{name} gets too many requests from this account.", name=provider) + said,
                remedy=_wait(failure.retry_after_s),
                retry_after_s=failure.retry_after_s,
            )
        case 403:
            why = tr("The key may not do this at {name}.", name=provider)
            remedy = tr("Give the key the rights, or use another one.")
        case 404:
            return NotFoundError(
                what,
                why=tr("{name} does not know it.", name=provider) + said,
                remedy=tr("Check the address and the name."),
                parameter=failure.parameter,
            )
        case _ if failure.parameter:
            why = tr("{name} refuses {part}.", name=provider, part=failure.parameter)
            remedy = tr("Change {part} and try again.", part=failure.parameter)
        case _:
            why = tr("{name} refuses the request.", name=provider)
            remedy = tr("Change what it names and try again.")
    return RefusedRequestError(what, why=why + said, remedy=remedy, parameter=failure.parameter)


def _training_ended(what: str, *, provider: str) -> TrainingEndedError:
    return TrainingEndedError(
        what,
        why=tr("{name} has ended fine-tuning for this account.", name=provider),
        remedy=tr("Choose another provider or this machine, and delete the uploaded file."),
    )


def no_key(what: str, *, provider: str, variable: str) -> WrongKeyError:
    """Return the error for a key that is wanted and not there."""
    return WrongKeyError(
        what,
        why=tr("There is no key for {name}.", name=provider),
        remedy=tr(
            "Enter its key in the list of providers, or set the environment variable {variable}.",
            variable=variable,
        ),
    )


def unreachable(
    what: str, *, provider: str, detail: str, may_have_acted: bool = False
) -> UnreachableError:
    """Return the error for a line that could not be opened or that broke."""
    if may_have_acted:
        why = tr("The connection to {name} broke before the answer came.", name=provider)
    else:
        why = tr("{name} cannot be reached.", name=provider)
    return UnreachableError(
        what,
        why=f"{why} ({_short(detail)})" if detail else why,
        remedy=_try_later(is_write=may_have_acted),
        may_have_acted=may_have_acted,
    )


def timed_out(what: str, *, provider: str, may_have_acted: bool = False) -> TimedOutError:
    """Return the error for a server that did not answer in time."""
    return TimedOutError(
        what,
        why=tr("{name} did not answer in time.", name=provider),
        remedy=_try_later(is_write=may_have_acted),
        may_have_acted=may_have_acted,
    )


def bad_answer(what: str, *, provider: str) -> BadAnswerError:
    """Return the error for an answer that is no JSON object."""
    return BadAnswerError(
        what,
        why=tr("{name} answered with something that is no JSON object.", name=provider),
        remedy=tr("Check that the address is that of an API, not of a web page."),
    )


def _said(failure: Failure) -> str:
    return f" ({failure.message})" if failure.message else ""


def _wait(seconds: float | None) -> str:
    if seconds is None:
        return tr("Wait a little and try again.")
    return tr("Try again in {seconds} seconds.", seconds=max(1, round(seconds)))


def _try_later(*, is_write: bool) -> str:
    if is_write:
        return tr("Look whether it was done all the same before you try again.")
    return tr("Check the connection and try again later.")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_MESSAGE else line[:_LONGEST_MESSAGE] + "…"
