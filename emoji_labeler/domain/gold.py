"""Which label counts for a memo, and why."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from emoji_labeler.domain.annotation import AnnotationStatus, PickPath
from emoji_labeler.domain.record import record
from emoji_labeler.domain.verdict import Decision, Verdict

_SUBMITTED = AnnotationStatus.SUBMITTED.value
_FLAGGED = AnnotationStatus.FLAGGED.value
_SUGGESTION = PickPath.SUGGESTION.value
_AS_SAID: Mapping[str, str] = MappingProxyType({})


class GoldRule(StrEnum):
    """By what a memo has its label, or for want of what it has none (the last six)."""

    REVIEWED = "reviewed"
    AGREED = "agreed"
    SINGLE = "single"
    REJECTED = "rejected"
    SENT_BACK = "sent_back"
    FLAGGED = "flagged"
    DISAGREED = "disagreed"
    WAITING = "waiting"
    SKIPPED = "skipped"


class LabelOrigin(StrEnum):
    """How people came to a gold label: freely, by taking a suggestion, by correcting one."""

    CHOSEN = "chosen"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    NONE = ""


@record
class GoldRules:
    """What may make a label count: a reviewer's decision, agreement, a single answer."""

    reviewed: bool = True
    agreed: bool = True
    single: bool = True


class HeardAnswer(NamedTuple):
    """As much of an answer as decides about gold and review; a tuple, there are millions.

    ``suggested_label`` is what a model suggested first before the pick, or empty.
    """

    annotator_id: str
    status: str
    label: str
    also_acceptable: tuple[str, ...]
    picked_by: str
    lead_time_ms: int
    submitted_at: str
    event_id: str
    suggested_label: str


class HeardPrediction(NamedTuple):
    """A run's answer for a memo; ``label`` is empty where its output was none."""

    run_id: str
    run_name: str
    label: str
    confidence: float
    resolution: str


class Evidence(NamedTuple):
    """All that is known about the label of one memo.

    ``chance`` is the memo's own random number, from 0 up to 1; ``current`` has what the pack in use
    calls labels of older packs.
    """

    memo_id: int
    chance: float
    answers: Sequence[HeardAnswer]
    verdict: Verdict | None
    predictions: Sequence[HeardPrediction] = ()
    current: Mapping[str, str] = _AS_SAID

    def emoji_of(self, label: str) -> str:
        """Return what the pack in use calls the emoji of a label."""
        return self.current.get(label, label)

    def is_one(self, first: str, second: str) -> bool:
        """Whether two labels stand for one emoji."""
        return first == second or self.emoji_of(first) == self.emoji_of(second)

    @property
    def submitted(self) -> list[HeardAnswer]:
        """The answers that name a label."""
        return [one for one in self.answers if one.status == _SUBMITTED]

    @property
    def is_answered_again(self) -> bool:
        """Whether an annotator has answered since the memo was sent back."""
        verdict = self.verdict
        return (
            verdict is not None
            and verdict.decision == Decision.SENT_BACK
            and any(one.event_id > verdict.event_id for one in self.answers)
        )


class GoldLabel(NamedTuple):
    """The label that counts for a memo, or, where ``label`` is empty, why there is none.

    ``annotators`` are the ids of those whose answers were heard, ``reviewer_id`` is empty unless
    the rule is a reviewer's; ``suggested_label`` is what was refused for it, or suggested.
    """

    memo_id: int
    label: str
    also_acceptable: tuple[str, ...]
    rule: str
    origin: str
    annotators: tuple[str, ...]
    reviewer_id: str
    picked_by: str
    suggested_label: str
    decided_at: str


def gold_of(evidence: Evidence, rules: GoldRules) -> GoldLabel | None:
    """Return what counts for a memo; None where nobody has said anything about it."""
    if evidence.verdict is not None and rules.reviewed and not evidence.is_answered_again:
        return _decided(evidence, evidence.verdict)
    if not evidence.answers:
        return None
    submitted = evidence.submitted
    rule = _rule(evidence, submitted, rules)
    if rule in (GoldRule.AGREED, GoldRule.SINGLE):
        return _answered(evidence, submitted, rule=rule)
    return _without(evidence, rule)


