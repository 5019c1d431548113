"""What is known about a way of predicting before it is used."""

from enum import StrEnum

from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.prediction import Options, OptionValue
from emoji_labeler.domain.record import record
from emoji_labeler.wording import sentences, tr

PROMPT = "prompt"
"""The name of the option that holds the instructions to a model."""

SNAPSHOT = "snapshot"
"""The name of the option that names the snapshot from which something was or is learned."""


class Need(StrEnum):
    """What a provider must offer."""

    CHAT = "chat"
    EMBEDDINGS = "embeddings"
    DECISIONS = "decisions"


@record
class PredictorOption:
    """Something that a person may set; ``title`` is English, to be translated when it is shown.

    A number lies between ``least`` and ``most``; ``choices`` lists what a text may be.
    """

    name: str
    title: str
    default: OptionValue
    least: float = 0
    most: float = 1
    choices: tuple[str, ...] = ()

    @property
    def allowed_values(self) -> str:
        """What the option may be set to, in words; empty where any text will do."""
        if self.choices:
            return tr("It is one of: {choices}.", choices=", ".join(self.choices))
        if isinstance(self.default, bool):
            return tr("It is true or false.")
        if isinstance(self.default, str):
            return ""
        ends = {"least": f"{self.least:g}", "most": f"{self.most:g}"}
        if isinstance(self.default, int):
            return tr("It is a whole number from {least} to {most}.", **ends)
        return tr("It is a number from {least} to {most}.", **ends)

    def allows(self, value: OptionValue) -> bool:
        """Whether the option may be set to that."""
        if isinstance(self.default, bool) or isinstance(value, bool):
            return isinstance(self.default, bool) and isinstance(value, bool)
        if isinstance(self.default, str) or isinstance(value, str):
            is_text = isinstance(self.default, str) and isinstance(value, str)
            return is_text and (not self.choices or value in self.choices)
        is_whole = isinstance(value, int) or isinstance(self.default, float)
        return is_whole and self.least <= value <= self.most


@record
class PredictorDescription:
    """A predictor as people are told of it; sentences are English, translated when shown.

    With ``needs`` there has to be a provider and a model. ``ranks`` says whether it gives more than
    one label; ``takes_batches`` whether one question a memo is all that it asks.
    """

    name: str
    title: str
    summary: str
    needs: tuple[Need, ...] = ()
    options: tuple[PredictorOption, ...] = ()
    ranks: bool = False
    takes_batches: bool = False

    def completed(self, given: Options) -> dict[str, OptionValue]:
        """Return a value for every option; raise WrongUseError for one that cannot be set so."""
        known = {option.name: option for option in self.options}
        for name, value in given.items():
            if name not in known:
                raise self._refusal(
                    tr("{predictor} has no option {name}.", predictor=self.name, name=name)
                )
            if not known[name].allows(value):
                cannot = tr("{name} cannot be set to {value}.", name=name, value=repr(value))
                raise self._refusal(sentences(cannot, known[name].allowed_values))
        return {name: given.get(name, option.default) for name, option in known.items()}

    def _refusal(self, why: str) -> WrongUseError:
        names = ", ".join(option.name for option in self.options) or "–"
        return WrongUseError(
            tr("The prediction run was not made."),
            why=why,
            remedy=tr("It has these options: {names}.", names=names),
        )
