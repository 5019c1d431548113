"""Where emoji are seen: the whole pack to browse, or what was found."""

from collections.abc import Sequence
from functools import cached_property

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QStackedLayout, QWidget

from emoji_labeler.ui.pictures import Pictures
from emoji_labeler.ui.theme import Theme
from emoji_labeler.ui.widgets.emoji_grid import EmojiGrid


class EmojiPages(QStackedLayout):
    """Two grids, and a sentence where nothing was found; one of the three is shown.

    There are two grids, because laying out the whole pack anew after each search would take longer
    than everything else about it.
    """

    emoji_clicked = Signal(str)
    also_clicked = Signal(str)
    variants_wanted = Signal(str)
    pointed_at = Signal(str)

    def __init__(self, pictures: Pictures, *, theme: Theme, parent: QWidget) -> None:
        """Place the pages on ``parent``."""
        super().__init__()
        self._pictures = pictures
        self._theme = theme
        self._parent = parent
        self._marks: tuple[str, frozenset[str]] = ("", frozenset())
        tiles = pictures.pack.tiles
        self._neutral = [tile for tile in tiles if not tile.variant_of]
        self._with_variants = frozenset(tile.variant_of for tile in tiles if tile.variant_of)
        self.browsed = self._grid()
        self.browsed.show_labels(self.labels, folded=self._with_variants, is_numbered=False)
        self._nothing = QLabel(parent)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setWordWrap(True)
        self._nothing.setTextFormat(Qt.TextFormat.PlainText)
        self._nothing.setProperty("tone", "soft")
        self.addWidget(self._nothing)

    @property
    def labels(self) -> list[str]:
        """The labels that are browsed: every neutral one of the pack."""
        return [tile.label for tile in self._neutral]

    @cached_property
    def found(self) -> EmojiGrid:
        """The grid for what was found, made when something is looked for."""
        grid = self._grid()
        grid.set_picture_side(self.browsed.picture_side)
        grid.mark(chosen=self._marks[0], also=self._marks[1])
        return grid

    @property
    def viewports(self) -> tuple[QWidget, ...]:
        """Where results appear: the two grids, and the sentence that there are none."""
        return self.browsed.viewport(), self.found.viewport(), self._nothing

    def browse(self) -> None:
        """Show the whole pack from its beginning, nothing framed."""
        self.browsed.set_current(-1)
        self.browsed.scrollToTop()
        self.setCurrentWidget(self.browsed)

    def scroll_to_group(self, group: str) -> None:
        """Bring the first emoji of a group to the top of the whole pack."""
        row = next(row for row, tile in enumerate(self._neutral) if tile.group == group)
        self.browsed.scroll_to_row(row)

    def show_found(self, labels: Sequence[str], *, is_framed: bool, nothing: str) -> None:
        """Show what was found, the first of it framed or not; ``nothing`` is said of no labels."""
        self.found.show_labels(labels, folded=self._with_variants, is_numbered=True)
        self.found.set_current(0 if labels and is_framed else -1)
        self._nothing.setText(nothing)
        self.setCurrentWidget(self.found if labels else self._nothing)

    def mark(self, *, chosen: str, also: frozenset[str]) -> None:
        """Show which labels are chosen and also acceptable."""
        self._marks = chosen, also
        for grid in self._grids:
            grid.mark(chosen=chosen, also=also)

    def set_picture_side(self, side: int) -> None:
        """Show the pictures ``side`` device-independent pixels wide."""
        for grid in self._grids:
            grid.set_picture_side(side)

    @property
    def _grids(self) -> tuple[EmojiGrid, ...]:
        """The grids that exist by now."""
        return (self.browsed, self.found) if "found" in self.__dict__ else (self.browsed,)

    def _grid(self) -> EmojiGrid:
        grid = EmojiGrid(self._pictures, theme=self._theme, parent=self._parent)
        grid.emoji_clicked.connect(self.emoji_clicked)
        grid.also_clicked.connect(self.also_clicked)
        grid.variants_wanted.connect(self.variants_wanted)
        grid.hovered.connect(self.pointed_at)
        grid.current_moved.connect(self.pointed_at)
        self.addWidget(grid)
        return grid
