"""An enumeration that is made quickly is the one that Python would have made."""

from collections.abc import Callable, Iterator
from enum import Enum, EnumType, Flag, FlagBoundary, IntEnum, IntFlag
from types import ModuleType
from typing import Any, cast

import pytest
from PySide6 import QtCore, QtGui, QtWidgets

from emoji_labeler.ui import quick_enums
from emoji_labeler.ui.quick_enums import make_enums_quickly

Pairs = list[tuple[str, int]]
Make = Callable[[type[Enum], Pairs], type[Enum]]

KINDS = (Enum, IntEnum, Flag, IntFlag)
BITS = [("ONE", 1), ("FOUR", 4), ("TWO", 2), ("UNO", 1), ("ALL", 7), ("NONE", 0), ("FAR", 256)]


def as_python_does(kind: type[Enum], pairs: Pairs) -> type[Enum]:
    """Make an enumeration as PySide asks for it."""
    ask: Any = kind
    made: type[Enum] = ask("Made", pairs, boundary=FlagBoundary.KEEP)
    return made


@pytest.fixture
def quickly(monkeypatch: pytest.MonkeyPatch) -> Make:
    """Makes an enumeration here, and fail where it was left to Python."""

    def make(kind: type[Enum], pairs: Pairs) -> type[Enum]:
        as_python_does(kind, pairs)
        with monkeypatch.context() as patched:
            patched.setattr(EnumType, "_create_", EnumType._create_)  # type: ignore[attr-defined]
            make_enums_quickly()
            patched.setattr(quick_enums, "_pythons_own", None)
            return as_python_does(kind, pairs)

    for kind in KINDS:
        quick_enums._MODELS[kind] = quick_enums._Model(kind)
    return make


def of_qt() -> Iterator[type[Enum]]:
    """Every enumeration of the parts of Qt that the window uses."""
    for module in (QtCore, QtGui, QtWidgets):
        yield from _within(module)


def _within(place: ModuleType | type) -> Iterator[type[Enum]]:
    for name in dir(place):
        inner = getattr(place, name, None)
        if isinstance(inner, EnumType) and inner.__name__ == name:
            yield cast("type[Enum]", inner)
        elif isinstance(inner, type) and isinstance(place, ModuleType):
            yield from _within(inner)


def described(made: type[Enum]) -> object:
    """All that can be asked of an enumeration, in values that compare."""
    members = [vars(member) | {"__objclass__": None} for member in made.__members__.values()]
    inside = {
        name: str(value) if isinstance(value, int | str | list | dict | Enum) else ""
        for name, value in vars(made).items()
    }
    return (
        list(made.__members__),
        [(str(member), repr(member), f"{member}", hash(member)) for member in made],
        members,
        {name: inside[name] for name in sorted(inside)},
        sorted(dir(made)),
        made.__bases__,
        made.__doc__,
    )


@pytest.mark.parametrize("kind", KINDS)
def test_names_and_numbers_and_all_that_hangs_on_them_are_the_same(
    kind: type[Enum], quickly: Make
) -> None:
    assert described(quickly(kind, BITS)) == described(as_python_does(kind, BITS))


