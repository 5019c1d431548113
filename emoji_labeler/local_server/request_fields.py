"""Reads the fields of a request and refuses, by name, what the wire does not allow."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from starlette.requests import Request

from emoji_labeler.domain.text import fault_in_text
from emoji_labeler.local_server.errors import WireError


@dataclass(frozen=True, slots=True)
class Fields:
    """A JSON object of a request; a field that is null counts as missing.

    ``path`` is where the object stands in the request, such as ``method.supervised``. Everything
    raises WireError for a field of the wrong type or out of its bounds.
    """

    values: Mapping[str, Any]
    path: str = ""

    def refusal(self, name: str, why: str, *, code: str | None = None) -> WireError:
        """Return the error that says what is wrong with a field."""
        return WireError(f"'{self._full(name)}' {why}.", param=self._full(name), code=code)

    def allow(self, names: Iterable[str]) -> None:
        """Refuse every field that is not named: a misspelt one must not be passed over."""
        for unknown in sorted(set(self.values) - set(names)):
            raise self.refusal(unknown, "is not a parameter known here", code="unknown_parameter")

    def text(self, name: str, *, longest: int | None = None) -> str | None:
        """Return a string that is not empty."""
        value = self.values.get(name)
        if value is None:
            return None
        if not isinstance(value, str) or not value:
            raise self.refusal(name, "must be a string that is not empty")
        if longest is not None and len(value) > longest:
            raise self.refusal(name, f"may have at most {longest} characters")
        if fault_in_text(value):
            raise self.refusal(name, "holds characters that are not text")
        return value

    def required_text(self, name: str) -> str:
        """Return a string that must be there."""
        value = self.text(name)
        if value is None:
            raise WireError(
                f"The parameter '{self._full(name)}' is missing.",
                param=self._full(name),
                code="missing_required_parameter",
            )
        return value

    def whole_number(self, name: str, *, least: int, most: int) -> int | None:
        """Return a whole number within both bounds."""
        value = self.values.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise self.refusal(name, f"must be a whole number from {least} to {most}")
        return value

    def positive_number(self, name: str) -> float | None:
        """Return a number above zero."""
        value = self.values.get(name)
        if value is None:
            return None
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or not math.isfinite(value) or value <= 0:
            raise self.refusal(name, "must be a number above 0")
        return float(value)

    def flag(self, name: str) -> bool:
        """Return true or false; false where it is missing."""
        value = self.values.get(name)
        if value is not None and not isinstance(value, bool):
            raise self.refusal(name, "must be true or false")
        return bool(value)

    def is_auto(self, name: str) -> bool:
        """Tell whether the choice is left to the server."""
        return self.values.get(name) in (None, "auto")

    def inner(self, name: str) -> "Fields":
        """Return an object within this one; an empty one where it is missing."""
        value = self.values.get(name)
        if value is not None and not isinstance(value, dict):
            raise self.refusal(name, "must be an object")
        return Fields(value or {}, self._full(name))

    def objects(self, name: str) -> tuple["Fields", ...]:
        """Return the objects of a list within this one."""
        value = self.values.get(name)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise self.refusal(name, "must be a list of objects")
        return tuple(Fields(one, f"{self._full(name)}[{at}]") for at, one in enumerate(value))

    def _full(self, name: str) -> str:
        return f"{self.path}.{name}" if self.path else name


async def json_fields(request: Request) -> Fields:
    """Return the JSON object in the body of a request."""
    try:
        values = orjson.loads(await request.body())
    except orjson.JSONDecodeError as error:
        raise WireError(f"The body is not JSON: {error}.", code="invalid_json") from error
    if not isinstance(values, dict):
        raise WireError("The body must be a JSON object.", code="invalid_json")
    return Fields(values)


def query_number(request: Request, name: str, *, default: int, most: int) -> int:
    """Return a whole number from 1 to ``most`` in the query."""
    given = request.query_params.get(name)
    if given is None:
        return default
    if not given.isascii() or not given.isdigit() or not 1 <= int(given[:9]) <= most:
        raise WireError(f"'{name}' must be a whole number from 1 to {most}.", param=name)
    return int(given)
