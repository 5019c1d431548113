"""Client and server are killed and lines break at random: one file, one job, every event."""

import signal
from pathlib import Path

import pytest

from tests.chaos.rounds import play_rounds

# scripts/run_chaos.py plays 200 and more.
ROUNDS = 32


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no kill -9")
def test_every_intent_ends_with_one_job_whatever_is_killed(tmp_path: Path) -> None:
    outcomes = play_rounds(ROUNDS, seed=1, folder=tmp_path)

    assert {one.number: one.faults for one in outcomes if one.faults} == {}
    assert sum(one.doubles for one in outcomes) > 0
    assert sum(one.client_kills for one in outcomes) > ROUNDS / 2
    assert sum(one.server_kills for one in outcomes) > ROUNDS / 4
