"""The provider's decisions: all labels in shards, then the best of each against one another."""

from collections.abc import Mapping, Sequence

from emoji_labeler.domain.chat import Choice, ChoiceQuestion
from emoji_labeler.domain.prediction import RankedLabel
from emoji_labeler.domain.predictor import PROMPT, Need, PredictorDescription, PredictorOption
from emoji_labeler.predictors.choosing import PROMPT_OPTION
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

_SHARD = "shard"
_KEPT = "kept"
_FEWEST_CHOICES = 2
_RANKED = 10


class DecisionsPredictor:
    """Two calls a memo: one question a shard, then one question between those that did best."""

    at_once = 1

    def __init__(self, bench: Bench, prompts: Prompts) -> None:
        self._bench = bench
        self._instructions = prompts[SYSTEM]
        self._shards = tuple(
            self._question(shard) for shard in shards(bench.pack.labels, most=bench.whole(_SHARD))
        )

    def prepare(self, *, cancel: Cancel = never) -> None:
        """Do nothing: there is nothing slow."""

    def answer(self, texts: Sequence[str], *, cancel: Cancel = never) -> list[RawAnswer]:
        """Return the winner of the run-off for each memo; none where the model declined."""
        return [self._answer(text, cancel=cancel) for text in texts]

    def _answer(self, text: str, *, cancel: Cancel) -> RawAnswer:
        provider, model = self._bench.asked, self._bench.model
        first = provider.decide(model, text, self._shards, cancel=cancel)
        kept = self._bench.whole(_KEPT)
        finalists = [
            label for answer in first.answers for label, _ in _in_order(answer.probabilities)[:kept]
        ]
        latency_ms, spent = first.latency_ms, (Spent(model, first.usage),)
        if len(finalists) < _FEWEST_CHOICES:
            chosen = "".join(finalists)
            return RawAnswer(text=chosen, latency_ms=latency_ms, spent=spent)
        last = provider.decide(model, text, [self._question(finalists)], cancel=cancel)
        return RawAnswer(
            text=last.answers[0].choice,
            ranking=_in_order(last.answers[0].probabilities)[:_RANKED],
            latency_ms=latency_ms + last.latency_ms,
            spent=(*spent, Spent(model, last.usage)),
        )

    def _question(self, labels: Sequence[str]) -> ChoiceQuestion:
        choices = tuple(Choice(value=label, description=self._meaning(label)) for label in labels)
        return ChoiceQuestion(instructions=self._instructions, choices=choices)

    def _meaning(self, label: str) -> str:
        emoji = self._bench.pack.get(label)
        return emoji.name if emoji and emoji.name != label.replace("-", " ") else ""


def shards(labels: Sequence[str], *, most: int) -> list[Sequence[str]]:
    """Return the labels in as few shards as can be, none of them of one label alone."""
    count = -(-len(labels) // most)
    smaller, larger = divmod(len(labels), count)
    ends = [place * smaller + min(place, larger) for place in range(count + 1)]
    return [labels[ends[place] : ends[place + 1]] for place in range(count)]


def _in_order(probabilities: Mapping[str, float]) -> tuple[RankedLabel, ...]:
    ordered = sorted(probabilities.items(), key=lambda one: -one[1])
    return tuple(RankedLabel(label, share) for label, share in ordered)


def _check(bench: Bench) -> None:
    """Raise WrongUseError where the choices do not fit into what one call may hold."""
    profile = bench.asked.profile
    can, most = profile.capabilities, bench.whole(_SHARD)
    if most > can.most_choices:
        raise refusal(
            tr(
                "{name} takes at most {most} choices in a question.",
                name=profile.name,
                most=can.most_choices,
            ),
            tr("Set the option {name} lower.", name=_SHARD),
        )
    count = len(shards(bench.pack.labels, most=most))
    if count > can.most_questions:
        raise refusal(
            tr(
                "{name} takes at most {most} questions in a call, and there would be {count}.",
                name=profile.name,
                most=can.most_questions,
                count=count,
            ),
            tr("Set the option {name} higher.", name=_SHARD),
        )
    if count * bench.whole(_KEPT) > can.most_choices:
        raise refusal(
            tr("More labels would come into the run-off than one question takes."),
            tr("Set the option {name} lower.", name=_KEPT),
        )


DECISIONS = PredictorKind(
    description=PredictorDescription(
        name="decisions",
        title=later("Decisions with a run-off"),
        summary=later("Lets the provider decide within shards of the labels, then between them."),
        needs=(Need.DECISIONS,),
        options=(
            PROMPT_OPTION,
            PredictorOption(
                name=_SHARD, title=later("Labels in a shard"), default=250, least=2, most=255
            ),
            PredictorOption(
                name=_KEPT, title=later("Best ones of a shard"), default=5, least=1, most=50
            ),
        ),
        ranks=True,
    ),
    make=DecisionsPredictor,
    prompts=lambda bench: {SYSTEM: bench.text(PROMPT)},
    check=_check,
)
