from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emoji_labeler.domain.emoji import Emoji
from emoji_labeler.domain.learned_word import LearnedFrom, LearnedWord
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.emoji.search_index import SearchIndex
from emoji_labeler.emoji.theme_table import ThemeRow, ThemeTable
from tests.emoji.small_pack import EMOJI, small_pack

_THEMES = ThemeTable(
    rows=(
        ThemeRow(words=("予定", "締め切り"), readings=("よてい", "しめきり"), labels=("calendar",)),
        ThemeRow(words=("ペットの日",), labels=("cat", "cat-face")),
        ThemeRow(words=("sportswoman",), labels=("woman-running",)),
        ThemeRow(words=("就職",), readings=("しゅうしょく",), labels=("person-running",)),
        ThemeRow(words=("活動",), readings=("かつどう",), labels=("thumbs-up",)),
    )
)
_INDEX = SearchIndex.build(small_pack(), themes=_THEMES)


def _labels(query: str) -> tuple[str, ...]:
    return _INDEX.search(query).labels


@pytest.mark.parametrize(
    "query",
    [
        *(
            "ねこ",
            "ネコ",
            "ﾈｺ",
            "猫",
            "neko",
            "ｎｅｋｏ",
            "NEKO",
            "cat",
            "Cat",
            "CAT",
            "ねk",
            "nek",
        ),
        *("ca", "🐈", "🐈\ufe0f", "🐱", "cat face", "neko neko", "pet cat"),
    ],
)
def test_one_picture_is_found_in_every_script(query: str) -> None:
    assert "cat" in _labels(query)[:2] or "cat-face" in _labels(query)[:2]


@pytest.mark.parametrize(
    "query", ["toukyou", "tokyo", "tōkyō", "とうきょう", "東京", "tookyoo", "touk"]
)
def test_long_vowels_may_be_written_or_left_out(query: str) -> None:
    assert _labels(query)[0] == "tokyo-tower"


@pytest.mark.parametrize("query", ["パーティー", "パーティ", "ぱーてぃ", "pa-thi-", "pathi"])
def test_the_long_mark_may_be_missing(query: str) -> None:
    assert _labels(query)[0] == "birthday-cake"


@pytest.mark.parametrize("query", ["n", "ｎ", "ね"])
def test_the_first_character_finds(query: str) -> None:
    assert {"cat", "cat-face"} <= set(_labels(query))


def test_a_fish_cake_is_not_the_first_cake() -> None:
    assert _labels("cake")[:2] == ("birthday-cake", "fish-cake-with-swirl")


def test_several_words_narrow() -> None:
    for query, label in (("cake fish", "fish-cake-with-swirl"), ("東京 tower", "tokyo-tower")):
        first, *others = _INDEX.search(query).hits
        assert first.label == label
        assert {hit.reason.kind for hit in others} <= {"near"}


def test_words_that_say_little_do_not_narrow() -> None:
    assert "birthday-cake" in _labels("a cake for the celebration")


@pytest.mark.parametrize(
    ("query", "label"),
    [
        (":cat:", "cat-face"),
        (":cat2:", "cat"),
        ("cat2", "cat"),
        ("+1", "thumbs-up"),
        (":-1:", "thumbs-down"),
        ("-1", "thumbs-down"),
        ("👍🏽", "thumbs-up"),
        ("❤", "red-heart"),
        ("❤\ufe0f", "red-heart"),
        ("fish_cake", "fish-cake-with-swirl"),
        ("tower-of-tokyo", "tokyo-tower"),
        ("I 🎨 today", "artist-palette"),
    ],
)
def test_codes_old_labels_and_the_emoji_itself_find_it(query: str, label: str) -> None:
    assert _labels(query)[0] == label


@pytest.mark.parametrize(
    "query", ["走った", "走って", "走ります", "走りたい", "running", "ran", "runs"]
)
def test_inflected_forms_find_the_word(query: str) -> None:
    assert _labels(query)[0] == "person-running"


@pytest.mark.parametrize("query", ["colour", "color", "colors", "paint", "painted"])
def test_british_and_american_spellings_find_each_other(query: str) -> None:
    assert _labels(query)[0] == "artist-palette"


@pytest.mark.parametrize(
    "query", ["締め切り", "締切", "締切り", "しめきり", "shimekiri", "simekiri"]
)
def test_a_theme_is_found_with_any_okurigana_and_in_romaji(query: str) -> None:
    assert _labels(query)[0] == "calendar"


def test_the_first_label_of_a_theme_comes_first() -> None:
    assert _labels("ペットの日")[:2] == ("cat", "cat-face")


def test_a_substring_is_a_hit_but_a_word_is_a_better_one() -> None:
    assert _labels("art") == ("artist-palette", "red-heart")


@pytest.mark.parametrize(
    ("query", "label"),
    [
        ("calender", "calendar"),
        ("claendar", "calendar"),
        ("celebartion", "birthday-cake"),
        ("paintnig", "artist-palette"),
        ("marasonn", "person-running"),
        ("まらそおん", "person-running"),
    ],
)
def test_small_slips_are_forgiven(query: str, label: str) -> None:
    assert _labels(query)[0] == label


