"""The Data screen: all memos in a table, one of them in full."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QListWidget, QPushButton, QTextEdit
from pytestqt.qtbot import QtBot

from emoji_labeler.domain.chat import TokenUsage
from emoji_labeler.domain.generation import MemoOrigin
from emoji_labeler.domain.lineage import MemoUse
from emoji_labeler.domain.memo import Memo
from emoji_labeler.domain.memo_draft import MemoDraft
from emoji_labeler.domain.memo_listing import MemoDetails
from emoji_labeler.domain.tracked_job import FineTunedModel
from emoji_labeler.storage.project import ProjectStore
from emoji_labeler.ui.item_models.memo_item_model import COLUMNS
from emoji_labeler.ui.panels.data_panel import DataPanel
from emoji_labeler.ui.widgets.choice_box import ChoiceBox
from tests.ui.conftest import Hand, Restart

CONTROL = Qt.KeyboardModifier.ControlModifier
_TITLES = [title for _, title in COLUMNS]


class Data:
    """The screen with its parts."""

    def __init__(self, hand: Hand, *, qtbot: QtBot) -> None:
        self.hand = hand
        self._qtbot = qtbot
        self.come()
        panel = hand.window.panels.current
        assert isinstance(panel, DataPanel)
        self.panel = panel
        self.table = panel.table

    def come(self) -> None:
        self.hand.press(Qt.Key.Key_3, CONTROL)
        self.wait()

    def wait(self) -> None:
        """Wait until nothing runs and nothing is about to."""
        QTest.qWait(300)
        self._qtbot.waitUntil(lambda: self.hand.desktop.is_idle)
        QTest.qWait(20)
        self._qtbot.waitUntil(lambda: self.hand.desktop.is_idle)

    def column(self, title: str) -> list[str]:
        """What the rows show in a column, once they are read."""
        rows, place = self.table.model(), _TITLES.index(title)
        [rows.index(row, place).data() for row in range(rows.rowCount())]
        self.wait()
        return [str(rows.index(row, place).data()) for row in range(rows.rowCount())]

    def choose(self, name: str, value: object) -> None:
        """Choose a value in the box of that name."""
        [box] = [b for b in self.panel.findChildren(QComboBox) if b.accessibleName() == name]
        box.setCurrentIndex([box.itemData(n) for n in range(box.count())].index(value))
        self.wait()

    def look_for(self, words: str) -> None:
        self.panel.filter.words.setText(words)
        self.wait()

    def said(self) -> str:
        return self.panel._count.text()

    def history(self) -> list[str]:
        [shown] = self.panel.details.findChildren(QListWidget)
        return [shown.item(row).text() for row in range(shown.count())]

    def full_text(self) -> str:
        [shown] = self.panel.details.findChildren(QTextEdit)
        return shown.toPlainText()


@pytest.fixture
def data(hand: Hand, qtbot: QtBot) -> Data:
    """The screen over five memos, the first of which Aiko labelled as a cat."""
    hand.label("cat face")
    return Data(hand, qtbot=qtbot)


def test_all_memos_are_there_with_their_labels(data: Data) -> None:
    assert data.column("Text")[:3] == ["the cat slept", "rain all day", "会議が長い"]
    assert data.column("Label") == ["cat face", "", "", "", ""]
    assert data.column("Status") == ["Answered"] + ["No answer"] * 4
    assert data.said() == "5 memos"


def test_words_and_choices_narrow_the_list(data: Data) -> None:
    data.look_for("AL")
    assert data.column("Text") == ["rain all day"]
    assert data.said() == "1 of 5 memos"

    data.look_for("")
    data.choose("Label", "cat-face")
    assert data.column("Text") == ["the cat slept"]
    assert data.column("Annotators") == ["Aiko"]


def test_a_filter_that_lets_nothing_through_can_be_taken_off(data: Data) -> None:
    data.look_for("zebra")
    assert not data.table.isVisible()

    [button] = [b for b in data.panel.findChildren(QPushButton) if b.text() == "Show all memos"]
    button.click()
    data.wait()

    assert data.table.isVisible()
    assert data.said() == "5 memos"


def test_a_click_on_a_title_sorts(data: Data) -> None:
    header = data.table.horizontalHeader()

    header.setSortIndicator(_TITLES.index("Text"), Qt.SortOrder.DescendingOrder)
    data.wait()

    assert data.column("Text")[-1] == "birthday cake"
    assert data.column("Text")[0] == "会議が長い"


def test_the_chosen_memo_is_shown_in_full_with_its_history(data: Data) -> None:
    data.table.go_to(0)
    data.wait()

    assert data.full_text() == "the cat slept"
    assert data.history()[0].startswith("Aiko: cat face\n2")
    data.table.go_to(1)
    data.wait()
    assert data.history() == ["Nobody has answered yet."]


def test_enter_opens_the_memo_to_be_labelled(data: Data) -> None:
    data.look_for("tax")
    data.hand.press(Qt.Key.Key_Down)
    data.hand.press(Qt.Key.Key_Return)

    assert data.hand.window.panels.current_name == "annotate"
    assert data.hand.memo == "tax office"


def test_copy_takes_the_whole_texts_of_the_chosen_memos(data: Data) -> None:
    data.table.setFocus()
    data.table.go_to(1)
    data.hand.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    data.hand.press(Qt.Key.Key_C, CONTROL)
    data.wait()

    assert QGuiApplication.clipboard().text() == "rain all day\n会議が長い"


def test_an_answer_given_meanwhile_is_there_when_somebody_comes_back(data: Data) -> None:
    data.column("Label")
    data.hand.press(Qt.Key.Key_1, CONTROL)
    data.hand.label("rain")

    data.come()

    assert data.column("Label")[1] != ""
    assert data.column("Status")[1] == "Answered"


def test_memos_that_come_in_while_somebody_looks_appear(data: Data, project_path: Path) -> None:
    with ProjectStore.open(project_path) as project:
        project.memos.add([MemoDraft(text="new here")])
    data.hand.window._parts.changes.memos.emit()
    data.wait()

    assert data.column("Text")[-1] == "new here"
    assert data.said() == "6 memos"


def test_the_chosen_memo_stays_chosen_when_the_order_changes(data: Data) -> None:
    data.table.go_to(1)
    data.wait()

    data.table.horizontalHeader().setSortIndicator(0, Qt.SortOrder.DescendingOrder)
    data.wait()

    assert data.table.current_number == 2
    assert data.table.currentIndex().row() == 3


def test_an_empty_project_says_what_to_do(start: Restart, tmp_path: Path, qtbot: QtBot) -> None:
    ProjectStore.create(tmp_path / "empty.db").close()
    data = Data(start(tmp_path / "empty.db"), qtbot=qtbot)

    assert not data.table.isVisible()
    assert "No memos yet" in [label.text() for label in data.panel.findChildren(QLabel)]


def test_only_rows_that_are_looked_at_are_read(
    start: Restart, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "many.db"
    with ProjectStore.create(path) as project:
        project.memos.add(MemoDraft(text=f"memo {number}") for number in range(30_000))
    read = list[int]()
    monkeypatch.setattr("emoji_labeler.ui.memo_lister.memo_rows", noting(read))
    data = Data(start(path), qtbot=qtbot)

    assert data.table.model().rowCount() == 30_000
    data.table.go_to(29_999)
    data.wait()

    assert data.table.model().index(29_999, 1).data() == "memo 29999"
    assert 30_000 in read
    assert len(read) < 1_000


def noting(read: list[int]) -> Callable[..., object]:
    """Return the service that reads rows, which notes the numbers it read."""
    from emoji_labeler.services.browsing import memo_rows

    def memo_rows_noted(path: Path, numbers: list[int], *, annotator: str = "") -> object:
        read.extend(numbers)
        return memo_rows(path, numbers, annotator=annotator)

    return memo_rows_noted


def test_delete_drops_memos_without_answers_and_undo_brings_them_back(data: Data) -> None:
    data.table.setFocus()
    data.table.selectAll()
    data.hand.press(Qt.Key.Key_Delete)
    data.wait()
    assert data.column("Text") == ["the cat slept"]
    assert "4 memos dropped. 1 has answers and stays." in data.panel.notices._text.text()

    data.panel.notices._button.click()
    data.wait()

    assert len(data.column("Text")) == 5


def test_a_memo_names_the_models_that_learned_from_it(data: Data) -> None:
    models = [
        FineTunedModel(
            name=f"ft:{number}",
            intent_id="i",
            provider_id="p",
            snapshot="s",
            prompt_sha256="",
            step=number or None,
        )
        for number in (1, 0, 0, 2, 0, 0)
    ]
    card = data.panel.details

    card.show_details(
        MemoDetails(
            memo=Memo(id=7, text="It rained."),
            imported_at="",
            history=(),
            taught=tuple(MemoUse(model=model, label="umbrella") for model in models),
        )
    )

    [said] = [
        label.text() for label in card.findChildren(QLabel) if label.text().startswith("Taught")
    ]
    assert said.split("\n") == [
        "Taught ft:0: umbrella",
        "Taught ft:0: umbrella",
        "and 2 more models",
    ]


def test_a_generated_memo_shows_what_the_model_was_asked(data: Data) -> None:
    origin = MemoOrigin(
        run_id="r",
        provider_name="OpenAI",
        base_model="gpt-4o-mini",
        answering_model="gpt-4o-mini-2024",
        temperature=0.7,
        left_out=(),
        messages=(("system", "You keep a diary."), ("user", "Theme: rain")),
        raw_answer="rain",
        usage=TokenUsage(input=1, output=1),
        cost=None,
        answered_at="2026-11-22T08:30:00.123Z",
    )
    memo = Memo(id=7, text="It rained.")
    card = data.panel.details

    card.show_details(MemoDetails(memo=memo, imported_at="", history=(), origin=origin))
    said = [label.text() for label in card.findChildren(QLabel)]
    assert "Written by gpt-4o-mini-2024 (OpenAI)\nTemperature: 0.7" in said
    [button] = [one for one in card.findChildren(QPushButton) if one.text() == "Show the prompt"]
    button.click()

    assert data.full_text() == "You keep a diary.\n\nTheme: rain"
    button.click()
    assert data.full_text() == "It rained."


def test_the_open_list_of_a_filter_shows_its_longest_value_whole(data: Data) -> None:
    boxes = data.panel.filter.findChildren(ChoiceBox)

    assert len(boxes) == 6
    for box in boxes:
        longest = max(box.itemText(row) for row in range(box.count()))
        assert box.list_width > box.fontMetrics().horizontalAdvance(longest)
