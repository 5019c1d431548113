"""Submit and watch fine-tuning jobs while server and client are killed at random moments.

Prints one line a round that went wrong, then the sums; ends with 1 if any did. The tests play fewer
rounds of the same.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.chaos.rounds import RoundOutcome, play_rounds


def main() -> int:
    """Play the rounds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        outcomes = play_rounds(
            options.rounds, seed=options.seed, folder=Path(folder), told=_say_faults
        )
    wrong = sum(bool(one.faults) for one in outcomes)
    print(
        f"{len(outcomes)} rounds in {time.monotonic() - began:.0f} s, {wrong} of them wrong:"
        f" {sum(one.client_kills for one in outcomes)} clients and"
        f" {sum(one.server_kills for one in outcomes)} servers killed,"
        f" {sum(one.events for one in outcomes):,} events kept,"
        f" {sum(one.doubles for one in outcomes)} files and jobs made twice and put right"
    )
    return 1 if wrong else 0


def _say_faults(outcome: RoundOutcome) -> None:
    if outcome.faults:
        print(f"round {outcome.number}: {'; '.join(outcome.faults)}")


if __name__ == "__main__":
    sys.exit(main())
