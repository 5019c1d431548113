"""The paper of one chart: its title, its legend, and the room that is left for the figures."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from emoji_labeler.charts.colours import DARK, LIGHT
from emoji_labeler.charts.scale import Scale
from emoji_labeler.charts.type_setting import (
    BODY_PX,
    DOTS_PER_INCH,
    SMALL_PX,
    TITLE_PX,
    type_setter,
)
from emoji_labeler.domain.chart import ChartLook

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

_MARGIN = 14.0
_GAP = 8.0
_SWATCH = 18.0
_LEGEND_LINE = 20.0
_HAIR = 0.8


class LegendEntry(NamedTuple):
    """A name with the colour and the dashes of its line, or with a block of colour."""

    name: str
    colour: str
    dashes: Any = None


class Page:
    """Places things by pixels from the top left, whatever the scale of the picture."""

    def __init__(self, title: str, *, look: ChartLook, scale: float) -> None:
        from matplotlib.figure import Figure
        from matplotlib.transforms import Affine2D

        self.look = look
        self.scale = scale
        self.colours = DARK if look.is_dark else LIGHT
        self.types = type_setter()
        ground = "none" if look.is_bare else self.colours.ground
        self.figure = Figure(
            figsize=(look.width / DOTS_PER_INCH, look.height / DOTS_PER_INCH),
            dpi=DOTS_PER_INCH * scale,
            facecolor=ground,
        )
        self._pixels = (
            Affine2D().scale(1, -1).translate(0, look.height).scale(1 / DOTS_PER_INCH)
            + self.figure.dpi_scale_trans
        )
        self.left, self.right = _MARGIN, look.width - _MARGIN
        self.top, self.bottom = _MARGIN, look.height - _MARGIN
        if title:
            self._write_title(title)

    def _write_title(self, title: str) -> None:
        words = self.types.cut(title, room=self.right - self.left, pixels=TITLE_PX, is_bold=True)
        self.write(words, x=self.left, y=self.top + 8, pixels=TITLE_PX, is_bold=True)
        self.top += 30

    def write(
        self,
        words: str,
        *,
        x: float,
        y: float,
        pixels: float = BODY_PX,
        colour: str = "",
        is_bold: bool = False,
        align: str = "left",
    ) -> None:
        """Write one line whose middle is at ``y``; what no font has becomes a box."""
        self.figure.text(
            x,
            y,
            self.types.legible(words),
            transform=self._pixels,
            fontproperties=self.types.font(pixels, is_bold=is_bold),
            color=colour or self.colours.text,
            ha=align,
            va="center_baseline",
            parse_math=False,
        )

    def name_series(self, entries: Sequence[LegendEntry]) -> None:
        """Write the legend in as many lines as it takes."""
        from matplotlib.lines import Line2D

        x, y = self.left, self.top + _LEGEND_LINE / 2 - 2
        for entry in entries:
            name = self.types.cut(entry.name, room=self.right - self.left - _SWATCH - 6)
            width = _SWATCH + 6 + self.types.width(name)
            if x > self.left and x + width > self.right:
                x, y = self.left, y + _LEGEND_LINE
            is_line = entry.dashes is not None
            self.figure.add_artist(
                Line2D(
                    [x if is_line else x + 5, x + _SWATCH - (0 if is_line else 3)],
                    [y, y],
                    transform=self._pixels,
                    color=entry.colour,
                    linewidth=2.2 if is_line else 10,
                    linestyle=entry.dashes if is_line else "solid",
                    solid_capstyle="butt",
                )
            )
            self.write(name, x=x + _SWATCH + 6, y=y, colour=self.colours.text_soft)
            x += width + 18
        if entries:
            self.top = y + _LEGEND_LINE / 2 + 8

    def name_axes(self, *, x_name: str, y_name: str) -> None:
        """Write the name of the y axis above it and that of the x axis below, at its end."""
        room, faint = self.right - self.left, self.colours.text_faint
        if y_name:
            words = self.types.cut(y_name, room=room, pixels=SMALL_PX)
            self.write(words, x=self.left, y=self.top + 6, pixels=SMALL_PX, colour=faint)
            self.top += 20
        if x_name:
            words = self.types.cut(x_name, room=room, pixels=SMALL_PX)
            self.write(
                words, x=self.right, y=self.bottom - 5, pixels=SMALL_PX, colour=faint, align="right"
            )
            self.bottom -= 18

    def axes(self, *, x: Scale, y: Scale) -> "Axes":
        """Return axes without ticks in the room that is left."""
        width, height = self.look.width, self.look.height
        wide, high = max(self.right - self.left, 10.0), max(self.bottom - self.top, 10.0)
        box = (self.left / width, 1 - (self.top + high) / height, wide / width, high / height)
        axes = self.figure.add_axes(box, facecolor="none")
        axes.set_xlim(x.least, x.most)
        axes.set_ylim(y.least, y.most)
        axes.set_xticks([])
        axes.set_yticks([])
        axes.spines[:].set_visible(False)
        return axes

    def rule(self, axes: "Axes", places: Iterable[float], *, is_upright: bool) -> None:
        """Draw thin lines behind the figures, a stronger one at zero."""
        for place in places:
            draw = axes.axvline if is_upright else axes.axhline
            colour = self.colours.text_faint if place == 0 else self.colours.grid
            draw(place, color=colour, linewidth=_HAIR, zorder=0)

    def write_ticks_below(self, axes: "Axes", scale: Scale) -> None:
        """Write the words of an x axis, leaving out those that would touch the one before."""
        end = float("-inf")
        for place, words in scale.ticks:
            if not scale.least <= place <= scale.most:
                continue
            x, _ = self.pixels_of(axes, place, axes.get_ylim()[0])
            half = self.types.width(words, pixels=SMALL_PX) / 2
            middle = min(max(x, half), self.look.width - half - 2)
            if middle - half < end + _GAP:
                continue
            end = middle + half
            self._write_faint(words, x=middle, y=self.bottom + 12, align="center")

    def write_ticks_beside(self, axes: "Axes", scale: Scale) -> None:
        """Write the words of a y axis."""
        for place, words in scale.ticks:
            if scale.least <= place <= scale.most:
                _, y = self.pixels_of(axes, axes.get_xlim()[0], place)
                self._write_faint(words, x=self.left - _GAP, y=y, align="right")

    def write_softly(self, words: str, *, x: float, y: float, align: str = "left") -> None:
        """Write a small line in a soft colour."""
        soft = self.colours.text_soft
        self.write(words, x=x, y=y, pixels=SMALL_PX, colour=soft, align=align)

    def _write_faint(self, words: str, *, x: float, y: float, align: str) -> None:
        faint = self.colours.text_faint
        self.write(words, x=x, y=y, pixels=SMALL_PX, colour=faint, align=align)

    def make_room_beside(self, words: Iterable[str]) -> None:
        """Move the left edge so far in that the words of a y axis have room."""
        widest = max((self.types.width(one, pixels=SMALL_PX) for one in words), default=0.0)
        self.left += widest + _GAP
        self.right -= 4

    def make_room_below(self) -> None:
        """Move the lower edge up by the words of an x axis."""
        self.bottom -= 20

    def put_picture(self, path: Path, *, x: float, y: float, side: float) -> None:
        """Put a picture with its middle at (x, y); nothing where it cannot be read."""
        from matplotlib.image import BboxImage
        from matplotlib.transforms import Bbox, TransformedBbox

        pixels = round(side * self.scale)
        image = _read_picture(path, pixels=pixels) if pixels > 0 else None
        if image is None:
            return
        box = Bbox.from_extents(x - side / 2, y + side / 2, x + side / 2, y - side / 2)
        placed = BboxImage(TransformedBbox(box, self._pixels), interpolation="antialiased")
        placed.set_data(image)
        self.figure.add_artist(placed)

    def pixels_of(self, axes: "Axes", x: float, y: float) -> tuple[float, float]:
        """Return where a figure is, in pixels from the top left."""
        across, up = axes.transData.transform((x, y))
        return float(across) / self.scale, self.look.height - float(up) / self.scale

    def say_empty(self, words: str) -> None:
        """Write in the middle why there is nothing to see."""
        middle = (self.left + self.right) / 2
        cut = self.types.cut(words, room=self.right - self.left)
        soft = self.colours.text_soft
        self.write(cut, x=middle, y=(self.top + self.bottom) / 2, colour=soft, align="center")


def _read_picture(path: Path, *, pixels: int) -> "NDArray[np.uint8] | None":
    """Return a picture as an array of that many pixels a side, or None."""
    import numpy as np
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(path) as image:
            shrunk = image.convert("RGBA").resize((pixels, pixels), Image.Resampling.LANCZOS)
    except (OSError, UnidentifiedImageError):
        return None
    # The page is measured from the top, so what matplotlib puts lowest comes first.
    return np.asarray(shrunk)[::-1]
