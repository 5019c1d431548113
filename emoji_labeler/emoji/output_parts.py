"""Which parts of a raw output may be the label: models wrap it in quotes, JSON and sentences."""

import html
import json
import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from emoji_labeler.emoji.folding import search_text
from emoji_labeler.emoji.unicode_forms import mended, without_emoji

_LONGEST_TEXT = 20_000
_LONGEST_PART = 100
_MOST_PARTS = 24
_DEEPEST = 6

_WRAPPERS = " \t\r\n\"'`*_~“”„‘’«»「」『』【】〈〉《》()（）[]{}<>.,;!?。、！？…-–—"
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u200c\u200e\u200f\u2060\ufeff\ufffd]"
)
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})|\bU\+([0-9a-fA-F]{4,6})\b")
_FENCE = re.compile(r"```[\w-]*\s*(.*?)```", re.DOTALL)

# What a model calls its answer, in English and Japanese.
_ANSWER = (
    r"(?:labels?|emojis?|answers?|outputs?|results?|class|category|name|slug|choice|pick"
    r"|ラベル|絵文字|答え|回答|出力|結果|カテゴリー?|名前)"
)
_ANSWER_KEYS = ("label", "emoji", "answer", "output", "result", "ラベル", "絵文字", "name", "slug")
_PREFIX = re.compile(rf"{_ANSWER}(?:\s*[:=：＝/|]\s*|[-_–—]|\s+)(\S.*)", re.IGNORECASE)
_STATED = re.compile(
    rf"{_ANSWER}[^\n:：.。]{{0,60}}?(?:[:：=]|\b(?:is|would be|should be)\b|は)\s*[:：]?\s*"
    r"(?:(?:the|an?)\s)?([^\n.。!！]+?)\s*(?:です|である|でしょう|だ|かな)?\s*(?:[.。!！\n]|$)",
    re.IGNORECASE,
)
_PAIR = re.compile(
    rf"[\"']{_ANSWER}[\"']\s*[:=]\s*[\"']([^\"'\n]{{1,{_LONGEST_PART}}})[\"']", re.IGNORECASE
)
_QUOTED = tuple(
    re.compile(pattern)
    for pattern in (
        r"\*\*([^*\n]{1,100})\*\*",
        r"(?<![\w_])__([^\n]{1,100}?)__(?![\w_])",
        r"`([^`\n]{1,100})`",
        r"<(?:label|emoji|answer|output)>([^<\n]{1,100})</",
        r"[「『【]([^「」『』【】\n]{1,100})[」』】]",
        r"[\"“]([^\"“”\n]{1,100})[\"”]",
        r"(?<!\w)[*_]([^*\n]{1,100}?)[*_](?!\w)",
        r"(?<!\w)['‘]([^'‘’\n]{1,100})['’](?!\w)",
    )
)
_CODE = re.compile(r":([\w+'’-]{1,60}):(?::?skin[-_]tone[-_]\d:)?")
_SEPARATORS = re.compile(r"[\n,;、，；|]+|\s/\s")
_BULLET = re.compile(r"^\s*(?:[-*•・]|\(?\d{1,3}[.):])\s*")
_PICTURE_ENDING = re.compile(r"\.(?:png|svg|webp|gif|jpe?g)$", re.IGNORECASE)
_MOST_WORDS_IN_LIST = 5
_NOTHING = frozenset(
    {
        *("none", "null", "nil", "nan", "n a", "unknown", "undefined", "nothing", "empty"),
        *("no label", "no emoji", "なし", "無し", "該当なし", "不明"),
    }
)


class Part:
    """A piece of a raw output, and where it stood: an empty string for the whole output."""

    def __init__(self, text: str, where: str = "") -> None:
        self.text = text
        self.where = where

    @cached_property
    def key(self) -> str:
        """The text as names are compared, without emoji unless there is nothing else."""
        words = search_text(without_emoji(self.text))
        return words or search_text(self.text)

    @cached_property
    def words(self) -> list[str]:
        """The words of the key."""
        return self.key.split()

    @cached_property
    def code(self) -> str:
        """What stands between colons where the text is a shortcode, with or without a tone."""
        found = _CODE.fullmatch(self.text.strip("<>"))
        return found[1].lower() if found else ""


