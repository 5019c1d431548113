"""What the window calls the reasons for a review, and what happened to a memo."""

from emoji_labeler.domain.review import Reason
from emoji_labeler.domain.review_desk import HistoryLine
from emoji_labeler.wording import later, tr

REASONS = {
    Reason.ANSWERED_AGAIN: (
        later("Answered again"),
        later("It was sent back, and an annotator has answered again."),
    ),
    Reason.DISAGREEMENT: (later("Disagreement"), later("Annotators chose different labels.")),
    Reason.MODEL_DIFFERS: (
        later("Model differs"),
        later("The latest model chose another label than the annotators."),
    ),
    Reason.LOW_CONFIDENCE: (later("Unsure model"), later("The latest model was not sure.")),
    Reason.CONTRADICTION: (
        later("Contradiction"),
        later("A memo that says nearly the same has another label."),
    ),
    Reason.FLAGGED: (later("Flagged"), later("An annotator asks somebody to look at it.")),
    Reason.RETIRED: (later("Retired label"), later("Its label has left the emoji pack.")),
    Reason.LONE_LABEL: (later("Lone label"), later("No other memo has its label.")),
    Reason.FAST: (later("Quick answer"), later("It was answered suspiciously fast.")),
    Reason.MODEL_ALONE: (later("Only a model"), later("A model has answered, but no person yet.")),
    Reason.SAMPLE: (later("Sample"), later("Drawn by chance, to check the quality.")),
}
"""A short word and a sentence for each."""

RESOLUTIONS = {
    "exact": later("exact"),
    "alias": later("by another name"),
    "similarity": later("by similarity"),
}
"""How a model's output became a label."""

_DEEDS = {
    "submitted": later("{name} chose {label}"),
    "skipped": later("{name} skipped it"),
    "flagged": later("{name} flagged it"),
    "accepted": later("{name} accepted {label}"),
    "corrected": later("{name} corrected it to {label}"),
    "rejected": later("{name} rejected it"),
    "sent_back": later("{name} sent it back"),
    "": later("{name} took it back"),
}
_MINUTE = 16


def spoken_deed(line: HistoryLine, *, name: str, label: str) -> str:
    """Return what somebody did, when, and the remark they left."""
    said = tr(_DEEDS[line.state], name=name, label=label)
    at = line.made_at[:_MINUTE].replace("T", " ")
    note = tr("“{note}”", note=line.note) if line.note else ""
    return f"{at}  {said}  {note}".rstrip()
