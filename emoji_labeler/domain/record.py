"""How the plain values of the program are made: frozen, and equal where they hold the same."""

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")

_put = object.__setattr__


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
def record(cls: type[T]) -> type[T]:
    """Make a class of values from its annotations, each given by its name when one is made.

    It is what ``dataclass(frozen=True, slots=True, kw_only=True)`` makes of it, and whatever knows
    dataclasses knows it as one. But that writes six methods as text and compiles them, which for
    the classes on the way to the first paint takes longer than to read their modules. Here one is
    written; in the others nothing but the names of the fields differs.
    """
    made = dataclass(init=False, repr=False, eq=False, slots=True, kw_only=True)(cls)
    for name, method in _methods(made).items():
        if name not in vars(made):
            setattr(made, name, method)
    setattr(made, "__init__", _beginning(made))  # noqa: B010 - a plain assignment is no method.
    return made


def _beginning(made: type[object]) -> Callable[..., None]:
    """Write the method that takes the values of the fields."""
    scope: dict[str, Any] = {"_put": _put, "_left_out": MISSING}
    taken, lines = [], []
    for each in filter(lambda each: each.init, _fields(made)):
        name = value = each.name
        if each.default_factory is not MISSING:
            scope[f"_make_{name}"] = each.default_factory
            taken.append(f"{name}=_left_out")
            value = f"_make_{name}() if {name} is _left_out else {name}"
        elif each.default is not MISSING:
            scope[f"_default_{name}"] = each.default
            taken.append(f"{name}=_default_{name}")
        else:
            taken.append(name)
        lines.append(f"_put(self, {name!r}, {value})")
    if hasattr(made, "__post_init__"):
        lines.append("self.__post_init__()")
    head = ", ".join(["self", *(["*"] if taken else []), *taken])
    text = f"def __init__({head}):\n " + "\n ".join(lines or ["pass"])
    exec(text, scope)  # noqa: S102 - the names of fields, as in dataclasses.
    method: Callable[..., None] = scope["__init__"]
    method.__qualname__ = f"{made.__qualname__}.__init__"
    return method


def _methods(made: type[object]) -> dict[str, Callable[..., object]]:
    """Return the methods that need no text of their own."""
    names = [each.name for each in _fields(made)]
    spoken = [each.name for each in _fields(made) if each.repr]
    compared = _getter([each.name for each in _fields(made) if each.compare])

    def equal(self: object, other: object) -> object:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return compared(self) == compared(other)

    def hashed(self: object) -> int:
        return hash(compared(self))

    def said(self: object) -> str:
        values = ", ".join(f"{name}={getattr(self, name)!r}" for name in spoken)
        return f"{self.__class__.__qualname__}({values})"

    def state(self: object) -> list[object]:
        return [getattr(self, name) for name in names]

    def take_state(self: object, values: list[object]) -> None:
        for name, value in zip(names, values, strict=True):
            _put(self, name, value)

    return {
        "__eq__": equal,
        "__hash__": hashed,
        "__repr__": said,
        "__setattr__": _refuse_to_set,
        "__delattr__": _refuse_to_delete,
        # Pickling and copying would set each field from outside.
        "__getstate__": state,
        "__setstate__": take_state,
    }


def _refuse_to_set(_self: object, name: str, _value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_self: object, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _fields(made: type[object]) -> tuple[Field[Any], ...]:
    return fields(made)  # type: ignore[arg-type]  # It has been made a dataclass.


def _getter(names: list[str]) -> Callable[[object], object]:
    """Return what takes the values of all these fields from an object at once."""
    return attrgetter(*names) if names else lambda _: ()
