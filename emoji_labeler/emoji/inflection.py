"""The dictionary forms a typed word may have come from, and its other spellings.

Only queries pass through here: the index keeps words as they are, and a query that is not among
them is tried in these forms. Guesses may be wrong, for they are looked up, never shown.
"""

from collections.abc import Iterator

from emoji_labeler.emoji.folding import has_kanji
from emoji_labeler.emoji.word_lists import IRREGULAR, SPELLINGS

# An ending, and what may stand in its place in the dictionary form.
_ENGLISH_ENDINGS = (
    ("iest", ("y",)),
    ("ies", ("y", "ie")),
    ("ied", ("y",)),
    ("ier", ("y",)),
    ("ing", ("", "e")),
    ("ers", ("", "e")),
    ("ed", ("", "e")),
    ("er", ("", "e")),
    ("est", ("", "e")),
    ("es", ("", "e")),
    ("s", ("",)),
    ("ly", ("",)),
    ("y", ("", "e")),
    ("ness", ("",)),
    ("ment", ("",)),
)
_SHORTEST_STEM = 3

# Read from the end of the word: the ending, and the dictionary endings it can come from.
_TE_FORMS = (
    ("った", ("る", "う", "つ")),
    ("って", ("る", "う", "つ")),
    ("んだ", ("む", "ぶ", "ぬ")),
    ("んで", ("む", "ぶ", "ぬ")),
    ("いた", ("く",)),
    ("いて", ("く",)),
    ("いだ", ("ぐ",)),
    ("いで", ("ぐ",)),
    ("した", ("す", "")),
    ("して", ("す", "")),
    ("た", ("る",)),
    ("て", ("る",)),
)
_I_ROW_TO_U = dict(zip("きぎしちにびみりい", "くぐすつぬぶむるう", strict=True))
_A_ROW_TO_U = dict(zip("かがさたなばまらわ", "くぐすつぬぶむるう", strict=True))
_POLITE = (
    "ませんでした",
    "ましょう",
    "ました",
    "ません",
    "ます",
    "たかった",
    "たくない",
    "たい",
    "ながら",
    "すぎた",
    "すぎる",
    "すぎ",
    "そう",
    "やすい",
    "にくい",
    "なさい",
    "方",
)
_NEGATIVE = ("なかった", "ないで", "なくて", "ない", "れる", "れた", "せる", "せた", "ず")
_ADJECTIVE = ("くなかった", "かった", "くない", "くて", "さ", "く", "すぎる", "すぎ", "み", "そう")
_AFTER_NOUN = (
    "していました",
    "しています",
    "している",
    "していた",
    "しました",
    "します",
    "したい",
    "してる",
    "した",
    "して",
    "しよう",
    "する",
    "し",
    "でした",
    "だった",
    "です",
    "中",
    "たち",
    "さん",
    "ちゃん",
    "くん",
    "様",
    "さま",
)
_PARTICLES = frozenset("だなにをがはのとでへもや")
_AUXILIARY = (
    ("ています", "て"),
    ("ていました", "て"),
    ("ている", "て"),
    ("ていた", "て"),
    ("てる", "て"),
    ("てた", "て"),
    ("てきた", "て"),
    ("てくる", "て"),
    ("てみた", "て"),
    ("てみる", "て"),
    ("てしまった", "て"),
    ("ちゃった", "て"),
    ("ておく", "て"),
    ("でいる", "で"),
    ("でいた", "で"),
    ("でる", "で"),
    ("じゃった", "で"),
)
_HONORIFICS = ("お", "ご", "御")
_SHORTEST_JAPANESE = 2


def dictionary_forms(word: str) -> tuple[str, ...]:
    """Return the forms a folded word may stand for, likeliest first, without the word itself."""
    forms = _english_forms(word) if word.isascii() else _japanese_forms(word)
    return tuple(dict.fromkeys(form for form in forms if form and form != word))


def _english_forms(word: str) -> Iterator[str]:
    stems = [word]
    if word in IRREGULAR:
        stems.append(IRREGULAR[word])
    for ending, replacements in _ENGLISH_ENDINGS:
        stem = word[: -len(ending)]
        if not word.endswith(ending) or len(stem) < _SHORTEST_STEM - (ending != "y"):
            continue
        stems += (stem + replacement for replacement in replacements)
        if len(stem) > _SHORTEST_STEM and stem[-1] == stem[-2]:
            stems.append(stem[:-1])
    if word.endswith("e"):
        stems.append(word[:-1] + "ing")
    for stem in stems:
        yield stem
        yield from _other_spellings(stem)


def _other_spellings(word: str) -> Iterator[str]:
    for british, american in SPELLINGS:
        if british in word:
            yield word.replace(british, american)
        elif american in word:
            yield word.replace(american, british)


def _japanese_forms(word: str) -> Iterator[str]:
    for base in (word, *_without_honorific(word)):
        if base != word:
            yield base
        yield from (stem for ending in _AFTER_NOUN if (stem := _cut(base, ending)))
        # Of kana the last may belong to the word: プリント is not プリン and と.
        if base[-1] in _PARTICLES and has_kanji(base[-2:-1]):
            yield base[:-1]
        for auxiliary, te in _AUXILIARY:
            if stem := _cut(base, auxiliary):
                yield from _of_te_form(stem + te)
        yield from _of_te_form(base)
        yield from _of_row(base, _POLITE, row=_I_ROW_TO_U)
        yield from _of_row(base, _NEGATIVE, row=_A_ROW_TO_U)
        yield from (stem + "い" for ending in _ADJECTIVE if (stem := _cut(base, ending)))
        # The bare stem used as a noun: 走り of 走る, 片付け of 片付ける.
        if base[-1] in _I_ROW_TO_U:
            yield base[:-1] + _I_ROW_TO_U[base[-1]]
        yield base + "る"


def _without_honorific(word: str) -> Iterator[str]:
    yield from (
        word[len(prefix) :]
        for prefix in _HONORIFICS
        if word.startswith(prefix) and len(word) > len(prefix) + 1
    )


def _of_te_form(word: str) -> Iterator[str]:
    for ending, dictionary in _TE_FORMS:
        if stem := _cut(word, ending, shortest=1):
            yield from (stem + end for end in dictionary)


def _of_row(word: str, endings: tuple[str, ...], *, row: dict[str, str]) -> Iterator[str]:
    for ending in endings:
        stem = _cut(word, ending)
        if not stem:
            continue
        yield stem
        yield stem + "る"
        if stem[-1] in row:
            yield stem[:-1] + row[stem[-1]]


def _cut(word: str, ending: str, *, shortest: int = _SHORTEST_JAPANESE) -> str:
    """Return word without the ending, or an empty string where too little would be left."""
    stem = word.removesuffix(ending)
    if stem == word:
        return ""
    return stem if len(stem) >= shortest or has_kanji(stem) else ""
