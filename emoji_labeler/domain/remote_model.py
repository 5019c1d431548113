"""A model that a provider offers, and how long it will."""

from datetime import date

from emoji_labeler.domain.record import record

_SOON_DAYS = 60


@record
class RemoteModel:
    """A model by its name; ``shutdown_date`` is YYYY-MM-DD, or empty where none is announced."""

    id: str
    owned_by: str = ""
    created_at: str = ""
    shutdown_date: str = ""

    def days_left(self, today: date) -> int | None:
        """Return the days until the model is shut down (negative after it), None if unknown."""
        try:
            return (date.fromisoformat(self.shutdown_date) - today).days
        except ValueError:
            return None

    def dies_soon(self, today: date) -> bool:
        """Whether training on it needs an explicit yes: it dies within 60 days, or is dead."""
        left = self.days_left(today)
        return left is not None and left <= _SOON_DAYS
