"""What the program learns beside the answers never gets in the way of an answer."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from emoji_labeler.domain.annotation import PickPath
from emoji_labeler.services.assisting import AssistingService
from emoji_labeler.settings import table
from emoji_labeler.ui.panels.annotate_panel import AnnotatePanel
from tests.ui.conftest import Hand, Restart

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def broken_notes(hand: Hand) -> Iterator[None]:
    """A project in which searches without a hit cannot be noted, but answers can be saved."""
    with closing(sqlite3.connect(hand.desktop._project.path)) as other, other:
        other.execute(
            "create trigger no_misses before insert on search_misses"
            " begin select raise(abort, 'no misses today'); end"
        )
    yield
    other.close()


def begin_with(start: Restart, *, suggestions: str, withheld: int = 0) -> Hand:
    """Start with suggestions as they are set, and wait for them."""
    hand = start()
    settings = hand.window._parts.settings
    settings.put(table.SUGGESTIONS, suggestions)
    settings.put(table.WITHHELD_PERCENT, withheld)
    hand.wait_for_search()
    hand.window.annotate.offer_again()
    return hand


def suggested_labels(panel: AnnotatePanel) -> list[str]:
    """The labels on the strip while it shows suggestions."""
    if panel._strip._title.text() != "Suggestions":
        return []
    return [label for number in range(1, 10) if (label := panel._strip.label_at(number))]


def test_what_resembles_nothing_offers_what_fits_the_memo_and_enter_does_not_take_it(
    start: Restart,
) -> None:
    hand = begin_with(start, suggestions="before")
    hand.type("zqzqzq")

    picker = hand.window.annotate.picker
    assert hand.shown() == suggested_labels(hand.window.annotate)
    assert "fit the memo" in picker._heading.text()
    hand.press(Qt.Key.Key_Return)
    assert hand.memo == "the cat slept"


@pytest.mark.parametrize("suggestions", ["off", "after"])
def test_what_fits_the_memo_is_not_offered_where_suggestions_are_not(
    start: Restart, suggestions: str
) -> None:
    hand = begin_with(start, suggestions=suggestions)
    hand.type("zqzqzq")

    assert not hand.window.annotate.picker._pages.found.isVisible()
    assert "zqzqzq" in hand.window.annotate.picker._pages._nothing.text()


@pytest.mark.usefixtures("broken_notes")
def test_an_answer_counts_though_the_miss_before_it_cannot_be_noted(hand: Hand) -> None:
    hand.type("zqzqzq")

    hand.window.annotate._pick("cat-face", PickPath.BROWSE)

    assert hand.memo == hand.window.annotate._card._text.toPlainText() == "rain all day"
    [(memo, annotation)] = hand.window.annotate._session.latest(count=5)
    assert (memo.text, annotation.answer.label) == ("the cat slept", "cat-face")


@pytest.mark.usefixtures("broken_notes")
def test_esc_clears_though_the_miss_cannot_be_noted(hand: Hand) -> None:
    hand.type("zqzqzq")

    hand.press(Qt.Key.Key_Escape)

    assert hand.query == ""
    hand.label("cat")
    assert hand.memo == "rain all day"


def test_a_digit_takes_a_suggestion_and_the_project_knows_that_it_was_one(start: Restart) -> None:
    hand = begin_with(start, suggestions="before")
    suggested = suggested_labels(hand.window.annotate)
    assert len(suggested) == 9

    hand.type("2")

    [(_, annotation)] = hand.window.annotate._session.latest(count=5)
    assert annotation.answer.label == suggested[1]
    with closing(sqlite3.connect(hand.desktop._project.path)) as other, other:
        [(path,)] = other.execute("select picked_by from annotations").fetchall()
        [(place,)] = other.execute("select taken from shown_suggestions").fetchall()
    assert (path, place) == ("suggestion", 2)


def test_suggestions_that_come_after_the_pick_are_hidden_before_it(start: Restart) -> None:
    hand = begin_with(start, suggestions="after")
    assert suggested_labels(hand.window.annotate) == []

    hand.label("cat")
    assert hand.memo == "the cat slept"
    assert len(suggested_labels(hand.window.annotate)) == 9
    hand.press(Qt.Key.Key_Return)

    assert hand.memo == "rain all day"
    assert suggested_labels(hand.window.annotate) == []


def test_withheld_suggestions_are_not_shown(start: Restart) -> None:
    hand = begin_with(start, suggestions="before", withheld=50)
    by_chance = []
    for number in range(1, 6):
        hand.window.annotate.go_to(number)
        by_chance.append((hand.desk.chance < 0.5, suggested_labels(hand.window.annotate) == []))

    assert all(is_withheld == is_hidden for is_withheld, is_hidden in by_chance)


def test_of_many_undos_most_prepare_nothing(hand: Hand, qtbot: QtBot) -> None:
    hand.label("cat")
    assistant, project = hand.window._parts.assistant, hand.desktop._project
    annotator = project.annotators.named("Aiko")
    made: list[AssistingService] = []

    def make() -> AssistingService:
        made.append(AssistingService(project, annotator=annotator, pack=hand.desktop._pack))
        return made[-1]

    assistant._make = make
    hand.press(Qt.Key.Key_Z, CONTROL, times=10)
    qtbot.waitUntil(lambda: assistant.service is made[-1], timeout=20_000)

    assert len(made) == 10
    assert sum(service._searching._index is not None for service in made) <= len(made) // 2
