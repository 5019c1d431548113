"""doccano's export of text classification: an object a line, with a list of labels.

doccano writes one file for each person and does not name them in it, so whoever imports it says
who it was. Early versions number both labels and people, in ``annotations``. Labels of parts of a
text (``[begin, end, label]``) say nothing about the whole and stay behind.
"""

from collections.abc import Iterator
from typing import Any

from emoji_labeler.domain.given_answer import GivenAnswer
from emoji_labeler.domain.import_options import ImportOptions
from emoji_labeler.domain.refusal import Refusal, refusal
from emoji_labeler.importers.given import answer_with, labels_in, person
from emoji_labeler.importers.importer import Importer, Outcome, Plan
from emoji_labeler.importers.json_lines import draft_of, plan_for_objects
from emoji_labeler.importers.json_values import Value, json_values, sample_values
from emoji_labeler.importers.source import Source
from emoji_labeler.wording import tr

_PROGRAM = "doccano"
_TEXTS = ("text", "data")
_LABELS = ("label", "labels")
_NUMBERED = "annotations"
_COMMENTS = "Comments"


def _fits(source: Source) -> bool:
    return any(_is_ours(value) for value in sample_values(source))


def _is_ours(value: Any) -> bool:  # noqa: ANN401  # Whatever JSON holds.
    if not isinstance(value, dict) or "id" not in value:
        return False
    has_text = any(isinstance(value.get(key), str) for key in _TEXTS)
    return has_text and any(isinstance(value.get(key), list) for key in (*_LABELS, _NUMBERED))


def _plan(source: Source, options: ImportOptions) -> Plan:
    return plan_for_objects(sample_values(source), options)


def _read(source: Source, plan: Plan) -> Iterator[Outcome]:
    for found in json_values(source):
        yield found if isinstance(found, Refusal) else _outcome(found, plan=plan)


def _outcome(found: Value, *, plan: Plan) -> Outcome:
    value = found.value
    if not isinstance(value, dict):
        return refusal(
            found.line, reason=tr("It is no object."), raw=found.shown, piece=found.piece
        )
    text = next((value[key] for key in _TEXTS if isinstance(value.get(key), str)), None)
    return draft_of(value, found, plan=plan, answers=_answers(value), text=text)


def _answers(value: dict[str, Any]) -> tuple[GivenAnswer, ...]:
    comments = value.get(_COMMENTS)
    note = "\n".join(map(str, comments)) if isinstance(comments, list) else ""
    if not isinstance(value.get(_NUMBERED), list):
        given = next((value[key] for key in _LABELS if key in value), None)
        return answer_with(labels_in(given), note=note)
    by_person: dict[str, list[str]] = {}
    for one in value[_NUMBERED]:
        if isinstance(one, dict) and "start_offset" not in one:
            name = person(one.get("user"), program=_PROGRAM)
            by_person.setdefault(name, []).extend(labels_in(one.get("label")))
    return tuple(
        answer
        for name, labels in by_person.items()
        for answer in answer_with(tuple(dict.fromkeys(labels)), annotator=name, note=note)
    )


DOCCANO = Importer(
    name="doccano",
    title="doccano (JSONL)",
    suffixes=(".jsonl", ".json"),
    plan=_plan,
    read=_read,
    fits=_fits,
)
