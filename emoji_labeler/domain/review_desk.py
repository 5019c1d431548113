"""What lies before a reviewer: a memo with everything that was said about it."""

from collections.abc import Sequence
from dataclasses import field

from emoji_labeler.domain.annotation import Annotation, PickPath
from emoji_labeler.domain.annotator import Annotator
from emoji_labeler.domain.current_labels import CurrentLabels
from emoji_labeler.domain.gold import GoldLabel, HeardPrediction
from emoji_labeler.domain.memo import Memo
from emoji_labeler.domain.record import record
from emoji_labeler.domain.review import QueueEntry
from emoji_labeler.domain.verdict import Decision, Ruling, Verdict


@record
class Candidate:
    """A label that somebody gave: annotators, models, or both."""

    label: str
    annotators: tuple[Annotator, ...]
    predictions: tuple[HeardPrediction, ...]

    @property
    def is_model_s_alone(self) -> bool:
        """Whether no person gave it."""
        return not self.annotators


@record
class HistoryLine:
    """One thing that somebody did to a memo.

    ``state`` is an annotation's status or a verdict's decision afterwards, empty where it was taken
    back.
    """

    made_at: str
    person: Annotator
    state: str
    label: str
    note: str


@record
class ReviewDesk:
    """One memo under review.

    ``entry`` is None where the memo does not wait. ``candidates`` begin with the label that most
    people and then models gave; ``also_acceptable`` are chosen by the reviewer and not saved yet.
    ``history`` is the latest of what was done, oldest first. With ``is_covered`` the reviewer is
    to choose before seeing any of it; ``first_choice`` is that choice. ``current`` has the present
    label of every label, so that candidates of one emoji are one.
    """

    memo: Memo
    entry: QueueEntry | None
    answers: tuple[tuple[Annotator, Annotation], ...]
    predictions: tuple[HeardPrediction, ...]
    candidates: tuple[Candidate, ...]
    gold: GoldLabel | None
    verdict: Verdict | None
    explanation: str
    history: tuple[HistoryLine, ...]
    is_covered: bool
    first_choice: str = ""
    also_acceptable: tuple[str, ...] = ()
    current: CurrentLabels = field(default_factory=CurrentLabels)

    @property
    def proposed(self) -> str:
        """The label that is accepted where nothing else is said: the verdict's, or the first."""
        if self.verdict is not None and self.verdict.label:
            return self.current[self.verdict.label]
        return self.candidates[0].label if self.candidates else ""

    def ruling(self, label: str, *, path: PickPath) -> Ruling:
        """Return the decision for a label: accepted where somebody gave it, else corrected.

        What it does away with is a model's label where there is another one, and else the
        proposed one.
        """
        emoji = self.current[label]
        given = next((one for one in self.candidates if self.current[one.label] == emoji), None)
        models = [
            one.label for one in self.predictions if one.label and self.current[one.label] != emoji
        ]
        instead = self.proposed if given is None and self.current[self.proposed] != emoji else ""
        is_models = given is not None and given.is_model_s_alone
        return Ruling(
            decision=Decision.CORRECTED if given is None else Decision.ACCEPTED,
            label=label,
            also_acceptable=tuple(
                one for one in self.also_acceptable if self.current[one] != emoji
            ),
            first_choice=self.first_choice,
            refused_label=models[0] if models else instead,
            picked_by=PickPath.SUGGESTION.value if is_models else path.value,
        )


@record
class BatchPreview:
    """What a batch would accept: how many memos, and the first of them."""

    count: int
    first: tuple[QueueEntry, ...]


def candidates_of(
    answers: Sequence[tuple[Annotator, Annotation]],
    predictions: Sequence[HeardPrediction],
    *,
    current: CurrentLabels,
) -> tuple[Candidate, ...]:
    """Return every label that was given, the one that most people and then models gave first.

    Labels of one emoji are one candidate, under its present label.
    """
    people: dict[str, list[Annotator]] = {}
    models: dict[str, list[HeardPrediction]] = {}
    for annotator, annotation in answers:
        people.setdefault(current[annotation.answer.label], []).append(annotator)
    for prediction in predictions:
        models.setdefault(current[prediction.label], []).append(prediction)
    labels = [one for one in dict.fromkeys((*people, *models)) if one]
    labels.sort(key=lambda one: (-len(people.get(one, ())), -len(models.get(one, ()))))
    return tuple(
        Candidate(
            label=one,
            annotators=tuple(people.get(one, ())),
            predictions=tuple(models.get(one, ())),
        )
        for one in labels
    )


def acceptable_of(answers: Sequence[tuple[Annotator, Annotation]]) -> tuple[str, ...]:
    """Return what annotators called acceptable as well."""
    return tuple(dict.fromkeys(label for _, one in answers for label in one.answer.also_acceptable))
