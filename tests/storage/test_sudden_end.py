"""A process that is killed while somebody labels loses nothing of what it has said is saved."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from emoji_labeler.domain.annotation import Draft
from emoji_labeler.services.labeling import LabelingSession
from emoji_labeler.storage.project import ProjectStore
from tests.conftest import add_memos

KILLS = 5
MOST_ANSWERS = 60

LABELLER = """
import sys
from pathlib import Path
from emoji_labeler.domain.annotation import Draft
from emoji_labeler.domain.pick import Pick
from emoji_labeler.services.labeling import LabelingSession
from emoji_labeler.storage.project import ProjectStore
project = ProjectStore.open(Path(sys.argv[1]))
session = LabelingSession(project, annotator=project.annotators.named("Aiko"))
while session.desk is not None:
    memo = session.desk.memo.id
    session.draft_changed(Draft(label=f"label-{memo}"))
    session.submit(Pick())
    print(memo, flush=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no kill -9")
def test_nothing_acknowledged_is_lost_when_the_process_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "diary.db"
    with ProjectStore.create(path) as project:
        add_memos(project, *(f"memo {number}" for number in range(400)))
    chance = random.Random(7)  # noqa: S311 - any moment will do.
    acknowledged: set[int] = set()

    for kill in range(1, KILLS + 1):
        acknowledged |= label_until_killed(path, answers=chance.randint(1, MOST_ANSWERS))

        with closing(sqlite3.connect(path)) as other:
            saved = dict(other.execute("select memo_id, label from annotations").fetchall())
            assert other.execute("pragma integrity_check").fetchall() == [("ok",)]
            assert other.execute("pragma foreign_key_check").fetchall() == []
        assert acknowledged <= saved.keys()
        # Only the answer at which each kill struck may be on disk without a word of it.
        assert len(saved.keys() - acknowledged) <= kill
        assert all(label == f"label-{memo}" for memo, label in saved.items())

    with ProjectStore.open(path) as project:
        session = LabelingSession(project, annotator=project.annotators.named("Aiko"))
        assert session.undo()
        assert session.desk is not None
        assert session.desk.draft == Draft()


def label_until_killed(path: Path, *, answers: int) -> set[int]:
    """Run a labeller, kill it after so many answers; return what it has acknowledged."""
    with subprocess.Popen(
        [sys.executable, "-c", LABELLER, str(path)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(answers)]
        os.kill(process.pid, signal.SIGKILL)
        lines += process.stdout.read().splitlines()
    return {int(line) for line in lines if line.strip()}
