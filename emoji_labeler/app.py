"""The first door: builds every object once, hands it down, and opens the window."""

import locale
import sys
from collections.abc import Sequence
from pathlib import Path

from emoji_labeler import resources, wording
from emoji_labeler.domain.errors import EmojiLabelerError
from emoji_labeler.ui.display import why_no_display

_USE = "usage: emoji-labeler [PROJECT.db]; emoji-labeler --help lists every command"


def run(arguments: Sequence[str]) -> int:
    """Open the window on the project named, else on the sample; return the exit code.

    ``--smoke`` closes it again after the first paint.
    """
    names = [argument for argument in arguments if argument != "--smoke"]
    if len(names) > 1 or any(name.startswith("-") for name in names):
        return _refuse(_USE)
    reason = why_no_display()
    if reason:
        return _refuse(reason)
    from emoji_labeler.settings import table
    from emoji_labeler.settings.settings_file import SettingsFile

    settings = SettingsFile(resources.config_folder() / "settings.json")
    wording.speak(_language(settings.get(table.LANGUAGE)))
    from emoji_labeler.desktop import open_desktop

    try:
        desktop = open_desktop(settings=settings, path=Path(names[0]) if names else None)
    except EmojiLabelerError as error:
        return _refuse(str(error))
    return desktop.run(is_smoke="--smoke" in arguments)


def _language(wanted: str) -> str:
    """Return the language to speak: the one set, else the one of the system."""
    if wanted != "system":
        return wanted
    return (locale.getlocale()[0] or "en").split("_")[0]


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)  # noqa: T201 - there is no window to say it in.
    return 2
