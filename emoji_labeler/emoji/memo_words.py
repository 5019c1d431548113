"""Which words of a memo are worth learning for the search.

There is no dictionary here: Japanese is cut where the script changes, which keeps nouns in kanji
and loan words in katakana, and lets go of particles and endings in hiragana.
"""

import re

from emoji_labeler.emoji.folding import search_text
from emoji_labeler.emoji.inflection import ENGLISH_STOP_WORDS

_LATIN = re.compile("[a-z][a-z']{2,}")
_KANJI_RUN = re.compile("[一-龯々]{2,8}")
_KATAKANA_RUN = re.compile("[ァ-ヺー]{2,12}")
_TOO_COMMON = frozenset(
    "今日 明日 昨日 今週 来週 先週 今月 来月 今年 来年 毎日 時間 時々 最近 今回 自分 本当 一番 一緒 "
    "大事 必要 気持 全部 最後 最初 場合 以上 以下 午前 午後 コト モノ トコ".split()
)
_LONGEST_MEMO = 4000


def words_of_memo(text: str) -> tuple[str, ...]:
    """Return the words of a memo in order, each once: nouns as well as can be told by script."""
    import unicodedata

    plain = unicodedata.normalize("NFKC", text[:_LONGEST_MEMO])
    words = [word for word in _LATIN.findall(search_text(plain)) if word not in ENGLISH_STOP_WORDS]
    words += _KATAKANA_RUN.findall(plain)
    for run in _KANJI_RUN.findall(plain):
        words.append(run)
        # Four kanji are nearly always two words of two: 就職活動 is 就職 and 活動.
        if len(run) == 4:
            words += (run[:2], run[2:])
    return tuple(dict.fromkeys(word for word in words if word not in _TOO_COMMON))
