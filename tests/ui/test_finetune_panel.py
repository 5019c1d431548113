"""The screen of fine-tuning over this machine's own server, and over one that refuses."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from emoji_labeler.domain.chart import LineChart
from emoji_labeler.services.experimenting import REPORT_FORMATS
from emoji_labeler.storage.project import ProjectStore
from emoji_labeler.ui.dialogs.closing_dialog import ClosingDialog
from emoji_labeler.ui.panels.annotate_panel import AnnotatePanel
from emoji_labeler.ui.panels.finetune_panel import FinetunePanel
from emoji_labeler.ui.widgets.cost_box import CostBox
from tests.fakes.keyrings import no_keyring  # noqa: F401 - a fixture that every test here uses.
from tests.fakes.model_server import ModelServer, running_model_server
from tests.fakes.serving import refusal
from tests.services.tuning import label_memo, labelled_project
from tests.ui.conftest import Restart
from tests.ui.test_accessible_names import nameless

_PATIENCE_MS = 60_000
_LABELS = ("cat", "umbrella", "dog")


@pytest.fixture
def labelled_path(tmp_path: Path) -> Path:
    """A closed project, thirty of whose memos are labelled."""
    labels = [_LABELS[number % len(_LABELS)] for number in range(30)]
    with labelled_project(tmp_path / "labelled", labels=labels) as project:
        return project.path


@pytest.fixture
def panel(start: Restart, labelled_path: Path, qtbot: QtBot) -> FinetunePanel:
    """The screen as somebody sees it who comes to it for the first time."""
    hand = start(labelled_path)
    hand.window._actions["show_finetune"].trigger()
    panel = cast("FinetunePanel", hand.window.panels.current)
    wait(qtbot, lambda: panel.form.provider is not None)
    return panel


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with running_model_server() as state:
        yield state


def wait(qtbot: QtBot, reached: Callable[[], bool]) -> None:
    """Wait as long as training may take on a busy machine."""
    qtbot.waitUntil(reached, timeout=_PATIENCE_MS)


def cost(panel: FinetunePanel) -> CostBox:
    return panel.form._cost


def make_snapshot(panel: FinetunePanel, qtbot: QtBot) -> None:
    panel.form._make_snapshot.click()
    wait(qtbot, lambda: panel.form._snapshots.count() == 1)


def choose_epochs(panel: FinetunePanel, qtbot: QtBot, text: str) -> None:
    """Write a list of epochs and wait until it is known what comes of it."""
    panel.form._epochs.setText(text)
    count = len(text.split(","))
    wait(qtbot, lambda: f"{count} job" in cost(panel)._amount.text())
    wait(qtbot, lambda: cost(panel)._can_be_submitted)


def statuses(panel: FinetunePanel) -> list[str]:
    """The words in the column of states, from top to bottom."""
    rows = panel.board.rows
    return [str(rows.index(row, 2).data()) for row in range(rows.rowCount())]


def use(panel: FinetunePanel, qtbot: QtBot, server: ModelServer) -> None:
    """Add a server by its address and choose it."""
    providing = panel._parts.providing()
    providing.add("Mine", base_url=server.base_url)
    panel._parts.changes.providers.emit()
    box = panel.form._providers
    wait(qtbot, lambda: box.findText("Mine") >= 0)
    box.setCurrentText("Mine")
    wait(qtbot, lambda: panel.form._base_models.count() == 2)


def correct_labels(panel: FinetunePanel, qtbot: QtBot) -> None:
    """Give memos of the snapshot another label: its models are stale, which nobody overlooks."""
    with ProjectStore.open(panel._parts.project_path) as project:
        for memo_id in range(1, 10):
            label_memo(project, memo_id, "guitar")
    panel._parts.changes.annotations.emit()
    first = panel.board.table.model().index(0, 0)
    wait(qtbot, lambda: str(first.data()).startswith("⚠ emoji-"))
    tip = str(first.data(Qt.ItemDataRole.ToolTipRole)).replace("\xa0", " ")
    assert "the model is stale" in tip


def look_at_both_and_report(panel: FinetunePanel, qtbot: QtBot, folder: Path) -> None:
    """Choose two jobs to see in what they differ, and write the table in every form."""
    panel.board.table.selectAll()
    wait(qtbot, lambda: panel.card._differences.rowCount() > 0)
    assert "1" in str(panel.card._differences.index(0, 2).data())
    for name, _, ending in REPORT_FORMATS:
        output = folder / f"report{ending}"
        panel._jobs.report(output, format_name=name)
        wait(qtbot, output.exists)


def test_one_click_trains_a_sweep_and_the_table_shows_that_it_succeeded(
    panel: FinetunePanel, qtbot: QtBot, tmp_path: Path
) -> None:
    make_snapshot(panel, qtbot)
    choose_epochs(panel, qtbot, "1,2")
    assert "free" in cost(panel)._amount.text()

    cost(panel)._submit.click()
    wait(qtbot, lambda: statuses(panel) == ["succeeded"] * 2)

    wait(qtbot, lambda: panel._watch.is_resting)
    wait(qtbot, lambda: panel.card.curves.is_up_to_date)
    chart = panel.card.curves._loss.chart
    assert isinstance(chart, LineChart)
    assert {line.name for line in chart.series} == {
        "1 ep.",
        "1 ep. validation",
        "2 ep.",
        "2 ep. validation",
    }
    assert panel.card._checkpoints.rowCount() == 2
    assert panel.card._events.rowCount() > 10
    assert nameless(panel) == []
    look_at_both_and_report(panel, qtbot, tmp_path)

    cost(panel)._submit.click()
    wait(qtbot, lambda: "submitted before" in panel.notices._text.text())
    wait(qtbot, lambda: cost(panel)._submit.isEnabled())
    correct_labels(panel, qtbot)


def test_a_list_of_epochs_that_is_none_is_refused_in_words(
    panel: FinetunePanel, qtbot: QtBot
) -> None:
    make_snapshot(panel, qtbot)
    choose_epochs(panel, qtbot, "1")

    panel.form._epochs.setText("many")
    wait(qtbot, lambda: "no list of whole numbers" in cost(panel)._error.text())

    assert not cost(panel)._submit.isEnabled()


def test_what_costs_nobody_knows_how_much_is_typed_to_be_confirmed(
    panel: FinetunePanel, qtbot: QtBot, server: ModelServer
) -> None:
    make_snapshot(panel, qtbot)
    use(panel, qtbot, server)
    choose_epochs(panel, qtbot, "3")

    assert "price unknown" in cost(panel)._amount.text()
    assert not cost(panel)._submit.isEnabled()
    QTest.keyClicks(cost(panel)._typed, "unknown")
    assert cost(panel)._submit.isEnabled()


def test_a_base_model_that_is_shut_down_soon_needs_an_explicit_yes(
    panel: FinetunePanel, qtbot: QtBot, server: ModelServer
) -> None:
    server.models[1]["shutdown_date"] = "2000-01-01"
    make_snapshot(panel, qtbot)
    use(panel, qtbot, server)
    choose_epochs(panel, qtbot, "3")

    panel.form._base_models.setCurrentText("dying")
    wait(qtbot, lambda: cost(panel)._accepts_dying.isVisible())

    assert "2000-01-01" in panel.form._model_note.text()
    assert not cost(panel)._can_be_submitted


def test_a_refusal_is_told_and_the_uploaded_file_can_be_deleted(
    panel: FinetunePanel, qtbot: QtBot, server: ModelServer
) -> None:
    server.troubles.append(
        refusal("POST /v1/fine_tuning/jobs", 403, times=9, code="training_not_available")
    )
    make_snapshot(panel, qtbot)
    use(panel, qtbot, server)
    choose_epochs(panel, qtbot, "3")
    QTest.keyClicks(cost(panel)._typed, "unknown")

    cost(panel)._submit.click()
    wait(qtbot, lambda: statuses(panel) == ["refused"])
    delete = panel.card._buttons["delete_files"]
    wait(qtbot, lambda: delete.isVisible())
    assert "has ended fine-tuning" in panel.card._trouble.text()
    wait(qtbot, lambda: "under way" not in cost(panel)._spent.text())
    assert server.files

    delete.click()
    wait(qtbot, lambda: not server.files)
    wait(qtbot, lambda: not delete.isVisible())


def test_nobody_is_asked_anything_while_nothing_lives(panel: FinetunePanel, qtbot: QtBot) -> None:
    wait(qtbot, lambda: panel._watch.is_resting)

    assert not panel.board._clock.isActive()


def test_the_window_asks_what_becomes_of_a_job_on_this_machine(
    panel: FinetunePanel, qtbot: QtBot
) -> None:
    window = panel.window()
    make_snapshot(panel, qtbot)
    choose_epochs(panel, qtbot, "50,49,48,47")
    cost(panel)._submit.click()
    wait(qtbot, lambda: "in training" in statuses(panel))

    window.close()
    [dialog] = window.findChildren(ClosingDialog)
    assert window.isVisible()
    told: list[bool] = []
    dialog.decided.connect(told.append)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert window.isVisible()

    window.close()
    dialog = window.findChildren(ClosingDialog)[-1]
    next(b for b in dialog.findChildren(type(panel.board._report)) if b.text() == "Stop it").click()

    assert not window.isVisible()
    assert told == []


def test_a_job_that_ends_is_told_where_the_person_is(panel: FinetunePanel, qtbot: QtBot) -> None:
    make_snapshot(panel, qtbot)
    choose_epochs(panel, qtbot, "1")
    cost(panel)._submit.click()
    annotate = panel.window().findChildren(AnnotatePanel)[0]
    panel.panel_wanted.emit("annotate", None)
    wait(qtbot, lambda: annotate.notices.isVisible())

    assert "succeeded" in annotate.notices._text.text()


def test_a_note_is_kept_when_the_person_goes_elsewhere(panel: FinetunePanel, qtbot: QtBot) -> None:
    make_snapshot(panel, qtbot)
    choose_epochs(panel, qtbot, "1")
    cost(panel)._submit.click()
    wait(qtbot, lambda: statuses(panel) == ["succeeded"])
    wait(qtbot, lambda: bool(panel.card.shown_id))

    panel.card.tabs.show_page("note")
    QTest.keyClicks(panel.card._note, "the good one")
    panel.leave()

    def note() -> str:
        job = panel.board.rows.job_at(0)
        return job.intent.note if job else ""

    wait(qtbot, lambda: note() == "the good one")
