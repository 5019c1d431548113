"""Opening a folder of pictures as emoji pack."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from emoji_labeler import resources
from emoji_labeler.ui.background import Background
from emoji_labeler.ui.dialogs.pack_dialog import PackDialog
from emoji_labeler.ui.item_models.line_item_model import LineItemModel


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    for label in ("cat", "dog"):
        shutil.copy(resources.emoji_pack_folder() / f"{label}.png", pictures)
    return pictures


@pytest.fixture
def background() -> Iterator[Background]:
    made = Background(on_error=lambda error: pytest.fail(str(error)))
    yield made
    made.close()


def lines(dialog: PackDialog) -> list[str]:
    model = dialog.findChild(LineItemModel)
    assert isinstance(model, LineItemModel)
    return [str(model.index(row).data()) for row in range(model.rowCount())]


def opened(folder: Path, *, background: Background, qtbot: QtBot) -> PackDialog:
    dialog = PackDialog(folder, background=background, parent=None)
    # The test closes it at its own end, and would meet a dialog that has deleted itself.
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    return dialog


def test_a_sound_folder_is_opened_without_a_question(
    folder: Path, background: Background, qtbot: QtBot
) -> None:
    dialog = opened(folder, background=background, qtbot=qtbot)
    with qtbot.waitSignal(dialog.pack_chosen) as chosen:
        pass
    assert chosen.args == [folder, []]


def test_what_is_wrong_is_said_file_by_file_and_the_rest_opened_when_asked(
    folder: Path, background: Background, qtbot: QtBot
) -> None:
    (folder / "broken.png").write_bytes(b"no picture")
    dialog = opened(folder, background=background, qtbot=qtbot)
    qtbot.waitUntil(lambda: bool(lines(dialog)))

    assert [line.partition(":")[0] for line in lines(dialog)] == ["broken.png"]
    with qtbot.waitSignal(dialog.pack_chosen) as chosen:
        dialog._open.click()
    assert chosen.args == [folder, ["broken"]]
