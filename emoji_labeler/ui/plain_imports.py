"""Importing Qt without what PySide does to every import that comes after it."""

import builtins


def import_qt() -> None:
    """Import Qt, and let later imports be those of Python again.

    PySide puts an import of its own in the place of Python's: it reads the source text of each
    module that is imported, in case that module switches on one of PySide's spellings of Qt's names
    (``from __feature__ import snake_case``). No module here does, and the reading would take a
    tenth of the time to the first paint.
    """
    import PySide6.QtCore  # noqa: F401 - imported for what it does.

    pythons_own = getattr(builtins, "__orig_import__", None)
    if pythons_own is not None:
        builtins.__import__ = pythons_own