def _rule(evidence: Evidence, submitted: Sequence[HeardAnswer], rules: GoldRules) -> GoldRule:
    """Return what the answers alone amount to.

    A flag by anybody keeps the memo out until somebody has looked at it; who skipped has no say.
    """
    if any(one.status == _FLAGGED for one in evidence.answers):
        return GoldRule.FLAGGED
    if not submitted:
        return GoldRule.SKIPPED
    if len(submitted) == 1:
        return GoldRule.SINGLE if rules.single else GoldRule.WAITING
    if not all(evidence.is_one(one.label, submitted[0].label) for one in submitted):
        return GoldRule.DISAGREED
    return GoldRule.AGREED if rules.agreed else GoldRule.WAITING


def _answered(evidence: Evidence, agreeing: Sequence[HeardAnswer], *, rule: GoldRule) -> GoldLabel:
    """Return the label on which all of ``agreeing`` agree; the present one if they named several.

    A label that one of them found alone was found by a person, and a suggestion that one of them
    saw and did not take tells more than one that was taken.
    """
    label = agreeing[0].label
    if any(one.label != label for one in agreeing):
        label = evidence.emoji_of(label)
    also: tuple[str, ...] = ()
    picked_by, taken, refused = agreeing[0].picked_by, "", ""
    for one in agreeing:
        if one.also_acceptable:
            also = tuple(dict.fromkeys((*also, *one.also_acceptable)))
        if picked_by == _SUGGESTION:
            picked_by = one.picked_by
        if one.suggested_label and evidence.is_one(one.suggested_label, label):
            taken = label
        else:
            refused = refused or one.suggested_label
    first = refused or taken
    return GoldLabel(
        memo_id=evidence.memo_id,
        label=label,
        also_acceptable=also,
        rule=rule.value,
        origin=_origin(evidence, (label, *also), picked_by=picked_by, suggested=first),
        annotators=tuple(one.annotator_id for one in agreeing),
        reviewer_id="",
        picked_by=picked_by,
        suggested_label=first,
        decided_at=max(one.submitted_at for one in agreeing),
    )


def _origin(
    evidence: Evidence, acceptable: Sequence[str], *, picked_by: str, suggested: str
) -> str:
    if picked_by == _SUGGESTION:
        return LabelOrigin.ACCEPTED.value
    if suggested and not any(evidence.is_one(suggested, one) for one in acceptable):
        return LabelOrigin.CORRECTED.value
    return LabelOrigin.CHOSEN.value


def _decided(evidence: Evidence, verdict: Verdict) -> GoldLabel:
    """Return what the reviewer decided."""
    if not verdict.label:
        return _without(evidence, GoldRule(verdict.decision))
    alike = [one for one in evidence.submitted if evidence.is_one(one.label, verdict.label)]
    given = _answered(evidence, alike, rule=GoldRule.REVIEWED) if alike else None
    picked_by = given.picked_by if given else verdict.picked_by
    refused = "" if evidence.is_one(verdict.refused_label, verdict.label) else verdict.refused_label
    suggested = refused or (given.suggested_label if given else "")
    origin = LabelOrigin.CORRECTED.value
    if verdict.decision == Decision.ACCEPTED:
        origin = _origin(
            evidence,
            (verdict.label, *verdict.also_acceptable),
            picked_by=picked_by,
            suggested=suggested,
        )
    return GoldLabel(
        memo_id=evidence.memo_id,
        label=verdict.label,
        also_acceptable=verdict.also_acceptable,
        rule=GoldRule.REVIEWED.value,
        origin=origin,
        annotators=tuple(one.annotator_id for one in alike),
        reviewer_id=verdict.reviewer_id,
        picked_by=picked_by,
        suggested_label=suggested,
        decided_at=verdict.made_at,
    )


def _without(evidence: Evidence, rule: GoldRule) -> GoldLabel:
    """Return that no label counts."""
    verdict = evidence.verdict
    is_decided = rule in (GoldRule.REJECTED, GoldRule.SENT_BACK) and verdict is not None
    times = [one.submitted_at for one in evidence.answers]
    return GoldLabel(
        memo_id=evidence.memo_id,
        label="",
        also_acceptable=(),
        rule=rule.value,
        origin=LabelOrigin.NONE.value,
        annotators=tuple(one.annotator_id for one in evidence.answers),
        reviewer_id=verdict.reviewer_id if is_decided and verdict else "",
        picked_by="",
        suggested_label="",
        decided_at=verdict.made_at if is_decided and verdict else max(times),
    )
