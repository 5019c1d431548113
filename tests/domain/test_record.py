"""A record is what a frozen dataclass with slots and named fields is."""

import copy
import dataclasses
import inspect
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, asdict, astuple, dataclass, field, fields, replace
from typing import Any, ClassVar, Generic, TypeVar

import pytest

from emoji_labeler.domain.record import record

T = TypeVar("T")


@record
class Place:
    """Somewhere."""

    name: str
    tags: list[str] = field(default_factory=list)
    floor: int = 0
    aside: str = field(default="", repr=False, compare=False)
    kind: ClassVar[str] = "place"

    def __post_init__(self) -> None:
        if self.floor < -9:
            raise ValueError("too deep")


@record
class Room(Place):
    """A part of it."""

    seats: int

    @property
    def is_large(self) -> bool:
        return self.seats > 20


@record
class Box(Generic[T]):
    """Holds one thing."""

    content: T


@record
class Nothing:
    """Has no fields."""


@record
class Even:
    """Compares in its own way."""

    number: int

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Even) and self.number % 2 == other.number % 2

    def __repr__(self) -> str:
        return "an even thing"

    __hash__ = None  # type: ignore[assignment]


@record
class Point:
    """As a record."""

    x: int
    y: float = 0.5


def as_dataclass() -> type[Any]:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Point:
        x: int
        y: float = 0.5

    return Point


def test_values_are_given_by_name() -> None:
    assert (Place(name="hall").name, Place(name="hall", floor=2).floor) == ("hall", 2)
    assert Room(name="hall", seats=30).is_large
    make: Callable[..., Place] = Place
    for unnamed, named in (((), {}), (("hall",), {}), ((), {"name": "a", "colour": "b"})):
        with pytest.raises(TypeError, match=r"Place\.__init__"):
            make(*unnamed, **named)


def test_each_object_gets_a_default_of_its_own() -> None:
    assert Place(name="a").tags is not Place(name="a").tags


def test_what_checks_the_values_is_asked_for_every_object() -> None:
    with pytest.raises(ValueError, match="too deep"):
        Place(name="cellar", floor=-10)
    with pytest.raises(ValueError, match="too deep"):
        replace(Room(name="cellar", seats=1), floor=-10)


@pytest.mark.parametrize(
    "change",
    [
        lambda place: setattr(place, "floor", 3),
        lambda place: setattr(place, "colour", "red"),
        lambda place: delattr(place, "floor"),
    ],
)
def test_nothing_about_it_changes(change: Callable[[Place], None]) -> None:
    place = Place(name="hall")
    with pytest.raises(FrozenInstanceError):
        change(place)
    assert place == Place(name="hall")
    assert not hasattr(place, "__dict__")


def test_objects_are_equal_that_hold_the_same() -> None:
    assert Point(x=1) == Point(x=1, y=0.5) != Point(x=2)
    assert Room(name="a", seats=1) != Place(name="a")
    assert Place(name="a", aside="1") == Place(name="a", aside="2")
    assert {Point(x=1), Point(x=1), Point(x=2)} == {Point(x=1), Point(x=2)}
    nothing: object = Nothing()
    assert nothing == Nothing()
    assert nothing != object()
    assert hash(Nothing()) == hash(Nothing())


def test_its_own_methods_stay() -> None:
    assert Even(number=2) == Even(number=4) != Even(number=1)
    assert repr(Even(number=2)) == "an even thing"
    with pytest.raises(TypeError, match="unhashable"):
        hash(Even(number=2))


def test_it_travels_and_is_copied_whole() -> None:
    room = Room(name="hall", seats=3, tags=["big"], aside="x")
    for same in (pickle.loads(pickle.dumps(room)), copy.copy(room), copy.deepcopy(room)):  # noqa: S301
        assert same == room
        assert same.aside == "x"
    assert copy.deepcopy(room).tags is not room.tags


def test_whatever_knows_dataclasses_knows_it() -> None:
    room = Room(name="hall", seats=3)
    assert dataclasses.is_dataclass(room)
    assert [each.name for each in fields(room)] == ["name", "tags", "floor", "aside", "seats"]
    assert asdict(room) == {"name": "hall", "tags": [], "floor": 0, "aside": "", "seats": 3}
    assert astuple(Point(x=1)) == (1, 0.5)
    assert replace(room, seats=4).seats == 4
    assert Box(content=3) == Box[int](content=3)


def test_it_speaks_like_a_dataclass() -> None:
    own, pythons = Point(x=1), as_dataclass()(x=1)
    assert repr(own) == "Point(x=1, y=0.5)"
    assert repr(pythons).endswith(repr(own))
    assert repr(Place(name="a", aside="x")) == "Place(name='a', tags=[], floor=0)"
    assert list(inspect.signature(Point).parameters) == ["x", "y"]
    assert {each.kind for each in inspect.signature(Point).parameters.values()} == {
        inspect.Parameter.KEYWORD_ONLY
    }


def test_it_has_what_a_dataclass_has() -> None:
    theirs = set(vars(as_dataclass()))
    assert theirs - set(vars(Point)) == {"__match_args__"} - set(vars(Point))
