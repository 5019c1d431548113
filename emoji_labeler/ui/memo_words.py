"""What the window calls the parts of a memo and what became of it."""

from datetime import datetime

from emoji_labeler.domain.annotation import AnnotationStatus
from emoji_labeler.wording import later, tr

LANGUAGES = {"ja": later("Japanese"), "en": later("English")}
STATUSES = {
    AnnotationStatus.SUBMITTED: (later("Answered"), "good"),
    AnnotationStatus.SKIPPED: (later("Skipped"), "warning"),
    AnnotationStatus.FLAGGED: (later("Flagged"), "warning"),
}
"""The words for a status, and the tone they are said in."""


def language_name(code: str) -> str:
    """Return the language of a memo in words, or its code where there are none."""
    return tr(LANGUAGES[code]) if code in LANGUAGES else code


def local_time(point: str) -> str:
    """Return a point in time, UTC in ISO 8601, as the clock on the wall showed it."""
    try:
        return datetime.fromisoformat(point).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return point
