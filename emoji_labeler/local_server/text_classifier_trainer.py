"""Trains the text classifier of this machine on the rows of a training file."""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from pathlib import Path

from emoji_labeler.domain.emoji import Emoji
from emoji_labeler.domain.errors import BadFileError
from emoji_labeler.emoji.pack_file import load_pack
from emoji_labeler.emoji.theme_table import load_theme_table
from emoji_labeler.local_model.cold_model import cold_model
from emoji_labeler.local_model.fitting import (
    EpochReport,
    FitSettings,
    LabelledMemo,
    Measure,
    StepReport,
    fit,
)
from emoji_labeler.local_model.model import LocalModel
from emoji_labeler.local_model.model_file import load_model, save_model
from emoji_labeler.local_server.records import Hyperparameters
from emoji_labeler.local_server.text_classifier import TextClassifier
from emoji_labeler.local_server.trainer import (
    EpochDone,
    Measurement,
    News,
    Remark,
    StepDone,
    TrainingOrder,
)
from emoji_labeler.local_server.training_file import TrainingRow
from emoji_labeler.wording import sentences

BASE_MODEL = "local-text-classifier"
# Measured on scripts/data/suggest_dev.jsonl, parted at random: more epochs gain nothing, and half
# the learning rate of online learning is better for memos that were not learned.
_EPOCHS, _BATCH_SIZE, _LEARNING_RATE = 3, 8, 0.5
_NEW_LABELS_TOLD = 5


class TextClassifierTrainer:
    """Trainer of ``local-text-classifier``.

    Labels of the training file that the emoji pack lacks are learned like all others; their names
    are all that is known of them beforehand.
    """

    base_model = BASE_MODEL

    def __init__(
        self, *, pack_folder: Path, theme_paths: Iterable[Path], cache_folder: Path
    ) -> None:
        self._pack_folder = pack_folder
        self._theme_paths = tuple(theme_paths)
        self._cache_folder = cache_folder

    def settle(self, asked: Hyperparameters, *, rows: int) -> Hyperparameters:  # noqa: ARG002 - Other trainers choose by it.
        """Return hyperparameters with a value in place of every None."""
        return Hyperparameters(
            n_epochs=asked.n_epochs or _EPOCHS,
            batch_size=asked.batch_size or _BATCH_SIZE,
            learning_rate_multiplier=asked.learning_rate_multiplier or _LEARNING_RATE,
        )

    def train(self, order: TrainingOrder, *, tell: Callable[[News], None]) -> None:
        """Train to the end."""
        model, epochs_done = self._beginning(order, tell=tell)
        reporter = _Reporter(model, folder=order.folder, tell=tell)
        fit(
            model,
            _memos(order.rows),
            settings=FitSettings(
                epochs=order.epochs,
                batch_size=order.batch_size,
                learning_rate_multiplier=order.learning_rate_multiplier,
                seed=order.seed,
            ),
            epochs_done=epochs_done,
            validation=_memos(order.validation),
            on_step=reporter.step_done,
            on_epoch=reporter.epoch_done,
        )

    def load(self, path: Path | None) -> TextClassifier:
        """Return the model at a path, or the base model for None."""
        return TextClassifier(self._model([]) if path is None else load_model(path))

    def _beginning(
        self, order: TrainingOrder, *, tell: Callable[[News], None]
    ) -> tuple[LocalModel, int]:
        """Return the model to begin with, and the epochs that it has behind it."""
        if order.resume_from is not None:
            try:
                return load_model(order.resume_from), order.epochs_done
            except BadFileError as error:
                tell(Remark(message=sentences(error.what, error.why, "The training starts over.")))
        new_labels = self._new_labels((*order.rows, *order.validation))
        if new_labels and order.resume_from is None:
            tell(_remark_on(new_labels))
        return self._model(new_labels), 0

    def _model(self, new_labels: Sequence[str]) -> LocalModel:
        emoji = (*self._emoji, *(Emoji(label=label) for label in new_labels))
        kept_in = None if new_labels else self._cache_folder
        known = {one.label for one in emoji}
        themes = load_theme_table(self._theme_paths, known_labels=known).rows
        return cold_model(emoji, themes=themes, kept_in=kept_in)

    def _new_labels(self, rows: Iterable[TrainingRow]) -> list[str]:
        return sorted({row.label for row in rows} - {one.label for one in self._emoji})

    @cached_property
    def _emoji(self) -> tuple[Emoji, ...]:
        return tuple(load_pack(self._pack_folder).emoji)


class _Reporter:
    """Tells of steps and epochs; the last step of an epoch waits for the validation."""

    def __init__(self, model: LocalModel, *, folder: Path, tell: Callable[[News], None]) -> None:
        self._model = model
        self._folder = folder
        self._tell = tell
        self._waiting: StepReport | None = None

    def step_done(self, report: StepReport) -> None:
        """Tell of the step before this one."""
        self._tell_waiting(None)
        self._waiting = report

    def epoch_done(self, report: EpochReport) -> None:
        """Save the model, then tell of the last step and of the epoch."""
        path = self._folder / f"epoch-{report.epoch}.npz"
        save_model(self._model, path, compressed=False)
        self._tell_waiting(report.validation)
        measured = _measurement(report.train, report.validation)
        self._tell(
            EpochDone(epoch=report.epoch, step=report.step, path=path.name, measured=measured)
        )

    def _tell_waiting(self, validation: Measure | None) -> None:
        if self._waiting is None:
            return
        self._tell(
            StepDone(
                step=self._waiting.step,
                total_steps=self._waiting.total_steps,
                measured=_measurement(self._waiting.train, validation),
            )
        )
        self._waiting = None


def _memos(rows: Iterable[TrainingRow]) -> list[LabelledMemo]:
    return [LabelledMemo(text=row.memo, label=row.label) for row in rows]


def _measurement(train: Measure, validation: Measure | None) -> Measurement:
    return Measurement(
        train_loss=train.loss,
        train_accuracy=train.accuracy,
        valid_loss=validation.loss if validation else None,
        valid_accuracy=validation.accuracy if validation else None,
    )


def _remark_on(new_labels: Sequence[str]) -> Remark:
    told = ", ".join(new_labels[:_NEW_LABELS_TOLD])
    more = len(new_labels) - _NEW_LABELS_TOLD
    rest = f" and {more} more" if more > 0 else ""
    return Remark(
        message=f"The emoji pack lacks these labels, which are learned new: {told}{rest}."
    )
