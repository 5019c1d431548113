"""A function call whose only parameter is one of all the labels."""

from collections.abc import Sequence

from emoji_labeler.domain.chat import ChatReply, ChatRequest
from emoji_labeler.domain.predictor import PROMPT, Need, PredictorDescription, PredictorOption
from emoji_labeler.domain.provider import Capabilities
from emoji_labeler.predictors.choosing import (
    LABEL,
    PROMPT_OPTION,
    TEMPERATURE_OPTION,
    answer_of,
    call_request,
    enum_schema,
    field_of,
)
from emoji_labeler.predictors.predictor import (
    SYSTEM,
    Bench,
    PredictorKind,
    Prompts,
    RawAnswer,
    refusal,
)
from emoji_labeler.providers.attempts import Cancel, never
from emoji_labeler.wording import later, tr

_STRICT = "strict"
_LONG_ENUM = 250
"""Up to so many values an enum may be as long as it likes."""


class EnumToolPredictor:
    """One question a memo, with the whole pack in it."""

    at_once = 1

    def __init__(self, bench: Bench, prompts: Prompts) -> None:
        self._bench = bench
        self._prompt = prompts[SYSTEM]
        self._schema = enum_schema(bench.pack.labels)

    def prepare(self, *, cancel: Cancel = never) -> None:
        """Do nothing: there is nothing slow."""

    def answer(self, texts: Sequence[str], *, cancel: Cancel = never) -> list[RawAnswer]:
        """Return what the function was called with for each memo."""
        return [
            self.read(text, self._bench.asked.chat(self.request(text), cancel=cancel))
            for text in texts
        ]

    def check_batch(self) -> None:
        """Find nothing against it."""

    def request(self, text: str) -> ChatRequest:
        """Return the question."""
        return call_request(
            self._bench,
            self._prompt,
            text,
            schema=self._schema,
            strict=self._bench.is_set(_STRICT),
        )

    def read(self, _text: str, reply: ChatReply) -> RawAnswer:
        """Return the label that the function was called with."""
        return answer_of(field_of(reply, LABEL), reply, model=self._bench.model)


def check_enum(labels: Sequence[str], *, can: Capabilities, name: str) -> None:
    """Raise WrongUseError where a provider takes no strict enum of these labels, naming why."""
    remedy = tr("Use a shorter list, such as shortlist-enum makes for each memo.")
    if can.most_enum_values and len(labels) > can.most_enum_values:
        raise refusal(
            tr(
                "{name} takes at most {most} values in a strict schema, and the pack has {count}.",
                name=name,
                most=f"{can.most_enum_values:,}",
                count=f"{len(labels):,}",
            ),
            remedy,
        )
    characters = sum(map(len, labels))
    is_long = can.most_enum_characters and len(labels) > _LONG_ENUM
    if is_long and characters > can.most_enum_characters:
        raise refusal(
            tr(
                "{name} takes at most {most} characters in a strict enum of more than {few}"
                " values, and the labels have {count}.",
                name=name,
                most=f"{can.most_enum_characters:,}",
                few=_LONG_ENUM,
                count=f"{characters:,}",
            ),
            remedy,
        )


def _check(bench: Bench) -> None:
    profile = bench.asked.profile
    if not bench.is_set(_STRICT):
        return
    if not profile.capabilities.strict_schema:
        raise refusal(
            tr("{name} does not hold models to a schema.", name=profile.name),
            tr("Set the option {name} to false: any label may then be invented.", name=_STRICT),
        )
    check_enum(bench.pack.labels, can=profile.capabilities, name=profile.name)


ENUM_TOOL = PredictorKind(
    description=PredictorDescription(
        name="enum-tool",
        title=later("Function call with all labels"),
        summary=later("Has the model call a function whose parameter is one of all labels."),
        needs=(Need.CHAT,),
        options=(
            PROMPT_OPTION,
            PredictorOption(name=_STRICT, title=later("Hold it to the labels"), default=True),
            TEMPERATURE_OPTION,
        ),
        takes_batches=True,
    ),
    make=EnumToolPredictor,
    prompts=lambda bench: {SYSTEM: bench.text(PROMPT)},
    check=_check,
)
