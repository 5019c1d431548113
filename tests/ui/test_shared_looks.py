"""What the screens share in their looks: lines that do not jump, tips, and buttons of questions."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, QStringListModel
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QPushButton,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)
from pytestqt.qtbot import QtBot

from emoji_labeler import resources
from emoji_labeler.emoji.pack_file import load_pack
from emoji_labeler.ui.background import Background
from emoji_labeler.ui.dialogs.typed_confirmation_dialog import TypedConfirmationDialog
from emoji_labeler.ui.fonts import font, load_fonts
from emoji_labeler.ui.measures import CONTROL_HEIGHT
from emoji_labeler.ui.pictures import Pictures
from emoji_labeler.ui.theme import Theme
from emoji_labeler.ui.widgets.decision_buttons import decision_buttons
from emoji_labeler.ui.widgets.elided_label import ElidedLabel
from emoji_labeler.ui.widgets.more_fields import MoreFields
from emoji_labeler.ui.widgets.number_box import NumberBox
from emoji_labeler.ui.widgets.telling_delegate import TellingDelegate


@pytest.fixture(autouse=True)
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The colours and the type of the window, taken off again after the test."""
    load_fonts(resources.assets_folder() / "fonts")
    theme = Theme(qapp, appearance="light")
    yield theme
    qapp.setStyleSheet("")
    theme.deleteLater()


def test_fields_and_buttons_are_equally_high(qtbot: QtBot) -> None:
    for control in (QLineEdit(), QComboBox(), QPushButton("Open"), NumberBox()):
        qtbot.addWidget(control)
        control.ensurePolished()

        assert control.sizeHint().expandedTo(control.minimumSize()).height() == CONTROL_HEIGHT


def test_a_line_is_as_high_with_japanese_as_without(qtbot: QtBot) -> None:
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.setFont(font())
    heights = set()

    for text in ("", "cat", "ネコ", "cat ネコ"):
        label.setText(text)
        heights.add(label.sizeHint().height())

    assert len(heights) == 1


def test_what_does_it_is_in_colour_and_on_the_right(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    buttons = decision_buttons(dialog)
    standard = QDialogButtonBox.StandardButton
    dialog.show()
    yes, no = buttons.button(standard.Ok), buttons.button(standard.Cancel)

    assert yes.property("role") == "primary"
    assert yes.x() > no.x()


@pytest.mark.parametrize(
    ("width", "tip"), [(40, "<p>a &lt;b&gt;long&lt;/b&gt; text</p>"), (400, "")]
)
def test_a_cell_tells_its_whole_text_where_it_is_cut(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, width: int, tip: str
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _at, text, _view: told.append(text))
    rows = QStringListModel(["a <b>long</b> text"])
    table = QTableView()
    qtbot.addWidget(table)
    delegate, option = TellingDelegate(table), QStyleOptionViewItem()
    option.rect = QRect(0, 0, width, 30)
    event = QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 5), QPoint(5, 5))

    delegate.helpEvent(event, table, option, rows.index(0, 0))

    assert told == [tip]


def test_a_chosen_picture_keeps_its_colours(tmp_path: Path) -> None:
    background = Background(on_error=lambda error: pytest.fail(str(error)))
    pictures = Pictures(
        load_pack(resources.emoji_pack_folder()), cache=tmp_path, background=background
    )
    icon = pictures.icon("salt", side=22, scale=1.0)
    chosen, usual = (icon.pixmap(22, 22, mode) for mode in (icon.Mode.Selected, icon.Mode.Normal))
    background.close()

    assert chosen.toImage() == usual.toImage()


@pytest.mark.parametrize("kind", [QLineEdit, QComboBox, NumberBox])
def test_a_field_that_takes_nothing_looks_like_it(qtbot: QtBot, kind: type[QWidget]) -> None:
    field = kind()
    qtbot.addWidget(field)
    field.resize(120, CONTROL_HEIGHT)
    usual = field.grab().toImage().pixelColor(60, CONTROL_HEIGHT // 2)

    field.setEnabled(False)

    assert field.grab().toImage().pixelColor(60, CONTROL_HEIGHT // 2) != usual


def test_only_a_training_from_preferences_takes_a_beta(qtbot: QtBot) -> None:
    fields = MoreFields()
    qtbot.addWidget(fields)
    assert not fields._beta.isEnabled()

    fields._method.setCurrentIndex(1)
    assert fields._beta.isEnabled()
    fields._beta.setText("0.2")
    fields._method.setCurrentIndex(0)

    assert not fields._beta.isEnabled()
    assert fields.values()["beta"] == ""


@pytest.mark.parametrize("typed", ["0.03", "0.03 usd"])
def test_an_amount_may_be_typed_without_its_currency(qtbot: QtBot, typed: str) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = TypedConfirmationDialog("It costs money.", wanted="0.03 USD", parent=parent)
    assert not dialog._ok.isEnabled()

    dialog._typed.setText(typed)

    assert dialog._ok.isEnabled()
