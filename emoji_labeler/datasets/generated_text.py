"""Finding themes or a memo in what a chat model answered, whatever form it chose.

With structured output the answer is one JSON object. Without it models wrap JSON in fences, number
their lines, put a sentence in front, or stop in the middle of a string.
"""

import json
import re

from emoji_labeler.domain.text import fault_in_text, normalise

_LONGEST_THEME = 80
_FENCE = re.compile(r"```[a-zA-Z]*\n?(.*?)(?:```|\Z)", re.DOTALL)
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_OPEN_STRING = re.compile(r'\{\s*"\w+"\s*:\s*"((?:[^"\\]|\\.)*)\Z', re.DOTALL)
_NUMBER = re.compile(r"^\s*(?:[-*•・–]|[(（]?\d{1,4}[.)）、．:：])\s*")
_PREFACE = re.compile(
    r"^(?:(?:sure|certainly|of course|here(?:'s| is| are)|okay)\b.*:"
    r"|(?:はい|承知|かしこまり|以下|了解).*[。：:])\s*$",
    re.IGNORECASE,
)
_NAME = re.compile(r"^(?:memo|メモ|text|本文)\s*[:：]\s*", re.IGNORECASE)
_QUOTES = {'"': '"', "“": "”", "「": "」", "『": "』"}
_REFUSAL = re.compile(
    r"^(?:i['’]?m sorry,? but|sorry,? (?:but )?i (?:can|am)"
    r"|i (?:can['’]?t|cannot|am unable to|won['’]t)"
    r" (?:help|assist|comply|do|write|create|generate|provide)"
    r"|申し訳(?:ありません|ございません)が|すみませんが、?(?:その|ご)|お手伝い(?:でき|する)"
    r"|(?:その|ご)(?:依頼|要望|リクエスト)には)",
    re.IGNORECASE,
)


def themes_in(answer: str) -> tuple[str, ...]:
    """Return the themes in an answer, the same one once, none where it holds no list."""
    text = _unfenced(answer)
    parsed = _parsed(text)
    if parsed is not None:
        found = _listed(parsed)
    elif "[" in text:
        found = _strings_of_half_a_list(text) or _rows(text)
    else:
        found = _rows(text)
    return _unlike(filter(None, map(_tidy_theme, found)))


def memo_in(answer: str) -> str:
    """Return the memo in an answer, an empty string where it holds none that can be kept."""
    text = _unfenced(answer)
    parsed = _parsed(text)
    if isinstance(parsed, dict):
        memo = _only_string(parsed)
    elif isinstance(parsed, str):
        memo = parsed
    elif isinstance(parsed, list):
        memo = next((one for one in parsed if isinstance(one, str)), "")
    elif text.lstrip().startswith(("{", "[")):
        memo = _string_of_half_an_object(text)
    else:
        memo = _plain(text)
    memo = "\n".join(line.rstrip() for line in memo.strip().split("\n"))
    return "" if fault_in_text(memo) else memo


def is_refusal(answer: str) -> bool:
    """Whether an answer in plain words says that the model will not do it."""
    return bool(_REFUSAL.match(answer.strip()))


def _unfenced(answer: str) -> str:
    """Return what stands in the first fence, or the whole answer without one."""
    text = answer.replace("\r\n", "\n").strip().removeprefix("\ufeff")
    fenced = _FENCE.search(text)
    return (fenced[1] if fenced else text).strip()


def _parsed(text: str) -> object:
    """Return the first JSON object or list in text, or None."""
    starts = [place for place in (text.find("{"), text.find("[")) if place >= 0]
    for start in sorted({0, *starts}):
        try:
            value, _ = json.JSONDecoder(strict=False).raw_decode(text, start)
        except ValueError:
            continue
        if isinstance(value, dict | list | str):
            return value
    return None


def _listed(parsed: object) -> list[str]:
    """Return the strings of a list, or of the first list in an object."""
    if isinstance(parsed, dict):
        parsed = next((one for one in parsed.values() if isinstance(one, list)), None)
    if not isinstance(parsed, list):
        return []
    named = [_only_string(one) if isinstance(one, dict) else one for one in parsed]
    return [one for one in named if isinstance(one, str)]


def _only_string(parsed: dict[str, object]) -> str:
    """Return the string of an object: the one called memo, else the longest."""
    strings = {name: one for name, one in parsed.items() if isinstance(one, str)}
    return strings.get("memo") or max(strings.values(), key=len, default="")


def _strings_of_half_a_list(text: str) -> list[str]:
    """Return the whole strings of a list that ends in the middle."""
    return [_unescaped(one) for one in _STRING.findall(text.partition("[")[2])]


def _string_of_half_an_object(text: str) -> str:
    """Return the string of an object whose end is missing; a string without an end is none."""
    if _OPEN_STRING.search(text):
        return ""
    found = _STRING.findall(text)
    return _unescaped(found[-1]) if len(found) > 1 else ""


def _unescaped(inner: str) -> str:
    try:
        return str(json.loads(f'"{inner}"', strict=False))
    except ValueError:
        return inner


def _rows(text: str) -> list[str]:
    """Return the lines of a list in plain text; where some are numbered, only those."""
    lines = [line for line in text.split("\n") if not _PREFACE.match(line.strip())]
    numbered = [_NUMBER.sub("", line) for line in lines if _NUMBER.match(line)]
    return numbered or lines


def _plain(text: str) -> str:
    """Return text without a preface, a name in front and quotation marks around it."""
    first, line_end, rest = text.partition("\n")
    if line_end and _PREFACE.match(first.strip()):
        text = rest.strip()
    return _unquoted(_NAME.sub("", text, count=1))


def _tidy_theme(theme: str) -> str:
    line = _unquoted(" ".join(theme.replace("**", "").split()).rstrip("。"))
    is_theme = 0 < len(line) <= _LONGEST_THEME and not fault_in_text(line)
    return line if is_theme else ""


def _unquoted(text: str) -> str:
    text = text.strip()
    closing = _QUOTES.get(text[:1])
    if closing and len(text) > 1 and text.endswith(closing) and closing not in text[1:-1]:
        return text[1:-1].strip()
    return text


def _unlike(themes: "filter[str]") -> tuple[str, ...]:
    kept: dict[str, str] = {}
    for theme in themes:
        kept.setdefault(normalise(theme), theme)
    return tuple(kept.values())
