"""Reading answers as other programs write them: labels, names and points in time."""

import json
from datetime import UTC, datetime
from typing import Any

from emoji_labeler.domain.annotation import AnnotationStatus
from emoji_labeler.domain.given_answer import GivenAnswer
from emoji_labeler.domain.text import fault_in_text

_LONGEST_LABEL = 100
_LONGEST_NAME = 200
_JOINT = "|"
_MOST_LEAD_TIME_MS = 2**53


def labels_in(value: Any) -> tuple[str, ...]:  # noqa: ANN401  # Whatever JSON holds.
    """Return the labels in a value: a label, several joined by a bar, a list, choices.

    What is longer than a label can sensibly be, such as the answer of a chat, is none; neither is a
    list in a list, which labels a part of the text.
    """
    if isinstance(value, str):
        found = _in_string(value.strip())
    elif isinstance(value, dict):
        found = labels_in(value.get("choices", value.get("label")))
    elif isinstance(value, list):
        found = tuple(
            label for one in value if not isinstance(one, list) for label in labels_in(one)
        )
    elif isinstance(value, int) and not isinstance(value, bool):
        found = (str(value),)
    else:
        found = ()
    usable = (one for one in found if len(one) <= _LONGEST_LABEL and not fault_in_text(one))
    return tuple(dict.fromkeys(usable))


def answer_with(
    labels: tuple[str, ...],
    *,
    annotator: str = "",
    note: str = "",
    lead_time_s: Any = None,  # noqa: ANN401  # Whatever JSON holds.
    made_at: Any = None,  # noqa: ANN401  # As above.
) -> tuple[GivenAnswer, ...]:
    """Return the answer that chooses the first of the labels, or none where there is no label."""
    if not labels:
        return ()
    answer = GivenAnswer(
        annotator=annotator,
        label=labels[0],
        also_acceptable=labels[1:],
        note="" if fault_in_text(note) else note.strip(),
        lead_time_ms=_milliseconds(lead_time_s),
        made_at=point_in_time(made_at),
    )
    return (answer,)


def skipped(*, annotator: str = "", made_at: Any = None) -> GivenAnswer:  # noqa: ANN401  # As above.
    """Return the answer of somebody who left the memo out."""
    return GivenAnswer(
        annotator=annotator, status=AnnotationStatus.SKIPPED, made_at=point_in_time(made_at)
    )


def person(value: Any, *, program: str) -> str:  # noqa: ANN401  # As above.
    """Return the name of whoever answered; a mere number is named after the program."""
    if isinstance(value, dict):
        full = " ".join(str(value.get(part) or "") for part in ("first_name", "last_name"))
        value = value.get("email") or value.get("username") or full or value.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{program} {value}".strip()
    name = value.strip() if isinstance(value, str) else ""
    return "" if len(name) > _LONGEST_NAME or fault_in_text(name) else name


def point_in_time(value: Any) -> str:  # noqa: ANN401  # As above.
    """Return a point in time as the project keeps them; an empty string for what is none.

    One without an offset is taken as UTC.
    """
    if not isinstance(value, str):
        return ""
    try:
        point = datetime.fromisoformat(value.strip())
    except ValueError:
        return ""
    point = point if point.tzinfo else point.replace(tzinfo=UTC)
    try:
        utc = point.astimezone(UTC)
    except OverflowError:
        return ""
    return utc.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _in_string(text: str) -> tuple[str, ...]:
    """Return the labels in a cell, which may hold JSON as Label Studio writes it into tables."""
    if text.startswith(("{", "[")):
        try:
            return labels_in(json.loads(text))
        except (ValueError, RecursionError):
            pass
    return tuple(part.strip() for part in text.split(_JOINT) if part.strip())


def _milliseconds(seconds: Any) -> int:  # noqa: ANN401  # As above.
    if not isinstance(seconds, int | float) or not 0 <= seconds * 1000 <= _MOST_LEAD_TIME_MS:
        return 0
    return round(seconds * 1000)
