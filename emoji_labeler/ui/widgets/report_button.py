"""A button that asks where what is shown is to be written, and in which form."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from emoji_labeler.ui.file_questions import ask_new_file
from emoji_labeler.wording import tr


class ReportButton(QPushButton):
    """Has a menu of forms; ``wanted`` says which file is to be written."""

    wanted = Signal(Path)

    def __init__(
        self,
        formats: Sequence[tuple[str, str]],
        *,
        beside: Path,
        what: str,
        parent: QWidget | None = None,
    ) -> None:
        """Offer formats by title and ending; ``beside`` a file, and named after it and ``what``."""
        super().__init__(tr("Report…"), parent)
        self._beside = beside
        self._what = what
        menu = QMenu(self)
        for title, ending in formats:
            menu.addAction(f"{tr(title)} (*{ending})", partial(self._ask, ending))
        self.setMenu(menu)

    def _ask(self, ending: str) -> None:
        path = self._beside.with_name(f"{self._beside.stem}-{self._what}{ending}")
        name = ask_new_file(self, tr("Report…"), str(path), f"*{ending}")
        if name:
            output = Path(name)
            self.wanted.emit(output if output.suffix else output.with_suffix(ending))
