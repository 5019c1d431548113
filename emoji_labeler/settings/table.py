"""Every setting of the program: its name in the file, its default, and what it may be."""

from typing import Generic, TypeVar

from emoji_labeler.domain.record import record

T = TypeVar("T", str, int, bool, list[str])


@record
class Setting(Generic[T]):
    """One value a person may set.

    ``choices`` lists what it may be; a number lies between ``least`` and ``most``.
    """

    name: str
    default: T
    choices: tuple[str, ...] = ()
    least: int = 0
    most: int = 0

    def allows(self, value: object) -> bool:
        """Whether ``value`` is something this setting may be."""
        if type(value) is not type(self.default):
            return False
        if self.choices:
            return value in self.choices
        if isinstance(value, list):
            return all(isinstance(part, str) for part in value)
        if self.most and isinstance(value, int):
            return self.least <= value <= self.most
        return True


APPEARANCE = Setting(name="appearance", default="system", choices=("system", "light", "dark"))
LANGUAGE = Setting(name="language", default="system", choices=("system", "en", "ja"))
PICTURE_SIDE = Setting(name="picture_side", default=40, least=24, most=96)
PACK_FOLDER = Setting(name="pack_folder", default="")
PACK_LEFT_OUT: Setting[list[str]] = Setting(name="pack_left_out", default=[])
ANNOTATOR = Setting(name="annotator", default="")
SUGGESTIONS = Setting(name="suggestions", default="before", choices=("off", "before", "after"))
WITHHELD_PERCENT = Setting(name="withheld_percent", default=10, least=0, most=50)
WORK_ORDER = Setting(
    name="work_order", default="imported", choices=("imported", "random", "theme", "useful")
)
HINTS_DONE: Setting[list[str]] = Setting(name="hints_done", default=[])
WINDOW_GEOMETRY = Setting(name="window_geometry", default="")
LAST_FOLDER = Setting(name="last_folder", default="")
EXPORT_FOLDER = Setting(name="export_folder", default="")
ADDED_PROVIDERS: Setting[list[str]] = Setting(name="added_providers", default=[])

SETTINGS = (
    APPEARANCE,
    LANGUAGE,
    PICTURE_SIDE,
    PACK_FOLDER,
    PACK_LEFT_OUT,
    ANNOTATOR,
    SUGGESTIONS,
    WITHHELD_PERCENT,
    WORK_ORDER,
    HINTS_DONE,
    WINDOW_GEOMETRY,
    LAST_FOLDER,
    EXPORT_FOLDER,
    ADDED_PROVIDERS,
)
