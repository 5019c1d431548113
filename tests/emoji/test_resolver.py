from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emoji_labeler import resources
from emoji_labeler.domain.emoji import Emoji
from emoji_labeler.domain.resolution import ResolutionKind
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.emoji.pack_file import load_pack
from emoji_labeler.emoji.resolver import Resolver
from emoji_labeler.emoji.resolving_rules import DIRECT_RULES, LOOSE_RULES
from emoji_labeler.emoji.theme_table import ThemeTable, load_theme_table
from emoji_labeler.emoji.unicode_forms import emoji_in
from emoji_labeler.services.resolving import resolver_for
from scripts.measures.resolve import reliability

PACK = load_pack(resources.emoji_pack_folder())
THEMES: ThemeTable = load_theme_table(resources.theme_tables()[:2])
RESOLVER = Resolver(PACK, themes=THEMES.rows)
WELL_READ = resolver_for(PACK)
TWIN = Resolver(PACK, themes=THEMES.rows)
STRANGERS = Resolver.for_vocabulary(["grep-42", "Ünïcode"], PACK, themes=THEMES.rows)


def safe(raw: str) -> str:
    """Return the label that a rule finds, failing where it is only similar."""
    found = RESOLVER.resolve(raw)
    assert found.is_safe, found
    return found.label or ""


def _written() -> Iterator[tuple[str, str]]:
    for emoji in PACK.emoji:
        spaced = emoji.label.replace("-", " ")
        yield emoji.label, emoji.label
        yield emoji.label.upper(), emoji.label
        yield spaced.title(), emoji.label
        yield spaced.replace(" ", "_"), emoji.label
        yield f"label-{emoji.label}", emoji.label
        yield f'{{"label": "{emoji.label}"}}', emoji.label
        yield f"```\n{emoji.label}\n```", emoji.label
        yield emoji.character, emoji.label
        yield emoji.character.replace("\ufe0f", ""), emoji.label
        yield emoji.name_en, emoji.label
        yield emoji.name_ja, emoji.label
        yield from ((alias, emoji.label) for alias in emoji.aliases)
        yield from ((f":{code}:", emoji.label) for code in emoji.shortcodes)


def test_whatever_the_pack_calls_an_emoji_means_that_emoji() -> None:
    found = {raw: RESOLVER.resolve(raw) for raw, _ in _written()}
    wrong = [
        (raw, found[raw])
        for raw, label in _written()
        if found[raw].label != label or not found[raw].is_safe
    ]
    assert wrong == []


def test_only_a_label_letter_for_letter_is_exact() -> None:
    assert RESOLVER.resolve("cat").kind is ResolutionKind.EXACT
    assert RESOLVER.resolve("cat").confidence == 1.0
    for raw in ("Cat", " cat", "cat\n", "🐈", "coffee"):
        found = RESOLVER.resolve(raw)
        assert found.kind is ResolutionKind.ALIAS
        assert found.confidence < 1.0


@pytest.mark.parametrize(
    ("raw", "label"),
    [
        (":dog:", "dog-face"),
        ("dog", "dog"),
        ("Here you are: :tada:", "party-popper"),
        (":thumbsup::skin-tone-3:", "thumbs-up"),
        (":+1:", "thumbs-up"),
        (":man-running:", "man-running"),
        (":birthday-cake:", "birthday-cake"),
    ],
)
def test_a_code_in_colons_is_looked_up_as_a_shortcode_first(raw: str, label: str) -> None:
    assert safe(raw) == label


@pytest.mark.parametrize(
    ("raw", "label"),
    [
        ("❤", "red-heart"),
        ("👍🏽", "thumbs-up"),
        ("🏋🏻‍♂", "man-lifting-weights"),
        ("👩🏽‍💻", "woman-technologist"),
        ("🏃‍➡️", "person-running-facing-right"),
        ("🎂🎉", "birthday-cake"),
        ("birthday-cake 🎂", "birthday-cake"),
        ("That calls for a 🎂, I think!", "birthday-cake"),
        ("\ud83d\ude00", "grinning-face"),
        ("U+1F600", "grinning-face"),
        (r"\ud83d\ude00", "grinning-face"),
        ("&#x1F600;", "grinning-face"),
        ("100", "hundred-points"),
    ],
)
def test_a_unicode_emoji_means_the_nearest_that_the_pack_has(raw: str, label: str) -> None:
    assert safe(raw) == label


