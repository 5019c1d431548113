"""Which words of a memo are worth learning for the search.

There is no dictionary here: Japanese is cut where the script changes, which keeps nouns in kanji
and loan words in katakana, and lets go of particles and endings in hiragana.
"""

import re
import unicodedata

from emoji_labeler.emoji.folding import search_text
from emoji_labeler.emoji.word_lists import ENGLISH_STOP_WORDS, JAPANESE_COMMON_NOUNS

_LATIN = re.compile("[a-z][a-z']{2,}")
_KANJI_RUN = re.compile("[一-龯々]{2,8}")
_KATAKANA_RUN = re.compile("[ァ-ヺー]{2,12}")
_LONGEST_MEMO = 4000


def words_of_memo(text: str) -> tuple[str, ...]:
    """Return the words of a memo in order, each once: nouns as well as can be told by script."""
    plain = unicodedata.normalize("NFKC", text[:_LONGEST_MEMO])
    words = [word for word in _LATIN.findall(search_text(plain)) if word not in ENGLISH_STOP_WORDS]
    words += _KATAKANA_RUN.findall(plain)
    for run in _KANJI_RUN.findall(plain):
        words.append(run)
        # Four kanji are nearly always two words of two: 就職活動 is 就職 and 活動.
        if len(run) == 4:
            words += (run[:2], run[2:])
    return tuple(dict.fromkeys(word for word in words if word not in JAPANESE_COMMON_NOUNS))
