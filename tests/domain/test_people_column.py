"""What people answered, packed into arrays, is what they answered."""

from hypothesis import given
from hypothesis import strategies as st

from emoji_labeler.domain.annotator import Annotator
from emoji_labeler.domain.current_labels import CurrentLabels
from emoji_labeler.domain.people_column import PeopleColumn

AIKO, BEN, CHIKA = PEOPLE = tuple(
    Annotator(id=name.casefold(), name=name) for name in ("Aiko", "Ben", "Chika")
)
MEMOS = (3, 4, 8, 9)
COLUMN = PeopleColumn.of(
    [
        *((4, "aiko", "cat"), (4, "ben", "dog"), (4, "chika", "dog")),
        *((9, "aiko", "cat"), (9, "chika", "cat")),
    ],
    memo_ids=MEMOS,
    people=PEOPLE,
    current=CurrentLabels(),
)


@given(st.dictionaries(st.sampled_from(MEMOS), st.dictionaries(st.sampled_from(PEOPLE), st.text())))
def test_every_answer_comes_out_as_it_went_in(said: dict[int, dict[Annotator, str]]) -> None:
    rows = [sorted(said.get(memo, {}).items(), key=lambda one: one[0].id) for memo in MEMOS]
    answers = [
        (memo, person.id, label)
        for memo, row in zip(MEMOS, rows, strict=True)
        for person, label in row
    ]

    column = PeopleColumn.of(answers, memo_ids=MEMOS, people=PEOPLE, current=CurrentLabels())

    assert [column.answers(row) for row in range(len(MEMOS))] == rows


def test_the_gold_label_comes_first_and_then_what_most_people_chose() -> None:
    chosen = COLUMN.chosen(1, gold="cat")

    assert [(one.label, one.people) for one in chosen] == [("cat", (AIKO,)), ("dog", (BEN, CHIKA))]
    assert [one.label for one in COLUMN.chosen(1, gold="")] == ["dog", "cat"]


def test_a_gold_label_that_a_reviewer_alone_decided_for_has_nobody_behind_it() -> None:
    first, *others = COLUMN.chosen(1, gold="fox")

    assert (first.label, first.people) == ("fox", ())
    assert [one.label for one in others] == ["dog", "cat"]
    assert COLUMN.chosen(0, gold="") == []


def test_people_differ_from_one_another_or_from_the_gold_label() -> None:
    rows = range(len(MEMOS))

    assert [COLUMN.is_apart(row) for row in rows] == [False, True, False, False]
    assert [COLUMN.is_against(row, "cat") for row in rows] == [False, True, False, False]
    assert [COLUMN.is_against(row, "dog") for row in rows] == [False, True, False, True]
    assert [COLUMN.has(row, "dog") for row in rows] == [False, True, False, False]
