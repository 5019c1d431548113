"""The words that the project taught the search: seen, filtered, and removed for good."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QTableView

from emoji_labeler.domain.annotation import PickPath
from emoji_labeler.ui.dialogs.words_dialog import WordsDialog
from tests.ui.conftest import Hand, Restart


class Words:
    """The open dialog with its parts."""

    def __init__(self, hand: Hand) -> None:
        hand.window._dialogs.show_words()
        [self.dialog] = [one for one in hand.window.findChildren(WordsDialog) if one.isVisible()]
        [self.table] = self.dialog.findChildren(QTableView)
        [self.line] = self.dialog.findChildren(QLineEdit)

    def rows(self) -> list[tuple[str, ...]]:
        """What the table shows: word, emoji and reason."""
        shown = self.table.model()
        return sorted(
            tuple(str(shown.index(row, column).data()) for column in range(shown.columnCount()))
            for row in range(shown.rowCount())
        )

    def remove(self, word: str) -> None:
        """Select the row of a word and press Remove."""
        shown = self.table.model()
        words = [shown.index(row, 0).data() for row in range(shown.rowCount())]
        self.table.selectRow(words.index(word))
        [remove] = [one for one in self.dialog.findChildren(QPushButton) if one.text() == "Remove"]
        remove.click()


@pytest.fixture
def taught(hand: Hand) -> Hand:
    """A person who typed “purr” and took the cat for “the cat slept”."""
    teach(hand, "purr")
    return hand


def teach(hand: Hand, query: str) -> None:
    """Type a query, and take the cat's face for it in the grid."""
    hand.wait_for_search()
    memo = hand.desk.memo
    assistant = hand.window._parts.assistant
    assert assistant.service is not None
    hand.type("cat face")
    hand.window.annotate.picker.box.setText(query)
    hand.window.annotate.picker.emoji_chosen.emit("cat-face", PickPath.SEARCH)
    assert hand.desk.memo != memo


def finds(hand: Hand, query: str) -> bool:
    """Whether the search finds the cat's face because of what was learned."""
    service = hand.window._parts.assistant.service
    assert service is not None
    hits = service.found(query, memo=None).hits
    return any(hit.label == "cat-face" and hit.reason.kind.value in LEARNED for hit in hits)


LEARNED = {"query", "memo"}


def test_every_learned_word_is_listed_with_the_reason(taught: Hand) -> None:
    rows = Words(taught).rows()

    assert ("purr", "cat face", "typed 1 time") in rows
    assert ("slept", "cat face", "in 1 memo") in rows


def test_the_columns_have_titles(taught: Hand) -> None:
    shown = Words(taught).table.model()

    titles = [shown.headerData(column, Qt.Orientation.Horizontal) for column in range(3)]
    assert titles == ["Word", "Emoji", "Why it is here"]


def test_the_filter_looks_into_every_column(taught: Hand) -> None:
    words = Words(taught)

    words.line.setText("PUR")
    assert [row[0] for row in words.rows()] == ["purr"]
    words.line.setText("in 1 memo")
    assert "slept" in [row[0] for row in words.rows()]
    assert "purr" not in [row[0] for row in words.rows()]


def test_remove_takes_the_selected_word_and_no_other(taught: Hand) -> None:
    words = Words(taught)
    before = words.rows()

    words.line.setText("pur")
    words.remove("purr")
    words.line.clear()

    assert words.rows() == [row for row in before if row[0] != "purr"]


def test_a_removed_word_is_forgotten_by_the_search_at_once(taught: Hand) -> None:
    assert finds(taught, "purr")

    Words(taught).remove("purr")

    assert not finds(taught, "purr")
    assert ("purr", "cat-face") in taught.desktop._project.picks.forgotten()


@pytest.mark.parametrize("typed", ["purr", "PURR", "ゴロゴロ", "Ｐｕｒｒ"])
def test_a_removed_word_stays_away_after_the_next_start(start: Restart, typed: str) -> None:
    hand = start()
    teach(hand, typed)
    words = Words(hand)
    [word] = [row[0] for row in words.rows() if row[2].startswith("typed")]
    words.remove(word)
    words.dialog.accept()

    again = start()
    again.wait_for_search()

    assert not finds(again, typed)


def test_a_removed_word_of_a_memo_stays_away_after_the_next_start(start: Restart) -> None:
    hand = start()
    teach(hand, "purr")
    words = Words(hand)
    words.remove("slept")
    words.dialog.accept()

    again = start()
    again.wait_for_search()

    assert not finds(again, "slept")
    assert finds(again, "purr")


def test_a_removed_word_is_not_learned_again(taught: Hand) -> None:
    Words(taught).remove("purr")

    teach(taught, "purr")

    assert not finds(taught, "purr")


def test_a_removed_word_is_not_learned_again_after_the_next_start(start: Restart) -> None:
    hand = start()
    teach(hand, "purr")
    words = Words(hand)
    words.remove("purr")
    words.dialog.accept()

    again = start()
    teach(again, "purr")

    assert not finds(again, "purr")


def test_a_word_is_removed_in_every_spelling(start: Restart) -> None:
    hand = start()
    teach(hand, "Purr")
    teach(hand, "purr")
    words = Words(hand)
    words.remove("purr")
    words.dialog.accept()

    again = start()
    again.wait_for_search()

    assert not finds(again, "purr")
