"""The grid: what it says to Qt, how its frame moves, and what it paints."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from emoji_labeler import resources
from emoji_labeler.domain.emoji import Emoji
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.emoji.pack_file import load_pack
from emoji_labeler.ui.background import Background
from emoji_labeler.ui.item_models.emoji_item_model import LABEL_ROLE, EmojiItemModel
from emoji_labeler.ui.pictures import Pictures
from emoji_labeler.ui.theme import Theme
from emoji_labeler.ui.widgets.emoji_grid import EmojiGrid

WIDTHS = (230, 311, 480, 777, 1204)
GridOf = Callable[[EmojiPack], EmojiGrid]


@pytest.fixture(scope="module")
def own_pack() -> EmojiPack:
    return load_pack(resources.emoji_pack_folder())


@pytest.fixture
def grid_of(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[GridOf]:
    """Build a grid that shows every label of a pack."""
    background = Background(on_error=lambda error: pytest.fail(str(error)))
    theme = Theme(qapp, appearance="light")
    kept: list[EmojiGrid] = []

    def build(pack: EmojiPack) -> EmojiGrid:
        pictures = Pictures(pack, cache=tmp_path / "cache", background=background)
        grid = EmojiGrid(pictures, theme=theme)
        qtbot.addWidget(grid)
        grid.show_labels(pack.labels, folded=frozenset(), is_numbered=False)
        grid.resize(480, 400)
        grid.show()
        kept.append(grid)
        return grid

    yield build
    background.close()
    theme.deleteLater()


def left_of(grid: EmojiGrid, row: int) -> int:
    return grid.visualRect(grid.model().index(row, 0)).x()


def top_of(grid: EmojiGrid, row: int) -> int:
    return grid.visualRect(grid.model().index(row, 0)).y()


def painted(grid: EmojiGrid, label: str) -> QImage:
    """The pixels of one cell."""
    return grid.viewport().grab(grid.cell_rect(label)).toImage()


def coloured(image: QImage, colour: str) -> bool:
    wanted = QColor(colour).rgb()
    pixels = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return any(image.pixel(x, y) == wanted for x, y in pixels)


def test_the_model_says_label_and_names(own_pack: EmojiPack) -> None:
    item_model = EmojiItemModel(own_pack)
    item_model.show(("cat-face", "no-such-label"))
    cat, unknown = item_model.index(0), item_model.index(1)

    assert item_model.data(cat, LABEL_ROLE) == "cat-face"
    spoken = item_model.data(cat, int(Qt.ItemDataRole.AccessibleTextRole))
    assert spoken == "cat face, ネコの顔"
    assert item_model.data(unknown, int(Qt.ItemDataRole.AccessibleTextRole)) is None
    assert item_model.data(QModelIndex(), LABEL_ROLE) is None
    assert item_model.rowCount(cat) == 0
    assert [item_model.row_of("cat-face"), item_model.row_of("dog")] == [0, -1]


@pytest.mark.parametrize("width", WIDTHS)
def test_up_and_down_follow_the_columns_that_qt_has_laid(
    grid_of: GridOf, own_pack: EmojiPack, width: int
) -> None:
    grid = grid_of(own_pack)
    grid.resize(width, 500)
    columns = sum(top_of(grid, row) == top_of(grid, 0) for row in range(200))
    grid.set_current(columns + 1)
    here = left_of(grid, columns + 1), top_of(grid, columns + 1)

    grid.move_current(Qt.Key.Key_Down)

    row = grid.currentIndex().row()
    assert row == 2 * columns + 1
    assert left_of(grid, row) == here[0]
    assert top_of(grid, row) > here[1] or grid.verticalScrollBar().value() > 0
    grid.move_current(Qt.Key.Key_Up)
    grid.move_current(Qt.Key.Key_Up)
    assert grid.currentIndex().row() == 1
    grid.move_current(Qt.Key.Key_Up)
    assert grid.currentIndex().row() == 1


@pytest.mark.parametrize("width", WIDTHS)
def test_the_cells_fill_the_line_without_overlapping(
    grid_of: GridOf, own_pack: EmojiPack, width: int
) -> None:
    grid = grid_of(own_pack)
    grid.resize(width, 500)

    cells = [grid.visualRect(grid.model().index(row, 0)) for row in range(60)]

    line = [cell for cell in cells if cell.y() == cells[0].y()]
    assert all(a.right() < b.left() for a, b in pairwise(line))
    unused = grid.viewport().width() - line[-1].right()
    assert unused <= len(line) + 1


def test_left_and_right_pass_from_line_to_line_and_stop_at_the_ends(
    grid_of: GridOf, own_pack: EmojiPack
) -> None:
    grid = grid_of(own_pack)

    grid.move_current(Qt.Key.Key_Right)
    assert grid.currentIndex().row() == 0
    grid.move_current(Qt.Key.Key_Left)
    assert grid.currentIndex().row() == 0
    for _ in range(30):
        grid.move_current(Qt.Key.Key_Right)

    assert grid.currentIndex().row() == 30


def test_a_page_moves_by_what_is_in_view_and_stops_at_the_ends(
    grid_of: GridOf, own_pack: EmojiPack
) -> None:
    grid = grid_of(own_pack)
    grid.set_current(0)

    grid.move_current(Qt.Key.Key_PageDown)
    assert grid.currentIndex().row() > 10
    for _ in range(500):
        grid.move_current(Qt.Key.Key_PageDown)
    assert grid.currentIndex().row() == len(own_pack) - 1
    for _ in range(500):
        grid.move_current(Qt.Key.Key_PageUp)
    assert grid.currentIndex().row() == 0


def test_chosen_and_also_acceptable_cells_are_filled(grid_of: GridOf, own_pack: EmojiPack) -> None:
    grid = grid_of(own_pack)
    first, second, third = own_pack.labels[:3]
    grid.mark(chosen=first, also=frozenset({second}))
    tokens = grid._theme.tokens

    marks = [coloured(painted(grid, label), tokens.accent_wash) for label in (first, second, third)]

    assert marks == [True, True, False]
    assert coloured(painted(grid, first), tokens.accent)
    assert not coloured(painted(grid, second), tokens.accent)


def test_a_folded_cell_carries_a_sign_and_results_carry_numbers(
    grid_of: GridOf, own_pack: EmojiPack
) -> None:
    grid = grid_of(own_pack)
    labels = own_pack.labels[:12]
    grid.show_labels(labels, folded=frozenset(), is_numbered=False)
    plain = [painted(grid, label) for label in labels]

    grid.show_labels(labels, folded=frozenset({labels[10]}), is_numbered=True)

    changed = [before != painted(grid, label) for before, label in zip(plain, labels, strict=True)]
    assert changed == [True] * 9 + [False, True, False]


def test_a_click_anywhere_in_a_cell_takes_its_emoji(grid_of: GridOf, own_pack: EmojiPack) -> None:
    grid = grid_of(own_pack)
    cell = QRect(grid.visualRect(grid.model().index(1, 0)).topLeft(), grid.gridSize())
    spy = QSignalSpy(grid.emoji_clicked)

    for place in (cell.topLeft(), cell.center(), cell.bottomRight()):
        QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert [spy.at(number) for number in range(spy.count())] == [[own_pack.labels[1]]] * 3


def test_the_frame_is_told_when_it_moves(grid_of: GridOf, own_pack: EmojiPack) -> None:
    grid = grid_of(own_pack)
    spy = QSignalSpy(grid.current_moved)

    grid.set_current(2)
    grid.set_current(-1)

    assert [spy.at(number) for number in range(spy.count())] == [[own_pack.labels[2]], [""]]


def test_twenty_thousand_labels_scroll_to_the_end(grid_of: GridOf, tmp_path: Path) -> None:
    many = EmojiPack.of((Emoji(label=f"label-{n}") for n in range(20_000)), folder=tmp_path)
    grid = grid_of(many)

    grid.set_current(19_999)
    grid.grab()

    assert grid.viewport().rect().contains(grid.cell_rect("label-19999").center())
    assert grid.current_label == "label-19999"
    bar = grid.verticalScrollBar()
    assert bar.value() == bar.maximum() > 0
