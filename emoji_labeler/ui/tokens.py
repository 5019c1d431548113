"""Every colour of the window by what it is for.

Text reaches 4.5:1 on whatever it stands on, the outline of a box to be ticked 3:1.
"""

from typing import NamedTuple


class Tokens(NamedTuple):
    """One set of colours, as #RRGGBB."""

    page: str
    side: str
    card: str
    well: str
    border: str
    border_strong: str
    outline: str
    text: str
    text_soft: str
    text_faint: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_text: str
    accent_wash: str
    hover: str
    good: str
    warning: str
    warning_wash: str
    bad: str
    bad_wash: str
    star: str


LIGHT = Tokens(
    page="#F3F5F9",
    side="#E9ECF2",
    card="#FFFFFF",
    well="#F3F5F9",
    border="#DDE2EB",
    border_strong="#C3CAD8",
    outline="#828B9E",
    text="#141823",
    text_soft="#4D5668",
    text_faint="#5F697C",
    accent="#3355EE",
    accent_hover="#2745D0",
    on_accent="#FFFFFF",
    accent_text="#2B49D6",
    accent_wash="#E5EAFE",
    hover="#EEF1F7",
    good="#0F7552",
    warning="#8A5300",
    warning_wash="#FFF3DC",
    bad="#B4232C",
    bad_wash="#FDE8E9",
    star="#C58500",
)

DARK = Tokens(
    page="#101217",
    side="#15181E",
    card="#1B1E26",
    well="#14171D",
    border="#2B303B",
    border_strong="#414857",
    outline="#6E778A",
    text="#F1F3F8",
    text_soft="#B4BCCB",
    text_faint="#949DAF",
    accent="#4A67F0",
    accent_hover="#3F5CE6",
    on_accent="#FFFFFF",
    accent_text="#9DB0FF",
    accent_wash="#262F55",
    hover="#252A34",
    good="#4CC79A",
    warning="#F2C169",
    warning_wash="#3A2F19",
    bad="#FF8F94",
    bad_wash="#41232A",
    star="#FFC83D",
)
