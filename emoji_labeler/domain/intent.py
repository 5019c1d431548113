"""A fine-tuning job that somebody has decided on, written down before anything is sent."""

from enum import StrEnum

from emoji_labeler.domain.cost import CostEstimate
from emoji_labeler.domain.errors import (
    EmojiLabelerError,
    NoCreditError,
    RefusedRequestError,
    TrainingEndedError,
    UnreachableError,
    WrongKeyError,
)
from emoji_labeler.domain.fine_tuning import Hyperparameters, Method
from emoji_labeler.domain.record import record
from emoji_labeler.wording import sentences


class IntentState(StrEnum):
    """How far an intent is; from ``made`` on, the job's own status tells the rest.

    ``sending`` means that the job may exist although nobody knows: it is looked for before it is
    sent again. ``refused`` and ``withdrawn`` will never have a job.
    """

    WRITTEN = "written"
    SENDING = "sending"
    MADE = "made"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class TroubleKind(StrEnum):
    """What kind of trouble it is, so that a screen can offer the fitting way out."""

    TRAINING_ENDED = "training-ended"
    WRONG_KEY = "wrong-key"
    NO_CREDIT = "no-credit"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    OTHER = "other"


@record
class Trouble:
    """An error that was met with a provider, in its three parts."""

    kind: TroubleKind
    what: str
    why: str
    remedy: str

    def __str__(self) -> str:
        return sentences(self.what, self.why, self.remedy)

    @classmethod
    def of(cls, error: EmojiLabelerError) -> "Trouble":
        """Return the trouble that an error tells of."""
        kinds = (kind for one, kind in _KINDS if isinstance(error, one))
        kind = next(kinds, TroubleKind.OTHER)
        return cls(kind=kind, what=error.what, why=error.why, remedy=error.remedy)


_KINDS = (
    (TrainingEndedError, TroubleKind.TRAINING_ENDED),
    (WrongKeyError, TroubleKind.WRONG_KEY),
    (NoCreditError, TroubleKind.NO_CREDIT),
    (UnreachableError, TroubleKind.UNREACHABLE),
    (RefusedRequestError, TroubleKind.REFUSED),
)


@record
class TuningIntent:
    """Everything that was decided about one job.

    ``submit_key`` goes into the job's metadata; ``mark``, where the provider keeps no metadata, is
    the end of ``suffix``. The files are known by the SHA-256 of their bytes; ``validation_sha256``
    is empty without a validation file. ``prompt_sha256`` is that of the system prompt. ``sweep_id``
    is shared by intents that were submitted together, and ``retry_of`` names the intent that this
    one repeats, or is empty. ``sent_at`` is when the job was sent last, or its answer given up;
    empty before. ``doubted_at`` is when it was sent again without knowing what had become of the
    sending before, or is empty: since then there may come to be two jobs. Times are UTC in ISO
    8601.
    """

    id: str
    sweep_id: str
    submit_key: str
    mark: str
    snapshot_id: str
    snapshot: str
    provider_id: str
    provider: str
    base_model: str
    method: Method
    hyperparameters: Hyperparameters
    seed: int | None
    suffix: str
    note: str
    prompt_sha256: str
    training_sha256: str
    validation_sha256: str
    cost: CostEstimate
    state: IntentState
    written_at: str
    retry_of: str = ""
    sent_at: str = ""
    doubted_at: str = ""
    trouble: Trouble | None = None

    @property
    def waits(self) -> bool:
        """Whether it has no job yet and may still get one."""
        return self.state in {IntentState.WRITTEN, IntentState.SENDING}
