"""Training the local model on labelled memos for some epochs, as a fine-tuning job does."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.record import record
from emoji_labeler.local_model.arrays import Floats
from emoji_labeler.local_model.model import LocalModel
from emoji_labeler.wording import tr

_FULL_STEP_UP_TO = 8
_LEAST_PROBABILITY = 1e-12


@record
class LabelledMemo:
    """A text and the label that it is to get."""

    text: str
    label: str


@record
class FitSettings:
    """The hyperparameters of a fit; ``learning_rate_multiplier`` 1 is what online learning uses."""

    epochs: int = 3
    batch_size: int = 8
    learning_rate_multiplier: float = 1.0
    seed: int = 0

    def __post_init__(self) -> None:
        if self.epochs < 1 or self.batch_size < 1 or self.learning_rate_multiplier <= 0:
            raise WrongUseError(
                tr("The model was not trained."),
                why=tr("Epochs, batch size and learning rate must be above zero."),
                remedy=tr("Correct the hyperparameters."),
            )


@record
class Measure:
    """Mean cross-entropy in nats, and the share of memos whose likeliest label is the right one."""

    loss: float
    accuracy: float


@record
class StepReport:
    """One batch, measured before its update; steps count from 1."""

    step: int
    total_steps: int
    train: Measure


@record
class EpochReport:
    """One epoch, counted from 1; its batches taken together, and the validation memos after it."""

    epoch: int
    step: int
    train: Measure
    validation: Measure | None


@dataclass(frozen=True, slots=True)
class _Lessons:
    """Memos as matrices, one row a memo; ``prior`` holds their log-odds from words alone."""

    vectors: Floats
    prior: Floats
    labels: np.ndarray[tuple[int], np.dtype[np.int64]]

    def __len__(self) -> int:
        return len(self.labels)


def fit(
    model: LocalModel,
    memos: Sequence[LabelledMemo],
    *,
    settings: FitSettings,
    epochs_done: int = 0,
    validation: Sequence[LabelledMemo] = (),
    on_step: Callable[[StepReport], None] = lambda _: None,
    on_epoch: Callable[[EpochReport], None] = lambda _: None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> tuple[EpochReport, ...]:
    """Train ``model`` in place and return one report for each finished epoch.

    ``on_epoch`` is the moment to save a checkpoint. Cancelling is asked for before every batch
    and leaves the model as the last batch made it. With ``epochs_done`` the model is one that was
    saved after that many epochs of the same fit: the rest of them leads to the very model that the
    whole fit would have led to. Raises WrongUseError for no memos at all, or for a label that the
    model does not have; then nothing was changed.
    """
    if not memos:
        raise WrongUseError(
            tr("The model was not trained."),
            why=tr("There are no labelled memos."),
            remedy=tr("Label some memos first."),
        )
    lessons, held_out = _lessons(model, memos), _lessons(model, validation)
    chance = np.random.default_rng(settings.seed)
    batches = -(-len(lessons) // settings.batch_size)
    reports: list[EpochReport] = []
    for _ in range(epochs_done):
        chance.permutation(len(lessons))
    for epoch in range(epochs_done + 1, settings.epochs + 1):
        order = chance.permutation(len(lessons))
        measures: list[tuple[int, Measure]] = []
        for batch, start in enumerate(range(0, len(order), settings.batch_size), start=1):
            if is_cancelled():
                return tuple(reports)
            rows = order[start : start + settings.batch_size]
            measure = _train_batch(model, lessons, rows, settings=settings, is_first=epoch == 1)
            measures.append((len(rows), measure))
            step = (epoch - 1) * batches + batch
            on_step(StepReport(step=step, total_steps=batches * settings.epochs, train=measure))
        model.note(_told(memos, settings=settings, epoch=epoch))
        report = EpochReport(
            epoch=epoch,
            step=epoch * batches,
            train=_mean(measures),
            validation=_measured(model, held_out) if len(held_out) else None,
        )
        reports.append(report)
        on_epoch(report)
    return tuple(reports)


def measure(model: LocalModel, memos: Sequence[LabelledMemo]) -> Measure:
    """Return how well the model does on memos, without learning; both values 0 for none."""
    lessons = _lessons(model, memos)
    return _measured(model, lessons) if len(lessons) else Measure(loss=0.0, accuracy=0.0)


def _train_batch(
    model: LocalModel,
    lessons: _Lessons,
    rows: np.ndarray[tuple[int], np.dtype[np.int64]],
    *,
    settings: FitSettings,
    is_first: bool,
) -> Measure:
    vectors, labels = lessons.vectors[rows], lessons.labels[rows]
    logits = vectors @ model.weights.T
    logits += lessons.prior[rows]
    if is_first:
        model.sharpen(logits, labels=labels.tolist())
    right = float((logits.argmax(axis=1) == labels).mean())
    # The gradient is a sum: a large batch must not make a larger step than a middling one.
    size = settings.learning_rate_multiplier / max(1.0, len(rows) / _FULL_STEP_UP_TO)
    had = model.step(vectors, logits, labels=labels.tolist(), size=size)
    return Measure(loss=_loss(had), accuracy=right)


def _measured(model: LocalModel, lessons: _Lessons) -> Measure:
    logits = lessons.vectors @ model.weights.T + lessons.prior
    rows = np.arange(len(lessons))
    highest = logits.max(axis=1)
    log_sums = highest + np.log(np.exp(logits - highest[:, None]).sum(axis=1))
    losses = log_sums - logits[rows, lessons.labels]
    right = logits.argmax(axis=1) == lessons.labels
    return Measure(loss=float(losses.mean()), accuracy=float(right.mean()))


def _loss(probabilities: Floats) -> float:
    return float(-np.log(np.maximum(probabilities, _LEAST_PROBABILITY)).mean())


def _mean(measures: Sequence[tuple[int, Measure]]) -> Measure:
    memos = sum(count for count, _ in measures)
    return Measure(
        loss=sum(count * one.loss for count, one in measures) / memos,
        accuracy=sum(count * one.accuracy for count, one in measures) / memos,
    )


def _lessons(model: LocalModel, memos: Sequence[LabelledMemo]) -> _Lessons:
    labels = np.array([model.place(memo.label) for memo in memos], np.int64)
    vectors, votes = model.matrices([memo.text for memo in memos])
    return _Lessons(vectors, model.prior.logits(votes), labels)


def _told(memos: Sequence[LabelledMemo], *, settings: FitSettings, epoch: int) -> str:
    """Put an epoch into words that differ wherever the trained model would."""
    pairs = "\0".join(f"{memo.text}\0{memo.label}" for memo in memos)
    return f"fit\0{settings}\0{epoch}\0{pairs}"
