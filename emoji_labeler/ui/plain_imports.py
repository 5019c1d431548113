"""Importing Qt without what PySide does beside it, and to every import that comes after it."""

import builtins
from importlib import import_module

from emoji_labeler.ui.deferred_imports import defer
from emoji_labeler.ui.quick_enums import make_enums_quickly

UNUSED = (
    # What PySide writes its stub files with, and what it explains a wrong call with.
    "shibokensupport.signature.errorhandler",
    "shibokensupport.signature.layout",
    "shibokensupport.signature.lib.enum_sig",
    "shibokensupport.signature.lib.pyi_generator",
    "shibokensupport.signature.lib.tool",
    "shibokensupport.signature.parser",
    # What it imports beforehand for those, and what these import.
    "base64",
    "inspect",
    "shutil",
    "tempfile",
    "traceback",
    "zipfile",
    # What Python's own paths import, for addresses that are none of files.
    "ipaddress",
)
"""Modules that PySide or Python imports, and nothing on the way to the first paint looks into.

To execute them takes a third of the time that it takes to import Qt; who looks into one of them
later finds it whole.
"""


def defer_unused() -> None:
    """From now on, let those modules wait; call it before anything imports one of them."""
    defer(UNUSED)


def import_qt() -> None:
    """Import Qt, and let later imports be those of Python again.

    PySide puts an import of its own in the place of Python's: it reads the source text of each
    module that is imported, in case that module switches on one of PySide's spellings of Qt's names
    (``from __feature__ import snake_case``). No module here does, and the reading would take a
    tenth of the time to the first paint.
    """
    make_enums_quickly()
    _import_unread("PySide6.QtCore")
    pythons_own = getattr(builtins, "__orig_import__", None)
    if pythons_own is not None:
        builtins.__import__ = pythons_own


def _import_unread(name: str) -> None:
    """Import a module whose own import already asks ``inspect`` for the text of modules."""
    import inspect

    get_source = vars(inspect).get("getsource")
    vars(inspect)["getsource"] = _without_source
    try:
        # As a statement it would go through PySide's import once more.
        import_module(name)
    finally:
        # Unless it executed in between: then it has its own again.
        if vars(inspect)["getsource"] is _without_source:
            del vars(inspect)["getsource"]
            if get_source is not None:
                vars(inspect)["getsource"] = get_source


def _without_source(_module: object) -> str:
    raise OSError("Nobody reads the text of modules while Qt is imported.")
