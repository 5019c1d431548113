"""What another way to train must offer to stand behind the same wire."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from numpy import float32
from numpy.typing import NDArray

from emoji_labeler.domain.record import record
from emoji_labeler.local_server.records import Hyperparameters
from emoji_labeler.local_server.training_file import TrainingRow


@record
class Measurement:
    """Loss in nats and share of right answers of a step or an epoch; validation where there is one.

    The validation values are over the whole validation file.
    """

    train_loss: float
    train_accuracy: float
    valid_loss: float | None = None
    valid_accuracy: float | None = None


@record
class StepDone:
    """One batch was learned; steps count from 1 through all epochs."""

    step: int
    total_steps: int
    measured: Measurement


@record
class EpochDone:
    """One epoch was learned and its model lies whole at ``path``; epochs count from 1."""

    epoch: int
    step: int
    path: str
    measured: Measurement


@record
class Remark:
    """Something the person should know about the training."""

    message: str


News = StepDone | EpochDone | Remark


@record
class TrainingOrder:
    """One training: rows, settled hyperparameters, and the folder for one model an epoch.

    With ``resume_from`` it goes on from the model that was saved after ``epochs_done`` epochs.
    """

    rows: Sequence[TrainingRow]
    validation: Sequence[TrainingRow]
    epochs: int
    batch_size: int
    learning_rate_multiplier: float
    seed: int
    folder: Path
    epochs_done: int = 0
    resume_from: Path | None = None


class ServedModel(Protocol):
    """A model that answers; it may be asked in several threads at once."""

    def ranked(self, memo: str, *, count: int) -> list[tuple[str, float]]:
        """Return the likeliest labels with their probabilities, the likeliest first."""
        ...

    def shares(self, memo: str, *, among: Sequence[str]) -> list[float]:
        """Return how well each of some answers suits a memo; they add up to 1.

        An answer need not be a label that the model knows.
        """
        ...

    def keyword(self, memo: str) -> str:
        """Return the word of a memo that says most of what it is about."""
        ...

    def embeddings(self, texts: Sequence[str]) -> NDArray[float32]:
        """Return unit vectors ``(texts, dimensions)``; near ones mean nearly the same."""
        ...


class Trainer(Protocol):
    """Trains one base model and loads what came of it.

    ``train`` is called in a process of its own, which may be ended at any moment; everything else
    is called in the server.
    """

    @property
    def base_model(self) -> str:
        """The name under which jobs and questions ask for it."""
        ...

    def settle(self, asked: Hyperparameters, *, rows: int) -> Hyperparameters:
        """Return hyperparameters with a value in place of every None."""
        ...

    def train(self, order: TrainingOrder, *, tell: Callable[[News], None]) -> None:
        """Train to the end; ``tell`` of every step, and of an epoch once its model is saved.

        Equal orders lead to equal models, interrupted or not. Where ``resume_from`` cannot be read
        it says so and starts over.
        """
        ...

    def load(self, path: Path | None) -> ServedModel:
        """Return the model at a path, or the base model for None."""
        ...
