"""Prediction runs for tests."""

from dataclasses import replace
from typing import Any

from emoji_labeler.domain.prediction import (
    Prediction,
    PredictionRun,
    PredictionState,
    RankedLabel,
    RunFilter,
    RunPlan,
)
from emoji_labeler.domain.resolution import ResolutionKind
from emoji_labeler.domain.snapshot import Split

PLAN = RunPlan(
    name="first",
    predictor="fine-tuned",
    provider="openai",
    model="ft:m",
    options={"temperature": 0.0, "parallel": 4},
    memos=RunFilter(languages=("ja",), labelled=True, snapshot="s", splits=(Split.TEST,), limit=3),
    note="why",
)


def run(name: str = "first", **more: Any) -> PredictionRun:
    """Return a run of that name; ``more`` are other fields of it."""
    made = PredictionRun(
        id=f"id of {name}",
        plan=replace(PLAN, name=name),
        prompts={"system": "絵文字"},
        provider_name="OpenAI",
        base_url="https://example.com/v1",
        model_version="",
        snapshot_id="",
        job_id="ftjob-1",
        memo_count=3,
        pack_id="noto",
        pack_version="17",
        program_version="1",
        made_at="2026-11-22T08:30:00.123Z",
    )
    return replace(made, **more)


def answered(memo_id: int, label: str = "cat", **more: Any) -> Prediction:
    """Return a prediction that was a label as it came; ``more`` are other fields of it."""
    made = Prediction(
        memo_id=memo_id,
        state=PredictionState.ANSWERED,
        raw_output=label,
        label=label,
        resolution=ResolutionKind.EXACT,
        rule="label",
        confidence=1.0,
        ranking=(RankedLabel(label, 0.75), RankedLabel("dog", 0.25)),
        latency_ms=12,
        cost=0.25,
    )
    return made._replace(**more)
