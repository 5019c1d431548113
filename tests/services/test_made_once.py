"""What may have been made is looked for before it is sent again."""

from datetime import UTC, datetime, timedelta

from emoji_labeler.domain.clock import utc_now
from emoji_labeler.domain.errors import ProviderError, TimedOutError
from emoji_labeler.providers.attempts import Patience, never
from emoji_labeler.services.made_once import Settling, made_once

_SETTLING = Settling(
    settle_s=60.0, look_every_s=0.001, patience=Patience(tries=3, first_wait_s=0.001)
)


class _SlowThing:
    """A thing that takes an hour to send, and is there at the third look."""

    def __init__(self) -> None:
        self.sent_at = ""
        self.sendings = 0
        self.looks = 0

    def find(self) -> str | None:
        self.looks += 1
        return "thing" if self.looks == 3 else None

    def note_sending(self) -> None:
        self.sent_at = (datetime.now(UTC) - timedelta(hours=1)).isoformat()

    def note_given_up(self) -> None:
        self.sent_at = utc_now()

    def note_not_sent(self, error: ProviderError) -> None:
        raise AssertionError(error)

    def make(self) -> str:
        self.sendings += 1
        raise TimedOutError("No.", why="Late.", remedy="Wait.", may_have_acted=True)


def test_a_sending_that_took_longer_than_the_time_to_settle_is_not_repeated_at_once() -> None:
    thing = _SlowThing()

    assert made_once(thing, settling=_SETTLING, cancel=never) == "thing"

    assert thing.sendings == 1
