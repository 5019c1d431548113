"""Whether a window can open is known before Qt is asked, which would end the process."""

import os
import subprocess
import sys

import pytest

from emoji_labeler.ui.display import why_no_display

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a Linux question")


@pytest.fixture
def no_screen(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


@pytest.mark.usefixtures("no_screen")
def test_without_any_screen_it_says_so_and_what_to_do() -> None:
    said = why_no_display()

    assert "DISPLAY is not set" in said
    assert "xvfb-run -a" in said


def test_a_display_that_nobody_serves_is_named(no_screen: pytest.MonkeyPatch) -> None:
    no_screen.setenv("DISPLAY", ":987654")

    assert "no X server answers at DISPLAY=:987654" in why_no_display()


def test_a_display_name_that_makes_no_sense_is_named(no_screen: pytest.MonkeyPatch) -> None:
    no_screen.setenv("DISPLAY", "nonsense")

    assert "DISPLAY=nonsense" in why_no_display()


def test_a_wayland_session_can_open_a_window(no_screen: pytest.MonkeyPatch) -> None:
    no_screen.setenv("WAYLAND_DISPLAY", "wayland-0")

    assert why_no_display() == ""


def test_a_platform_chosen_by_hand_is_trusted(no_screen: pytest.MonkeyPatch) -> None:
    no_screen.setenv("QT_QPA_PLATFORM", "offscreen")

    assert why_no_display() == ""


def test_asking_loads_no_qt() -> None:
    words = "import sys, emoji_labeler.ui.display; print([m for m in sys.modules if 'PySide' in m])"

    answer = subprocess.run(
        [sys.executable, "-c", words], capture_output=True, text=True, check=True
    )

    assert answer.stdout.strip() == "[]"


@pytest.mark.screen
def test_a_screen_that_answers_can_open_a_window() -> None:
    assert os.environ["DISPLAY"]
    assert why_no_display() == ""