def test_a_slip_in_a_short_word_is_another_word() -> None:
    assert "cat" not in _labels("cit")


@pytest.mark.parametrize("query", ["就職活動", "しゅうしょくかつどう", "shuushokukatsudou"])
def test_a_compound_that_nobody_knows_is_its_parts(query: str) -> None:
    result = _INDEX.search(query)
    assert result.is_nearest
    assert set(result.labels[:2]) == {"person-running", "thumbs-up"}
    assert result.hits[0].reason.kind == "near"


def test_words_that_never_meet_give_what_is_near_each() -> None:
    result = _INDEX.search("calendar marathon")
    assert result.is_nearest
    assert set(result.labels[:2]) == {"calendar", "person-running"}


def test_a_query_that_is_found_is_not_marked_as_nearest() -> None:
    assert not _INDEX.search("cat").is_nearest


@pytest.mark.parametrize("query", ["", " ", "\u3000", "\n"])
def test_an_empty_query_finds_nothing(query: str) -> None:
    result = _INDEX.search(query)
    assert (result.hits, result.is_nearest) == ((), False)


def test_a_variant_stands_behind_the_neutral_one_unless_it_is_named() -> None:
    assert "woman-running" not in _labels("run")
    assert "woman-running" in _INDEX.search("run", fold_variants=False).labels
    assert _labels("woman running")[0] == "woman-running"
    assert _labels("走る女性")[0] == "woman-running"
    assert _labels("🏃\u200d♀\ufe0f")[0] == "woman-running"
    assert _labels("woman-running")[0] == "woman-running"


def test_a_theme_that_lists_a_variant_means_it() -> None:
    assert _labels("sportswoman")[0] == "woman-running"


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("calendar", "label calendar"),
        ("calenda", "name “calendar”"),
        ("marathon", "keyword “marathon”"),
        ("まらそん", "reading まらそん"),
        ("締め切り", "theme 締め切り"),
        ("予定", "theme 予定"),
        (":date:", "code :date:"),
        ("📅", "the emoji 📅"),
        ("calender", "near “calendar”"),
        ("tower of tokyo", "also called “tower-of-tokyo”"),
    ],
)
def test_a_hit_says_why_it_is_there(query: str, why: str) -> None:
    assert _INDEX.search(query).hits[0].why == why


def test_what_fits_the_memo_comes_first_among_equals() -> None:
    plain = _labels("pet")
    assert set(plain) >= {"cat", "cat-face"}
    last = plain[1]
    assert _INDEX.search("pet", memo_scores={last: 0.5, "nowhere": 0.9}).labels[0] == last


def test_habit_decides_where_words_and_memo_do_not() -> None:
    last = _labels("animal")[1]
    assert _INDEX.search("animal", use_counts={last: 12, "nowhere": 99}).labels[0] == last


def test_habit_does_not_beat_a_better_match() -> None:
    assert _INDEX.search("art", use_counts={"red-heart": 500}).labels[0] == "artist-palette"


def test_the_limit_cuts_the_same_order() -> None:
    whole = _INDEX.search("c", limit=None).labels
    assert len(whole) > 4
    assert _INDEX.search("c", limit=3).labels == whole[:3]
    assert _INDEX.search("c", limit=0).labels == ()


def test_a_pack_of_pictures_without_words_is_found_by_its_labels() -> None:
    pack = EmojiPack.of([Emoji(label="my_cat"), Emoji(label="犬")], folder=small_pack().folder)
    index = SearchIndex.build(pack)
    assert index.search("cat").labels == ("my_cat",)
    assert index.search("犬").labels == ("犬",)


def test_an_empty_pack_answers_nothing() -> None:
    index = SearchIndex.build(EmojiPack.of([], folder=small_pack().folder))
    assert index.search("cat").hits == ()


def test_a_learned_word_is_found_at_once_and_forgotten_at_once() -> None:
    index = SearchIndex.build(small_pack())
    index.learn(["ミーティング"], label="calendar", kind=LearnedFrom.QUERY)
    for query in ("ミーティング", "みーてぃ", "mi-thingu", "mithin"):
        assert index.search(query).labels[0] == "calendar", query
    assert index.search("ミーティング").hits[0].why == "you typed ミーティング"
    assert [word.word for word in index.learned_words(label="calendar")] == ["ミーティング"]
    index.forget(["みーてぃんぐ"], label="calendar")
    assert "calendar" not in index.search("ミーティング").labels
    assert index.learned_words() == ()


def test_what_was_typed_and_picked_beats_the_name() -> None:
    word = LearnedWord(word="cat", label="calendar", kind=LearnedFrom.QUERY, count=5)
    index = SearchIndex.build(small_pack(), learned=[word])
    assert "calendar" in index.search("cat").labels[:2]
    assert index.search("ca").labels.index("calendar") < 4


def test_memo_words_find_but_weigh_little() -> None:
    index = SearchIndex.build(small_pack())
    index.learn(["cat"], label="red-heart", kind=LearnedFrom.MEMO)
    labels = index.search("cat").labels
    assert set(labels[:2]) == {"cat", "cat-face"}
    assert "red-heart" in labels


