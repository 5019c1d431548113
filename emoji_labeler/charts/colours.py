"""The colours of charts, light and dark, told apart by people who see few of them.

The eight series colours go from the set of Okabe and Ito (2008), Color Universal Design, moved in
lightness until each reaches 3:1 against the ground; series beyond the eighth begin again and differ
by their dashes.
"""

from emoji_labeler.domain.record import record


@record
class ChartColours:
    """One set of colours, as #RRGGBB."""

    ground: str
    text: str
    text_soft: str
    text_faint: str
    grid: str
    series: tuple[str, ...]

    def of_series(self, place: int) -> str:
        """Return the colour of the series at that place."""
        return self.series[place % len(self.series)]


LIGHT = ChartColours(
    ground="#FFFFFF",
    text="#141823",
    text_soft="#4D5668",
    text_faint="#5F697C",
    grid="#E3E7EE",
    series=(
        "#2F5BE0",
        "#C75B00",
        "#008763",
        "#B0508A",
        "#0F84B5",
        "#A87900",
        "#5B6475",
        "#7A3FB8",
    ),
)

DARK = ChartColours(
    ground="#1B1E26",
    text="#F1F3F8",
    text_soft="#B4BCCB",
    text_faint="#949DAF",
    grid="#2E3440",
    series=(
        "#7D9BFF",
        "#F0954A",
        "#3FC59B",
        "#E08FC0",
        "#62C4F0",
        "#E3BC4B",
        "#A3ADBF",
        "#B893F0",
    ),
)

DASHES = ("solid", (0, (5, 2)), (0, (1.5, 1.5)), (0, (7, 2, 1.5, 2)))
