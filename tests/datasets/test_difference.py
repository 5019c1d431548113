"""What is different between two snapshots."""

from functools import partial

from emoji_labeler.datasets.difference import difference
from emoji_labeler.domain.current_labels import CurrentLabels
from emoji_labeler.domain.snapshot import PromptPlan, Snapshot, SnapshotPlan
from tests.datasets.rows import row


def snapshot(name: str, *, prompt: str = "p") -> Snapshot:
    return Snapshot(
        id=name,
        plan=SnapshotPlan(name=name, prompt=PromptPlan(system_prompt=prompt)),
        content_hash=name,
        row_count=1,
        prompts=(prompt,),
        system_prompt_hash="",
        labels=(),
        sources=(),
        splits=(),
        pack_id="",
        pack_version="",
        program_version="",
        made_at="",
    )


compared = partial(difference, current=CurrentLabels())


def test_a_label_that_is_only_called_otherwise_now_is_the_same() -> None:
    before = [row(1, "one")._replace(label="dog-face"), row(2, "two")._replace(label="dog-face")]
    after = [before[0]._replace(label="dog"), before[1]._replace(label="cat")]

    found = difference(
        snapshot("a"),
        snapshot("b"),
        rows_before=before,
        rows_after=after,
        current=CurrentLabels({"dog-face": "dog"}),
    )

    assert [now.memo_id for _, now in found.relabelled] == [2]
    assert [now.memo_id for _, now in found.otherwise] == [1]


def test_every_row_is_told_by_what_became_of_it() -> None:
    before = [row(number, f"memo {number}") for number in range(1, 7)]
    after = [
        before[0],
        before[2]._replace(label="dog"),
        before[3]._replace(split="test"),
        before[4]._replace(label="dog", split="test"),
        before[5]._replace(theme="new"),
        row(9, "new"),
    ]

    found = compared(snapshot("a"), snapshot("b"), rows_before=before, rows_after=after)

    assert [one.memo_id for one in found.added] == [9]
    assert [one.memo_id for one in found.removed] == [2]
    assert [now.memo_id for _, now in found.relabelled] == [3, 5]
    assert [now.memo_id for _, now in found.moved] == [4, 5]
    assert [now.memo_id for _, now in found.otherwise] == [6]
    assert not found.is_prompt_changed
    assert not found.is_same


def test_a_changed_prompt_and_sameness_are_told() -> None:
    one, other = snapshot("a"), snapshot("b", prompt="q")

    assert compared(one, other, rows_before=[], rows_after=[]).is_prompt_changed
    assert compared(one, one, rows_before=[], rows_after=[]).is_same
