"""What stands in the fields of the form, before anybody has made sense of it."""

from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.fine_tuning import Method
from emoji_labeler.domain.record import record
from emoji_labeler.domain.submission import SubmissionPlan
from emoji_labeler.services.preparing import epochs_in
from emoji_labeler.wording import tr

AUTO = "auto"
"""What leaves a number to the provider."""


@record
class SubmissionWish:
    """The fields as text; an empty number, or ``auto``, is the provider's choice."""

    snapshot: str
    provider_id: str
    base_model: str
    epochs: str
    method: Method = Method.SUPERVISED
    batch_size: str = ""
    learning_rate_multiplier: str = ""
    beta: str = ""
    seed: str = ""
    suffix: str = ""
    note: str = ""
    uses_validation: bool = True
    accepts_dying_model: bool = False
    run_again: bool = False

    def plan(self) -> SubmissionPlan:
        """Return what is meant; raise WrongUseError where a number is none."""
        is_dpo = self.method is Method.DPO
        return SubmissionPlan(
            snapshot=self.snapshot,
            provider_id=self.provider_id,
            base_model=self.base_model,
            epochs=epochs_in(self.epochs.replace(tr(AUTO), AUTO).strip() or AUTO),
            method=self.method,
            batch_size=_whole(self.batch_size, name=tr("Batch size")),
            learning_rate_multiplier=_number(
                self.learning_rate_multiplier, name=tr("Learning rate multiplier")
            ),
            beta=_number(self.beta, name=tr("Beta")) if is_dpo else None,
            seed=_whole(self.seed, name=tr("Seed")),
            suffix=self.suffix,
            note=self.note,
            uses_validation=self.uses_validation,
            accepts_dying_model=self.accepts_dying_model,
            run_again=self.run_again,
        )


def _whole(text: str, *, name: str) -> int | None:
    number = _number(text, name=name)
    if number is not None and number != int(number):
        raise _no_number(text, name=name)
    return None if number is None else int(number)


def _number(text: str, *, name: str) -> float | None:
    plain = text.strip().replace(",", ".")
    if plain in {"", AUTO, tr(AUTO)}:
        return None
    try:
        number = float(plain)
    except ValueError as error:
        raise _no_number(text, name=name) from error
    if not 0 <= number < float("inf"):
        raise _no_number(text, name=name)
    return number


def _no_number(text: str, *, name: str) -> WrongUseError:
    return WrongUseError(
        tr("The job was not prepared."),
        why=tr("{name}: “{text}” is not a number that fits.", name=name, text=text.strip()),
        remedy=tr("Write a number, or auto."),
    )
