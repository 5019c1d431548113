"""Japanese in Latin letters: from what a person types to kana, from kana to a comparison key.

The key spells a reading the way Kunrei does and drops what people write differently or leave out
(long vowels, the long mark, a doubled n), so ``toukyou``, ``tokyo``, ``tôkyô`` and とうきょう meet.
"""

from typing import NamedTuple

_VOWELS = "aiueo"
_ROWS = {
    "": "あいうえお",
    "k": "かきくけこ",
    "g": "がぎぐげご",
    "s": "さしすせそ",
    "z": "ざじずぜぞ",
    "t": "たちつてと",
    "d": "だぢづでど",
    "n": "なにぬねの",
    "h": "はひふへほ",
    "b": "ばびぶべぼ",
    "p": "ぱぴぷぺぽ",
    "m": "まみむめも",
    "r": "らりるれろ",
    "x": "ぁぃぅぇぉ",
    "l": "ぁぃぅぇぉ",
}
_GLIDES = {
    "ky": "き",
    "gy": "ぎ",
    "sy": "し",
    "sh": "し",
    "zy": "じ",
    "jy": "じ",
    "j": "じ",
    "ty": "ち",
    "cy": "ち",
    "ch": "ち",
    "dy": "ぢ",
    "ny": "に",
    "hy": "ひ",
    "by": "び",
    "py": "ぴ",
    "my": "み",
    "ry": "り",
    "fy": "ふ",
}
_GLIDE_ENDS = {"a": "ゃ", "u": "ゅ", "e": "ぇ", "o": "ょ"}
_SINGLE_SYLLABLES = {
    "ya": "や",
    "yu": "ゆ",
    "yo": "よ",
    "ye": "いぇ",
    "wa": "わ",
    "wi": "うぃ",
    "wu": "う",
    "we": "うぇ",
    "wo": "を",
    "shi": "し",
    "chi": "ち",
    "tsu": "つ",
    "ji": "じ",
    "fu": "ふ",
    "fa": "ふぁ",
    "fi": "ふぃ",
    "fe": "ふぇ",
    "fo": "ふぉ",
    "va": "ゔぁ",
    "vi": "ゔぃ",
    "vu": "ゔ",
    "ve": "ゔぇ",
    "vo": "ゔぉ",
    "thi": "てぃ",
    "dhi": "でぃ",
    "dhu": "でゅ",
    "twu": "とぅ",
    "dwu": "どぅ",
    "tsa": "つぁ",
    "tse": "つぇ",
    "tso": "つぉ",
    "xtu": "っ",
    "ltu": "っ",
    "xtsu": "っ",
    "ltsu": "っ",
    "xya": "ゃ",
    "xyu": "ゅ",
    "xyo": "ょ",
    "lya": "ゃ",
    "lyu": "ゅ",
    "lyo": "ょ",
    "-": "ー",
}
_LONGEST_SYLLABLE = 4
_DOUBLED = frozenset("kgsztdhbpmrfjcwv")
# What may stand at the end while a syllable is still being typed, and how its key can go on.
_BEGINNINGS: dict[str, tuple[str, ...]] = {
    **{begun: (begun,) for begun in "kgsztdnhbpmrywf"},
    **{begun: (begun,) for begun in ("ky", "gy", "sy", "zy", "ty", "ny", "hy", "by", "py", "my")},
    "ry": ("ry",),
    "sh": ("si", "sy"),
    "ch": ("ti", "ty"),
    "c": ("ti", "ty"),
    "cy": ("ty",),
    "ts": ("tu",),
    "j": ("zi", "zy"),
    "jy": ("zy",),
    "dy": ("zy",),
    "v": ("b",),
    "x": ("",),
    "l": ("",),
}


def _syllables() -> dict[str, str]:
    table = dict(_SINGLE_SYLLABLES)
    for consonant, row in _ROWS.items():
        table |= {consonant + vowel: kana for vowel, kana in zip(_VOWELS, row, strict=True)}
    for consonant, kana in _GLIDES.items():
        table |= {consonant + vowel: kana + end for vowel, end in _GLIDE_ENDS.items()}
    return table


_KANA_OF = _syllables()

