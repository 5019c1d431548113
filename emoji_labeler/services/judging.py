"""Judging blindly: two pictures for one memo, nobody knows whose, which is more convincing?"""

from collections import Counter
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from time import monotonic
from typing import Self

from emoji_labeler.domain.annotator import Annotator
from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.judgement import (
    HUMAN,
    Judgement,
    PositionBias,
    RunStrength,
    Verdict,
    WinRate,
)
from emoji_labeler.domain.memo import Memo
from emoji_labeler.domain.record import record
from emoji_labeler.services.comparing import comparison_table, run_named
from emoji_labeler.services.opening import open_project
from emoji_labeler.storage.project import ProjectStore
from emoji_labeler.wording import tr


@record
class JudgeDesk:
    """What lies before a judge: a memo and two labels; the judge does not learn whose they are."""

    memo: Memo
    left_label: str
    right_label: str


@record
class JudgingPlan:
    """What there is to judge between two sides.

    ``labels`` holds both labels of every memo on which the sides differ, ``runs`` the sides'
    identifiers in the same order, and ``order`` the memos as they are judged.
    """

    labels: Mapping[int, tuple[str, str]]
    runs: tuple[str, str]
    order: tuple[int, ...]


@record
class JudgementResults:
    """What all judgements of a project say; ``names`` gives each run's name by its identifier.

    ``judges`` pairs the names of judges with the number of their judgements.
    """

    judgements: tuple[Judgement, ...]
    names: dict[str, str]
    win_rates: tuple[WinRate, ...]
    strengths: tuple[RunStrength, ...]
    position_bias: PositionBias
    judges: tuple[tuple[str, int], ...]


class JudgingSession:
    """Lays the memos on which two sides differ before a judge, in the project's random order.

    Which run is on which side is decided anew for each memo and judge, by chance that can be
    repeated: a memo that is judged again has the same sides. Every judgement is on disk when the
    call that makes it returns.
    """

    def __init__(
        self,
        project: ProjectStore,
        *,
        judge: Annotator,
        plan: JudgingPlan,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._project = project
        self._judge = judge
        self._clock = clock
        self._labels, self._runs, self._order = plan.labels, plan.runs, plan.order
        self._judged = set(project.judgements.judged_memos(judge.id, runs=self._runs))
        self._appeared_at = clock()
        self._memo_id = self._next_open()

    @classmethod
    def open(cls, project_path: Path, *, judge: Annotator, plan: JudgingPlan) -> Self:
        """Begin with a project of one's own, to be given back by ``close``."""
        return cls(open_project(project_path), judge=judge, plan=plan)

    def close(self) -> None:
        """Give the project file back."""
        self._project.close()

    @property
    def desk(self) -> JudgeDesk | None:
        """The memo to be judged now, or None where all are judged."""
        memo = self._project.memos.get(self._memo_id) if self._memo_id else None
        if memo is None:
            return None
        left, right = self._sides(memo.id)
        labels = self._labels[memo.id]
        return JudgeDesk(memo=memo, left_label=labels[left], right_label=labels[right])

    @property
    def judged(self) -> int:
        """How many memos this judge has decided."""
        return len(self._judged & self._labels.keys())

    @property
    def memos(self) -> int:
        """How many memos there are to be decided, judged ones among them."""
        return len(self._labels)

    def decide(self, verdict: Verdict) -> None:
        """Save a judgement and lay the next memo on the desk."""
        memo_id = self._memo_id
        if not memo_id:
            raise WrongUseError(
                tr("The judgement was not made."),
                why=tr("There is no memo to be judged."),
                remedy=tr("Judge between other runs."),
            )
        left, right = self._sides(memo_id)
        self._project.judgements.save(
            Judgement(
                memo_id=memo_id,
                left_run=self._runs[left],
                right_run=self._runs[right],
                left_label=self._labels[memo_id][left],
                right_label=self._labels[memo_id][right],
                verdict=verdict,
                judge_id=self._judge.id,
                lead_time_ms=round((self._clock() - self._appeared_at) * 1000),
            )
        )
        self._judged.add(memo_id)
        self._lay(self._next_open())

    def undo(self) -> bool:
        """Take the judge's last judgement back and lay its memo on the desk; False if none."""
        taken_back = self._project.judgements.undo(self._judge.id)
        if taken_back is None:
            return False
        self._judged = set(self._project.judgements.judged_memos(self._judge.id, runs=self._runs))
        memo_id = taken_back.memo_id
        self._lay(memo_id if memo_id in self._labels else self._next_open())
        return True

    def _lay(self, memo_id: int) -> None:
        self._memo_id = memo_id
        self._appeared_at = self._clock()

    def _next_open(self) -> int:
        return next((memo_id for memo_id in self._order if memo_id not in self._judged), 0)

    def _sides(self, memo_id: int) -> tuple[int, int]:
        """Return which of the two runs is on the left and which on the right, 0 or 1."""
        seed = f"{self._judge.id} {memo_id} {' '.join(sorted(self._runs))}"
        is_swapped = sha256(seed.encode()).digest()[0] & 1
        ordered = sorted((0, 1), key=lambda side: self._runs[side])
        return (ordered[1], ordered[0]) if is_swapped else (ordered[0], ordered[1])


def judging_plan(project: ProjectStore, sides: tuple[str, str]) -> JudgingPlan:
    """Return what there is to judge between two runs, by their names; made for a worker thread.

    One of them may be ``HUMAN``, the gold labels. Memos that no model was trained on come first.
    Raises WrongUseError where a run is not known, both are the same, or they never differ.
    """
    first, second = sides
    if first == second:
        raise WrongUseError(
            tr("Nothing can be judged."),
            why=tr("Both sides are the same."),
            remedy=tr("Choose two different runs, or a run and the people."),
        )
    runs = [run_named(project, name) for name in sides if name != HUMAN]
    table = comparison_table(project, runs)
    shown = {column.run.name: column.labels for column in table.columns} | {HUMAN: table.golds}
    pairs = zip(table.memo_ids, shown[first], shown[second], strict=True)
    labels = {memo: (one, other) for memo, one, other in pairs if one and other and one != other}
    if not labels:
        raise WrongUseError(
            tr("Nothing can be judged."),
            why=tr("Both sides show the same picture for every memo, or none."),
            remedy=tr("Choose two other runs."),
        )
    identifiers = {run.name: run.id for run in runs} | {HUMAN: HUMAN}
    seen = {memo for row, memo in enumerate(table.memo_ids) if table.was_seen(row)}
    chances = {memo: (memo in seen, project.memos.chance(memo), memo) for memo in labels}
    return JudgingPlan(
        labels=labels,
        runs=(identifiers[first], identifiers[second]),
        order=tuple(sorted(labels, key=chances.__getitem__)),
    )


def judgement_results(project: ProjectStore) -> JudgementResults:
    """Return what the judgements of a project say; made for a worker thread."""
    from emoji_labeler.statistics.bradley_terry import run_strengths
    from emoji_labeler.statistics.judgements import position_bias, win_rates

    judgements = project.judgements.all()
    names = {one.id: one.name for one in project.annotators.all()}
    judges = Counter(names.get(one.judge_id, one.judge_id) for one in judgements)
    return JudgementResults(
        judgements=judgements,
        names={run.id: run.name for run in project.prediction_runs.all()} | {HUMAN: HUMAN},
        win_rates=win_rates(judgements),
        strengths=run_strengths(judgements),
        position_bias=position_bias(judgements),
        judges=tuple(sorted(judges.items(), key=lambda one: (-one[1], one[0]))),
    )
