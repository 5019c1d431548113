"""Lists of memos: what is in them, in which order, and what their rows say."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emoji_labeler.domain.annotation import AnnotationStatus, Answer
from emoji_labeler.domain.memo_draft import MemoDraft
from emoji_labeler.domain.memo_listing import MemoColumn, MemoQuery, MemoState
from emoji_labeler.domain.pick import Pick
from emoji_labeler.storage.project import ProjectStore

S, SKIPPED, FLAGGED = (
    AnnotationStatus.SUBMITTED,
    AnnotationStatus.SKIPPED,
    AnnotationStatus.FLAGGED,
)
_ANSWERS = st.sampled_from([None, (S, "cat"), (S, "dog"), (SKIPPED, ""), (FLAGGED, "cat")])


@pytest.fixture
def project(tmp_path: Path) -> Iterator[ProjectStore]:
    """Six memos; the last one has no answer, the others have all kinds of them."""
    store = ProjectStore.create(tmp_path / "project.db")
    store.memos.add(
        [
            MemoDraft(text="the cat slept", theme="pets", language="en", source="diary"),
            MemoDraft(text="雨の会議", theme="work", language="ja", source="diary"),
            MemoDraft(text="Birthday 100%", theme="party", language="en"),
            MemoDraft(text="a dog barked", theme="pets", language="en"),
            MemoDraft(text="tax office", theme="work"),
            MemoDraft(text="bread"),
        ]
    )
    answer(store, 1, "Aiko", S, "cat")
    answer(store, 1, "Ben", SKIPPED)
    answer(store, 2, "Aiko", S, "umbrella")
    answer(store, 2, "Ben", S, "rain")
    answer(store, 3, "Aiko", FLAGGED, "cake")
    answer(store, 4, "Ben", S, "dog")
    answer(store, 5, "Ben", SKIPPED)
    yield store
    store.close()


def answer(
    store: ProjectStore, memo: int, name: str, status: AnnotationStatus, label: str = ""
) -> None:
    store.annotations.save(
        Answer(status=status, label=label),
        memo_id=memo,
        annotator_id=store.annotators.named(name).id,
        lead_time_ms=1_000,
        pick=Pick(),
    )


def listed(project: ProjectStore, wanted: MemoQuery) -> list[int]:
    numbers = project.memo_listings.numbers(wanted)
    assert numbers is not None
    return numbers.tolist()


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (MemoQuery(), [1, 2, 3, 4, 5, 6]),
        (MemoQuery(is_descending=True), [6, 5, 4, 3, 2, 1]),
        (MemoQuery(words="CAT"), [1]),
        (MemoQuery(words="会議"), [2]),
        (MemoQuery(words="0%"), [3]),
        (MemoQuery(words="_"), []),
        (MemoQuery(words="pets"), [1, 4]),
        (MemoQuery(words="5"), [5]),
        (MemoQuery(theme="work"), [2, 5]),
        (MemoQuery(language="en", source="diary"), [1]),
        (MemoQuery(state=MemoState.UNLABELLED), [6]),
        (MemoQuery(state=MemoState.ANSWERED), [1, 4]),
        (MemoQuery(state=MemoState.DIFFERING), [2]),
        (MemoQuery(state=MemoState.SKIPPED), [5]),
        (MemoQuery(state=MemoState.FLAGGED), [3]),
        (MemoQuery(annotator="Aiko"), [1, 2, 3]),
        (MemoQuery(annotator="Aiko", state=MemoState.UNLABELLED), [4, 5, 6]),
        (MemoQuery(annotator="Ben", state=MemoState.ANSWERED), [2, 4]),
        (MemoQuery(annotator="Ben", state=MemoState.SKIPPED, theme="pets"), [1]),
        (MemoQuery(label="cat"), [1]),
        (MemoQuery(label="rain"), []),
        (MemoQuery(label="rain", annotator="Ben"), [2]),
        (MemoQuery(label="cake"), []),
        (MemoQuery(column=MemoColumn.TEXT), [4, 3, 6, 5, 1, 2]),
        (MemoQuery(column=MemoColumn.THEME), [6, 3, 1, 4, 2, 5]),
        (MemoQuery(column=MemoColumn.LABEL), [1, 4, 2, 3, 5, 6]),
        (MemoQuery(column=MemoColumn.STATE, annotator="Ben"), [1, 5, 2, 4]),
    ],
)
def test_a_list_holds_what_is_asked_for(
    project: ProjectStore, wanted: MemoQuery, numbers: list[int]
) -> None:
    assert listed(project, wanted) == numbers


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(answers=st.lists(st.tuples(_ANSWERS, _ANSWERS), min_size=1, max_size=4))
def test_the_filter_by_state_agrees_with_what_the_rows_say(
    tmp_path_factory: pytest.TempPathFactory,
    answers: list[tuple[tuple[AnnotationStatus, str] | None, ...]],
) -> None:
    path = tmp_path_factory.mktemp("states") / "project.db"
    with ProjectStore.create(path) as project:
        project.memos.add(MemoDraft(text=str(place)) for place in range(len(answers)))
        for memo, given_ones in enumerate(answers, start=1):
            for name, one in zip(("Aiko", "Ben"), given_ones, strict=True):
                if one is not None:
                    answer(project, memo, name, *one)

        rows = project.memo_listings.rows(range(1, len(answers) + 1))
        by_state = {state: listed(project, MemoQuery(state=state)) for state in MemoState}

    for state, numbers in by_state.items():
        assert numbers == [row.id for row in rows if row.state is state]


def test_every_column_sorts_and_turns_round(project: ProjectStore) -> None:
    for column in MemoColumn:
        up = listed(project, MemoQuery(column=column))
        down = listed(project, MemoQuery(column=column, is_descending=True))
        assert down == up[::-1]
        assert sorted(up) == [1, 2, 3, 4, 5, 6]


def test_rows_come_in_the_order_asked_for_without_those_that_are_gone(
    project: ProjectStore,
) -> None:
    rows = project.memo_listings.rows([3, 99, 1])

    assert [(row.id, row.label, row.state) for row in rows] == [
        (3, "", MemoState.FLAGGED),
        (1, "cat", MemoState.ANSWERED),
    ]
    assert rows[1].annotators == ("Aiko", "Ben")
    [row] = project.memo_listings.rows([1], annotator="Ben")
    assert (row.label, row.state) == ("", MemoState.SKIPPED)


def test_details_hold_the_whole_history(project: ProjectStore) -> None:
    aiko = project.annotators.named("Aiko").id
    project.annotations.undo(aiko)

    details = project.memo_listings.details(3)

    assert details is not None
    assert details.memo.text == "Birthday 100%"
    assert [(one.kind, one.status, one.label) for one in details.history] == [
        ("answered", "flagged", "cake"),
        ("undone", "", ""),
    ]
    assert project.memo_listings.details(99) is None


def test_values_are_counted_the_most_frequent_first(project: ProjectStore) -> None:
    values = project.memo_listings.values()

    assert values.themes == (("pets", 2), ("work", 2), ("party", 1))
    assert values.languages == (("en", 3), ("ja", 1))
    assert values.annotators == ("Aiko", "Ben")
    assert values.labels == (("cat", 1), ("dog", 1))
    assert values.memos == 6


def test_a_cancelled_list_is_none(tmp_path: Path) -> None:
    with ProjectStore.create(tmp_path / "many.db") as project:
        project.memos.add(MemoDraft(text=f"memo {number}") for number in range(30_000))

        assert project.memo_listings.numbers(MemoQuery(), is_cancelled=lambda: True) is None
        assert len(listed(project, MemoQuery(words="memo 1"))) == 11_111
