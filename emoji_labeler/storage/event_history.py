"""The two histories of a project file, answers and verdicts, as merging sees them."""

from emoji_labeler.domain.merge_report import ConflictKind
from emoji_labeler.domain.record import record


@record
class EventHistory:
    """A table of events and the table of what counts now: answers or verdicts.

    ``person`` is the column that says whose they are, ``status`` the one that is null where nothing
    counts any more, ``own`` the columns of an event beside its keys, ``kept`` those of them that
    the current one has too; ``made_at`` is what that calls the time of its event.
    """

    events: str
    current: str
    person: str
    status: str
    own: str
    kept: str
    made_at: str
    conflict: ConflictKind


_ANSWER = "status, label, also_acceptable, note, picked_by, lead_time_ms"
_VERDICT = (
    "decision, label, also_acceptable, note, first_choice, refused_label, picked_by, lead_time_ms"
)
ANSWERS = EventHistory(
    events="annotation_events",
    current="annotations",
    person="annotator_id",
    status="status",
    own=f"id, kind, target_id, made_at, {_ANSWER}",
    kept=_ANSWER,
    made_at="submitted_at",
    conflict=ConflictKind.TWO_ANSWERS,
)
VERDICTS = EventHistory(
    events="verdict_events",
    current="verdicts",
    person="reviewer_id",
    status="decision",
    own=f"id, kind, target_id, batch_id, made_at, {_VERDICT}",
    kept=_VERDICT,
    made_at="made_at",
    conflict=ConflictKind.TWO_VERDICTS,
)
