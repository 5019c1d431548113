"""Predictions, and the runs that make them."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from typing import NamedTuple

from emoji_labeler.domain.chat import TokenUsage
from emoji_labeler.domain.record import record
from emoji_labeler.domain.resolution import ResolutionKind
from emoji_labeler.domain.snapshot import Split

_NO_USAGE = TokenUsage()

OptionValue = str | int | float | bool
Options = Mapping[str, OptionValue]
"""What steers a predictor, by the names in its table of options."""


class PredictionState(StrEnum):
    """How far a run got with a memo."""

    WAITING = "waiting"
    """Nobody has been asked yet."""
    ASKED = "asked"
    """Somebody was asked and no answer is on disk yet: it may have been paid for."""
    ANSWERED = "answered"
    FAILED = "failed"
    """There was no answer; the error says why."""


class RankedLabel(NamedTuple):
    """A label with its score, of which more is better; scores compare within one ranking only."""

    label: str
    score: float


class Prediction(NamedTuple):
    """What one run has for one memo.

    ``raw_output`` is the answer letter for letter. ``resolution`` is a value of ResolutionKind, or
    empty as long as there is no answer; ``label`` is empty where none was found. ``ranking`` holds
    labels, the likeliest first, where the predictor ranks. ``usage`` counts the tokens of all calls
    for this memo. ``cost`` is in the currency of the provider's prices, and None where a price is
    not known. ``error`` says why there is no answer. A tuple, and not a dataclass as elsewhere,
    because a comparison makes one for every memo of every run.
    """

    memo_id: int
    state: str
    raw_output: str = ""
    label: str = ""
    resolution: str = ""
    rule: str = ""
    confidence: float = 0.0
    ranking: tuple[RankedLabel, ...] = ()
    latency_ms: int = 0
    usage: TokenUsage = _NO_USAGE
    cost: float | None = None
    error: str = ""

    @property
    def exists(self) -> bool:
        """Whether the raw output was a label as it came."""
        return self.resolution == ResolutionKind.EXACT

    @property
    def is_resolved(self) -> bool:
        """Whether a label was found without similarity."""
        return self.resolution in (ResolutionKind.EXACT, ResolutionKind.ALIAS)


@record
class RunFilter:
    """Which memos a run is about; whatever is empty lets everything in.

    ``labelled`` asks for memos with a submitted answer, or without one. ``snapshot`` is a name:
    only its memos, or those in its ``splits``. With ``limit`` a stored shuffle chooses so many, the
    same ones every time.
    """

    memo_ids: tuple[int, ...] = ()
    labelled: bool | None = None
    themes: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    snapshot: str = ""
    splits: tuple[Split, ...] = ()
    limit: int | None = None


@record
class RunPlan:
    """Everything a person decides about a run; the same plan makes the same requests.

    ``provider`` is the identifier of a profile, and empty where nobody but this program is asked.
    ``model`` is the model that answers; what else a predictor needs stands in its options. With
    ``is_batch`` the requests go the cheap way that takes up to a day.
    """

    name: str
    predictor: str
    provider: str = ""
    model: str = ""
    options: Options = field(default_factory=dict)
    memos: RunFilter = RunFilter()
    is_batch: bool = False
    note: str = ""


@record
class PredictionRun:
    """One pass of one predictor over memos.

    ``prompts`` are all fixed texts that are sent, by what they are for. ``model_version`` tells
    apart the states of a model that goes on learning. ``snapshot_id`` and ``job_id`` say what the
    model was trained on and by which job, empty where that is not known; the rows of that
    snapshot's training and validation splits were seen by the model. ``finished_at`` is empty while
    memos wait for their first answer. Times are UTC in ISO 8601.
    """

    id: str
    plan: RunPlan
    prompts: Mapping[str, str]
    provider_name: str
    base_url: str
    model_version: str
    snapshot_id: str
    job_id: str
    memo_count: int
    pack_id: str
    pack_version: str
    program_version: str
    made_at: str
    finished_at: str = ""

    @property
    def name(self) -> str:
        """The name, unique in the project."""
        return self.plan.name

    @property
    def prompts_hash(self) -> str:
        """SHA-256 in hexadecimal digits over the prompts: equal where equal texts are sent."""
        return prompts_hash(self.prompts)


@record
class RunCounts:
    """How far a run is and what came of it.

    ``existing`` of the answered ones are labels as they came, ``resolved`` are so by a rule as
    well. ``cost`` adds up what is known, and ``uncosted`` counts answers of unknown cost.
    """

    waiting: int = 0
    asked: int = 0
    answered: int = 0
    failed: int = 0
    existing: int = 0
    resolved: int = 0
    labelled: int = 0
    latency_ms: int = 0
    usage: TokenUsage = _NO_USAGE
    cost: float = 0.0
    uncosted: int = 0

    @property
    def memos(self) -> int:
        """How many memos the run is about."""
        return self.waiting + self.asked + self.answered + self.failed

    @property
    def done(self) -> int:
        """How many memos have an answer or an error."""
        return self.answered + self.failed


class BatchState(StrEnum):
    """How far a batch of requests is."""

    SENDING = "sending"
    """It is meant to be sent, and may be with the provider already."""
    SENT = "sent"
    FETCHED = "fetched"
    FAILED = "failed"


@record
class PredictionBatch:
    """Requests of one run that were handed to a provider together.

    ``key`` is ours and goes along as metadata, so that a batch is known again whose number was
    lost in a crash; ``batch_id`` is the provider's, empty until it is known.
    """

    key: str
    run_id: str
    state: BatchState
    file_id: str = ""
    batch_id: str = ""
    memo_count: int = 0
    made_at: str = ""

    @property
    def is_open(self) -> bool:
        """Whether the provider has it and its answers are not here yet."""
        return self.state is BatchState.SENT


def prompts_hash(prompts: Mapping[str, str]) -> str:
    """Return SHA-256 in hexadecimal digits over JSON of the prompts, sorted by what they are for.

    A single prompt named ``system`` hashes as its own text does, as a snapshot hashes it.
    """
    if set(prompts) == {"system"}:
        return hashlib.sha256(prompts["system"].encode()).hexdigest()
    text = json.dumps(prompts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
