from pathlib import Path

from emoji_labeler import resources
from emoji_labeler.domain.resolution import ResolutionKind
from emoji_labeler.emoji.pack_file import load_pack
from emoji_labeler.services.resolving import count_resolutions, resolver_for

PACK = load_pack(resources.emoji_pack_folder())


def test_existing_and_resolved_without_similarity_are_counted_apart() -> None:
    resolver = resolver_for(PACK)
    counts = count_resolutions(map(resolver.resolve, ("cat", "Cat!", "ツール", "", "cat")))
    assert (counts.outputs, counts.existing, counts.missing) == (5, 2, 3)
    assert counts.resolved_without_similarity == 3
    assert counts.by_kind == {
        ResolutionKind.EXACT: 2,
        ResolutionKind.ALIAS: 1,
        ResolutionKind.SIMILARITY: 1,
        ResolutionKind.NONE: 1,
    }


def test_no_outputs_are_counted_as_none() -> None:
    counts = count_resolutions(())
    assert (counts.outputs, counts.existing, counts.resolved_without_similarity) == (0, 0, 0)


def test_a_theme_table_of_ones_own_is_known(tmp_path: Path) -> None:
    table = tmp_path / "themes.tsv"
    table.write_text("words\tlabels\nfrobnication\twrench\n", "utf-8")
    found = resolver_for(PACK, theme_paths=[table]).resolve("Frobnication")
    assert (found.label, found.kind) == ("wrench", ResolutionKind.SIMILARITY)


def test_another_list_of_labels_can_be_resolved_to() -> None:
    assert resolver_for(PACK, vocabulary=["coffee"]).resolve("☕").label == "coffee"
