"""What is said about predictors and prediction runs."""

from collections.abc import Iterator

from emoji_labeler.cli.widths import cut
from emoji_labeler.domain.prediction import PredictionRun, RunCounts
from emoji_labeler.domain.predictor import PredictorDescription, PredictorOption

_MODEL_COLUMNS = 32


def predictor_text(one: PredictorDescription) -> Iterator[str]:
    """Yield the lines about a predictor."""
    needs = f" Needs {', '.join(one.needs)}." if one.needs else ""
    batches = " Can go as a batch." if one.takes_batches else ""
    yield f"{one.name}: {one.summary}{needs}{batches}"
    for option in one.options:
        yield f"    {option.name}={_default(option)}  {option.title}{_range(option)}"


def predictor_json(one: PredictorDescription) -> dict[str, object]:
    """Return a predictor for programs."""
    return {
        "predictor": one.name,
        "summary": one.summary,
        "needs": list(one.needs),
        "ranks": one.ranks,
        "takes_batches": one.takes_batches,
        "options": {option.name: option.default for option in one.options},
    }


def run_json(run: PredictionRun, counts: RunCounts) -> dict[str, object]:
    """Return a run and how far it is, for programs."""
    return {
        "run": run.name,
        "id": run.id,
        "predictor": run.plan.predictor,
        "provider": run.provider_name,
        "model": run.plan.model,
        "options": dict(run.plan.options),
        "prompts_hash": run.prompts_hash,
        "made_at": run.made_at,
        "finished_at": run.finished_at,
        "memos": counts.memos,
        "waiting": counts.waiting,
        "asked": counts.asked,
        "answered": counts.answered,
        "failed": counts.failed,
        "existing": counts.existing,
        "resolved": counts.resolved,
        "labelled": counts.labelled,
        "input_tokens": counts.usage.input,
        "output_tokens": counts.usage.output,
        "cost": None if counts.uncosted else counts.cost,
        "cost_known": counts.cost,
    }


def run_text(run: PredictionRun, counts: RunCounts) -> Iterator[str]:
    """Yield the lines about a run that came to its end, or did not."""
    yield (
        f"{run.name}: {counts.answered:,} of {counts.memos:,} memos answered, {counts.failed:,}"
        f" failed, {counts.waiting + counts.asked:,} left, {cost_text(counts)}."
    )
    yield (
        f"  {counts.existing:,} outputs are labels as they came, {counts.resolved:,} with the"
        f" rules, {counts.labelled:,} with similarity."
    )


def run_line(run: PredictionRun, counts: RunCounts) -> str:
    """Return the line about a run in a list."""
    model = cut(run.plan.model, columns=_MODEL_COLUMNS)
    who = f"{run.plan.predictor} {model}".strip()
    return (
        f"{run.name}  {who}  {counts.answered:,}/{counts.memos:,} answered,"
        f" {counts.failed:,} failed, {counts.existing:,} existing, {cost_text(counts)}"
    )


def cost_text(counts: RunCounts) -> str:
    """Return what a run cost, saying so where a price is not known."""
    if counts.uncosted:
        return f"cost unknown ({counts.usage.input:,} + {counts.usage.output:,} tokens)"
    return f"cost {counts.cost:.4f} USD" if counts.cost else "no cost"


def _default(option: PredictorOption) -> str:
    if isinstance(option.default, bool):
        return str(option.default).lower()
    return repr(option.default) if isinstance(option.default, str) else str(option.default)


def _range(option: PredictorOption) -> str:
    if option.choices:
        return f" ({', '.join(option.choices)})"
    if isinstance(option.default, str | bool):
        return ""
    return f" ({option.least:g} to {option.most:g})"
