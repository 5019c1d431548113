"""The first door: builds every object once, hands it down, and opens the window."""

import gc
import sys
from typing import TYPE_CHECKING

from emoji_labeler.ui.plain_imports import defer_unused, import_qt

if TYPE_CHECKING:
    from collections.abc import Sequence

_USE = "usage: emoji-labeler [PROJECT.db]; emoji-labeler --help lists every command"


def run(arguments: "Sequence[str]") -> int:
    """Open the window on the project named, else on the sample; return the exit code.

    ``--smoke`` closes it again after the first paint.
    """
    names = [argument for argument in arguments if argument != "--smoke"]
    if len(names) > 1 or any(name.startswith("-") for name in names):
        return _refuse(_USE)
    # Nothing that is made on the way to the first paint is garbage: looking for some takes a
    # quarter of the time. The desktop turns the search on again when the window stands.
    gc.disable()
    defer_unused()
    import_qt()
    from pathlib import Path

    from emoji_labeler.desktop import open_desktop
    from emoji_labeler.domain.errors import EmojiLabelerError

    try:
        desktop = open_desktop(Path(names[0]) if names else None)
    except EmojiLabelerError as error:
        return _refuse(str(error))
    return desktop.run(is_smoke="--smoke" in arguments)


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)  # noqa: T201 - there is no window to say it in.
    return 2
