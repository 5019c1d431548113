"""Modules that are imported, and executed only when somebody looks into them."""

import sys
from _thread import RLock
from collections.abc import Iterable, Sequence
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.abc import Loader

_EXECUTING = RLock()


def defer(names: Iterable[str]) -> None:
    """From now on, let the modules with these names wait until somebody looks into them.

    What ``importlib.util.LazyLoader`` does, but for one thing: the places that a module has anyway
    (its name, its specification) are read without waking it, which is all that PySide does to most
    of its own modules.
    """
    sys.meta_path.insert(0, _DeferringFinder(frozenset(names)))


class _DeferredModule(ModuleType):
    """A module that executes at the first look at something that its own text defines."""

    def __getattr__(self, name: str) -> object:
        # Whoever goes through all modules asks each for a path or its warnings.
        is_asked_of_all = name.startswith("__") and name != "__all__"
        loader: object = self.__loader__
        if isinstance(loader, _DeferringLoader) and not is_asked_of_all:
            loader.execute(self)
        return ModuleType.__getattribute__(self, name)


class _DeferringLoader:
    """Leaves a module empty when it is imported, and knows what fills it later."""

    def __init__(self, loader: "Loader") -> None:
        self._loader = loader
        self._has_begun = False

    def create_module(self, spec: ModuleSpec) -> None:
        """Leave it to Python to make the module."""

    def exec_module(self, module: ModuleType) -> None:
        """Put it off."""
        module.__class__ = _DeferredModule

    def execute(self, module: ModuleType) -> None:
        """Execute the module once; other threads wait, and what it asks of itself comes back."""
        with _EXECUTING:
            if self._has_begun:
                return
            self._has_begun = True
            try:
                self._loader.exec_module(module)
            except BaseException:
                self._has_begun = False
                raise
            module.__loader__ = self._loader
            if module.__spec__ is not None:
                module.__spec__.loader = self._loader
            module.__class__ = ModuleType


class _DeferringFinder:
    """Finds certain modules where Python itself would, and sees to it that they wait."""

    def __init__(self, names: frozenset[str]) -> None:
        self._names = names

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return where a module that waits lies; None leaves a name to the finders after this."""
        spec = PathFinder.find_spec(name, path, target) if name in self._names else None
        if spec is not None and spec.loader is not None:
            spec.loader = _DeferringLoader(spec.loader)  # type: ignore[assignment]  # It loads like one.
        return spec