@pytest.mark.parametrize(
    ("raw", "label"),
    [
        ("The best emoji is **birthday cake**!", "birthday-cake"),
        ("The emoji that best represents this memo is “party popper”.", "party-popper"),
        ("I would choose the cat emoji for this memo.", "cat"),
        ("My label is house-with-garden.", "house-with-garden"),
        ("The memo is about a day with my dog, so the label is: cat", "cat"),
        ("ラベル: 誕生日ケーキ", "birthday-cake"),
        ("「ラベル: 誕生日ケーキ」", "birthday-cake"),
        ("最適な絵文字はバースデーケーキです。", "birthday-cake"),
        ("この文章には「温泉」の絵文字が合います。", "hot-springs"),
        ('{"reason": "a dog", "label": "cat"}', "cat"),
        ("{'emoji': 'cat', 'reason': 'the dog is gone'}", "cat"),
        ('{"emojis": [{"name": "cat"}]}', "cat"),
        ('```json\n{"label": "birthday_cake"}\n```', "birthday-cake"),
        ("<label>cat</label>", "cat"),
        ("Answer: **cat**\nReason: there is a dog in it.", "cat"),
        ("cat, dog, horse", "cat"),
        ("1. cat\n2. dog", "cat"),
        ("label=cat", "cat"),
        ("label/cat", "cat"),
    ],
)
def test_a_label_is_found_where_models_hide_it(raw: str, label: str) -> None:
    assert safe(raw) == label


@pytest.mark.parametrize(
    ("raw", "label"),
    [
        ("ｃａｔ", "cat"),
        ("Ｂｉｒｔｈｄａｙ　ｃａｋｅ", "birthday-cake"),
        ("birthday-cakes", "birthday-cake"),
        ("weightlifting", "person-lifting-weights"),
        ("weight lifter", "person-lifting-weights"),
        ("swimmer", "person-swimming"),
        ("airplane", "airplane"),
        ("aeroplane", "airplane"),
        ("colour-palette", "artist-palette"),
        ("gift wrapped", "wrapped-gift"),
        ("female-teacher", "woman-teacher"),
        ("teacher-male", "man-teacher"),
        ("person-office-worker", "office-worker"),
        ("thumbs-up-medium-skin-tone", "thumbs-up"),
        ("heart-eyed-cat", "smiling-cat-with-heart-eyes"),
        ("table tennis", "ping-pong"),
        ("cat emoji", "cat"),
        ("recycling", "recycling-symbol"),
        ("携帯電話", "mobile-phone"),
        ("タコ", "octopus"),
        ("たこ", "kite"),
        ("Tシャツ", "t-shirt"),
    ],
)
def test_other_spellings_and_other_words_mean_the_same(raw: str, label: str) -> None:
    assert safe(raw) == label


@pytest.mark.parametrize(
    "raw", ["1. cat", "2) cat", "(1) cat", "• cat", "cat.png", "1. cat.SVG", "1. label: cat"]
)
def test_a_number_before_a_label_and_the_ending_of_a_picture_do_not_count(raw: str) -> None:
    assert safe(raw) == "cat"


def test_a_number_that_is_part_of_a_label_counts() -> None:
    assert safe("1st place medal") == "1st-place-medal"


@pytest.mark.parametrize(
    ("raw", "label"),
    [
        ("spagetti", "spaghetti"),
        ("birtday cake", "birthday-cake"),
        ("birthdy cake", "birthday-cake"),
        ("brithday-cake", "birthday-cake"),
        ("grining-face", "grinning-face"),
        ("label: grining_face", "grinning-face"),
        ("hous with garden", "house-with-garden"),
        ("brithday caek", "birthday-cake"),
        ("smilling-face-with-heart-eys", "smiling-face-with-heart-eyes"),
        ("grandaughter", "girl"),
        ("halelujah", "raising-hands"),
    ],
)
def test_a_misspelling_means_the_only_name_or_keyword_that_is_near(raw: str, label: str) -> None:
    assert safe(raw) == label


