"""What a person wants to have trained, and what will come of it, before anything is decided."""

from collections.abc import Iterable

from emoji_labeler.domain.cost import CostEstimate, Spending
from emoji_labeler.domain.fine_tuning import Hyperparameters, Method
from emoji_labeler.domain.record import record
from emoji_labeler.domain.snapshot import Snapshot, Split
from emoji_labeler.domain.snapshot_report import DEFAULT_TOKEN_LIMIT, SnapshotReport

DEFAULT_SUFFIX = "emoji-{date}-{snapshot}-e{epochs}"
"""The template of suffixes; ``{epochs}`` is ``auto`` where the provider chooses."""

UNKNOWN = "unknown"
"""What a person types to confirm a job whose price is not known."""


@record
class SubmissionPlan:
    """What a person has chosen: one job for each number of epochs.

    None leaves a number to the provider. ``accepts_dying_model`` is the explicit yes to a base
    model that is shut down within 60 days, ``run_again`` the one to a job that has run before.
    """

    snapshot: str
    provider_id: str
    base_model: str
    epochs: tuple[int | None, ...] = (None,)
    method: Method = Method.SUPERVISED
    batch_size: int | None = None
    learning_rate_multiplier: float | None = None
    beta: float | None = None
    seed: int | None = None
    suffix: str = DEFAULT_SUFFIX
    note: str = ""
    uses_validation: bool = True
    token_limit: int = DEFAULT_TOKEN_LIMIT
    accepts_dying_model: bool = False
    run_again: bool = False


@record
class TrainingFile:
    """A file that will be uploaded, known by its bytes."""

    split: Split
    name: str
    rows: int
    size: int
    sha256: str


@record
class PreparedJob:
    """One job of a sweep."""

    hyperparameters: Hyperparameters
    suffix: str
    cost: CostEstimate


@record
class PreparedSubmission:
    """What would happen: ``faults`` forbid it, ``warnings`` are told.

    ``confirmation`` is what the person has to type, empty where nothing needs to be typed.
    ``checkpoints_suffice`` is true where the checkpoints of the longest job are the whole sweep.
    ``days_left`` is how long the base model is still offered, None where nobody said.
    """

    plan: SubmissionPlan
    provider: str
    keeps_metadata: bool
    snapshot: Snapshot
    report: SnapshotReport
    files: tuple[TrainingFile, ...]
    wants_validation: bool
    tokens_per_epoch: int
    tokens_are_estimated: bool
    jobs: tuple[PreparedJob, ...]
    spending: Spending
    days_left: int | None = None
    faults: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    confirmation: str = ""
    checkpoints_suffice: bool = False

    @property
    def can_be_submitted(self) -> bool:
        """Whether nothing forbids it."""
        return not self.faults

    def file(self, split: Split) -> TrainingFile | None:
        """Return the file of a split, or None."""
        return next((one for one in self.files if one.split is split), None)

    @property
    def expected(self) -> float | None:
        """What the whole sweep will probably cost, None where it is not known of every job."""
        return _sum(job.cost.expected for job in self.jobs)

    @property
    def ceiling(self) -> float | None:
        """What the whole sweep cannot well exceed, None where it is not known of every job."""
        return _sum(job.cost.ceiling for job in self.jobs)


def _sum(amounts: Iterable[float | None]) -> float | None:
    found = list(amounts)
    known = [amount for amount in found if amount is not None]
    return sum(known) if len(known) == len(found) else None
