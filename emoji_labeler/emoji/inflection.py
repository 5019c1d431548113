"""The dictionary forms a typed word may have come from, and its other spellings.

Only queries pass through here: the index keeps words as they are, and a query that is not among
them is tried in these forms. Guesses may be wrong, for they are looked up, never shown.
"""

from collections.abc import Iterator

from emoji_labeler.emoji.folding import has_kanji

ENGLISH_STOP_WORDS = frozenset(
    """a an and am are as at be been being but by can could did do does doing done for from get
    gets getting give go goes going got had has have having he her here him his how i if in into is
    it its just let like made make makes making may me more most much must my no not of off on one
    or our out over own put really she so some still such take takes taking than that the their
    them then there these they thing things this those to today tomorrow too took up us very was we
    went were what when where which while who why will with would you your yesterday im ive""".split()
)

# Japanese verbs and adjectives that say little about a picture beside another word.
JAPANESE_LIGHT_WORDS = frozenset(
    """行く いく 来る くる する した なる ある いる 出る でる 出す だす 入る はいる 見る みる 思う おもう
    言う いう できる 出来る やる もらう くれる あげる 使う つかう 取る とる 持つ もつ 新しい あたらしい 欲しい
    ほしい 良い いい よい 作る つくる 準備 じゅんび 予定 よてい 時間 じかん こと もの とき ため から まで など
    いった きた でた だした みた なった こない いない ない たい""".split()
)

_IRREGULAR = {
    form: base
    for base, forms in {
        "buy": "bought",
        "eat": "ate eaten",
        "drink": "drank drunk",
        "sleep": "slept",
        "run": "ran",
        "swim": "swam swum",
        "sing": "sang sung",
        "write": "wrote written",
        "drive": "drove driven",
        "ride": "rode ridden",
        "fly": "flew flown",
        "think": "thought",
        "teach": "taught",
        "catch": "caught",
        "fight": "fought",
        "bring": "brought",
        "speak": "spoke spoken",
        "break": "broke broken",
        "wake": "woke woken",
        "win": "won",
        "lose": "lost",
        "pay": "paid",
        "say": "said",
        "sell": "sold",
        "tell": "told",
        "send": "sent",
        "spend": "spent",
        "build": "built",
        "feel": "felt",
        "meet": "met",
        "leave": "left",
        "fall": "fell fallen",
        "forget": "forgot forgotten",
        "freeze": "froze frozen",
        "grow": "grew grown",
        "throw": "threw thrown",
        "draw": "drew drawn",
        "know": "knew known",
        "steal": "stole stolen",
        "choose": "chose chosen",
        "wear": "wore worn",
        "tear": "tore torn",
        "shoot": "shot",
        "sit": "sat",
        "stand": "stood",
        "see": "saw seen",
        "hear": "heard",
        "give": "gave given",
        "begin": "began begun",
        "child": "children",
        "foot": "feet",
        "tooth": "teeth",
        "mouse": "mice",
        "goose": "geese",
        "person": "people",
        "leaf": "leaves",
        "knife": "knives",
        "wolf": "wolves",
        "wife": "wives",
        "life": "lives",
    }.items()
    for form in forms.split()
}

_SPELLINGS = (
    ("our", "or"),
    ("ise", "ize"),
    ("isation", "ization"),
    ("tre", "ter"),
    ("ogue", "og"),
    ("lling", "ling"),
    ("lled", "led"),
    ("ller", "ler"),
    ("grey", "gray"),
    ("aero", "air"),
    ("mum", "mom"),
    ("pyjama", "pajama"),
    ("jewellery", "jewelry"),
    ("tyre", "tire"),
    ("cheque", "check"),
    ("kerb", "curb"),
    ("plough", "plow"),
    ("moustache", "mustache"),
    ("doughnut", "donut"),
    ("yoghurt", "yogurt"),
    ("programme", "program"),
    ("defence", "defense"),
    ("licence", "license"),
    ("practise", "practice"),
    ("paed", "ped"),
    ("anaes", "anes"),
    ("haem", "hem"),
    ("aluminium", "aluminum"),
)

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
    if word in _IRREGULAR:
        stems.append(_IRREGULAR[word])
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
    for british, american in _SPELLINGS:
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
    return stem if stem != word and len(stem) >= shortest else ""