def test_two_letters_of_a_label_changed_about_seldom_lead_astray() -> None:
    found = []
    for label in PACK.labels:
        at = len(label) // 2
        raw = label[: at - 1] + label[at] + label[at - 1] + label[at + 1 :]
        if len(label) >= 7 and raw != label:
            found.append((RESOLVER.resolve(raw), label))
    right = [one for one, label in found if one.is_safe and one.label == label]
    wrong = [one for one, label in found if one.is_safe and one.label != label]
    assert len(right) > 0.85 * len(found)
    assert len(wrong) < 0.01 * len(found), wrong


@pytest.mark.parametrize("raw", ["hopping", "looming", "traitor", "scandal", "leonard", "mythical"])
def test_a_real_word_is_not_taken_for_a_misspelt_one(raw: str) -> None:
    assert not WELL_READ.resolve(raw).is_safe


def test_a_misspelling_of_either_of_two_names_is_neither() -> None:
    bare = EmojiPack.of([Emoji(label="red-bikeway"), Emoji(label="red-hikeway")], folder=Path())
    resolver = Resolver(bare)
    assert resolver.resolve("red mikeway").kind is ResolutionKind.SIMILARITY
    assert resolver.resolve("red bikeay").label == "red-bikeway"


@pytest.mark.parametrize("raw", ["🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "🏴󠁧󠁢󠁷󠁬󠁳󠁿", "The flag is 🏴󠁧󠁢󠁥󠁮󠁧󠁿 here", "🇬🇧"])
def test_the_flag_of_a_country_is_only_similar_to_other_flags(raw: str) -> None:
    found = RESOLVER.resolve(raw)
    assert (found.label, found.kind) == ("triangular-flag", ResolutionKind.SIMILARITY)


@pytest.mark.parametrize("raw", ["corner", "earring", "carry", "baking", "news", "forest"])
def test_a_word_is_not_cut_into_another(raw: str) -> None:
    wrong = {"ear-of-corn", "ear", "curry-rice", "person-biking", "new-button", "keycap-4"}
    assert RESOLVER.resolve(raw).label not in wrong


@pytest.mark.parametrize(
    "raw",
    [
        "I'm sorry, but I can't help with that.",
        "As an AI language model, I am unable to label this memo.",
        "申し訳ありませんが、お答えできません。",
        "none",
        "N/A",
        "label",
        "Привет, мир",
    ],
)
def test_a_refusal_gets_a_picture_that_nobody_is_sure_of(raw: str) -> None:
    found = RESOLVER.resolve(raw)
    if raw == "label":
        assert found.kind is ResolutionKind.EXACT
        return
    assert found.kind is ResolutionKind.SIMILARITY
    assert found.label in PACK
    assert found.confidence < 0.3


@pytest.mark.parametrize("raw", ["", "  \n", '""', "...", "???", "42", "\ud83d", "\u200d", "{}"])
def test_without_a_letter_or_an_emoji_there_is_no_label(raw: str) -> None:
    found = RESOLVER.resolve(raw)
    assert (found.label, found.kind, found.confidence) == (None, ResolutionKind.NONE, 0.0)


HARD_TO_READ = (
    *(
        "[",
        "{",
        '{"label":',
        "**",
        '"',
        "「",
        "label: ",
        "'a ",
        "<label>",
        ":a",
        "_a ",
        "``` ",
        "__",
    ),
    *("a", "ア", "猫が", "走っている", "😀", "\ud800", "👩‍", "e\u0301\u0300", "&#x1F600;", "\\u"),
)


@pytest.mark.parametrize("piece", HARD_TO_READ)
def test_ten_kilobytes_of_anything_are_resolved(piece: str) -> None:
    found = RESOLVER.resolve(piece * (10_000 // len(piece)))
    assert found.label is None or found.label in PACK


_PIECES = (
    *("cat", ":dog:", "🎂", "👩🏽", "\u200d", "ラベル:", "。", "**", "`", '{"label": "', '"}'),
    *("\n", " ", "-", "人が", "走る", "label-", "\ud83d", "&", "\\u0041"),
)
_TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=()), max_size=60),
    st.lists(
        st.sampled_from(_PIECES),
        max_size=12,
    ).map("".join),
)


@settings(deadline=None)  # The first example builds the indexes.
@given(_TEXTS)
def test_any_text_is_resolved_the_same_way_every_time(raw: str) -> None:
    found = RESOLVER.resolve(raw)
    assert found == RESOLVER.resolve(raw) == TWIN.resolve(raw)


@settings(deadline=None)  # The first example builds the indexes.
@given(_TEXTS)
def test_a_label_is_always_of_the_pack_and_lacks_only_where_nothing_can_be_read(raw: str) -> None:
    found = RESOLVER.resolve(raw)
    if found.label is None:
        assert found.confidence == 0.0
        assert not emoji_in(raw)
        assert not any(map(str.isalpha, raw.replace("\\u0041", "").replace("&", "")))
    else:
        assert found.label in PACK
        assert (found.confidence == 1.0) == (found.kind is ResolutionKind.EXACT) == (raw in PACK)


def test_a_rule_claims_no_more_than_it_was_measured_to_be_right() -> None:
    claims = {r.name: r.confidence for r in (*DIRECT_RULES, *LOOSE_RULES) if not r.needs_theme}
    measured = 0
    for name, answers in reliability(PACK, THEMES).items():
        if len(answers) < 20 or name not in claims:
            continue
        measured += 1
        right = sum(is_right for _, is_right in answers) / len(answers)
        assert claims[name] <= right + 0.03, name
    assert measured >= 8


def test_the_theme_tables_overrule_a_keyword() -> None:
    alone = Resolver(PACK).resolve("ログ")
    assert (alone.label, alone.kind) == ("wood", ResolutionKind.ALIAS)
    assert RESOLVER.resolve("ログ").label != "wood"


def test_an_alias_of_the_list_is_its_label() -> None:
    theirs = Resolver.for_vocabulary(["coffee", "car", "🐶"], PACK)
    for raw, label in (("☕", "coffee"), ("hot-beverage", "coffee"), ("automobile", "car")):
        found = theirs.resolve(raw)
        assert (found.label, found.kind) == (label, ResolutionKind.ALIAS)
    assert theirs.resolve(":dog:").label == "🐶"


def test_a_label_that_the_list_lacks_goes_on_to_a_variant() -> None:
    theirs = Resolver.for_vocabulary(["woman-running", "dog"], PACK)
    found = theirs.resolve("runner")
    assert (found.label, found.kind) == ("woman-running", ResolutionKind.ALIAS)
    assert found.confidence < RESOLVER.resolve("runner").confidence


def test_a_label_that_the_list_lacks_altogether_goes_on_to_the_nearest() -> None:
    theirs = Resolver.for_vocabulary(["dog", "birthday-cake", "zzz"], PACK)
    found = theirs.resolve("shortcake")
    assert (found.label, found.kind) == ("birthday-cake", ResolutionKind.SIMILARITY)
    assert found.confidence < 0.5


def test_two_labels_for_one_emoji_stay_two() -> None:
    theirs = Resolver.for_vocabulary(["automobile", "car"], PACK)
    assert theirs.resolve("Car").label == "car"
    assert theirs.resolve("Automobile").label == "automobile"


@settings(deadline=None)  # The first example builds the indexes.
@given(_TEXTS)
def test_a_list_of_strangers_is_always_answered_from(raw: str) -> None:
    found = STRANGERS.resolve(raw)
    assert found.label in {None, "grep-42", "Ünïcode"}


def test_a_pack_of_pictures_alone_has_its_labels_to_go_by(tmp_path: Path) -> None:
    bare = EmojiPack.of([Emoji(label="red-bike"), Emoji(label="boat")], folder=tmp_path)
    resolver = Resolver(bare)
    assert resolver.resolve("Red Bike").label == "red-bike"
    assert resolver.resolve("bikes").label == "red-bike"


def test_an_empty_list_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a label"):
        Resolver.for_vocabulary([], PACK)
