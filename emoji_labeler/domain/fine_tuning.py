"""Fine-tuning as the OpenAI API names it: specifications, jobs, events, checkpoints, files."""

from collections.abc import Iterator, Mapping
from dataclasses import field
from enum import StrEnum

from emoji_labeler.domain.provider import Capabilities
from emoji_labeler.domain.record import record
from emoji_labeler.wording import tr

SUBMIT_KEY = "submit_key"
"""The name under which a job's metadata holds the key by which its sender knows it again."""

_MOST_BATCH_SIZE = 256
_MOST_SEED = 2**31 - 1
_ENDED = frozenset({"succeeded", "failed", "cancelled"})


class Method(StrEnum):
    """How a model is taught."""

    SUPERVISED = "supervised"
    DPO = "dpo"


@record
class Hyperparameters:
    """What steers the training; None leaves the choice to the provider. ``beta`` is for DPO."""

    n_epochs: int | None = None
    batch_size: int | None = None
    learning_rate_multiplier: float | None = None
    beta: float | None = None

    def given(self) -> dict[str, float]:
        """Return those that are set, by the names of the API."""
        values = {
            "n_epochs": self.n_epochs,
            "batch_size": self.batch_size,
            "learning_rate_multiplier": self.learning_rate_multiplier,
            "beta": self.beta,
        }
        return {name: value for name, value in values.items() if value is not None}


@record
class FineTuningSpec:
    """Everything that makes one fine-tuning job; files are named by the provider's identifiers."""

    base_model: str
    training_file: str
    validation_file: str = ""
    method: Method = Method.SUPERVISED
    hyperparameters: Hyperparameters = Hyperparameters()
    suffix: str = ""
    seed: int | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)


@record
class RemoteFile:
    """A file that lies with a provider; ``created_at`` is as in a job."""

    id: str
    name: str
    size: int
    status: str = ""
    created_at: str = ""


@record
class FineTuningJob:
    """A job as its provider describes it. Times are UTC in ISO 8601, empty where not known yet.

    ``status`` is one of the API's words where the provider's can be told in them, else its own.
    ``raw`` is the provider's own description, as JSON.
    """

    id: str
    status: str
    base_model: str
    training_file: str = ""
    validation_file: str = ""
    fine_tuned_model: str = ""
    created_at: str = ""
    finished_at: str = ""
    estimated_finish: str = ""
    trained_tokens: int | None = None
    result_files: tuple[str, ...] = ()
    hyperparameters: Hyperparameters = Hyperparameters()
    suffix: str = ""
    seed: int | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)
    error_code: str = ""
    error_message: str = ""
    error_parameter: str = ""
    raw: str = ""

    @property
    def is_live(self) -> bool:
        """Whether it may still change; a status that nobody has heard of counts as live."""
        return self.status not in _ENDED

    @property
    def has_failed(self) -> bool:
        """Whether it ended without a model through a fault."""
        return self.status == "failed" or bool(self.error_code)


@record
class JobPage:
    """Some of the jobs, newest first; ``next_after`` asks for more, and is empty at the end."""

    jobs: tuple[FineTuningJob, ...]
    next_after: str = ""


@record
class JobEvent:
    """Something that happened in a job; ``metrics`` holds the figures of a training step."""

    id: str
    created_at: str
    level: str
    message: str
    kind: str = "message"
    metrics: Mapping[str, float] = field(default_factory=dict)


@record
class Checkpoint:
    """A model as it was at one step of a job, ready to be asked."""

    id: str
    model: str
    step: int
    created_at: str = ""
    metrics: Mapping[str, float] = field(default_factory=dict)


def faults_in_spec(spec: FineTuningSpec, *, capabilities: Capabilities) -> tuple[str, ...]:
    """Return why a provider of these capabilities would refuse the job, as sentences."""
    if not spec.base_model or not spec.training_file:
        return (tr("A base model and a training file are needed."),)
    return (*_not_offered(spec, capabilities), *_out_of_range(spec, capabilities))


def _not_offered(spec: FineTuningSpec, can: Capabilities) -> Iterator[str]:
    wanted = spec.hyperparameters
    if spec.method is Method.DPO and not can.dpo:
        yield tr("This provider does not learn from preferences (DPO).")
    if spec.method is not Method.DPO and wanted.beta is not None:
        yield tr("Beta is for DPO only.")
    if spec.validation_file and not can.validation_file:
        yield tr("This provider takes no validation file.")
    if wanted.learning_rate_multiplier is not None and not can.learning_rate_multiplier:
        yield tr("This provider takes no learning rate multiplier.")
    if spec.seed is not None and not can.seed:
        yield tr("This provider takes no seed.")


def _out_of_range(spec: FineTuningSpec, can: Capabilities) -> Iterator[str]:
    epochs, batch_size = spec.hyperparameters.n_epochs, spec.hyperparameters.batch_size
    if epochs is not None and not can.least_epochs <= epochs <= can.most_epochs:
        least, most = can.least_epochs, can.most_epochs
        yield tr("The number of epochs lies between {least} and {most}.", least=least, most=most)
    if batch_size is not None and not 1 <= batch_size <= _MOST_BATCH_SIZE:
        yield tr("The batch size lies between 1 and {most}.", most=_MOST_BATCH_SIZE)
    if spec.seed is not None and not 0 <= spec.seed <= _MOST_SEED:
        yield tr("The seed lies between 0 and {most}.", most=_MOST_SEED)
    if len(spec.suffix) > can.most_suffix_characters:
        yield tr("The suffix has more than {most} characters.", most=can.most_suffix_characters)
    if not _is_allowed_metadata(spec.metadata):
        yield tr("Metadata are at most 16 pairs of at most 64 and 512 characters.")


def _is_allowed_metadata(metadata: Mapping[str, str]) -> bool:
    most_pairs, most_name, most_value = 16, 64, 512
    return len(metadata) <= most_pairs and all(
        len(name) <= most_name and len(value) <= most_value for name, value in metadata.items()
    )
