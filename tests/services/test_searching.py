from pathlib import Path

import pytest

from emoji_labeler.domain.learned_word import LearnedFrom, LearnedWord
from emoji_labeler.services.searching import SearchingService
from tests.emoji.small_pack import small_pack


@pytest.fixture
def misses() -> list[str]:
    return []


@pytest.fixture
def service(misses: list[str]) -> SearchingService:
    return SearchingService(small_pack(), theme_paths=[], on_miss=misses.append)


def test_the_first_search_needs_no_preparation(service: SearchingService) -> None:
    assert service.search("neko").labels[0] == "cat"


def test_a_chosen_label_teaches_the_query_and_hands_it_back_for_storing(
    service: SearchingService,
) -> None:
    learned = service.finish(" 会議 ", label="calendar")
    assert learned == LearnedWord(word="会議", label="calendar", kind=LearnedFrom.QUERY)
    assert service.search("会議").labels[0] == "calendar"


def test_a_query_without_any_hit_is_counted_once_when_it_is_finished(
    service: SearchingService, misses: list[str]
) -> None:
    for end in range(1, len("zebra") + 1):
        service.search("zebra"[:end])
    service.finish("zebra", label=None)
    assert misses == ["zebra"]


def test_what_was_only_nearest_is_a_miss_until_it_is_learned(
    service: SearchingService, misses: list[str]
) -> None:
    service.finish("calender", label="calendar")
    service.finish("calender", label="calendar")
    assert misses == ["calender"]


def test_a_found_query_is_no_miss(service: SearchingService, misses: list[str]) -> None:
    assert service.finish("cat", label=None) is None
    assert service.finish("  ", label="cat") is None
    assert misses == []


def test_a_label_that_the_pack_lacks_is_not_learned(service: SearchingService) -> None:
    assert service.finish("dog", label="dog") is None
    assert service.learned_words() == ()


def test_the_words_of_a_memo_find_its_label_and_can_be_forgotten(service: SearchingService) -> None:
    words = service.learn_memo("部長と会議をした", label="calendar")
    assert [word.word for word in words] == ["部長", "会議"]
    assert "calendar" in service.search("部長").labels
    assert service.search("部長").hits[0].why == "in memos with 部長"
    service.forget("部長", label="calendar")
    assert [word.word for word in service.learned_words(label="calendar")] == ["会議"]


def test_a_memo_without_words_worth_learning_teaches_nothing(service: SearchingService) -> None:
    assert service.learn_memo("そうだね", label="cat") == ()


def test_what_the_project_learned_before_is_known_from_the_start() -> None:
    known = (LearnedWord(word="上司", label="red-heart", kind=LearnedFrom.QUERY, count=2),)
    service = SearchingService(small_pack(), theme_paths=[], learned=lambda: known)
    assert service.search("上司").labels == ("red-heart",)


def test_faults_of_the_theme_tables_are_there_to_be_shown(tmp_path: Path) -> None:
    table = tmp_path / "themes.tsv"
    table.write_text("words\tlabels\nmew\tcat\nbroken\n", encoding="utf-8")
    service = SearchingService(small_pack(), theme_paths=[table])
    assert service.search("mew").labels == ("cat",)
    assert [fault.line for fault in service.theme_faults] == [3]
