"""Which label counts, and why a memo waits for a reviewer, told from what was said about it."""

import pytest

from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.gold import (
    Evidence,
    GoldLabel,
    GoldRule,
    GoldRules,
    HeardAnswer,
    HeardPrediction,
    LabelOrigin,
    gold_of,
)
from emoji_labeler.domain.review import Reason, ReviewRules, reasons_of
from emoji_labeler.domain.verdict import Decision, Ruling, Verdict

_ALL = GoldRules()


def heard(
    label: str,
    *,
    by: str = "a",
    picked_by: str = "search",
    suggested: str = "",
    event: str = "1",
    lead_time_ms: int = 5000,
) -> HeardAnswer:
    status = label if label in ("skipped", "flagged") else "submitted"
    name = label if status == "submitted" else ""
    return HeardAnswer(
        by, status, name, (), picked_by, lead_time_ms, "2026-11-22", event, suggested
    )


def verdict(decision: Decision, label: str = "", *, refused: str = "", by: str = "") -> Verdict:
    return Verdict(
        1, "r", "5", decision.value, label, (), "", "", refused, by, 0, "2026-11-23T00:00:00.000Z"
    )


def evidence(
    *answers: HeardAnswer,
    decided: Verdict | None = None,
    predictions: tuple[HeardPrediction, ...] = (),
    chance: float = 0.9,
) -> Evidence:
    return Evidence(1, chance, answers, decided, predictions)


def gold(
    *answers: HeardAnswer, decided: Verdict | None = None, rules: GoldRules = _ALL
) -> GoldLabel:
    found = gold_of(evidence(*answers, decided=decided), rules)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("answers", "rules", "label", "rule"),
    [
        ([heard("cat")], _ALL, "cat", GoldRule.SINGLE),
        ([heard("cat")], GoldRules(single=False), "", GoldRule.WAITING),
        ([heard("cat"), heard("cat", by="b")], _ALL, "cat", GoldRule.AGREED),
        ([heard("cat"), heard("cat", by="b")], GoldRules(agreed=False), "", GoldRule.WAITING),
        ([heard("cat"), heard("dog", by="b")], _ALL, "", GoldRule.DISAGREED),
        ([heard("cat"), heard("skipped", by="b")], _ALL, "cat", GoldRule.SINGLE),
        ([heard("cat"), heard("flagged", by="b")], _ALL, "", GoldRule.FLAGGED),
        ([heard("skipped")], _ALL, "", GoldRule.SKIPPED),
    ],
)
def test_answers_alone_make_a_label_count_or_not(
    answers: list[HeardAnswer], rules: GoldRules, label: str, rule: GoldRule
) -> None:
    found = gold(*answers, rules=rules)

    assert (found.label, found.rule) == (label, rule)


def test_a_memo_about_which_nobody_has_said_anything_has_no_gold_label() -> None:
    assert gold_of(evidence(), _ALL) is None


def test_a_reviewer_s_decision_goes_before_all_answers_unless_it_is_switched_off() -> None:
    answers = (heard("cat"), heard("cat", by="b"))
    decided = verdict(Decision.CORRECTED, "lion", refused="cat")

    found = gold(*answers, decided=decided)
    assert (found.label, found.rule, found.reviewer_id) == ("lion", GoldRule.REVIEWED, "r")
    assert (found.origin, found.suggested_label) == (LabelOrigin.CORRECTED, "cat")
    assert gold(*answers, decided=decided, rules=GoldRules(reviewed=False)).label == "cat"


def test_a_rejected_memo_has_no_label_whatever_was_answered() -> None:
    assert gold(heard("cat"), decided=verdict(Decision.REJECTED)).rule == GoldRule.REJECTED


def test_a_memo_sent_back_waits_until_an_annotator_answers_again() -> None:
    decided = verdict(Decision.SENT_BACK)

    assert gold(heard("cat", event="4"), decided=decided).rule == GoldRule.SENT_BACK
    assert gold(heard("cat", event="6"), decided=decided).label == "cat"


