"""JSON: objects or strings, one a line or all in one list; also rows of the chat format."""

from collections.abc import Iterator
from typing import Any

from emoji_labeler.domain.given_answer import GivenAnswer
from emoji_labeler.domain.import_options import ImportOptions, MemoField
from emoji_labeler.domain.refusal import Refusal, refusal
from emoji_labeler.importers.columns import guess_fields
from emoji_labeler.importers.drafting import draft_or_refusal
from emoji_labeler.importers.given import answer_with, labels_in, person
from emoji_labeler.importers.importer import Importer, Outcome, Plan
from emoji_labeler.importers.json_values import Value, json_values, sample_values
from emoji_labeler.importers.source import Source
from emoji_labeler.wording import tr

_MESSAGES = "messages"
_USUAL_KEY = "text"
_SIDE_FIELDS = (MemoField.THEME, MemoField.LANGUAGE, MemoField.SOURCE)


def plan_for_objects(objects: list[Any], options: ImportOptions) -> Plan:
    """Return the plan for objects with keys such as these."""
    columns: dict[str, None] = {}
    for value in objects:
        columns.update(dict.fromkeys(value) if isinstance(value, dict) else {})
    fields = guess_fields(columns, options=options) if columns else {}
    return Plan(options=options, columns=tuple(columns), fields=tuple(fields.items()))


def draft_of(
    value: dict[str, Any],
    found: Value,
    *,
    plan: Plan,
    answers: tuple[GivenAnswer, ...] = (),
    text: Any = None,  # noqa: ANN401  # Whatever JSON holds.
) -> Outcome:
    """Return the memo in an object by the plan's fields, or the refusal of it."""
    fields = {MemoField.TEXT: _USUAL_KEY, **dict(plan.fields)}
    text = value.get(fields[MemoField.TEXT]) if text is None else text
    if text is None:
        reason = tr("It has no “{key}”.", key=fields[MemoField.TEXT])
        return refusal(found.line, reason=reason, raw=found.shown, piece=found.piece)
    if not isinstance(text, str):
        return refusal(
            found.line, reason=tr("Its text is not a string."), raw=found.shown, piece=found.piece
        )
    theme, language, source = (_side(value, key=fields.get(part)) for part in _SIDE_FIELDS)
    return draft_or_refusal(
        text,
        line=found.line,
        piece=found.piece,
        theme=theme,
        language=language,
        source=source or plan.options.source,
        answers=answers,
    )


def _plan(source: Source, options: ImportOptions) -> Plan:
    return plan_for_objects(sample_values(source), options)


def _read(source: Source, plan: Plan) -> Iterator[Outcome]:
    for found in json_values(source):
        yield found if isinstance(found, Refusal) else _outcome(found, plan=plan)


def _outcome(found: Value, *, plan: Plan) -> Outcome:
    value = found.value
    if isinstance(value, str):
        return draft_or_refusal(
            value, line=found.line, piece=found.piece, source=plan.options.source
        )
    if not isinstance(value, dict):
        reason = tr("It is neither an object nor a string.")
        return refusal(found.line, reason=reason, raw=found.shown, piece=found.piece)
    fields = dict(plan.fields)
    label = value.get(fields.get(MemoField.LABEL, ""))
    text = value.get(fields.get(MemoField.TEXT, ""))
    if text is None and _MESSAGES in value:
        text, label = (_said_by(role, value[_MESSAGES]) for role in ("user", "assistant"))
    answers = answer_with(
        labels_in(label),
        annotator=person(value.get(fields.get(MemoField.ANNOTATOR, "")), program=""),
        lead_time_s=value.get("lead_time"),
        made_at=value.get("created_at"),
    )
    return draft_of(value, found, plan=plan, answers=answers, text=text)


def _side(value: dict[str, Any], *, key: str | None) -> str:
    found = value.get(key) if key is not None else None
    return found.strip() if isinstance(found, str) else "" if found is None else str(found)


def _said_by(role: str, messages: Any) -> Any:  # noqa: ANN401  # Whatever JSON holds.
    """Return what somebody says last in a row of the chat format, or None."""
    if not isinstance(messages, list):
        return None
    said = [m.get("content") for m in messages if isinstance(m, dict) and m.get("role") == role]
    return said[-1] if said else None


JSON_LINES = Importer(
    name="jsonl",
    title="JSON",
    suffixes=(".jsonl", ".ndjson", ".json"),
    plan=_plan,
    read=_read,
)
