"""How the window tells of a generation run: how far, how much, what has come of it."""

from emoji_labeler.domain.generation import MemoState, RunSpending, Stage
from emoji_labeler.services.generating import GenerationState
from emoji_labeler.services.generation_adding import AddedReport
from emoji_labeler.services.generation_estimating import GenerationEstimate
from emoji_labeler.wording import BETWEEN, tr, tr_count


def how_far(state: GenerationState) -> str:
    """Return how far a run is, in one line."""
    plan = state.run.plan
    if state.run.stage is Stage.THEMES:
        far = tr(
            "{done} of {all} themes", done=f"{len(state.themes):,}", all=f"{plan.theme_count:,}"
        )
    else:
        made = len(state.memos) - state.count(MemoState.OPEN, MemoState.FAILED)
        far = tr("{done} of {all} memos", done=f"{made:,}", all=f"{len(state.memos):,}")
    return BETWEEN.join((far, plan.base_model, plan.provider_name))


def spending_words(spending: RunSpending, *, limit: float | None) -> str:
    """Return what a run has used so far."""
    tokens = f"{spending.usage.input + spending.usage.output:,}"
    said = [tr("{count} tokens", count=tokens), _cost_words(spending.cost)]
    if limit is not None:
        said.append(tr("limit {limit} USD", limit=f"{limit:g}"))
    if spending.lost:
        said.append(
            tr_count(
                "{count} answer was lost when the program ended",
                "{count} answers were lost when the program ended",
                count=spending.lost,
            )
        )
    return BETWEEN.join(said)


def estimate_words(estimate: GenerationEstimate) -> str:
    """Return what a plan will use."""
    tokens = f"{estimate.usage.input + estimate.usage.output:,}"
    return BETWEEN.join(
        (
            tr_count("about {count} request", "about {count} requests", count=estimate.requests),
            tr("{count} tokens", count=tokens),
            _cost_words(estimate.cost),
        )
    )


def ended_words(state: GenerationState) -> str:
    """Return what should be said when themes or memos have been made, often nothing."""
    if state.is_limited:
        return tr(
            "It stopped before the cost limit. Go on with a higher one, or add what there is."
        )
    if state.run.stage is Stage.THEMES:
        missing = state.run.plan.theme_count - len(state.themes)
        if missing > 0:
            return tr_count(
                "{count} theme is missing. Have it made, write it yourself, or go on without it.",
                "{count} themes are missing. Have them made, write them yourself, or go on"
                " without them.",
                count=missing,
            )
        return tr("Change what you like: a double click writes into a theme.")
    if state.failed:
        return tr_count(
            "{count} memo could not be made. Its reason stands in the table.",
            "{count} memos could not be made. Their reasons stand in the table.",
            count=len(state.failed),
        )
    if state.marked:
        return tr_count(
            "{count} memo is left out unless you tick it: look at it first.",
            "{count} memos are left out unless you tick them: look at them first.",
            count=len(state.marked),
        )
    return ""


def added_words(report: AddedReport) -> str:
    """Return what became of the memos."""
    said = [tr_count("{count} memo added", "{count} memos added", count=report.new)]
    if report.already_there:
        said.append(tr("{count} were there already", count=f"{report.already_there:,}"))
    if report.dropped:
        said.append(tr("{count} left out", count=f"{report.dropped:,}"))
    return BETWEEN.join(said)


def _cost_words(cost: float | None) -> str:
    if cost is None:
        return tr("cost unknown")
    return tr("{cost} USD", cost=f"{cost:.2f}" if cost >= 1 else f"{cost:.4f}")
