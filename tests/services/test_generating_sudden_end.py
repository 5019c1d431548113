"""A process that is killed while it generates loses no paid answer and pays for none twice."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from emoji_labeler.datasets.generation_prompts import usual_prompts
from emoji_labeler.domain.generation import GenerationPlan, MemoState, Theme
from emoji_labeler.services.generating import (
    generation_state,
    keep_themes,
    make_memos,
    start_generation,
)
from emoji_labeler.services.generation_adding import add_memos
from emoji_labeler.storage.project import ProjectStore
from tests.fakes.writing_server import running_writing_server
from tests.providers.conftest import provider_at

THEMES = 40
KILLS = 4
AT_ONCE = 4

GENERATOR = """
import sys
from pathlib import Path
from emoji_labeler.services.generating import make_memos
from emoji_labeler.storage.project import ProjectStore
from tests.providers.conftest import provider_at
with ProjectStore.open(Path(sys.argv[1])) as project, provider_at(sys.argv[3]) as provider:
    make_memos(project, sys.argv[2], provider, progress=lambda share: print(share, flush=True))
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no kill -9")
def test_no_paid_answer_is_lost_or_asked_for_twice(tmp_path: Path) -> None:
    path = tmp_path / "diary.db"
    with ProjectStore.create(path) as project:
        run_id = started(project)

    with running_writing_server(delay_s=0.02) as server:
        kept: dict[str, str] = {}
        for kill in range(1, KILLS + 1):
            generate_until_killed(path, run_id, server.base_url, progress=2 + kill)
            with ProjectStore.open(path) as project:
                now = answers(project)
            assert kept.items() <= now.items()
            # Only what was under way when a kill struck may have been answered in vain.
            assert len(server.chats) - len(now) <= kill * AT_ONCE
            kept = now

        with ProjectStore.open(path) as project, provider_at(server.base_url) as provider:
            state = make_memos(project, run_id, provider)
            assert state.count(MemoState.MADE) == THEMES
            assert kept.items() <= answers(project).items()
            assert answers_a_memo(project) == {1}
            assert len(server.chats) <= THEMES + KILLS * AT_ONCE
            assert state.spending.lost <= KILLS * AT_ONCE
            assert add_memos(project, run_id).new + len(state.marked) == THEMES


def started(project: ProjectStore) -> str:
    plan = GenerationPlan(
        provider_id="openai",
        provider_name="OpenAI",
        base_model="gpt-4o-mini",
        languages=("en",),
        prompts=usual_prompts(),
        theme_count=THEMES,
    )
    run = start_generation(project, plan)
    themes = [Theme(text=f"theme {number}", language="en") for number in range(THEMES)]
    keep_themes(project, run.id, themes)
    assert generation_state(project, run.id).themes
    return run.id


def generate_until_killed(path: Path, run_id: str, base_url: str, *, progress: int) -> None:
    """Run a generator and kill it after it has said so often how far it is."""
    with subprocess.Popen(
        [sys.executable, "-c", GENERATOR, str(path), run_id, base_url],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    ) as process:
        assert process.stdout is not None
        for _ in range(progress):
            assert process.stdout.readline()
        os.kill(process.pid, signal.SIGKILL)


def answers(project: ProjectStore) -> dict[str, str]:
    """Return every answer on disk by its request."""
    rows = project.generations._connection.execute(
        "select id, answer from generation_requests where answered_at is not null"
    )
    return dict(rows.fetchall())


def answers_a_memo(project: ProjectStore) -> set[int]:
    """Return how many answers the memos of the run have."""
    rows = project.generations._connection.execute(
        "select count(*) from generation_requests where answered_at is not null"
        " group by generated_memo"
    )
    return {count for (count,) in rows.fetchall()}
