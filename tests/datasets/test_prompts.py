"""System prompts with and without the names of labels."""

import pytest

from emoji_labeler.datasets.prompts import RowPrompts
from emoji_labeler.domain.snapshot import PromptPlan, PromptVariant

_LABELS = [f"label-{number}" for number in range(1_364)]


def prompts(variant: PromptVariant, *, groups: int = 3, text: str = "Pick one.") -> RowPrompts:
    plan = PromptPlan(system_prompt=text, variant=variant, groups=groups)
    return RowPrompts(plan, labels=_LABELS)


def test_no_label_is_named_as_a_rule() -> None:
    found = prompts(PromptVariant.NO_LABELS)

    assert found.texts == ("Pick one.",)
    assert found.place_of("label-5") == 0


def test_all_labels_are_named_in_the_order_of_the_pack() -> None:
    (text,) = prompts(PromptVariant.ALL_LABELS).texts

    assert text.startswith("Pick one.\n\nChoose from these names: label-0, label-1, ")
    assert text.endswith("label-1363.")


def test_every_label_is_in_the_group_that_its_row_gets() -> None:
    found = prompts(PromptVariant.GROUPS)

    named = [text.rpartition(": ")[2].removesuffix(".").split(", ") for text in found.texts]
    assert [len(group) for group in named] == [455, 455, 454]
    assert all(label in named[found.place_of(label)] for label in _LABELS)


def test_an_empty_prompt_leaves_the_names_alone_and_many_groups_are_no_more_than_labels() -> None:
    assert prompts(PromptVariant.NO_LABELS, text="").texts == ("",)
    assert len(prompts(PromptVariant.GROUPS, groups=5_000, text="").texts) == len(_LABELS)
    with pytest.raises(ValueError, match="at least one group"):
        prompts(PromptVariant.GROUPS, groups=0)
