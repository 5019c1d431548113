"""Reading an answer field by field, without trusting it."""

from collections.abc import Mapping
from datetime import UTC, datetime

from emoji_labeler.domain.errors import BadAnswerError
from emoji_labeler.wording import tr


class Fields:
    """One JSON object of an answer; ``what`` is said of the call when a field is not as it must be.

    A field that may be absent is read with a default; null counts as absent.
    """

    def __init__(self, data: Mapping[str, object], *, what: str) -> None:
        self._data = data
        self.what = what

    def text(self, name: str, default: str | None = None) -> str:
        """Return a string; a whole number counts as one, and anything else as absent."""
        value = self._data.get(name)
        if isinstance(value, str):
            return value
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if default is None:
            raise self.bad(name)
        return default

    def number(self, name: str) -> float | None:
        """Return a number, or None where there is none; ``"auto"`` is none."""
        value = self._data.get(name)
        return value if isinstance(value, int | float) and not isinstance(value, bool) else None

    def whole(self, name: str) -> int | None:
        """Return a whole number, or None."""
        value = self.number(name)
        return int(value) if value is not None else None

    def time(self, name: str) -> str:
        """Return a point in time, given in seconds or as ISO 8601, as ISO 8601; empty if absent."""
        value = self._data.get(name)
        if isinstance(value, str):
            return value
        seconds = self.number(name)
        if not seconds:
            return ""
        moment = datetime.fromtimestamp(seconds, UTC)
        return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def texts(self, name: str) -> tuple[str, ...]:
        """Return the strings of a list, none if it is absent."""
        value = self._data.get(name)
        return (
            tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()
        )

    def numbers(self, name: str) -> tuple[float, ...]:
        """Return a list of numbers."""
        value = self._data.get(name)
        if not isinstance(value, list) or not all(isinstance(one, int | float) for one in value):
            raise self.bad(name)
        return tuple(float(one) for one in value)

    def child(self, name: str) -> "Fields":
        """Return the object in a field, an empty one where there is none."""
        value = self._data.get(name)
        return Fields(value if isinstance(value, dict) else {}, what=self.what)

    def children(self, name: str, *, needed: bool = True) -> list["Fields"]:
        """Return the objects of a list; absent, it is empty unless it is needed."""
        value = self._data.get(name)
        if value is None and not needed:
            return []
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise self.bad(name)
        return [Fields(one, what=self.what) for one in value]

    def is_true(self, name: str) -> bool:
        """Whether a field is true, not merely something."""
        return self._data.get(name) is True

    def all_numbers(self) -> dict[str, float]:
        """Return every field that is a number."""
        values = {name: self.number(name) for name in self._data}
        return {name: value for name, value in values.items() if value is not None}

    def all_texts(self) -> dict[str, str]:
        """Return every field that is a string."""
        return {name: value for name, value in self._data.items() if isinstance(value, str)}

    def as_json(self) -> str:
        """Return the whole object as it was read."""
        import json

        return json.dumps(self._data, ensure_ascii=False)

    def bad(self, name: str) -> BadAnswerError:
        """Return the error that says which field is not as it must be."""
        return BadAnswerError(
            self.what,
            why=tr("The server's answer has no usable field {name}.", name=name),
            remedy=tr("Check that the address is that of an API of this kind."),
        )
