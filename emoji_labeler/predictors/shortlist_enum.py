"""Finds candidates for a memo, then has a model choose among them and nothing else."""

from collections.abc import Sequence
from dataclasses import replace

from emoji_labeler.domain.chat import ChatReply, ChatRequest
from emoji_labeler.domain.predictor import (
    PROMPT,
    SNAPSHOT,
    Need,
    PredictorDescription,
    PredictorOption,
)
from emoji_labeler.predictors.candidates import by_local_model, by_words, interleaved
from emoji_labeler.predictors.choosing import (
    LABEL,
    PROMPT_OPTION,
    TEMPERATURE_OPTION,
    answer_of,
    call_request,
    enum_schema,
    field_of,
    format_request,
)
from emoji_labeler.predictors.label_vectors import LABEL_TEXT_OPTION, LabelVectors
from emoji_labeler.predictors.predictor import (
    SYSTEM,
    Bench,
    PredictorKind,
    Prompts,
    RawAnswer,
    Spent,
    local_version,
)
from emoji_labeler.providers.attempts import Cancel, never
from emoji_labeler.wording import later

_SIZE = "candidates"
_MOST = 200
_MODEL = "embedding_model"


class ShortlistEnumPredictor:
    """At most 200 candidates, always the same for a memo, in the order of the alphabet.

    Where a model answers with what is no label all the same, the local model's best one is taken,
    and ``how`` says so: the label is always a valid one.
    """

    at_once = 1

    def __init__(self, bench: Bench, prompts: Prompts) -> None:
        self._bench = bench
        self._prompt = prompts[SYSTEM]
        self._size = bench.whole(_SIZE)
        model = bench.text(_MODEL)
        self._vectors = LabelVectors(bench, model=model) if model else None

    def prepare(self, *, cancel: Cancel = never) -> None:
        """Build the local model and the search, and embed the labels where that is wanted."""
        self._shortlist("a", near=())
        if self._vectors:
            self._vectors.prepare(cancel=cancel)

    def answer(self, texts: Sequence[str], *, cancel: Cancel = never) -> list[RawAnswer]:
        """Return the candidate that was chosen for each memo."""
        return [self._answer(text, cancel=cancel) for text in texts]

    def check_batch(self) -> None:
        """Find nothing against it."""

    def request(self, text: str) -> ChatRequest:
        """Return the question."""
        return self._request(text, near=self._near(text, cancel=never)[0])

    def read(self, text: str, reply: ChatReply) -> RawAnswer:
        """Return the candidate that was chosen."""
        chosen = field_of(reply, LABEL)
        if chosen in self._bench.pack:
            return answer_of(chosen, reply, model=self._bench.model)
        (best,) = by_local_model(self._bench, text, count=1)
        how = f"the model said “{chosen}”, which was no candidate"
        return replace(answer_of(best, reply, model=self._bench.model), how=how)

    def _answer(self, text: str, *, cancel: Cancel) -> RawAnswer:
        near, latency_ms, spent = self._near(text, cancel=cancel)
        reply = self._bench.asked.chat(self._request(text, near=near), cancel=cancel)
        answer = self.read(text, reply)
        return replace(
            answer, latency_ms=latency_ms + answer.latency_ms, spent=(*spent, *answer.spent)
        )

    def _near(self, text: str, *, cancel: Cancel) -> tuple[tuple[str, ...], int, tuple[Spent, ...]]:
        """Return the labels whose vectors are nearest, and what it took to find them."""
        if self._vectors is None:
            return (), 0, ()
        found = self._vectors.embed([text], cancel=cancel)
        (ranking,) = self._vectors.nearest(found.vectors)
        labels = tuple(one.label for one in ranking)
        return labels, found.latency_ms, self._vectors.bill(found.usage)

    def _shortlist(self, text: str, *, near: Sequence[str]) -> tuple[str, ...]:
        rankings = (
            by_local_model(self._bench, text, count=self._size),
            tuple(by_words(text, index=self._bench.search_index)),
            near,
        )
        return tuple(sorted(interleaved(rankings, count=self._size)))

    def _request(self, text: str, *, near: Sequence[str]) -> ChatRequest:
        schema = enum_schema(self._shortlist(text, near=near))
        if self._bench.asked.profile.capabilities.strict_schema:
            return format_request(self._bench, self._prompt, text, schema=schema)
        return call_request(self._bench, self._prompt, text, schema=schema, strict=False)


SHORTLIST_ENUM = PredictorKind(
    description=PredictorDescription(
        name="shortlist-enum",
        title=later("Choice from a shortlist"),
        summary=later("Finds up to 200 candidates on this machine and has the model choose one."),
        needs=(Need.CHAT,),
        options=(
            PROMPT_OPTION,
            PredictorOption(
                name=_SIZE, title=later("Candidates"), default=100, least=2, most=_MOST
            ),
            PredictorOption(
                name=_MODEL, title=later("Model that embeds, for more candidates"), default=""
            ),
            LABEL_TEXT_OPTION,
            PredictorOption(
                name="top", title=later("Candidates by vectors"), default=100, least=1, most=_MOST
            ),
            PredictorOption(name=SNAPSHOT, title=later("Learn from the snapshot"), default=""),
            TEMPERATURE_OPTION,
        ),
        takes_batches=True,
    ),
    make=ShortlistEnumPredictor,
    version=local_version,
    prompts=lambda bench: {SYSTEM: bench.text(PROMPT)},
)
