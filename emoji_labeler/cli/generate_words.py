"""How the command line tells of a generation run."""

import json
import sys
from collections.abc import Callable

import click

from emoji_labeler.domain.generation import GenerationRun, MemoState, RunSpending
from emoji_labeler.services.generating import GenerationState
from emoji_labeler.services.generation_adding import AddedReport
from emoji_labeler.storage.project import ProjectStore


def say_progress(what: str, project: ProjectStore, run: GenerationRun) -> Callable[[float], None]:
    """Return what shows the share and the cost so far on one line, on a terminal only."""

    def show(share: float) -> None:
        spent = _spent(project.generation_answers.spending(run), run=run)
        ending = "" if share < 1 else "\n"
        click.echo(f"\r{what} {share:4.0%}  {spent}\x1b[K{ending}", nl=False, err=True)

    return show if sys.stderr.isatty() else lambda _share: None


def generation_text(state: GenerationState, *, added: AddedReport | None, themes_only: bool) -> str:
    """Return what came of a run, a line a theme or a line for each memo that needs a look."""
    lines = [theme.text for theme in state.themes] if themes_only else []
    lines += [f"failed: {memo.theme}: {memo.why}" for memo in state.failed]
    for memo in state.memos:
        if memo.near_text:
            lines.append(f"near-duplicate: {memo.theme}: {_start(memo.text)}")
        elif memo.has_wrong_length:
            lines.append(f"{len(memo.text)} characters: {memo.theme}: {_start(memo.text)}")
    lines.append(_summary(state, added=added))
    lines.append(_spent(state.spending, run=state.run))
    return "\n".join(lines)


def generation_json(state: GenerationState, *, added: AddedReport | None, themes_only: bool) -> str:
    """Return what came of a run as JSON; memos in full are in the project."""
    usage, run = state.spending.usage, state.run
    described = {
        "run": run.id,
        "stage": run.stage.value,
        "provider": run.plan.provider_name,
        "model": run.plan.base_model,
        "themes": [theme.text for theme in state.themes] if themes_only else len(state.themes),
        "wanted": len(state.memos),
        "added": added.new if added else 0,
        "already_there": added.already_there if added else 0,
        "left_out": added.dropped if added else 0,
        "open": state.count(MemoState.OPEN),
        "failed": [{"theme": memo.theme, "why": memo.why} for memo in state.failed],
        "near_duplicates": [
            {"text": memo.text, "near": memo.near_text, "similarity": round(memo.similarity, 3)}
            for memo in state.memos
            if memo.near_text
        ],
        "wrong_length": [memo.text for memo in state.memos if memo.has_wrong_length],
        "requests": state.spending.requests,
        "input_tokens": usage.input,
        "output_tokens": usage.output,
        "cost": state.spending.cost,
        "answers_lost": state.spending.lost,
    }
    return json.dumps(described, ensure_ascii=False)


def _summary(state: GenerationState, *, added: AddedReport | None) -> str:
    made = f"{len(state.themes):,} themes"
    if added is None:
        written = len(state.memos) - state.count(MemoState.OPEN) - len(state.failed)
        return f"{made}, {written:,} of {len(state.memos):,} memos written, none added yet."
    return (
        f"{made}, {added.new:,} memos added, {added.already_there:,} already there,"
        f" {added.dropped:,} left out, {len(state.failed):,} failed."
    )


def _spent(spending: RunSpending, *, run: GenerationRun) -> str:
    usage = spending.usage
    cost = "cost unknown" if spending.cost is None else f"{spending.cost:.4f} USD"
    limit = "" if run.plan.cost_limit is None else f" of {run.plan.cost_limit:g}"
    return (
        f"{spending.requests:,} answers, {usage.input:,} + {usage.output:,} tokens, {cost}{limit}"
    )


def _start(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:60]}…"
