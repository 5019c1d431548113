"""Finds the names of emoji that stand in the middle of a sentence, in English and Japanese."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from emoji_labeler.emoji.folding import has_kanji, search_text
from emoji_labeler.emoji.known_names import KnownNames
from emoji_labeler.emoji.word_lists import ENGLISH_STOP_WORDS

_LONGEST_TEXT = 2_000
_MOST_WORDS = 7
_LONGEST_JAPANESE = 16
_SHORTEST_HIRAGANA = 4
_SHORTEST_KEYWORD = 3
_JAPANESE = re.compile("[぀-ヿ一-龯々〆ー]+")
_KATAKANA = re.compile("[ァ-ヺー]")

# Labels that in a sentence are more often something else: what the question was about, and words
# that every English sentence may hold.
_ORDINARY = frozenset(
    {
        *("label", "labels", "memo", "memos", "emoji", "emojis", "picture", "name", "text", "word"),
        *("person", "people", "man", "men", "woman", "women", "face", "hand", "hands", "speech"),
        *("voice", "message", "note", "notes", "file", "folder", "page", "key", "link", "sign"),
        *("input", "output", "letters", "symbols", "object", "one", "light", "mark", "point"),
        *("okay", "yes", "good", "bad", "back", "end", "soon", "top", "new", "free", "cool"),
        *("watch", "ring", "wave", "check", "play", "sorry"),
    }
)
_ORDINARY_JAPANESE = frozenset(
    {
        *("絵文字", "文字", "記号", "ラベル", "メモ", "ボイスメモ", "画像", "名前", "言葉", "数字"),
        *("男性", "女性", "男の人", "女の人", "男の子", "女の子", "マーク", "アイコン", "申し訳"),
    }
)


class NamesInText:
    """Looks for names in text; for Japanese also for keywords that one family alone has."""

    def __init__(self, names: KnownNames) -> None:
        self._names = names

    def labels_in(self, text: str) -> list[str]:
        """Return the label of each name found, each once, in order; longer names hide shorter."""
        text = text[:_LONGEST_TEXT]
        labels = [*self._in_english(text), *self._in_japanese(text)]
        bases = {self._names.base_label(label): label for label in reversed(labels)}
        return list(reversed(bases.values()))

    def _in_english(self, text: str) -> Iterator[str]:
        words = search_text(text).split()
        known = self._names.proper
        at = 0
        while at < len(words):
            for length in range(min(_MOST_WORDS, len(words) - at), 0, -1):
                key = " ".join(words[at : at + length])
                label = known.get(key, "") if key.isascii() else ""
                if length > 1:
                    label = label or self._names.bare_codes.get(key, "")
                elif key in ENGLISH_STOP_WORDS or key in _ORDINARY or len(key) < 3:
                    label = ""
                if label:
                    yield label
                    break
            at += length

    def _in_japanese(self, text: str) -> Iterator[str]:
        for run in _JAPANESE.findall(unicodedata.normalize("NFKC", text)):
            at = 0
            while at < len(run):
                for length in range(min(_LONGEST_JAPANESE, len(run) - at), 0, -1):
                    word = run[at : at + length]
                    if word in self._written and not _is_cut_out(run, at, at + length):
                        if label := self._written[word]:
                            yield label
                        break
                at += length

    @cached_property
    def _written(self) -> dict[str, str]:
        """Return Japanese words as they are written, with an empty label for vague ones."""
        owners: dict[str, set[str]] = defaultdict(set)
        names: dict[str, str] = {}
        for one in self._names.emoji:
            if one.name_ja:
                names.setdefault(unicodedata.normalize("NFKC", one.name_ja), one.label)
            for keyword in filter(_is_long, one.keywords_ja):
                owners[unicodedata.normalize("NFKC", keyword)].add(one.label)
        found = {word: self._names.family_of(labels) for word, labels in owners.items()}
        found |= names
        return {
            word: "" if word in _ORDINARY_JAPANESE else label
            for word, label in found.items()
            if _is_telling(word)
        }


def _is_cut_out(run: str, start: int, end: int) -> bool:
    """Tell whether a piece of a Japanese text is part of a longer word in katakana."""
    before, after = run[start - 1 : start], run[end : end + 1]
    return bool(
        (_KATAKANA.match(run[start]) and before and _KATAKANA.match(before))
        or (_KATAKANA.match(run[end - 1]) and after and _KATAKANA.match(after))
    )


def _is_long(keyword: str) -> bool:
    return len(keyword) >= _SHORTEST_KEYWORD


def _is_telling(word: str) -> bool:
    if _KATAKANA.search(word) or has_kanji(word):
        return len(word) > 1
    return len(word) >= _SHORTEST_HIRAGANA
