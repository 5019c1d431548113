"""How English words are cut and brought to a common stem, so that baked, baking and bakes meet."""

import re
from functools import lru_cache

from emoji_labeler.local_model.passing_words import ENGLISH_FAINT_WORDS, ENGLISH_STOP_WORDS

_TOKEN = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_VOWEL = re.compile("[aeiouy]")


_IRREGULAR = """ran>run ate>eat eaten>eat slept>sleep bought>buy wrote>write written>write
    drove>drive driven>drive fell>fall fallen>fall broke>break broken>break lost>lose caught>catch
    swam>swim swum>swim flew>fly flown>fly sang>sing sung>sing drank>drink drunk>drink taught>teach
    sold>sell spent>spend paid>pay rode>ride ridden>ride threw>throw thrown>throw won>win
    woke>wake woken>wake wore>wear worn>wear grew>grow grown>grow built>build burnt>burn
    drew>draw drawn>draw dreamt>dream fed>feed fought>fight forgot>forget forgotten>forget
    froze>freeze frozen>freeze hid>hide knitted>knit lent>lend lit>light met>meet
    rang>ring rose>rise shook>shake shot>shoot slid>slide spoke>speak spoken>speak stole>steal
    stolen>steal stuck>stick swept>sweep tore>tear torn>tear wept>weep children>child teeth>tooth
    feet>foot mice>mouse geese>goose men>man women>woman knives>knife leaves>leaf loaves>loaf
    wolves>wolf shelves>shelf wives>wife lives>life dying>die lying>lie tying>tie cried>cry
    mum>mom mums>mom mummy>mom grandma>grandmother granny>grandmother nan>grandmother
    grandad>grandfather grandpa>grandfather granddad>grandfather"""
_BASES = dict(pair.split(">") for pair in _IRREGULAR.split())


# What stands behind an apostrophe, spelled out: "i'll" must not be read as "ill".
_CONTRACTIONS = (("'ll", " will"), ("'re", " are"), ("'ve", " have"), ("'m", " am"), ("'d", ""))


def tokens(text: str) -> list[str]:
    """Return the words of a folded text in their order, possessive endings cut off."""
    plain = text.replace("’", "'")
    if "'" not in plain:
        return _TOKEN.findall(plain)
    for short, long in _CONTRACTIONS:
        plain = plain.replace(short, long)
    return [
        found[:-2] if found.endswith("'s") else found.replace("'", "")
        for found in _TOKEN.findall(plain)
    ]


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return the stem of a lower-case word; it need not be a word, only be shared by its forms."""
    if word in _BASES:
        word = _BASES[word]
    if len(word) < 4 or not word.isascii() or word.isdigit():
        return word
    for ending in ("ingly", "edly", "ing", "ed", "ly"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= 3 and _VOWEL.search(rest):
            return _plain(rest)
    if word.endswith("ies") and len(word) > 4:
        return _plain(word[:-3] + "y")
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return _plain(word[:-2])
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return _plain(word[:-1])
    return _plain(word)


def _plain(rest: str) -> str:
    """Take off a doubled consonant or a mute e, and write a final y as i."""
    if len(rest) > 3 and rest[-1] == rest[-2] and rest[-1] not in "aeiouls":
        return rest[:-1]
    if len(rest) > 3 and rest.endswith("e"):
        return rest[:-1]
    if len(rest) > 2 and rest.endswith("y") and rest[-2] not in "aeiou":
        return rest[:-1] + "i"
    return rest


STOP_STEMS = frozenset(map(stem, ENGLISH_STOP_WORDS))
FAINT_STEMS = frozenset(map(stem, ENGLISH_FAINT_WORDS)) - STOP_STEMS