@pytest.mark.parametrize(
    ("answers", "decided", "origin"),
    [
        ([heard("cat")], None, LabelOrigin.CHOSEN),
        ([heard("cat", picked_by="suggestion", suggested="cat")], None, LabelOrigin.ACCEPTED),
        ([heard("cat", suggested="dog")], None, LabelOrigin.CORRECTED),
        (
            [heard("cat", picked_by="suggestion", suggested="cat"), heard("cat", by="b")],
            None,
            LabelOrigin.CHOSEN,
        ),
        ([heard("cat")], verdict(Decision.ACCEPTED, "cat"), LabelOrigin.CHOSEN),
        ([], verdict(Decision.ACCEPTED, "cat", by="suggestion"), LabelOrigin.ACCEPTED),
        ([heard("cat")], verdict(Decision.CORRECTED, "dog", refused="cat"), LabelOrigin.CORRECTED),
    ],
)
def test_a_gold_label_knows_how_people_came_to_it(
    answers: list[HeardAnswer], decided: Verdict | None, origin: LabelOrigin
) -> None:
    assert gold(*answers, decided=decided).origin == origin


def reasons(
    *answers: HeardAnswer,
    decided: Verdict | None = None,
    predictions: tuple[HeardPrediction, ...] = (),
    chance: float = 0.9,
) -> list[Reason]:
    known = evidence(*answers, decided=decided, predictions=predictions, chance=chance)
    rules = ReviewRules(fast_ms=1000, low_confidence=0.3, sample_share=0.1)
    return [one.reason for one in reasons_of(known, gold_of(known, _ALL), rules)]


def test_each_reason_to_look_at_a_memo_is_told() -> None:
    model = HeardPrediction("1", "run", "dog", 0.2, "exact")

    assert reasons(heard("cat"), heard("dog", by="b")) == [Reason.DISAGREEMENT]
    assert reasons(heard("flagged")) == [Reason.FLAGGED]
    assert reasons(heard("cat", lead_time_ms=400)) == [Reason.FAST]
    assert reasons(heard("cat"), predictions=(model,)) == [
        Reason.MODEL_DIFFERS,
        Reason.LOW_CONFIDENCE,
    ]
    assert reasons(heard("dog"), predictions=(model,)) == [Reason.LOW_CONFIDENCE]
    assert reasons(predictions=(model,)) == [Reason.LOW_CONFIDENCE, Reason.MODEL_ALONE]


def test_a_sample_is_drawn_from_memos_that_nothing_else_speaks_against() -> None:
    assert reasons(heard("cat"), chance=0.05) == [Reason.SAMPLE]
    assert reasons(heard("cat"), chance=0.2) == []
    assert reasons(heard("cat", lead_time_ms=400), chance=0.05) == [Reason.FAST]


def test_an_answer_whose_time_nobody_took_is_not_suspiciously_fast() -> None:
    assert reasons(heard("cat", lead_time_ms=0)) == []
    assert reasons(heard("cat", lead_time_ms=0), heard("cat", by="b", lead_time_ms=1)) == [
        Reason.FAST
    ]


def test_what_is_decided_is_left_in_peace_until_somebody_answers_again() -> None:
    both = (heard("cat"), heard("dog", by="b", event="6"))

    assert reasons(*both, decided=verdict(Decision.ACCEPTED, "cat")) == []
    assert reasons(*both, decided=verdict(Decision.SENT_BACK)) == [
        Reason.ANSWERED_AGAIN,
        Reason.DISAGREEMENT,
    ]


@pytest.mark.parametrize(
    ("decision", "label", "also", "note"),
    [
        (Decision.ACCEPTED, "", (), ""),
        (Decision.REJECTED, "cat", (), ""),
        (Decision.SENT_BACK, "", (), "  "),
        (Decision.CORRECTED, "cat", ("cat",), ""),
    ],
)
def test_a_decision_that_contradicts_itself_is_refused(
    decision: Decision, label: str, also: tuple[str, ...], note: str
) -> None:
    with pytest.raises(WrongUseError):
        Ruling(decision=decision, label=label, also_acceptable=also, note=note)
