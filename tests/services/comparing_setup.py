"""Prediction runs that are there to be compared, without anybody having been asked."""

from collections.abc import Mapping
from typing import Any

from emoji_labeler.domain.prediction import Prediction, PredictionRun
from emoji_labeler.domain.resolution import ResolutionKind
from emoji_labeler.storage.project import ProjectStore
from tests.storage.runs import answered, run


def keep_run(
    project: ProjectStore, name: str, labels: Mapping[int, str], **more: Any
) -> PredictionRun:
    """Keep a run that has answered with these labels; ``more`` are other fields of it."""
    made = run(name, memo_count=len(labels), **more)
    project.prediction_runs.keep(made, memo_ids=tuple(labels))
    answers = [answered(memo_id, label, ranking=()) for memo_id, label in labels.items()]
    project.predictions.exchange(made.id, answers=answers)
    return made


def make_missing(project: ProjectStore, run: PredictionRun, memo_id: int, *, raw: str) -> None:
    """Have a run answer with something that is no label, and a near one be shown."""
    found = project.predictions.get(run.id, memo_id=memo_id)
    assert found is not None
    answer: Prediction = found._replace(
        raw_output=raw, resolution=ResolutionKind.SIMILARITY, rule="", confidence=0.4
    )
    project.predictions.exchange(run.id, answers=[answer])


def golds_of(project: ProjectStore) -> dict[int, str]:
    """Return the label that counts for each memo."""
    return {gold.memo_id: gold.label for gold in project.golds.all() if gold.label}
