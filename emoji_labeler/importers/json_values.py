"""The JSON values of a file, one after the other: one a line, or the members of one list."""

import codecs
import json
from collections.abc import Iterable, Iterator
from json.decoder import WHITESPACE  # type: ignore[attr-defined]  # Public, but not in the stubs.
from typing import Any, NamedTuple

from emoji_labeler.domain.errors import BadFileError
from emoji_labeler.domain.refusal import Refusal, refusal
from emoji_labeler.importers.drafting import blank, not_encoded, too_long
from emoji_labeler.importers.encodings import BOM
from emoji_labeler.importers.source import MAX_LINE_BYTES, Source
from emoji_labeler.wording import tr

_SAMPLE = 50


class Value(NamedTuple):
    """A value of a file, where it begins, and how it stands there; a tuple, as there are many."""

    line: int
    piece: bytes
    value: Any

    @property
    def shown(self) -> str:
        """The value as a person may read it in a report."""
        return json.dumps(self.value, ensure_ascii=False)


def json_values(source: Source) -> Iterator[Value | Refusal]:
    """Yield every value, never holding more than one.

    What is wrong with a line is its refusal. A list is one document: where it is broken, nothing
    behind that place can be told, so BadFileError is raised, naming the line.
    """
    if is_list(source):
        yield from _members(source.chunks(), source=source, is_whole=True)
        return
    for line, raw in source.lines():
        if len(raw) > MAX_LINE_BYTES:
            yield too_long(line, raw=raw)
        elif not raw.strip():
            yield blank(line)
        else:
            yield _value_of_line(raw, line=line, encoding=source.encoding)


def is_list(source: Source) -> bool:
    """Whether the whole file is one list."""
    return source.text_head.lstrip()[:1] == "["


def sample_values(source: Source) -> list[Any]:
    """Return the first values, as far as the beginning of the file holds them whole."""
    values: list[Any] = []
    for found in _head_values(source):
        if isinstance(found, Value):
            values.append(found.value)
        if len(values) == _SAMPLE:
            break
    return values


def _head_values(source: Source) -> Iterator[Value | Refusal]:
    if is_list(source):
        yield from _members([source.head.removeprefix(BOM)], source=source, is_whole=False)
        return
    for line, text in enumerate(source.head_lines, start=1):
        if text.strip():
            yield _value_of_line(text.encode(errors="replace"), line=line, encoding="utf-8")


def _value_of_line(raw: bytes, *, line: int, encoding: str) -> Value | Refusal:
    """Return what a line of JSON stands for, or its refusal."""
    import orjson

    try:
        value = orjson.loads(raw if encoding == "utf-8" else raw.decode(encoding))
    except UnicodeDecodeError:
        return not_encoded(line, raw=raw, encoding=encoding)
    except orjson.JSONDecodeError as error:
        try:
            raw.decode(encoding)
        except UnicodeDecodeError:
            return not_encoded(line, raw=raw, encoding=encoding)
        if "surrogate" in str(error):
            reason = tr("It holds half of a character (a lone surrogate).")
        else:
            reason = tr("It is not JSON: {reason}.", reason=error.msg)
        return refusal(line, reason=reason, raw=raw, piece=raw)
    return Value(line, raw, value)


def _members(chunks: Iterable[bytes], *, source: Source, is_whole: bool) -> Iterator[Value]:
    """Yield the members of a list that comes in pieces; ``is_whole`` says that its end comes."""
    reading = _ListReading(source)
    for chunk in chunks:
        reading.add(chunk)
        yield from reading.members()
    if is_whole:
        reading.add(b"", is_last=True)
        yield from reading.members()
        reading.check_end()


class _ListReading:
    """A list of which the text comes piece by piece; what is read is forgotten."""

    def __init__(self, source: Source) -> None:
        self._name = source.name
        self._decoder = codecs.getincrementaldecoder(source.encoding)()
        self._json = json.JSONDecoder()
        self._text = ""
        self._at = 0
        self._line = 1
        self._wants = "["
        self._is_last = False

    def add(self, chunk: bytes, *, is_last: bool = False) -> None:
        """Take the next piece of the file."""
        try:
            more = self._decoder.decode(chunk, is_last)
        except UnicodeDecodeError as error:
            self._skip_to(len(self._text))
            self._line += chunk[: error.start].count(b"\n")
            raise self._broken(tr("The text is not what its encoding says.")) from error
        self._text = self._text[self._at :] + more
        self._at = 0
        self._is_last = is_last

    def members(self) -> Iterator[Value]:
        """Yield each member that has come whole."""
        while True:
            self._skip_to(WHITESPACE.match(self._text, self._at).end())
            mark = self._text[self._at : self._at + 1]
            if not mark or self._wants == "end":
                return
            if self._wants in ("[", ",") or (mark == "]" and self._wants == "first"):
                self._take_mark(mark)
                continue
            member = self._member()
            if member is None:
                return
            yield member

    def check_end(self) -> None:
        """Raise BadFileError where the list does not end, or does not end the file."""
        if self._wants != "end":
            raise self._broken(tr("The file ends in the middle."))
        if self._text[self._at :].strip():
            raise self._broken(tr("Something stands behind the end of the list."))

    def _take_mark(self, mark: str) -> None:
        """Go past the bracket or the comma that must stand here."""
        following = {"[": {"[": "first"}, ",": {",": "value", "]": "end"}, "first": {"]": "end"}}
        if mark not in following[self._wants]:
            raise self._broken(tr("A comma or a bracket is missing."))
        self._wants = following[self._wants][mark]
        self._at += 1

    def _member(self) -> Value | None:
        """Return the member that begins here, or None while it has not come whole."""
        begin, line = self._at, self._line
        try:
            value, end = self._json.raw_decode(self._text, begin)
        except (ValueError, RecursionError) as error:
            if len(self._text) - begin > MAX_LINE_BYTES:
                reason = tr("It is longer than {bytes} bytes.", bytes=f"{MAX_LINE_BYTES:,}")
                raise self._broken(reason) from error
            if not self._is_last:
                return None
            raise self._broken(tr("It is not JSON.")) from error
        # A number that touches the end of the piece may go on in the next one.
        if end == len(self._text) and not self._is_last:
            return None
        # On one line whatever its shape is, so that it can be read again without the list.
        piece = json.dumps(value).encode()
        self._skip_to(end)
        self._wants = ","
        return Value(line, piece, value)

    def _skip_to(self, place: int) -> None:
        self._line += self._text.count("\n", self._at, place)
        self._at = place

    def _broken(self, why: str) -> BadFileError:
        return BadFileError(
            tr("{name} was not imported.", name=self._name),
            why=tr("Line {line}: {reason}", line=f"{self._line:,}", reason=why),
            remedy=tr("Mend the file, or write each object on a line of its own."),
        )
