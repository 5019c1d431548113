import pytest

from emoji_labeler.emoji.romaji import key_of_kana, keys_of_typed, to_kana


@pytest.mark.parametrize(
    ("typed", "kana", "rest"),
    [
        ("neko", "ねこ", ""),
        ("nek", "ね", "k"),
        ("ねk", "ね", "k"),
        ("n", "", "n"),
        ("kippu", "きっぷ", ""),
        ("kipp", "きっ", "p"),
        ("matcha", "まっちゃ", ""),
        ("shimbun", "しんぶ", "n"),
        ("onna", "おんな", ""),
        ("konnnichiha", "こんにちは", ""),
        ("kin'en", "きんえ", "n"),
        ("pa-thi-", "ぱーてぃー", ""),
        ("ryokou", "りょこう", ""),
        ("xtu", "っ", ""),
    ],
)
def test_romaji_is_read_as_far_as_it_goes(typed: str, kana: str, rest: str) -> None:
    assert to_kana(typed) == (kana, rest)


@pytest.mark.parametrize("word", ["cat", "cake", "猫", "xq", "neko!", "1"])
def test_what_is_no_romaji_gives_nothing(word: str) -> None:
    assert to_kana(word) is None


@pytest.mark.parametrize(
    ("kana", "spellings"),
    [
        ("とうきょう", ["tokyo", "toukyou", "tookyoo", "toukyo"]),
        ("しんぶん", ["shinbun", "shimbun", "sinbunn", "sinbun"]),
        ("ちゃわん", ["chawan", "tyawan", "chawann"]),
        ("じしょ", ["jisho", "zisyo", "jisyo", "zisho"]),
        ("こーひー", ["ko-hi-", "koohii", "kohi", "kouhii"]),
        ("ぱーてぃー", ["pa-thi-", "pathi", "paatii"]),
        ("ゔぁいおりん", ["vaiorin", "baiorin"]),
        ("つづき", ["tsuzuki", "tuduki", "tuzuki"]),
        ("ふうふ", ["fuufu", "huuhu", "fufu"]),
        ("ほんや", ["hon'ya", "honya", "honnya"]),
        ("けっこん", ["kekkon", "kekkonn"]),
    ],
)
def test_every_way_of_spelling_meets_in_one_key(kana: str, spellings: list[str]) -> None:
    for spelling in spellings:
        typed = to_kana(spelling)
        assert typed is not None
        assert any(key_of_kana(kana).startswith(key) for key in keys_of_typed(typed)), spelling
        if not typed.rest:
            assert keys_of_typed(typed) == (key_of_kana(kana),), spelling


@pytest.mark.parametrize(
    "word", ["shashin", "kitte", "chuusha", "jinja", "ryokou", "annai", "tsuzuki", "kyuuryou"]
)
def test_the_key_of_a_half_typed_word_begins_the_key_of_the_whole(word: str) -> None:
    whole = to_kana(word)
    assert whole is not None
    (key,) = keys_of_typed(whole) if not whole.rest else (key_of_kana(whole.kana + "ん"),)
    for end in range(1, len(word)):
        part = to_kana(word[:end])
        assert part is not None, word[:end]
        assert any(map(key.startswith, keys_of_typed(part))), word[:end]


def test_keys_of_many_words_are_made_in_one_call() -> None:
    assert key_of_kana("ねこ\nきっぷ\nんあ").split("\n") == ["neko", "kippu", "na"]
