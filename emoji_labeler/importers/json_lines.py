"""JSONL: an object or a string on each line, in JSON."""

from collections.abc import Iterator
from typing import Any

from emoji_labeler.domain.errors import BadFileError
from emoji_labeler.domain.import_options import ImportOptions, MemoField
from emoji_labeler.domain.refusal import Refusal, refusal
from emoji_labeler.importers.columns import guess_fields
from emoji_labeler.importers.drafting import blank, draft_or_refusal, not_encoded, too_long
from emoji_labeler.importers.importer import Importer, Outcome, Plan
from emoji_labeler.importers.source import MAX_LINE_BYTES, Source
from emoji_labeler.wording import tr

_MESSAGES = "messages"
_SAMPLE_LINES = 50


def _plan(source: Source, options: ImportOptions) -> Plan:
    import orjson

    columns: dict[str, None] = {}
    lines = [line for line in source.head_lines if line.strip()]
    if lines and lines[0].lstrip().startswith("["):
        raise BadFileError(
            tr("{name} was not imported.", name=source.name),
            why=tr("It is one JSON list and not one JSON object a line."),
            remedy=tr("Write each object on a line of its own, without the list around them."),
        )
    for line in lines[:_SAMPLE_LINES]:
        try:
            value = orjson.loads(line)
        except ValueError:
            continue
        columns.update(dict.fromkeys(value) if isinstance(value, dict) else {})
    fields = guess_fields(columns, options=options) if columns else {}
    return Plan(options=options, columns=tuple(columns), fields=tuple(fields.items()))


def _read(source: Source, plan: Plan) -> Iterator[Outcome]:
    fields = dict(plan.fields)
    for line, raw in source.lines():
        if len(raw) > MAX_LINE_BYTES:
            yield too_long(line, raw=raw)
        elif not raw.strip():
            yield blank(line)
        else:
            value = _value(raw, line=line, encoding=source.encoding)
            is_refused = isinstance(value, Refusal)
            yield value if is_refused else _outcome(value, line=line, fields=fields, plan=plan)


def _value(raw: bytes, *, line: int, encoding: str) -> Any:  # noqa: ANN401  # Whatever JSON holds.
    """Return what a line of JSON stands for, or its refusal."""
    import orjson

    try:
        return orjson.loads(raw if encoding == "utf-8" else raw.decode(encoding))
    except UnicodeDecodeError:
        return not_encoded(line, raw=raw, encoding=encoding)
    except orjson.JSONDecodeError as error:
        try:
            raw.decode(encoding)
        except UnicodeDecodeError:
            return not_encoded(line, raw=raw, encoding=encoding)
        if "surrogate" in str(error):
            reason = tr("It holds half of a character (a lone surrogate).")
        else:
            reason = tr("It is not JSON: {reason}.", reason=error.msg)
        return refusal(line, reason=reason, raw=raw)


def _outcome(value: Any, *, line: int, fields: dict[MemoField, str], plan: Plan) -> Outcome:  # noqa: ANN401  # As above.
    if isinstance(value, str):
        return draft_or_refusal(value, line=line, source=plan.options.source)
    if not isinstance(value, dict):
        return refusal(line, reason=tr("It is neither an object nor a string."), raw=str(value))
    text = value.get(fields.get(MemoField.TEXT, ""))
    if text is None and _MESSAGES in value:
        text = _user_content(value[_MESSAGES])
    if text is None:
        return refusal(line, reason=_no_text(plan), raw=str(value))
    if not isinstance(text, str):
        return refusal(line, reason=tr("Its text is not a string."), raw=str(value))
    theme, language, source = (
        _side(value, key=fields.get(part))
        for part in (MemoField.THEME, MemoField.LANGUAGE, MemoField.SOURCE)
    )
    return draft_or_refusal(
        text, line=line, theme=theme, language=language, source=source or plan.options.source
    )


def _side(value: dict[str, Any], *, key: str | None) -> str:
    found = value.get(key) if key is not None else None
    return found.strip() if isinstance(found, str) else "" if found is None else str(found)


def _user_content(messages: Any) -> Any:  # noqa: ANN401  # As above.
    """Return what the user says last in a row of the chat format, or None."""
    if not isinstance(messages, list):
        return None
    said = [m.get("content") for m in messages if isinstance(m, dict) and m.get("role") == "user"]
    return said[-1] if said else None


def _no_text(plan: Plan) -> str:
    wanted = dict(plan.fields).get(MemoField.TEXT, "text")
    return tr("It has no “{key}”.", key=wanted)


JSON_LINES = Importer(
    name="jsonl",
    title="JSONL",
    suffixes=(".jsonl", ".ndjson", ".json"),
    plan=_plan,
    read=_read,
)
