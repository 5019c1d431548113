"""Qt's enumerations, made in a fifth of the time that Python takes for them.

PySide makes some 230 enumerations with 3,400 members on the way to the first paint, each from a
list of names and numbers. Python's own way treats every member as if a person had written it into
a class body, with all that could be wrong or special about it; that takes a sixth of the time to
the first paint.
"""

import sys
from collections.abc import Callable
from enum import Enum, EnumType, Flag, FlagBoundary, IntEnum, IntFlag
from types import MethodType
from typing import Any, TypeGuard, cast

_pythons_own = EnumType._create_  # type: ignore[attr-defined]  # No stub knows it.


def make_enums_quickly() -> None:
    """From now on make an enumeration here where it is a plain list, as all of PySide's are.

    The class that comes out is the one that Python would have made. What that is differs even
    between the bug fixes of one version (3.11.2 and 3.11.7 do): so for each kind one that shows all
    there can be is made in both ways first, and unless they are the same Python makes its own.
    """
    EnumType._create_ = _create  # type: ignore[attr-defined]  # No stub knows it.


def _create(
    kind: type[Enum],
    class_name: str,
    names: object,
    *,
    module: str | None = None,
    boundary: FlagBoundary | None = None,
    **others: object,
) -> type[Enum]:
    """Make an enumeration of a kind here if it is a plain list, else as Python does."""
    # Python too takes the module of whoever asks.
    asks: str = module or sys._getframe(2).f_globals.get("__name__", "")
    is_usual = boundary is FlagBoundary.KEEP and not (others.get("type") or others.get("qualname"))
    if is_usual and asks and kind in _MODELS:
        model = _MODELS[kind] = _MODELS[kind] or _Model(kind)
        if model.is_true and model.fits(names):
            return model.make(class_name, names, module=asks)
    made: type[Enum] = _pythons_own(
        kind, class_name, names, module=asks or None, boundary=boundary, **others
    )
    return made


class _Model:
    """An enumeration of one kind that Python has made, and more after its model."""

    def __init__(self, kind: type[Enum]) -> None:
        self._kind = kind
        self._is_flag = issubclass(kind, Flag)
        model = self._python_makes([("ONE", 1)])
        self._shared = {
            name: value for name, value in vars(model).items() if name not in _EACH_ITS_OWN
        }
        self._containers = [
            (name, type(value))
            for name, value in vars(model).items()
            if isinstance(value, list | dict)
        ]
        self._taken = frozenset(name for base in kind.__mro__ for name in vars(base)) | {"mro"}
        sample = self._python_makes(_SAMPLE)
        again = self.make("Sample", _SAMPLE, module=sample.__module__)
        self.is_true = _inside(again) == _inside(sample)
        """Whether what is made here is what this Python makes."""

    def fits(self, names: object) -> TypeGuard[list[tuple[str, int]]]:
        """Tell whether these are names with whole numbers and nothing special among them."""
        if not isinstance(names, list) or not names:
            return False
        chosen: dict[str, int] = dict(names)
        return (
            len(chosen) == len(names)
            and {type(value) for value in chosen.values()} == {int}
            and not (self._is_flag and min(chosen.values()) < 0)
            and self._taken.isdisjoint(chosen)
            and "_" not in {name[:1] for name in chosen}
        )

    def make(self, class_name: str, names: list[tuple[str, int]], *, module: str) -> type[Enum]:
        """Return a new enumeration with these names and numbers."""
        its_own: dict[str, Any] = {name: empty() for name, empty in self._containers}
        its_own["__module__"] = module
        if self._is_flag:
            mask = singles = 0
            for _, value in names:
                mask |= value
                singles |= value if _is_single_bit(value) else 0
            its_own["_all_bits_"] = 2 ** mask.bit_length() - 1
            if "_singles_mask_" in self._shared:
                its_own |= {"_flag_mask_": mask, "_singles_mask_": singles}
            else:
                its_own["_flag_mask_"] = singles
        made = type.__new__(EnumType, class_name, (self._kind,), self._shared | its_own)
        self._add_members(cast("type[Enum]", made), names)
        return cast("type[Enum]", made)

    def _python_makes(self, names: list[tuple[str, int]]) -> type[Enum]:
        made: type[Enum] = _pythons_own(
            self._kind, "Sample", names, module=__name__, boundary=FlagBoundary.KEEP
        )
        return made

    def _add_members(self, made: type[Enum], names: list[tuple[str, int]]) -> None:
        listed, by_name, by_value = made._member_names_, made._member_map_, made._value2member_map_
        put = type.__setattr__
        is_number = issubclass(made, int)
        new: Callable[..., Enum] = int.__new__ if is_number else object.__new__
        for name, value in names:
            member = by_value.get(value)
            if member is None:
                member = new(made, value) if is_number else new(made)
                by_value[value] = member
                its_own = member.__dict__
                its_own["_value_"] = value
                its_own["_name_"] = name
                its_own["__objclass__"] = made
                its_own["_sort_order_"] = len(listed)
                # A flag of several bits is another name for them together.
                if not self._is_flag or _is_single_bit(value):
                    listed.append(name)
            by_name[name] = member
            put(made, name, member)
        values = [by_name[name].value for name in listed] if self._is_flag else []
        if values != sorted(values):
            put(made, "_iter_member_", made._iter_member_by_def_)  # type: ignore[attr-defined]


def _is_single_bit(value: int) -> bool:
    return value > 0 and value & (value - 1) == 0


def _inside(made: type[Enum]) -> object:
    """Return all that an enumeration consists of, in values that compare."""
    members = made._member_map_.values()
    # The class and its members, which differ from those of any other, go by their places.
    places: dict[int, object] = {id(one): place for place, one in enumerate([made, *members])}
    parts = [vars(made), *map(vars, members)]
    return [
        {
            name: _plain(value, places) if type(value) in _INSIDE_OTHERS else value
            for name, value in part.items()
            for value in (places.get(id(value), value),)
        }
        for part in parts
    ]


def _plain(value: object, places: dict[int, object]) -> object:
    if isinstance(value, dict):
        return [(key, places.get(id(each), each)) for key, each in value.items()]
    return getattr(value, "__func__", value)


_INSIDE_OTHERS = {dict, MethodType, staticmethod}
"""What the same things may be in without being the same itself."""

_SAMPLE = [("ONE", 1), ("FOUR", 4), ("TWO", 2), ("UNO", 1), ("NONE", 0), ("ODD", 48)]
"""All there can be to names: no order, twice the same number, no bits, and bits without names."""

_EACH_ITS_OWN = frozenset({"ONE", "__doc__", "__module__"})
"""What an enumeration does not have from its model."""

_MODELS: dict[type[Enum], _Model | None] = dict.fromkeys((Enum, IntEnum, Flag, IntFlag))
"""The kinds of enumerations that Qt has, each with its model once it was asked for."""