def readable(raw: str) -> str:
    """Return a raw output without what hides its text: escapes, entities, broken halves."""
    text = mended(raw[:_LONGEST_TEXT])
    if "&" in text:
        text = html.unescape(text)
    if "\\" in text or "U+" in text:
        text = mended(_ESCAPED.sub(_unescaped, text))
    return _INVISIBLE.sub("", text).strip()


def says_nothing(text: str) -> bool:
    """Tell whether a text has letters and yet says no more than that there is no label."""
    return len(text) < _LONGEST_PART and search_text(text) in _NOTHING


def _unescaped(match: re.Match[str]) -> str:
    code = int(match[1] or match[2] or match[3], 16)
    return chr(code) if code <= 0x10FFFF else match[0]


def whole_parts(text: str) -> Iterator[Part]:
    """Yield the whole output, without its wrapping, and without a word such as ``label:``."""
    if len(text) > 3 * _LONGEST_PART:
        return
    yield Part(text)
    bare = text.strip(_WRAPPERS)
    if bare and bare != text:
        yield Part(bare)
    plain = _PICTURE_ENDING.sub("", _BULLET.sub("", bare))
    if plain and plain != bare:
        yield Part(plain)
    prefixed = _PREFIX.fullmatch(plain)
    if prefixed:
        yield Part(prefixed[1].strip(_WRAPPERS), "after a prefix")


def marked_parts(text: str) -> Iterator[Part]:
    """Yield the pieces that the output itself marks as its answer, surest first."""
    found: Iterable[tuple[str, str]] = _marked(text)
    seen = set()
    for piece, where in found:
        bare = piece.strip(_WRAPPERS)
        if not bare or len(bare) > _LONGEST_PART or bare in seen:
            continue
        seen.add(bare)
        yield Part(bare, where)
        prefixed = _PREFIX.fullmatch(bare)
        if prefixed:
            yield Part(prefixed[1].strip(_WRAPPERS), where)
        if len(seen) >= _MOST_PARTS:
            return


def _marked(text: str) -> Iterator[tuple[str, str]]:
    fenced = _FENCE.findall(text)
    for block in (text, *fenced):
        yield from ((value, "in JSON") for value in _json_strings(block))
    yield from ((value, "in JSON") for value in _PAIR.findall(text))
    yield from ((block, "in a code block") for block in fenced)
    for pattern in _QUOTED:
        yield from ((piece, "in quotes") for piece in pattern.findall(text))
    yield from ((piece, "after a prefix") for piece in _STATED.findall(text))


def listed_parts(text: str) -> list[Part]:
    """Return the pieces of a list such as ``cat, dog``; nothing where the text is prose."""
    pieces = [_BULLET.sub("", piece).strip(_WRAPPERS) for piece in _SEPARATORS.split(text)]
    parts = [Part(piece, "first of a list") for piece in pieces if piece][:_MOST_PARTS]
    if any(len(part.words) > _MOST_WORDS_IN_LIST or len(part.text) > 60 for part in parts):
        return []
    return parts


def codes_in(text: str) -> list[str]:
    """Return every shortcode of a text, between its colons."""
    return [f":{code}:" for code in _CODE.findall(text)]


def _json_strings(text: str) -> Iterator[str]:
    stripped = text.strip()
    if not stripped or stripped[0] not in '{["':
        return
    try:
        value = json.loads(stripped)
    except (ValueError, RecursionError):
        return
    yield from _strings_of(value, depth=0)


def _strings_of(value: object, *, depth: int) -> Iterator[str]:
    if isinstance(value, str):
        yield mended(value)
    elif depth == _DEEPEST:
        return
    elif isinstance(value, list):
        for one in value:
            yield from _strings_of(one, depth=depth + 1)
    elif isinstance(value, dict):
        answers = [value[key] for key in _ANSWER_KEYS if key in value]
        others = [one for key, one in value.items() if key not in _ANSWER_KEYS]
        for one in answers + others:
            yield from _strings_of(one, depth=depth + 1)
