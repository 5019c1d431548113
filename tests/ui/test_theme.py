"""Colours: readable on what they stand on, and following the system where they should."""

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QLineEdit

from emoji_labeler.ui.style_sheet import style_sheet
from emoji_labeler.ui.theme import Theme
from emoji_labeler.ui.tokens import DARK, LIGHT, Tokens

READABLE = 4.5
"""WCAG 2.2, success criterion 1.4.3, text of usual size."""

SEEN = 3.0
"""WCAG 2.2, success criterion 1.4.11, what has to be seen of a control."""

GROUNDS = {
    "text": ("page", "side", "card", "well", "hover", "accent_wash", "bad_wash", "warning_wash"),
    "text_soft": ("page", "side", "card", "well", "hover", "accent_wash"),
    "text_faint": ("page", "side", "card", "well", "hover", "accent_wash"),
    "accent_text": ("card", "accent_wash"),
    "on_accent": ("accent", "accent_hover"),
    "good": ("page", "card", "hover", "accent_wash"),
    "warning": ("page", "card", "hover", "accent_wash", "warning_wash"),
    "bad": ("page", "card", "hover", "accent_wash", "bad_wash"),
    "card": ("text",),
}
"""On which grounds the text of a token stands; a tip turns card and text round."""


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2.2."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_of_contrast_is_right() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_is_readable_on_what_it_stands_on(tokens: Tokens) -> None:
    colours = tokens._asdict()
    measured = {
        (text, ground): round(contrast(colours[text], colours[ground]), 2)
        for text, grounds in GROUNDS.items()
        for ground in grounds
    }

    assert {pair: value for pair, value in measured.items() if value < READABLE} == {}


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_the_frame_of_what_has_the_keyboard_is_seen(tokens: Tokens) -> None:
    for ground in (tokens.page, tokens.side, tokens.card):
        assert contrast(tokens.accent, ground) >= SEEN


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_the_outline_of_a_box_to_be_ticked_is_seen(tokens: Tokens) -> None:
    for ground in (tokens.page, tokens.card, tokens.well):
        assert contrast(tokens.outline, ground) >= SEEN


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.usefixtures("qapp")
def test_what_stands_in_an_empty_field_is_readable(tokens: Tokens) -> None:
    field = QLineEdit()
    field.setStyleSheet(style_sheet(tokens))
    field.ensurePolished()

    shown = field.palette().color(QPalette.ColorRole.PlaceholderText)
    assert shown == QColor(tokens.text_faint)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_the_style_sheet_uses_no_colour_but_those_of_the_tokens(tokens: Tokens) -> None:
    used = set(re.findall(r"#[0-9A-Fa-f]{3,8}\b", style_sheet(tokens)))

    assert used
    assert used <= set(tokens._asdict().values())


@pytest.fixture
def themes() -> Iterator[list[Theme]]:
    """Themes to be thrown away after the test."""
    made: list[Theme] = []
    yield made
    for theme in made:
        theme.deleteLater()


class SystemHints(QObject):
    """Stands in for Qt's own hints, since the offscreen platform wears light for ever."""

    colorSchemeChanged = Signal(Qt.ColorScheme)  # noqa: N815 - Qt's name.

    def __init__(self) -> None:
        super().__init__()
        self._scheme = Qt.ColorScheme.Light

    def colorScheme(self) -> Qt.ColorScheme:  # noqa: N802 - Qt's name.
        return self._scheme

    def wear(self, scheme: Qt.ColorScheme) -> None:
        self._scheme = scheme
        self.colorSchemeChanged.emit(scheme)


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> SystemHints:
    hints = SystemHints()
    monkeypatch.setattr(QGuiApplication, "styleHints", lambda: hints)
    return hints


@pytest.mark.parametrize(("appearance", "is_dark"), [("light", False), ("dark", True)])
def test_light_and_dark_are_worn_as_chosen(
    qapp: QApplication, themes: list[Theme], appearance: str, is_dark: bool
) -> None:
    theme = Theme(qapp, appearance=appearance)
    themes.append(theme)

    assert theme.is_dark is is_dark
    worn = DARK if is_dark else LIGHT
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(worn.page)
    assert worn.card in qapp.styleSheet()


def test_what_the_system_wears_is_followed_and_told(
    qapp: QApplication, themes: list[Theme], system: SystemHints
) -> None:
    theme = Theme(qapp, appearance="system")
    themes.append(theme)
    spy = QSignalSpy(theme.changed)
    worn = [theme.is_dark]

    for scheme in (Qt.ColorScheme.Dark, Qt.ColorScheme.Dark, Qt.ColorScheme.Light):
        system.wear(scheme)
        worn.append(theme.is_dark)

    assert worn == [False, True, True, False]
    assert spy.count() == 2


def test_a_chosen_appearance_does_not_follow_the_system(
    qapp: QApplication, themes: list[Theme], system: SystemHints
) -> None:
    theme = Theme(qapp, appearance="light")
    themes.append(theme)

    system.wear(Qt.ColorScheme.Dark)

    assert not theme.is_dark
