"""People, shared memos, work lists, files and rules, in one dialog over a real project."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from emoji_labeler.domain.annotation import AnnotationStatus, Answer, PickPath
from emoji_labeler.domain.annotator import Role
from emoji_labeler.domain.gold import GoldRules
from emoji_labeler.domain.pick import Pick
from emoji_labeler.domain.review import ReviewRules
from emoji_labeler.domain.sharing import Sharing
from emoji_labeler.domain.work_list import MemoFilter
from emoji_labeler.services.distributing import give_out
from emoji_labeler.services.staffing import enter
from emoji_labeler.storage.project import ProjectStore
from emoji_labeler.ui.changes import Changes
from emoji_labeler.ui.dialogs.people_dialog import PeopleDialog
from emoji_labeler.ui.dialogs.settings_dialog import SettingsDialog
from tests.ui.conftest import Hand, Restart
from tests.ui.test_accessible_names import nameless


def answer(path: Path, name: str, memo_id: int, label: str) -> None:
    with ProjectStore.open(path) as project:
        project.annotations.save(
            Answer(status=AnnotationStatus.SUBMITTED, label=label),
            memo_id=memo_id,
            annotator_id=project.annotators.named(name).id,
            lead_time_ms=4000,
            pick=Pick(path=PickPath.SEARCH),
        )


class People:
    """The open dialog, and a hand in it."""

    def __init__(self, hand: Hand, *, qtbot: QtBot) -> None:
        self._hand = hand
        self._qtbot = qtbot
        self.changes: Changes = hand.window._parts.changes
        hand.window._actions["people"].trigger()
        [self.dialog] = hand.window.findChildren(PeopleDialog)
        self.wait()

    def wait(self) -> None:
        self._qtbot.waitUntil(lambda: self._hand.desktop.is_idle)

    def do(self, deed: Callable[[], object]) -> None:
        """Do something and wait until what follows has come."""
        deed()
        self.wait()

    def rows(self) -> list[tuple[str, ...]]:
        """What the table of people says."""
        model = self.dialog.people.people
        return [
            tuple(str(model.index(row, column).data()) for column in range(model.columnCount()))
            for row in range(model.rowCount())
        ]

    def select(self, box: QComboBox, value: str) -> None:
        """Choose a value as a person does."""
        place = box.findData(value)
        box.setCurrentIndex(place)
        self.do(lambda: box.activated.emit(place))

    def says(self) -> str:
        return self.dialog.state.text()

    def lines(self) -> list[tuple[str, str]]:
        """What was written or taken back, line by line."""
        model = self.dialog.files.lines
        return [
            (str(model.index(row, 0).data()), str(model.index(row, 1).data()))
            for row in range(model.rowCount())
        ]

    def tick(self, *names: str) -> None:
        people = self.dialog.files.people
        for name in names:
            [item] = people.findItems(name, Qt.MatchFlag.MatchExactly)
            item.setCheckState(Qt.CheckState.Checked)


@pytest.fixture
def people(project_path: Path, start: Restart, qtbot: QtBot) -> People:
    """The dialog over five memos, of which Aiko has answered one; Ben is there too."""
    answer(project_path, "Aiko", 1, "cat")
    with ProjectStore.open(project_path) as project:
        enter(project, "Ben")
    return People(start(), qtbot=qtbot)


def test_control_and_tab_turn_the_pages_round_and_round(hand: Hand, qtbot: QtBot) -> None:
    pages = People(hand, qtbot=qtbot).dialog.pages

    QTest.keyClick(
        pages.window().focusWidget(), Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier
    )
    assert pages.current == "sharing"
    backwards = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    for expected in ("people", "rules"):
        QTest.keyClick(pages.window().focusWidget(), Qt.Key.Key_Tab, backwards)
        assert pages.current == expected


def test_everybody_is_shown_with_role_and_answers(people: People) -> None:
    assert people.rows() == [("Aiko", "Annotator", "1"), ("Ben", "Annotator", "0")]
    assert nameless(people.dialog) == []


def test_a_new_person_comes_in_and_is_chosen(people: People, qtbot: QtBot) -> None:
    page = people.dialog.people
    with qtbot.waitSignal(people.changes.annotators):
        QTest.keyClicks(page._name, " Chie ")
        QTest.keyClick(page._name, Qt.Key.Key_Return)
    people.wait()

    assert [row[0] for row in people.rows()] == ["Aiko", "Ben", "Chie"]
    assert page.people.person_at(page.table.currentIndex().row()).name == "Chie"
    assert people.dialog.isVisible()


def test_a_role_and_a_colour_given_quickly_are_both_kept(
    people: People, project_path: Path
) -> None:
    page = people.dialog.people
    page.choose("Ben")
    for box, value in ((page._colour, "pink"), (page._role, "reviewer")):
        place = box.findData(value)
        box.setCurrentIndex(place)
        box.activated.emit(place)
    people.wait()

    with ProjectStore.open(project_path) as project:
        ben = project.annotators.find("Ben")
    assert ben is not None
    assert (ben.colour, ben.role) == ("pink", Role.REVIEWER)
    assert people.rows()[1] == ("Ben", "Reviewer", "0")


def test_the_side_bar_learns_of_a_role(people: People) -> None:
    page = people.dialog.people
    page.choose("Aiko")
    people.select(page._role, "reviewer")

    assert people._hand.window._actions["annotator"].text() == "Aiko  ·  reviewer"


def test_ways_of_sharing_are_told_in_a_sentence(people: People) -> None:
    page = people.dialog.sharing
    assert page._sentence.text() == "Everybody answers every memo: 5 memos × 2 people = 10 answers."
    assert not page._apply.isEnabled()

    people.do(page._several.click)
    page._people.setValue(3)
    people.wait()

    assert page._sentence.text() == "Every memo is answered by 2 people: 5 memos make 10 answers."
    assert page._shortage.text() == "The project knows only 2 people so far."


def test_memos_are_shared_once_that_is_said(people: People, project_path: Path) -> None:
    page = people.dialog.sharing
    people.do(page._share.click)
    page._percent.setValue(40)
    people.wait()
    with ProjectStore.open(project_path) as project:
        assert project.work.sharing == Sharing()

    people.do(page._apply.click)

    with ProjectStore.open(project_path) as project:
        assert project.work.sharing == Sharing(annotators_a_memo=2, share=0.4)
    assert not page._apply.isEnabled()


def test_a_list_is_made_for_one_person_and_removed(people: People, project_path: Path) -> None:
    page = people.dialog.lists
    page._person.setCurrentText("Ben")
    page.memos._count.setValue(3)
    people.wait()
    assert page.memos._free.text().startswith("3 memos ")

    people.do(page._give.click)

    with ProjectStore.open(project_path) as project:
        [made] = project.work.lists()
    assert made.memos == 3
    assert not page._remove.isEnabled()
    page.table.selectRow(0)
    people.do(page._remove.click)
    with ProjectStore.open(project_path) as project:
        assert project.work.lists() == ()


def test_progress_of_a_list_is_shown(project_path: Path, start: Restart, qtbot: QtBot) -> None:
    with ProjectStore.open(project_path) as project:
        give_out(project, ["Ben"], wanted=MemoFilter(), sharing=Sharing())
    answer(project_path, "Ben", 2, "cat")
    page = People(start(), qtbot=qtbot).dialog.lists

    rows = page.table.model()
    assert [rows.index(0, column).data() for column in range(4)] == [
        "Ben",
        "Work list",
        "5",
        "1  (20%)",
    ]


def test_files_go_out_and_come_back_with_their_conflicts(
    people: People, project_path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    page = people.dialog.files
    assert not page._write.isEnabled()
    people.tick("Ben")
    assert page._write.isEnabled()
    people.do(lambda: people.dialog.write_files(tmp_path))
    file = tmp_path / "diary-Ben.db"
    assert people.lines() == [("diary-Ben.db", "Ben: 4 memos")]

    answer(project_path, "Ben", 2, "rain")
    answer(file, "Ben", 2, "umbrella")
    answer(file, "Ben", 3, "dog")
    with qtbot.waitSignals([people.changes.annotations, people.changes.verdicts]):
        people.dialog.take_back([file])
    people.wait()

    assert page._outcome.text() == "1 file taken back, 1 conflict."
    assert people.lines() == [
        ("diary-Ben.db", "2 answers and 0 verdicts new, 0 known already"),
        ("", "Ben answered twice, rain here and umbrella there: “rain all day”"),
    ]
    assert people.rows()[1] == ("Ben", "Annotator", "2")


def test_a_file_that_is_no_project_is_refused_in_words(people: People, tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("my notes\n" * 100, "utf-8")

    people.do(lambda: people.dialog.take_back([tmp_path / "notes.db"]))

    assert "notes.db" in people.says()
    assert people.dialog.files._outcome.text() == (
        "0 files taken back, no conflicts. 1 file was refused."
    )
    assert [name for name, _ in people.lines()] == ["notes.db"]
    assert people.dialog.state.property("tone") == "bad"
    assert people.dialog.pages.isEnabled()


def test_rules_are_in_force_once_they_are_applied(
    people: People, project_path: Path, qtbot: QtBot
) -> None:
    page = people.dialog.rules
    page.gold["single"].click()
    page.fast.setValue(2.5)
    with ProjectStore.open(project_path) as project:
        assert project.golds.label_counts() == {"cat": 1}

    changes = people.changes
    with qtbot.waitSignals([changes.verdicts, changes.annotations, changes.annotators]):
        page._apply.click()
    people.wait()

    with ProjectStore.open(project_path) as project:
        assert project.golds.rules == GoldRules(single=False)
        assert project.golds.review_rules == ReviewRules(fast_ms=2500)
        assert project.golds.label_counts() == {}
    assert not page._apply.isEnabled()


def test_the_usual_rules_come_back(people: People) -> None:
    page = people.dialog.rules
    page.gold["agreed"].click()
    page.sample.setValue(10)

    page._usual.click()

    assert page.rules == (GoldRules(), ReviewRules())
    assert not page._apply.isEnabled()


def test_what_is_being_changed_outlives_a_look_at_the_project(people: People) -> None:
    people.dialog.rules.sample.setValue(10)
    people.dialog.sharing._several.click()

    people.do(people.dialog.desk.look)

    assert people.dialog.rules.sample.value() == 10
    assert people.dialog.sharing._several.isChecked()


def test_escape_stops_what_takes_long_and_then_closes(people: People, project_path: Path) -> None:
    page = people.dialog.rules
    page.gold["single"].click()
    # Another program writes, so the worker waits before its first step.
    other = sqlite3.connect(project_path, isolation_level=None)
    other.execute("begin immediate")
    page._apply.click()
    assert not people.dialog.pages.isEnabled()

    QTest.keyClick(people.dialog, Qt.Key.Key_Escape)
    other.execute("commit")
    other.close()
    people.wait()

    assert people.says().startswith("The rules were not changed. It was stopped.")
    with ProjectStore.open(project_path) as project:
        assert project.golds.rules == GoldRules()
    assert people.dialog.isVisible()
    QTest.keyClick(people.dialog, Qt.Key.Key_Escape)
    assert not people.dialog.isVisible()


def test_the_settings_lead_to_it(hand: Hand) -> None:
    hand.window._actions["settings"].trigger()
    [settings] = hand.window.findChildren(SettingsDialog)

    settings._ask_for_people()

    [dialog] = hand.window.findChildren(PeopleDialog)
    assert dialog.isVisible()
    assert not settings.isVisible()
