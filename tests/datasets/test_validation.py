"""What the report about a snapshot finds."""

from collections.abc import Iterable

from emoji_labeler.datasets.prompts import RowPrompts
from emoji_labeler.datasets.token_count import ESTIMATE
from emoji_labeler.datasets.validation import snapshot_report
from emoji_labeler.domain.export_report import Severity
from emoji_labeler.domain.snapshot import PromptPlan, PromptVariant, SnapshotRow
from emoji_labeler.domain.snapshot_report import SnapshotReport
from tests.datasets.rows import row

_LABELS = {"cat", "dog", "umbrella", "tea", "bus"}
_SOUND = [row(number, label=sorted(_LABELS)[number % 5]) for number in range(1, 21)]


def report(
    rows: Iterable[SnapshotRow], *, prompts: tuple[str, ...] = ("",), limit: int = 4_096
) -> SnapshotReport:
    return snapshot_report(
        tuple(rows),
        prompts=prompts,
        pack_labels=_LABELS,
        former={"kitten": "cat"},
        counter=ESTIMATE,
        token_limit=limit,
    )


def warnings(found: SnapshotReport) -> str:
    return "\n".join(one.sentence for one in found.findings if one.severity is Severity.WARNING)


def test_sound_rows_have_no_finding() -> None:
    found = report(_SOUND)

    assert found.findings == ()
    assert (found.rows, found.train_rows, found.labels) == (20, 20, 5)


def test_fewer_than_ten_rows_for_training_are_an_error() -> None:
    rows = [one._replace(split="test" if one.memo_id > 9 else "train") for one in _SOUND]

    assert "only 9 rows for training" in report(rows).errors[0]
    assert "only 0 rows" in report([]).errors[0]


def test_a_label_that_the_pack_has_renamed_is_no_error() -> None:
    found = report([*_SOUND, row(21, label="kitten")])

    assert (found.errors, found.outside_pack) == ((), ())
    assert "1 label has another name in the emoji pack: kitten → cat." in warnings(found)


def test_empty_rows_and_labels_outside_the_pack_are_errors() -> None:
    found = report([*_SOUND, row(30, " \n"), row(31, "x", "dragon-boat")])

    assert found.empty == (30,)
    assert found.outside_pack == (("dragon-boat", 1),)
    assert "empty text or label: memo 30" in found.errors[0]
    assert "not in the emoji pack: dragon-boat" in found.errors[1]


def test_a_text_over_the_limit_is_an_error_that_names_the_memo() -> None:
    found = report([*_SOUND, row(30, "雨" * 200)], limit=100)

    assert found.too_long == (30,)
    assert "longer than 100 tokens (estimated" in found.errors[0]


def test_three_groups_of_455_labels_are_over_the_limit_of_4096_tokens() -> None:
    labels = [f"woman-in-motorized-wheelchair-{number}" for number in range(1_365)]
    plan = PromptPlan(system_prompt="Pick.", variant=PromptVariant.GROUPS, groups=3)

    found = report(_SOUND, prompts=RowPrompts(plan, labels=labels).texts)

    assert len(found.too_long) == 20
    assert found.tokens.prompt > 4_096
    assert "20 rows are longer than 4,096 tokens" in found.errors[0]
    assert "of them in the system prompt" in found.errors[0]
    assert "The system prompt takes 100% of all tokens" in warnings(found)


def test_the_same_text_with_two_labels_is_an_error_and_the_same_words_are_a_warning() -> None:
    found = report(
        [
            *_SOUND,
            row(30, "Rain again", "umbrella"),
            row(31, "rain  AGAIN", "tea"),
            row(32, "I drank tea, late", "tea"),
            row(33, "i drank tea late!", "bus"),
        ]
    )

    assert [one.memo_ids for one in found.contradictory] == [(30, 31)]
    assert [one.memo_ids for one in found.same_words] == [(32, 33)]
    assert "The same text has different labels in 1 case" in found.errors[0]
    assert "30 umbrella / 31 tea" in found.errors[0]
    assert "The same words have different labels in 1 case" in warnings(found)


def test_near_duplicates_in_two_splits_are_an_error() -> None:
    text = "We walked along the river until it got dark"
    found = report([*_SOUND, row(30, text), row(31, f"{text}!", split="test")])

    assert found.leaking == ((30, 31),)
    assert found.near_duplicates == 1
    assert "30/31" in found.errors[0]


def test_a_frequent_label_and_labels_that_nothing_teaches_are_warnings() -> None:
    rows = [row(number, label="cat") for number in range(1, 15)]
    rows += [row(number, label="dog", split="test") for number in range(15, 21)]
    rows += [row(number, label=label) for number, label in ((21, "tea"), (22, "bus"))]

    found = report(rows)

    assert "One label has 64% of the rows: cat, 14 of 22." in warnings(found)
    assert "1 label is in no row for training: dog." in warnings(found)


def test_many_labels_that_a_model_suggested_are_a_warning() -> None:
    rows = [
        one._replace(picked_by="suggestion" if one.memo_id <= 10 else "search") for one in _SOUND
    ]

    found = report(rows)

    assert found.suggested == 10
    assert "A model suggested 50% of the labels (10 of 20)" in warnings(found)
    assert not found.errors


def test_what_is_not_named_is_counted_and_no_sentence_ends_with_dots() -> None:
    rows = [row(number, label=f"odd-{number}") for number in range(1, 21)]

    [sentence] = [one for one in report(rows).errors if "not in the emoji pack" in one]

    assert "and 1" in sentence
    assert sentence.endswith(" more.")
    assert "…" not in sentence
