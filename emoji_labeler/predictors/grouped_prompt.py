"""The labels in the system prompt, all of them or one group after the other."""

from collections.abc import Sequence

from emoji_labeler.datasets.prompts import RowPrompts
from emoji_labeler.domain.chat import ChatReply, ChatRequest
from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.predictor import PROMPT, Need, PredictorDescription, PredictorOption
from emoji_labeler.domain.snapshot import PromptPlan, PromptVariant
from emoji_labeler.predictors.asking import plain_answer, plain_request, together
from emoji_labeler.predictors.choosing import PROMPT_OPTION, TEMPERATURE_OPTION
from emoji_labeler.predictors.predictor import (
    SYSTEM,
    Bench,
    PredictorKind,
    Prompts,
    RawAnswer,
)
from emoji_labeler.providers.attempts import Cancel, never
from emoji_labeler.wording import later, tr

_GROUPS = "groups"


class GroupedPromptPredictor:
    """One question a group, then one more between the labels that won in their groups.

    An answer that is no label of its group wins nothing. Where no group has a winner, the answer
    is what was said to the first one.
    """

    at_once = 1

    def __init__(self, bench: Bench, prompts: Prompts) -> None:
        self._bench = bench
        self._prompts = tuple(prompts.values())
        self._group_of = _group_of(bench)

    def prepare(self, *, cancel: Cancel = never) -> None:
        """Do nothing: there is nothing slow."""

    def answer(self, texts: Sequence[str], *, cancel: Cancel = never) -> list[RawAnswer]:
        """Return what the model made of each memo."""
        return [self._answer(text, cancel=cancel) for text in texts]

    def check_batch(self) -> None:
        """Raise WrongUseError where there are several prompts."""
        if len(self._prompts) > 1:
            raise WrongUseError(
                tr("The batch was not sent."),
                why=tr("Groups of labels are asked about one after the other."),
                remedy=tr("Set the option {name} to 1, or do without batches.", name=_GROUPS),
            )

    def request(self, text: str) -> ChatRequest:
        """Return the question with the first prompt."""
        return plain_request(self._bench, self._prompts[0], text)

    def read(self, _text: str, reply: ChatReply) -> RawAnswer:
        """Return what was said."""
        return plain_answer(self._bench, reply)

    def _answer(self, text: str, *, cancel: Cancel) -> RawAnswer:
        answers = [self._ask(prompt, text, cancel=cancel) for prompt in self._prompts]
        winners = [
            answer
            for place, answer in enumerate(answers)
            if self._group_of.place_of(answer.text) == place and answer.text in self._bench.pack
        ]
        if len(winners) < 2:
            return together((winners or answers)[0], answers)
        named = tuple(dict.fromkeys(answer.text for answer in winners))
        prompt = RowPrompts(_plan(self._bench, groups=1), labels=named).texts[0]
        last = self._ask(prompt, text, cancel=cancel)
        chosen = last if last.text in named else winners[0]
        return together(chosen, [*answers, last])

    def _ask(self, prompt: str, text: str, *, cancel: Cancel) -> RawAnswer:
        request = plain_request(self._bench, prompt, text)
        return plain_answer(self._bench, self._bench.asked.chat(request, cancel=cancel))


def _plan(bench: Bench, *, groups: int) -> PromptPlan:
    variant = PromptVariant.ALL_LABELS if groups == 1 else PromptVariant.GROUPS
    return PromptPlan(system_prompt=bench.text(PROMPT), variant=variant, groups=groups)


def _group_of(bench: Bench) -> RowPrompts:
    return RowPrompts(_plan(bench, groups=bench.whole(_GROUPS)), labels=bench.pack.labels)


def _prompts(bench: Bench) -> Prompts:
    texts = _group_of(bench).texts
    if len(texts) == 1:
        return {SYSTEM: texts[0]}
    return {f"group {place}": text for place, text in enumerate(texts, start=1)}


GROUPED_PROMPT = PredictorKind(
    description=PredictorDescription(
        name="grouped-prompt",
        title=later("Labels in the prompt"),
        summary=later("Names the labels in the system prompt, all at once or in groups."),
        needs=(Need.CHAT,),
        options=(
            PROMPT_OPTION,
            PredictorOption(
                name=_GROUPS, title=later("Groups of labels"), default=3, least=1, most=50
            ),
            TEMPERATURE_OPTION,
        ),
        takes_batches=True,
    ),
    make=GroupedPromptPredictor,
    prompts=_prompts,
)
