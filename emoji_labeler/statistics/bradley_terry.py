"""One order of many runs from judgements about two at a time.

Bradley and Terry (1952), Rank analysis of incomplete block designs: a run of strength s wins
against one of strength t with probability s / (s + t). The strengths that make the judgements most
likely are found with the MM algorithm of Hunter (2004), MM algorithms for generalized Bradley-Terry
models: s_i <- w_i / sum_j n_ij / (s_i + s_j), where w_i is how often i won and n_ij how often i and
j met. A tie is half a win for both; where neither convinced, nothing is counted.
"""

from collections.abc import Sequence

import numpy as np

from emoji_labeler.domain.judgement import Judgement, RunStrength, Verdict
from emoji_labeler.statistics.arrays import Flags, Floats
from emoji_labeler.statistics.resampling import RESAMPLING, Resampling, estimate_of
from emoji_labeler.wording import tr

_WORTH_OF_LEFT = {Verdict.LEFT: 1.0, Verdict.TIE: 0.5, Verdict.RIGHT: 0.0}
_CLOSE_ENOUGH = 1e-9
_MOST_ROUNDS = 5_000


def run_strengths(
    judgements: Sequence[Judgement], *, resampling: Resampling = RESAMPLING
) -> tuple[RunStrength, ...]:
    """Return the strength of every run, the strongest first; memos are drawn for the intervals.

    ``count`` is how many judgements with a winner or a tie a run was in. The strengths have no
    value where the runs fall into two parts and no run of the one ever won against one of the
    other: the other part might then be better without any bound (Ford, 1957).
    """
    counted = [one for one in judgements if one.verdict in _WORTH_OF_LEFT]
    runs = sorted({run for one in judgements for run in (one.left_run, one.right_run)})
    if not runs:
        return ()
    sums = _wins_of_blocks(counted, runs=runs, resampling=resampling)
    shape = (-1, len(runs), len(runs))
    all_wins = sums.sum(axis=0).reshape(shape)
    meetings = (all_wins[0] + all_wins[0].T).sum(axis=1)
    values = _strengths(all_wins)[0]
    drawn = _strengths(resampling.rows(sums).reshape(shape)) if len(sums) > 1 else values[None]
    why = tr("Some runs never won, or never lost, against the rest. Judge more memos.")
    found = [
        RunStrength(
            run=run,
            strength=estimate_of(float(value), drawn=draws, count=round(met), why=why),
        )
        for run, value, draws, met in zip(runs, values, drawn.T, meetings.tolist(), strict=True)
    ]
    return tuple(sorted(found, key=lambda one: -(one.strength.value or 0.0)))


def _wins_of_blocks(
    judgements: Sequence[Judgement], *, runs: Sequence[str], resampling: Resampling
) -> Floats:
    """Return how often each run won against each, shape (blocks of memos, runs * runs)."""
    memos = {one.memo_id: 0 for one in judgements}
    blocks = resampling.deal(len(memos)).tolist()
    block_of = dict(zip(memos, blocks, strict=True))
    place = {run: at for at, run in enumerate(runs)}
    sums = np.zeros((max(blocks, default=-1) + 1, len(runs), len(runs)))
    for one in judgements:
        left, right, worth = place[one.left_run], place[one.right_run], _WORTH_OF_LEFT[one.verdict]
        sums[block_of[one.memo_id], left, right] += worth
        sums[block_of[one.memo_id], right, left] += 1 - worth
    return sums.reshape(len(sums), len(runs) ** 2)


def _strengths(wins: Floats) -> Floats:
    """Return the strengths for each matrix of wins, shape (draws, runs); NaN where there are none.

    ``wins[d, i, j]`` says how often run i won against run j.
    """
    out = np.full(wins.shape[:2], np.nan)
    bounded = _all_reach_all(wins > 0)
    wins = wins[bounded]
    meetings, won = wins + wins.transpose(0, 2, 1), wins.sum(axis=2)
    strengths = np.ones_like(won)
    for _ in range(_MOST_ROUNDS):
        before = strengths
        pairs = strengths[:, :, None] + strengths[:, None, :]
        strengths = won / (meetings / pairs).sum(axis=2)
        strengths /= np.exp(np.log(strengths).mean(axis=1, keepdims=True))
        if np.allclose(strengths, before, rtol=_CLOSE_ENOUGH, atol=0):
            break
    out[bounded] = strengths
    return out


def _all_reach_all(won: Flags) -> Flags:
    """Tell for each draw whether a chain of wins leads from every run to every other."""
    reached = won | np.eye(won.shape[1], dtype=np.bool_)
    for _ in range(won.shape[1].bit_length()):
        reached = reached @ reached
    return np.asarray(reached.all(axis=(1, 2)), np.bool_)
