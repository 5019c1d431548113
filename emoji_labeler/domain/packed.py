"""Many values of which few differ, kept and handed over as an array of small numbers."""

from array import array
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import TypeVar, overload

T = TypeVar("T", bound=Hashable)


class Packed(Sequence[T]):
    """A sequence that takes two bytes a value, four where more than 65,536 different ones occur.

    Such a sequence goes from one process to another in the time that its bytes take.
    """

    __slots__ = ("_places", "_values")

    def __init__(self, values: Iterable[T]) -> None:
        places: dict[T, int] = {}
        found = array("I", [places.setdefault(value, len(places)) for value in values])
        self._values = tuple(places)
        self._places = array("H", found) if len(places) <= 0x10000 else found

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...
    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        """Return the value at a place, or the values of a slice."""
        if isinstance(at, slice):
            return [self._values[place] for place in self._places[at]]
        return self._values[self._places[at]]

    def __iter__(self) -> Iterator[T]:
        return map(self._values.__getitem__, self._places)
