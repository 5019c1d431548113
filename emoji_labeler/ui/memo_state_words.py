"""What the window calls what became of a memo, all answers for it taken together."""

from emoji_labeler.domain.memo_listing import MemoState
from emoji_labeler.wording import later

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
