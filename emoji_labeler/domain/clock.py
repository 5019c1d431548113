"""Points in time as the project keeps them."""

from datetime import UTC, datetime


def utc_now() -> str:
    """Return the present as ISO 8601 in UTC with milliseconds, such as 2026-11-22T08:30:00.123Z."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
