"""What the resolver makes of the outputs that the team who started this printed.

``data/epoch_histograms.json`` holds the outputs of six fine-tuned gpt-3.5-turbo models for the same
100 memos. ``data/judged_outputs.tsv`` is one judgement, without the memos, of every output that is
no label of our pack: the labels that could be defended, none where there is no such label. It was
written beside the rules and not before them, so it guards what was reached; it is no held-out test.
"""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from emoji_labeler import resources
from emoji_labeler.domain.resolution import Resolution
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.emoji.pack_file import load_pack
from emoji_labeler.emoji.resolver import Resolver
from emoji_labeler.emoji.theme_table import load_theme_table
from emoji_labeler.services.resolving import count_resolutions

_DATA = Path(__file__).parents[1] / "data"
EPOCHS = ("epoch_1", "epoch_3", "epoch_6", "epoch_8", "epoch_9", "epoch_10")
COUNTS: dict[str, dict[str, int]] = {
    epoch: run["counts"]
    for epoch, run in json.loads((_DATA / "epoch_histograms.json").read_text("utf-8"))[
        "runs"
    ].items()
}
JUDGED = {
    raw: frozenset(right.split())
    for raw, right in (
        line.split("\t")
        for line in (_DATA / "judged_outputs.tsv").read_text("utf-8").split("\n")[1:-1]
    )
}
NO_DEFENSIBLE_LABEL = {"label-emojify", "label-emphasis", "label=title"}


@pytest.fixture(scope="module")
def pack() -> EmojiPack:
    return load_pack(resources.emoji_pack_folder())


@pytest.fixture(scope="module")
def resolver(pack: EmojiPack) -> Resolver:
    themes = load_theme_table(resources.theme_tables()[:2])
    return Resolver(pack, themes=themes.rows)


def their_labels(pack: EmojiPack) -> list[str]:
    """Return a list by which every count that they printed comes out; theirs is not public.

    Labels up to Emoji 13.1, with the names that two of them had before.
    """
    former = {"hot-beverage": "coffee", "laptop": "laptop-computer"}
    known = [emoji.label for emoji in pack.emoji if float(emoji.version) <= 13.1]
    return [former.get(label, label) for label in known]


def _outputs(epoch: str) -> list[str]:
    return [raw for raw, count in COUNTS[epoch].items() for _ in range(count)]


def _count(epoch: str, holds: Callable[[str], bool]) -> int:
    return sum(count for raw, count in COUNTS[epoch].items() if holds(raw))


def _is_right(raw: str, resolution: Resolution, pack: EmojiPack) -> bool:
    return resolution.label in JUDGED.get(raw, {raw} if raw in pack else ())


@pytest.mark.parametrize(
    ("epoch", "existing"), list(zip(EPOCHS, (67, 83, 80, 87, 89, 80), strict=True))
)
def test_their_table_of_existing_labels_comes_out(
    pack: EmojiPack, epoch: str, existing: int
) -> None:
    labels = their_labels(pack)
    assert len(labels) == 1551
    theirs = Resolver.for_vocabulary(labels, pack)
    counts = count_resolutions(map(theirs.resolve, _outputs(epoch)))
    assert (counts.outputs, counts.existing, counts.missing) == (100, existing, 100 - existing)


@pytest.mark.parametrize(
    ("epoch", "existing", "least_safe"),
    list(zip(EPOCHS, (64, 82, 78, 85, 84, 77), (95, 92, 95, 95, 97, 90), strict=True)),
)
def test_rules_find_the_labels_that_are_not_written_out(
    resolver: Resolver, epoch: str, existing: int, least_safe: int
) -> None:
    counts = count_resolutions(map(resolver.resolve, _outputs(epoch)))
    assert counts.existing == existing
    assert counts.resolved_without_similarity >= least_safe


@pytest.mark.parametrize("epoch", EPOCHS)
def test_at_least_98_of_100_are_right_in_the_end(
    resolver: Resolver, pack: EmojiPack, epoch: str
) -> None:
    assert _count(epoch, lambda raw: _is_right(raw, resolver.resolve(raw), pack)) >= 98


@pytest.mark.parametrize("epoch", EPOCHS)
def test_nothing_that_a_rule_finds_is_wrong(
    resolver: Resolver, pack: EmojiPack, epoch: str
) -> None:
    found = {raw: resolver.resolve(raw) for raw in COUNTS[epoch]}
    wrong = [raw for raw, one in found.items() if one.is_safe and not _is_right(raw, one, pack)]
    assert wrong == []


def test_rules_keep_their_hands_off_what_has_no_defensible_label(resolver: Resolver) -> None:
    assert {raw for raw, right in JUDGED.items() if not right} == NO_DEFENSIBLE_LABEL
    for raw in NO_DEFENSIBLE_LABEL:
        assert not resolver.resolve(raw).is_safe


def test_every_output_that_is_no_label_is_judged(pack: EmojiPack) -> None:
    raws = {raw for counts in COUNTS.values() for raw in counts}
    assert set(JUDGED) == {raw for raw in raws if raw not in pack}
    assert {label for right in JUDGED.values() for label in right} <= set(pack.labels)


def test_every_epoch_has_100_outputs() -> None:
    assert tuple(COUNTS) == EPOCHS
    assert [sum(counts.values()) for counts in COUNTS.values()] == [100] * 6
