"""Asks for the topic of the memo in a word, embeds that, and takes the nearest label."""

from collections.abc import Sequence

from emoji_labeler.domain.predictor import PROMPT, Need, PredictorDescription, PredictorOption
from emoji_labeler.predictors.choosing import (
    TEMPERATURE_OPTION,
    call_request,
    field_of,
    text_schema,
)
from emoji_labeler.predictors.label_vectors import LABEL_TEXT_OPTION, TOP_OPTION, LabelVectors
from emoji_labeler.predictors.predictor import (
    SYSTEM,
    Bench,
    PredictorKind,
    Prompts,
    RawAnswer,
    Spent,
    refusal,
)
from emoji_labeler.providers.attempts import Cancel, never
from emoji_labeler.wording import later, tr

_TOPIC = "topic"
_MODEL = "embedding_model"
_INSTRUCTIONS = "Say in one word what the memo is about."


class TopicEmbeddingPredictor:
    """Two questions a memo: one to a chat model, one to a model that embeds."""

    at_once = 1

    def __init__(self, bench: Bench, prompts: Prompts) -> None:
        self._bench = bench
        self._prompt = prompts[SYSTEM]
        self._labels = LabelVectors(bench, model=bench.text(_MODEL))

    def prepare(self, *, cancel: Cancel = never) -> None:
        """Embed the labels."""
        self._labels.prepare(cancel=cancel)

    def answer(self, texts: Sequence[str], *, cancel: Cancel = never) -> list[RawAnswer]:
        """Return the label nearest to the topic of each memo; none where there is no topic."""
        return [self._answer(text, cancel=cancel) for text in texts]

    def _answer(self, text: str, *, cancel: Cancel) -> RawAnswer:
        request = call_request(
            self._bench,
            self._prompt,
            text,
            schema=text_schema(_TOPIC),
            strict=self._bench.asked.profile.capabilities.strict_schema,
            description="Note what the memo is about.",
        )
        reply = self._bench.asked.chat(request, cancel=cancel)
        spent = (Spent(self._bench.model, reply.usage),)
        topic = field_of(reply, _TOPIC).strip()
        if not topic:
            return RawAnswer(text="", latency_ms=reply.latency_ms, spent=spent)
        found = self._labels.embed([topic], cancel=cancel)
        (ranking,) = self._labels.nearest(found.vectors)
        return RawAnswer(
            text=ranking[0].label,
            ranking=ranking,
            how=f"nearest to the topic “{topic}”",
            latency_ms=reply.latency_ms + found.latency_ms,
            spent=(*spent, *self._labels.bill(found.usage)),
        )


def _check(bench: Bench) -> None:
    if not bench.text(_MODEL):
        raise refusal(
            tr("No model is named that turns the topic into a vector."),
            tr("Set the option {name}.", name=_MODEL),
        )


TOPIC_EMBEDDING = PredictorKind(
    description=PredictorDescription(
        name="topic-embedding",
        title=later("Nearest to the topic"),
        summary=later("Asks for the topic in a word, embeds it and takes the nearest label."),
        needs=(Need.CHAT, Need.EMBEDDINGS),
        options=(
            PredictorOption(name=PROMPT, title=later("Instructions"), default=_INSTRUCTIONS),
            PredictorOption(name=_MODEL, title=later("Model that embeds"), default=""),
            LABEL_TEXT_OPTION,
            TOP_OPTION,
            TEMPERATURE_OPTION,
        ),
        ranks=True,
    ),
    make=TopicEmbeddingPredictor,
    prompts=lambda bench: {SYSTEM: bench.text(PROMPT)},
    check=_check,
)