# In order: what a small kana makes of the syllable before it, once the large ones are Latin.
_KEY_OF_SMALL = (
    ("iゃ", "ya"),
    ("iゅ", "yu"),
    ("iょ", "yo"),
    ("iぇ", "ye"),
    ("teぃ", "ti"),
    ("deぃ", "di"),
    ("toぅ", "tu"),
    ("doぅ", "du"),
    ("teゅ", "tyu"),
    ("deゅ", "dyu"),
    ("fuゅ", "fyu"),
    ("uぁ", "a"),
    ("uぃ", "i"),
    ("uぇ", "e"),
    ("uぉ", "o"),
    *zip("ぁぃぅぇぉゃゅょゎ", ("a", "i", "u", "e", "o", "ya", "yu", "yo", "wa"), strict=True),
)
_KEY_OF_KANA = (
    ("うぃ", "wi"),
    ("うぇ", "we"),
    ("うぉ", "wo"),
    ("ふ", "fu"),
    ("ぢ", "zi"),
    ("づ", "zu"),
    ("を", "o"),
    *zip("やゆよわんゔゐゑ", ("ya", "yu", "yo", "wa", "n", "bu", "i", "e"), strict=True),
    ("ゕ", "ka"),
    ("ゖ", "ke"),
    *(
        (kana, consonant + vowel)
        for consonant, row in _ROWS.items()
        if consonant not in ("x", "l")
        for vowel, kana in zip(_VOWELS, row, strict=True)
    ),
    *((mark, "") for mark in "ー・'"),
    *_KEY_OF_SMALL,
    *(("っ" + consonant, consonant * 2) for consonant in "kgsztdhbpmrfyw"),
    ("っ", ""),
    *((vowel * 2, vowel) for vowel in _VOWELS for _ in range(2)),
    ("ou", "o"),
    ("oo", "o"),
    ("nn", "n"),
)


class Kana(NamedTuple):
    """Typed romaji as hiragana, and the letters at its end that are not a syllable yet."""

    kana: str
    rest: str


def to_kana(text: str) -> Kana | None:
    """Return folded Latin or mixed text as hiragana, or None where it is not romaji.

    Hiragana passes through, so an input method's half-typed ``ねk`` is understood.
    """
    kana: list[str] = []
    at = 0
    while at < len(text):
        step = _next_syllable(text, at)
        if step is None:
            rest = text[at:]
            # A doubled consonant at the very end is a small tsu and a beginning.
            if len(rest) == 2 and rest[0] == rest[1] and rest[0] in _DOUBLED:
                return Kana("".join(kana) + "っ", rest[1])
            return Kana("".join(kana), rest) if rest in _BEGINNINGS else None
        syllable, length = step
        kana.append(syllable)
        at += length
    return Kana("".join(kana), "")


def _next_syllable(text: str, at: int) -> tuple[str, int] | None:
    char = text[at]
    if "ぁ" <= char <= "ゖ" or char == "ー":
        return char, 1
    for length in range(_LONGEST_SYLLABLE, 0, -1):
        syllable = _KANA_OF.get(text[at : at + length])
        if syllable:
            return syllable, min(length, len(text) - at)
    following = text[at + 1 : at + 2]
    if char == "n" and following:
        if following == "'":
            return "ん", 2
        # "nn" before a vowel is ん and a syllable of the n row: on'na is written "onna".
        if following == "n":
            return "ん", 1 if text[at + 2 : at + 3] in (*_VOWELS, "y") and len(text) > at + 2 else 2
        return None if following == "y" else ("ん", 1)
    if char == "m" and following and following in "bpm":
        return "ん", 1
    doubled = following == char or text.startswith("tch", at)
    if doubled and char in _DOUBLED and len(text) > at + 2:
        return "っ", 1
    return None


def key_of_kana(kana: str) -> str:
    """Return the comparison key of folded hiragana; line breaks pass, so lists go in one call.

    Replacing sign by sign over the whole text is several times as fast as a translation table.
    """
    for sign, key in _KEY_OF_KANA:
        kana = kana.replace(sign, key)
    return kana


def keys_of_typed(typed: Kana) -> tuple[str, ...]:
    """Return the key of romaji, or for a half-typed end the beginnings its key can have."""
    if not typed.rest:
        keys = {key_of_kana(typed.kana)}
    else:
        doubled = typed.kana.endswith("っ")
        finished = key_of_kana(typed.kana.removesuffix("っ"))
        keys = {
            finished + (begun[:1] if doubled else "") + begun for begun in _BEGINNINGS[typed.rest]
        }
    return tuple(sorted(key.replace("nn", "n") for key in keys if key))
