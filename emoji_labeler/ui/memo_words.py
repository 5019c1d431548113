"""What the window calls the parts of a memo and what became of it."""

from datetime import datetime

from emoji_labeler.domain.annotation import AnnotationStatus
from emoji_labeler.domain.memo_listing import MemoState
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.wording import later, tr

LANGUAGES = {"ja": later("Japanese"), "en": later("English")}
STATUSES = {
    AnnotationStatus.SUBMITTED: (later("Answered"), "good"),
    AnnotationStatus.SKIPPED: (later("Skipped"), "warning"),
    AnnotationStatus.FLAGGED: (later("Flagged"), "warning"),
}
"""The words for a status, and the tone they are said in."""

STATES = {
    MemoState.UNLABELLED: later("No answer"),
    MemoState.ANSWERED: later("Answered"),
    MemoState.WAITING: later("More answers wanted"),
    MemoState.DIFFERING: later("Answers differ"),
    MemoState.SKIPPED: later("Skipped"),
    MemoState.FLAGGED: later("Flagged"),
    MemoState.SENT_BACK: later("Sent back"),
    MemoState.REJECTED: later("Rejected"),
}


def language_name(code: str) -> str:
    """Return the language of a memo in words, or its code where there are none."""
    return tr(LANGUAGES[code]) if code in LANGUAGES else code


def emoji_name(label: str, pack: EmojiPack) -> str:
    """Return the name of the emoji, or the label where the pack has no such emoji."""
    emoji = pack.get(label)
    return emoji.name if emoji else label


def local_time(point: str) -> str:
    """Return a point in time, UTC in ISO 8601, as the clock on the wall showed it."""
    try:
        return datetime.fromisoformat(point).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return point
