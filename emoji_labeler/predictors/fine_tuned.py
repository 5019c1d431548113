"""A fine-tuned model, asked with the very prompt that it was trained with."""

from collections.abc import Sequence

from emoji_labeler.domain.chat import ChatReply, ChatRequest
from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.prediction import prompts_hash
from emoji_labeler.domain.predictor import (
    PROMPT,
    SNAPSHOT,
    Need,
    PredictorDescription,
    PredictorOption,
)
from emoji_labeler.predictors.asking import plain_answer, plain_request, together
from emoji_labeler.predictors.choosing import TEMPERATURE_OPTION
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

_ANY_PROMPT = "any_prompt"
_ODDS = "odds"


class FineTunedPredictor:
    """One question a memo; one for each prompt where it was trained with groups of labels.

    Of several answers the likeliest counts, among those that are labels if there are any.
    """

    at_once = 1

    def __init__(self, bench: Bench, prompts: Prompts) -> None:
        self._bench = bench
        self._prompts = tuple(prompts.values())
        tells_odds = bench.is_set(_ODDS) and bench.asked.profile.capabilities.logprobs
        self._top = bench.whole("top") if tells_odds else None

    def prepare(self, *, cancel: Cancel = never) -> None:
        """Do nothing: there is nothing slow."""

    def answer(self, texts: Sequence[str], *, cancel: Cancel = never) -> list[RawAnswer]:
        """Return what the model said about each memo."""
        return [self._answer(text, cancel=cancel) for text in texts]

    def check_batch(self) -> None:
        """Raise WrongUseError where there are several prompts."""
        if len(self._prompts) > 1:
            raise WrongUseError(
                tr("The batch was not sent."),
                why=tr("The model was trained with several prompts, and is asked with each."),
                remedy=tr("Do without batches."),
            )

    def request(self, text: str) -> ChatRequest:
        """Return the question with the first prompt."""
        return plain_request(self._bench, self._prompts[0], text, top_logprobs=self._top)

    def read(self, _text: str, reply: ChatReply) -> RawAnswer:
        """Return what was said."""
        return plain_answer(self._bench, reply)

    def _answer(self, text: str, *, cancel: Cancel) -> RawAnswer:
        answers = []
        for prompt in self._prompts:
            request = plain_request(self._bench, prompt, text, top_logprobs=self._top)
            reply = self._bench.asked.chat(request, cancel=cancel)
            answers.append(plain_answer(self._bench, reply))
        return together(max(answers, key=self._worth), answers)

    def _worth(self, answer: RawAnswer) -> tuple[bool, float]:
        is_label = answer.text in self._bench.pack
        return is_label, answer.ranking[0].score if answer.ranking else 0.0


def _prompts_of(bench: Bench) -> Prompts:
    given = bench.text(PROMPT)
    texts = (given,) if given else bench.trained_prompts or ("",)
    if len(texts) == 1:
        return {SYSTEM: texts[0]}
    return {f"group {place}": text for place, text in enumerate(texts, start=1)}


def _check(bench: Bench) -> None:
    """Raise WrongUseError for a prompt that is not the one of the training, where it is known."""
    trained = bench.trained_prompts
    given = bench.text(PROMPT)
    if not given and not trained:
        raise refusal(
            tr("It is not known with which prompt the model was trained."),
            tr("Name the snapshot it was trained on, or give the prompt."),
        )
    if not given or not trained or bench.is_set(_ANY_PROMPT):
        return
    hashes = {prompts_hash({SYSTEM: prompt}) for prompt in trained}
    if prompts_hash({SYSTEM: given}) not in hashes:
        raise refusal(
            tr("The prompt is not the one that the model was trained with."),
            tr(
                "Leave the prompt out: the one of the training is then used. Or set {name}.",
                name=_ANY_PROMPT,
            ),
        )


FINE_TUNED = PredictorKind(
    description=PredictorDescription(
        name="fine-tuned",
        title=later("Fine-tuned model"),
        summary=later("Asks a fine-tuned model with the prompt that it was trained with."),
        needs=(Need.CHAT,),
        options=(
            PredictorOption(name=SNAPSHOT, title=later("Trained on the snapshot"), default=""),
            PredictorOption(
                name=PROMPT, title=later("Another prompt than in training"), default=""
            ),
            PredictorOption(name=_ANY_PROMPT, title=later("Allow another prompt"), default=False),
            PredictorOption(name=_ODDS, title=later("Ask how sure it is"), default=True),
            PredictorOption(
                name="top", title=later("Labels in the ranking"), default=5, least=0, most=20
            ),
            TEMPERATURE_OPTION,
        ),
        ranks=True,
        takes_batches=True,
    ),
    make=FineTunedPredictor,
    prompts=_prompts_of,
    check=_check,
)
