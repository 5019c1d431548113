"""Words that no emoji is known by lead to known words of nearly their meaning."""

from pathlib import Path

import pytest

from emoji_labeler import resources
from emoji_labeler.emoji.meanings import Meanings
from emoji_labeler.emoji.pack_file import load_pack
from emoji_labeler.services.searching import SearchingService

TABLE = "しゃんでりあ\t照明\t電球\nsub\tway\nsubmarine\tship\tboat\n"


@pytest.fixture(scope="module")
def search() -> SearchingService:
    return SearchingService(load_pack(resources.emoji_pack_folder()))


def test_a_word_leads_to_its_known_words_in_their_order() -> None:
    assert Meanings(TABLE).near("submarine") == ("ship", "boat")


def test_a_form_of_a_word_leads_where_the_word_does() -> None:
    assert Meanings(TABLE).near("submarines") == ("ship", "boat")


def test_a_word_of_the_table_is_a_whole_one() -> None:
    meanings = Meanings(TABLE)

    assert meanings.near("marine") == ()
    assert meanings.near("subm") == ()
    assert meanings.near("ship") == ()
    assert meanings.near("") == ()


def test_a_beginning_of_four_letters_leads_where_the_word_does() -> None:
    meanings = Meanings(TABLE)

    assert meanings.near_begun("subm") == ("ship", "boat")
    assert meanings.near_begun("sub") == ()
    assert meanings.near_begun("boat") == ()


def test_a_table_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert Meanings.load([tmp_path / "none.tsv"]).near("submarine") == ()


def test_every_line_of_the_tables_names_a_word_and_known_ones_in_sorted_order() -> None:
    for path in resources.meaning_tables():
        lines = path.read_text("utf-8").splitlines()
        assert lines == sorted(lines)
        assert all(2 <= len(line.split("\t")) <= 4 for line in lines)
        assert len(lines) > 20_000


@pytest.mark.parametrize(
    ("query", "labels"),
    [
        ("submarine", {"ship"}),
        ("chandelier", {"gem-stone"}),
        ("glacier", {"mountain", "snow-capped-mountain"}),
        ("シャンデリア", {"light-bulb"}),
        ("せんすいかん", {"ship", "diving-mask"}),
        ("sensuikan", {"ship", "diving-mask"}),
        ("首飾り", {"ring", "gem-stone"}),
    ],
)
def test_a_query_without_a_hit_offers_what_is_near_in_meaning(
    search: SearchingService, query: str, labels: set[str]
) -> None:
    result = search.search(query, limit=6)

    assert result.is_nearest
    assert labels <= set(result.labels)


def test_a_word_that_exists_is_not_taken_for_another_one_misspelt(
    search: SearchingService,
) -> None:
    labels = search.search("ostrich", limit=6).labels

    assert "feather" in labels
    assert "money-bag" not in labels


def test_a_word_known_by_its_name_is_not_near_anything(search: SearchingService) -> None:
    assert not search.search("ship").is_nearest