@pytest.mark.parametrize("kind", [Flag, IntFlag])
def test_flags_are_combined_and_taken_apart_the_same_way(kind: type[Enum], quickly: Make) -> None:
    quick, own = (cast("type[Flag]", make(kind, BITS)) for make in (quickly, as_python_does))
    for left in range(10):
        for right in range(10):
            for combine in ("__or__", "__and__", "__xor__"):
                assert repr(getattr(quick(left), combine)(quick(right))) == repr(
                    getattr(own(left), combine)(own(right))
                )
        assert repr(~quick(left)) == repr(~own(left))
        assert [each.name for each in quick(left)] == [each.name for each in own(left)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_number_that_no_member_has_is_met_the_same_way(kind: type[Enum], quickly: Make) -> None:
    said = []
    for made in (quickly(kind, BITS), as_python_does(kind, BITS)):
        try:
            said.append(repr(made(1024)))
        except ValueError as error:
            said.append(str(error))
    assert said[0] == said[1]


def test_every_enumeration_of_qt_comes_out_the_same(quickly: Make) -> None:
    """All but a few that are empty, or have a negative number for "all of them"."""
    left = []
    enumerations = list(of_qt())
    for enumeration in enumerations:
        kind = enumeration.__bases__[0]
        pairs = [(name, member.value) for name, member in enumeration.__members__.items()]
        if not quick_enums._Model(kind).fits(pairs):
            left.append(enumeration)
            continue
        assert described(quickly(kind, pairs)) == described(as_python_does(kind, pairs))
    assert len(enumerations) > 300
    assert len(left) < 10


def test_the_module_is_that_of_whoever_asks(quickly: Make) -> None:
    assert quickly(Enum, BITS).__module__ == __name__


@pytest.mark.parametrize(
    ("kind", "pairs"),
    [
        (Enum, [("name", 1)]),
        (IntEnum, [("real", 1)]),
        (Flag, [("ONE", 1), ("REST", -1)]),
        (Enum, [("_generate_next_value_", 1)]),
        (Enum, [("ONE", "one")]),
        (Enum, []),
    ],
)
def test_what_is_special_is_left_to_python(
    kind: type[Enum], pairs: Pairs, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not quick_enums._Model(kind).fits(pairs)
    monkeypatch.setattr(EnumType, "_create_", EnumType._create_)  # type: ignore[attr-defined]
    try:
        own: object = described(as_python_does(kind, pairs))
    except (TypeError, AttributeError) as error:
        own = str(error)
    make_enums_quickly()
    try:
        ours: object = described(as_python_does(kind, pairs))
    except (TypeError, AttributeError) as error:
        ours = str(error)
    assert ours == own


@pytest.mark.parametrize("kind", KINDS)
def test_this_python_is_one_whose_enumerations_are_known(kind: type[Enum]) -> None:
    assert quick_enums._Model(kind).is_true


def _with_a_mask_more(made: type[Enum]) -> None:
    type.__setattr__(made, "_new_in_some_version_", sum(made._value2member_map_))


def _with_another_mask(made: type[Enum]) -> None:
    type.__setattr__(made, "_all_bits_", 0)


def _with_members_that_know_more(made: type[Enum]) -> None:
    made._member_map_["ONE"].__dict__["_new_in_some_version_"] = 1


def _with_other_names(made: type[Enum]) -> None:
    made._member_names_.append("UNO")


def _with_another_way_through_members(made: type[Enum]) -> None:
    type.__setattr__(made, "_iter_member_", None)


OF_ALL = [_with_a_mask_more, _with_members_that_know_more, _with_other_names]
OF_FLAGS = [_with_another_mask, _with_another_way_through_members]


@pytest.mark.parametrize(
    ("kind", "changed"),
    [
        *((kind, changed) for kind in KINDS for changed in OF_ALL),
        *((kind, changed) for kind in (Flag, IntFlag) for changed in OF_FLAGS),
    ],
)
def test_where_python_makes_them_otherwise_it_makes_all_of_them(
    kind: type[Enum], changed: Callable[[type[Enum]], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    pythons_own = EnumType._create_  # type: ignore[attr-defined]
    asked = []

    def otherwise(kind: type[Enum], name: str, names: Pairs, **others: object) -> type[Enum]:
        made: type[Enum] = pythons_own(kind, name, names, **others)
        changed(made)
        asked.append(name)
        return made

    monkeypatch.setattr(EnumType, "_create_", pythons_own)
    monkeypatch.setattr(quick_enums, "_pythons_own", otherwise)
    make_enums_quickly()
    as_python_does(kind, BITS)
    as_python_does(kind, BITS)

    assert asked == ["Sample", "Sample", "Made", "Made"]


@pytest.fixture(autouse=True)
def no_models_are_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quick_enums, "_MODELS", dict.fromkeys(KINDS))
