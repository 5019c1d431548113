"""Answers in the shape of a JSON schema: an enum is a choice, a free string the topic of the memo.

Of JSON schema it knows what a schema for one answer is made of: object, array, string, number,
enum, const, anyOf, and references within the schema.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from emoji_labeler.local_server.errors import WireError

_DEEPEST = 16
_MOST_VALUES = 2000
_LABEL_NAMES = ("label", "emoji", "icon", "picture")


class Guess(Protocol):
    """What is thought about one memo."""

    def choose(self, among: Sequence[str], *, count: int) -> list[str]:
        """Return the best ``count`` of some answers, the best first."""
        ...

    def label(self) -> str:
        """Return the likeliest label."""
        ...

    def keyword(self) -> str:
        """Return one word that says what the memo is about."""
        ...

    def probability(self) -> float:
        """Return how likely the likeliest label is."""
        ...


def answer_to(schema: Mapping[str, Any], *, guess: Guess, param: str) -> Any:  # noqa: ANN401 - JSON.
    """Return a JSON value that obeys the schema; raise WireError where it asks for more than that.

    ``param`` says in the error where the schema stands in the request.
    """
    return _Answering(schema, guess=guess, param=param).value(schema, name="", depth=0)


class _Answering:
    def __init__(self, root: Mapping[str, Any], *, guess: Guess, param: str) -> None:
        self._root = root
        self._guess = guess
        self._param = param
        self._values_left = _MOST_VALUES

    def value(self, schema: Any, *, name: str, depth: int) -> Any:  # noqa: ANN401 - JSON.
        """Return the value for one part of the schema."""
        self._spend(1)
        schema = self._resolved(schema, depth)
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return self._choices(schema, count=1)[0]
        kind = _kind(schema)
        if kind == "object" or "properties" in schema:
            return self._object(schema, depth)
        if kind == "array":
            return self._array(schema, name=name, depth=depth)
        if kind == "number":
            return round(self._guess.probability(), 6)
        if kind in (None, "string"):
            is_label = any(word in name.casefold() for word in _LABEL_NAMES)
            return self._guess.label() if is_label else self._guess.keyword()
        raise self._refusal(f"asks for a value of type {kind}, which this model cannot give")

    def _object(self, schema: Mapping[str, Any], depth: int) -> dict[str, Any]:
        properties = schema.get("properties", {})
        if not isinstance(properties, dict):
            raise self._refusal("has properties that are not an object")
        needed = schema.get("required", ())
        found: dict[str, Any] = {}
        for name, inner in properties.items():
            try:
                found[name] = self.value(inner, name=name, depth=depth + 1)
            except WireError:
                if name in needed or self._values_left < 0:
                    raise
        return found

    def _array(self, schema: Mapping[str, Any], *, name: str, depth: int) -> list[Any]:
        items = self._resolved(schema.get("items", {}), depth)
        least = schema.get("minItems", 1)
        count = least if isinstance(least, int) and least > 0 else 1
        self._spend(count)
        if "enum" in items:
            return self._choices(items, count=count)
        return [self.value(items, name=name, depth=depth + 1)] * count

    def _choices(self, schema: Mapping[str, Any], *, count: int) -> list[Any]:
        values = schema["enum"]
        if not isinstance(values, list) or not values:
            raise self._refusal("has an enum without values")
        by_name = {str(value): value for value in values if value is not None}
        if not by_name:
            return [None]
        return [by_name[name] for name in self._guess.choose(list(by_name), count=count)]

    def _resolved(self, schema: Any, depth: int) -> Mapping[str, Any]:  # noqa: ANN401 - JSON.
        """Follow references, and of several schemas take the first that is not null."""
        for _ in range(_DEEPEST - depth):
            if not isinstance(schema, dict):
                break
            if "$ref" in schema:
                schema = self._referred(schema["$ref"])
                continue
            several = schema.get("anyOf") or schema.get("oneOf")
            if not isinstance(several, list) or not several:
                return schema
            real = [one for one in several if one != {"type": "null"}]
            schema = real[0] if real else {"const": None}
        raise self._refusal("is too deep, or holds what is not a schema")

    def _referred(self, reference: object) -> Any:  # noqa: ANN401 - JSON.
        found: Any = self._root
        if not isinstance(reference, str) or not reference.startswith("#"):
            raise self._refusal("refers to another document")
        for step in filter(None, reference.removeprefix("#").split("/")):
            found = found.get(step) if isinstance(found, dict) else None
        return found

    def _spend(self, values: int) -> None:
        """Stop a schema that refers to itself, or wants an array without end."""
        self._values_left -= values
        if self._values_left < 0:
            raise self._refusal("asks for too many values")

    def _refusal(self, why: str) -> WireError:
        return WireError(f"The schema {why}.", param=self._param, code="unsupported_schema")


def _kind(schema: Mapping[str, Any]) -> str | None:
    kind = schema.get("type")
    if isinstance(kind, list):
        kind = next((one for one in kind if one != "null"), None)
    return kind if isinstance(kind, str) else None
