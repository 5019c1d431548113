"""Label Studio's JSON export: tasks with the annotations of everybody who did them.

A task holds the text among its ``data``. Of an annotation the choices are the labels, a typed text
is the note; one that was cancelled is a skipped memo. Predictions are not annotations and stay
behind.
"""

from collections.abc import Iterator
from typing import Any

from emoji_labeler.domain.given_answer import GivenAnswer
from emoji_labeler.domain.import_options import ImportOptions
from emoji_labeler.domain.refusal import Refusal, refusal
from emoji_labeler.importers.given import answer_with, labels_in, person, skipped
from emoji_labeler.importers.importer import Importer, Outcome, Plan
from emoji_labeler.importers.json_lines import draft_of, plan_for_objects
from emoji_labeler.importers.json_values import Value, json_values, sample_values
from emoji_labeler.importers.source import Source
from emoji_labeler.wording import tr

_PROGRAM = "Label Studio"
_DATA = "data"
_ANNOTATIONS = ("annotations", "completions")
"""Versions before 1.0 called them completions."""


def _fits(source: Source) -> bool:
    tasks = sample_values(source)
    return any(
        isinstance(task, dict)
        and isinstance(task.get(_DATA), dict)
        and any(isinstance(task.get(key), list) for key in _ANNOTATIONS)
        for task in tasks
    )


def _plan(source: Source, options: ImportOptions) -> Plan:
    tasks = sample_values(source)
    return plan_for_objects([task.get(_DATA) for task in tasks if isinstance(task, dict)], options)


def _read(source: Source, plan: Plan) -> Iterator[Outcome]:
    for found in json_values(source):
        yield found if isinstance(found, Refusal) else _outcome(found, plan=plan)


def _outcome(found: Value, *, plan: Plan) -> Outcome:
    task = found.value
    data = task.get(_DATA) if isinstance(task, dict) else None
    if not isinstance(data, dict):
        return refusal(
            found.line,
            reason=tr("It has no “{key}”.", key=_DATA),
            raw=found.shown,
            piece=found.piece,
        )
    given = (task.get(key) for key in _ANNOTATIONS)
    annotations = next((one for one in given if isinstance(one, list)), [])
    answers = [answer for one in annotations if isinstance(one, dict) for answer in _answers(one)]
    return draft_of(data, found, plan=plan, answers=tuple(answers))


def _answers(annotation: dict[str, Any]) -> tuple[GivenAnswer, ...]:
    """Return the answer in an annotation, or none where it says nothing about the whole text."""
    name = person(annotation.get("completed_by"), program=_PROGRAM)
    made_at = annotation.get("created_at")
    if annotation.get("was_cancelled") or annotation.get("skipped"):
        return (skipped(annotator=name, made_at=made_at),)
    results = annotation.get("result")
    regions = [one for one in results if isinstance(one, dict)] if isinstance(results, list) else []
    labels = [label for region in regions for label in _labels(region)]
    notes = [text for region in regions for text in _typed(region)]
    return answer_with(
        tuple(dict.fromkeys(labels)),
        annotator=name,
        note="\n".join(notes),
        lead_time_s=annotation.get("lead_time"),
        made_at=made_at,
    )


def _labels(region: dict[str, Any]) -> tuple[str, ...]:
    """Return the labels of a choice, or the last steps of the paths through a taxonomy."""
    value = region.get("value")
    if not isinstance(value, dict):
        return ()
    if region.get("type") == "taxonomy" and isinstance(value.get("taxonomy"), list):
        return labels_in(
            [path[-1] for path in value["taxonomy"] if isinstance(path, list) and path]
        )
    return labels_in(value.get("choices")) if region.get("type") == "choices" else ()


def _typed(region: dict[str, Any]) -> tuple[str, ...]:
    value = region.get("value")
    typed = value.get("text") if isinstance(value, dict) else None
    if region.get("type") != "textarea" or typed is None:
        return ()
    return tuple(str(line) for line in (typed if isinstance(typed, list) else [typed]))


LABEL_STUDIO = Importer(
    name="label-studio",
    title="Label Studio (JSON)",
    suffixes=(".json", ".jsonl"),
    plan=_plan,
    read=_read,
    fits=_fits,
)
