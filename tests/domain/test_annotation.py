"""What an answer may say, and how a draft changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emoji_labeler.domain.annotation import AnnotationStatus, Answer, Draft
from emoji_labeler.domain.errors import WrongUseError

labels = st.sampled_from(["cat", "dog", "rain", "sun"])
changes = st.lists(st.tuples(st.booleans(), labels), max_size=30)


@given(steps=changes)
def test_whatever_is_chosen_and_added_a_draft_never_contradicts_itself(
    steps: list[tuple[bool, str]],
) -> None:
    draft = Draft()
    for is_choice, label in steps:
        draft = draft.with_label(label) if is_choice else draft.with_also_toggled(label)

        status = AnnotationStatus.SUBMITTED if draft.label else AnnotationStatus.FLAGGED
        answer = Answer(status=status, label=draft.label, also_acceptable=draft.also_acceptable)
        assert answer.draft == draft


@given(label=labels, other=labels)
def test_adding_a_label_twice_leaves_the_draft_as_it_was(label: str, other: str) -> None:
    draft = Draft(label=label)

    assert draft.with_also_toggled(other).with_also_toggled(other) == draft


def test_a_note_is_kept_without_the_white_space_around_it() -> None:
    assert Draft().with_note("  two themes \n").note == "two themes"


def test_a_submitted_answer_needs_a_label() -> None:
    with pytest.raises(WrongUseError, match="It has no label"):
        Answer(status=AnnotationStatus.SUBMITTED)


@pytest.mark.parametrize("also", [("cat",), ("dog", "dog")])
def test_no_label_is_named_twice(also: tuple[str, ...]) -> None:
    with pytest.raises(WrongUseError, match="named twice"):
        Answer(status=AnnotationStatus.SUBMITTED, label="cat", also_acceptable=also)