def test_a_word_learned_for_a_label_that_the_pack_lacks_is_kept_but_not_shown() -> None:
    word = LearnedWord(word="dog", label="gone", kind=LearnedFrom.QUERY)
    index = SearchIndex.build(small_pack(), learned=[word])
    assert index.learned_words() == (word,)
    assert "gone" not in index.search("dog").labels


_ANY_TEXT = st.text(alphabet=st.characters(), max_size=40)
_MEANT_TEXT = st.text(alphabet="catｃねネﾈ猫 -:+.1んっー🐈🏽\ufe0f\u200d\n", max_size=12)


@given(st.one_of(_ANY_TEXT, _MEANT_TEXT))
def test_any_text_can_be_searched_and_learned(query: str) -> None:
    index = SearchIndex.build(small_pack(), themes=_THEMES)
    index.search(query)
    index.learn([query], label="cat", kind=LearnedFrom.QUERY)
    index.search(query)
    index.forget([query], label="cat")
    assert index.learned_words() == ()


@pytest.mark.parametrize("emoji", EMOJI, ids=lambda emoji: emoji.label)
def test_every_emoji_is_found_by_everything_it_is_called(emoji: Emoji) -> None:
    words = (emoji.name_en, emoji.name_ja, emoji.label, emoji.character, *emoji.readings)
    for word in (*words, *emoji.keywords_en, *emoji.keywords_ja, *emoji.shortcodes):
        assert emoji.label in _INDEX.search(word, fold_variants=False).labels, word


_KATAKANA = str.maketrans({chr(code): chr(code + 0x60) for code in range(0x3041, 0x3097)})
_FULL_WIDTH = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})


@given(st.text(alphabet="ねこうでかいとしょんcat", min_size=1, max_size=6))
def test_kana_width_and_case_do_not_change_the_hits(query: str) -> None:
    expected = _INDEX.search(query)
    assert _INDEX.search(query.translate(_KATAKANA)) == expected
    assert _INDEX.search(query.translate(_FULL_WIDTH)) == expected
    assert _INDEX.search(query.upper()) == expected


@given(
    st.sampled_from([*(one.name_en for one in EMOJI), *(r for one in EMOJI for r in one.readings)])
)
def test_typing_on_never_adds_what_a_beginning_did_not_find(word: str) -> None:
    before: set[str] | None = None
    for end in range(1, len(word) + 1):
        result = _INDEX.search(word[:end], limit=None, fold_variants=False)
        prefixed = {
            hit.label
            for hit in result.hits
            if hit.reason.kind in ("name", "keyword", "reading")
            and hit.reason.word.casefold().startswith(word[:end].casefold())
        }
        assert before is None or prefixed <= before
        before = set(result.labels)


def test_typing_on_keeps_the_order_of_hits_of_one_class() -> None:
    for word in ("cele", "tok", "mara", "どうぶ"):
        orders = [_labels(word[:end]) for end in range(2, len(word) + 1)]
        for shorter, longer in pairwise(orders):
            kept = [label for label in shorter if label in longer]
            assert kept == [label for label in longer if label in kept]


def test_emoji_of_the_real_pack_are_found_by_what_they_are_called(
    real_pack: EmojiPack, real_index: SearchIndex
) -> None:
    missed = []
    for one in real_pack.emoji[::5]:
        for word in (one.name_en, one.name_ja, one.label, one.character, *one.readings):
            found = real_index.search(word, limit=None, fold_variants=False).labels
            if one.label not in found:
                missed.append((one.label, word))
    assert missed == []


def test_a_name_a_label_and_a_character_put_their_emoji_first(
    real_pack: EmojiPack, real_index: SearchIndex
) -> None:
    for one in real_pack.emoji[::5]:
        for word in (one.label, one.character):
            assert real_index.search(word, limit=1).labels == (one.label,), word
        assert one.label in real_index.search(one.name_en, limit=5).labels


_EVERYDAY = {
    "cake": "shortcake birthday-cake",
    "lift": "person-lifting-weights",
    "会議": "busts-in-silhouette",
    "かいぎ": "busts-in-silhouette",
    "kaigi": "busts-in-silhouette",
    "早起き": "alarm-clock sunrise",
    "dentist appointment": "tooth",
    "貯金": "money-bag coin",
    "chokin": "money-bag coin",
    "疲れた": "tired-face weary-face downcast-face-with-sweat",
    "食べた": "fork-and-knife-with-plate",
    "引越し": "package",
    "引っ越し": "package",
    "引越": "package",
    "grocery shopping list": "shopping-cart",
    "ge-mu": "video-game",
    "カフェで作業": "hot-beverage laptop",
    "新しい靴": "running-shoe mans-shoe",
    "walked the dog": "dog dog-face",
    "studying for exams": "books pencil open-book",
}


@pytest.mark.parametrize("query", _EVERYDAY)
def test_everyday_words_have_a_fitting_emoji_among_the_first_five(
    real_index: SearchIndex, query: str
) -> None:
    found = real_index.search(query, limit=5).labels
    assert set(found) & set(_EVERYDAY[query].split()), found
