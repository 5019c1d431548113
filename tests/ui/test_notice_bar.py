"""What a screen says goes away by itself, or stays."""

import pytest
from pytestqt.qtbot import QtBot

from emoji_labeler.ui.widgets import notice_bar
from tests.ui.conftest import Hand


def test_good_news_goes_away_unless_a_person_may_not_be_looking(
    hand: Hand, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notice_bar, "_GOOD_NEWS_MS", 1)
    notices = hand.window.annotate.notices

    notices.say("A job has ended.", stays=True)
    notices.say("Saved.")
    qtbot.waitUntil(lambda: not notices.isVisible())

    notices.say("Saved.")
    notices.say("A job has ended.", stays=True)
    qtbot.wait(50)
    assert notices.isVisible()
