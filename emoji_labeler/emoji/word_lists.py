"""The word lists behind the search: words that say little, irregular forms, two spellings."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ENGLISH_STOP_WORDS = _words(
    """a an and am are as at be been being but by can could did do does doing done for from get
    gets getting give go goes going got had has have having he her here him his how i if in into is
    it its just let like made make makes making may me more most much must my no not of off on one
    or our out over own put really she so some still such take takes taking than that the their
    them then there these they thing things this those to today tomorrow too took up us very was we
    went were what when where which while who why will with would you your yesterday im ive"""
)

# Japanese verbs and adjectives that say little about a picture beside another word.
JAPANESE_LIGHT_WORDS = _words(
    """行く いく 来る くる する した なる ある いる 出る でる 出す だす 入る はいる 見る みる 思う
    おもう 言う いう できる 出来る やる もらう くれる あげる 使う つかう 取る とる 持つ もつ 新しい
    あたらしい 欲しい
    ほしい 良い いい よい 作る つくる 準備 じゅんび 予定 よてい 時間 じかん
    こと もの とき ため から まで など いった きた でた だした みた なった こない いない
    ない たい"""
)

# Nouns that stand in memos of every kind and so tell nothing about a label.
JAPANESE_COMMON_NOUNS = _words(
    """今日 明日 昨日 今週 来週 先週 今月 来月 今年 来年 毎日 時間 時々 最近 今回 自分 本当 一番
    一緒 大事 必要 気持 全部 最後 最初 場合 以上 以下 午前 午後 コト モノ トコ"""
)

# What names a woman or a man in a folded query; the variants then stand beside the neutral emoji.
VARIANT_WORDS = _words(
    """woman women man men female male lady ladies gentleman gentlemen girl boy girls boys she he
    her his wife husband mother father mom dad onna otoko josei dansei おんな おとこ じょせい
    だんせい おんなのこ おとこのこ"""
)
VARIANT_KANJI = frozenset("女男母父妻夫姉兄妹弟嬢婦")
VARIANT_ENDINGS = ("woman", "women", "man", "men")

# An irregular form, and the word that a dictionary lists.
IRREGULAR = {
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

# British and American, as parts of words.
SPELLINGS = (
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
