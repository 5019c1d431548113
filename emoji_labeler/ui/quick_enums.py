"""Qt's enumerations, made in a fifth of the time that Python takes for them.

PySide makes some 230 enumerations with 3,400 members on the way to the first paint, each from a
list of names and numbers. Python's own way treats every member as if a person had written it into
a class body, with all that could be wrong or special about it; that takes a sixth of the time to
the first paint.
"""

import sys
from collections.abc import Callable
from enum import Enum, EnumType, Flag, FlagBoundary, IntEnum, IntFlag
from typing import Any, TypeGuard, cast

_KNOWN = (3, 11)
"""The Python whose enumerations this makes; any other makes its own."""

_pythons_own = EnumType._create_  # type: ignore[attr-defined]  # No stub knows it.


def make_enums_quickly() -> None:
    """From now on make an enumeration here where it is a plain list, as all of PySide's are.

    The class that comes out is the one that Python would have made.
    """
    if sys.version_info[:2] == _KNOWN:
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
        if model.fits(names):
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
        sample = _pythons_own(kind, "Sample", [("ONE", 1)], boundary=FlagBoundary.KEEP)
        self._shared = {
            name: value for name, value in vars(sample).items() if name not in _EACH_ITS_OWN
        }
        self._taken = frozenset(name for base in kind.__mro__ for name in vars(base)) | {"mro"}

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
        its_own: dict[str, Any] = {
            "__module__": module,
            "_member_map_": {},
            "_member_names_": [],
            "_unhashable_values_": [],
            "_value2member_map_": {},
        }
        if self._is_flag:
            mask = singles = 0
            for _, value in names:
                mask |= value
                singles |= value if _is_single_bit(value) else 0
            its_own |= {
                "_all_bits_": 2 ** mask.bit_length() - 1,
                "_flag_mask_": mask,
                "_singles_mask_": singles,
            }
        made = type.__new__(EnumType, class_name, (self._kind,), self._shared | its_own)
        self._add_members(cast("type[Enum]", made), names)
        return cast("type[Enum]", made)

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


_EACH_ITS_OWN = frozenset(
    {
        "ONE",
        "__doc__",
        "__module__",
        "_all_bits_",
        "_flag_mask_",
        "_member_map_",
        "_member_names_",
        "_singles_mask_",
        "_unhashable_values_",
        "_value2member_map_",
    }
)
"""What two enumerations of one kind do not share."""

_MODELS: dict[type[Enum], _Model | None] = dict.fromkeys((Enum, IntEnum, Flag, IntFlag))
"""The kinds of enumerations that Qt has, each with its model once it was asked for."""
