"""Whose answers are measured, and from when."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from PySide6.QtCore import QDate, QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QHBoxLayout, QMenu, QPushButton, QWidget

from emoji_labeler.domain.insight import InsightFilter
from emoji_labeler.wording import later, tr, tr_count

_BETWEEN = -1
_TIMES = (
    (0, later("Any time")),
    (7, later("Last 7 days")),
    (30, later("Last 30 days")),
    (90, later("Last 90 days")),
    (_BETWEEN, later("Between two days")),
)
"""How many days back, and what that is called."""


class InsightFilterLine(QWidget):
    """Says with ``changed`` that other answers are to be measured; ``wanted`` says which."""

    changed = Signal()

    def __init__(self, *, buttons: Sequence[QWidget], parent: QWidget | None = None) -> None:
        """Build it, with ``buttons`` at the end of the line."""
        super().__init__(parent)
        self._people = QPushButton(self)
        self._menu = QMenu(self._people)
        self._times = QComboBox(self)
        self._since = _day_box(tr("First day"), parent=self)
        self._until = _day_box(tr("Last day"), parent=self)
        self._furnish(buttons)
        self._connect()
        self.show_people(())
        self._show_days()

    @property
    def wanted(self) -> InsightFilter:
        """Whose answers, and from when."""
        return InsightFilter(annotators=self._chosen, since=self._first_day, until=self._last_day)

    def show_people(self, names: Sequence[str]) -> None:
        """Offer the annotators of the project; who is chosen stays chosen."""
        chosen = self._chosen
        self._menu.clear()
        for name in names:
            action = self._menu.addAction(name.replace("&", "&&"))
            action.setData(name)
            action.setCheckable(True)
            action.setChecked(name in chosen)
            action.toggled.connect(self._people_changed)
        self._menu.addSeparator()
        self._menu.addAction(tr("Everybody"), self._choose_everybody)
        self._say_who()

    @property
    def _chosen(self) -> tuple[str, ...]:
        return tuple(action.data() for action in self._menu.actions() if action.isChecked())

    @property
    def _first_day(self) -> date | None:
        days = self._times.currentData()
        if days == _BETWEEN:
            return _day_of(self._since)
        return datetime.now().astimezone().date() - timedelta(days=days - 1) if days else None

    @property
    def _last_day(self) -> date | None:
        return _day_of(self._until) if self._times.currentData() == _BETWEEN else None

    def _furnish(self, buttons: Sequence[QWidget]) -> None:
        self._people.setMenu(self._menu)
        self._times.setAccessibleName(tr("Time"))
        for days, words in _TIMES:
            self._times.addItem(tr(words), days)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in (self._people, self._times, self._since, self._until):
            layout.addWidget(part)
        layout.addStretch()
        for button in buttons:
            layout.addWidget(button)

    def _connect(self) -> None:
        self._times.currentIndexChanged.connect(self._show_days)
        self._times.currentIndexChanged.connect(self.changed)
        self._since.dateChanged.connect(self.changed)
        self._until.dateChanged.connect(self.changed)

    def _choose_everybody(self) -> None:
        for action in self._menu.actions():
            with QSignalBlocker(action):
                action.setChecked(False)
        self._people_changed()

    def _people_changed(self) -> None:
        self._say_who()
        self.changed.emit()

    def _say_who(self) -> None:
        chosen = self._chosen
        who = tr("Everybody")
        if len(chosen) == 1:
            [who] = chosen
        elif chosen:
            who = tr_count("{count} person", "{count} people", count=len(chosen))
        self._people.setText(who.replace("&", "&&"))
        self._people.setAccessibleName(tr("Whose answers: {who}", who=who))

    def _show_days(self) -> None:
        is_between = self._times.currentData() == _BETWEEN
        self._since.setVisible(is_between)
        self._until.setVisible(is_between)


def _day_box(name: str, *, parent: QWidget) -> QDateEdit:
    box = QDateEdit(QDate.currentDate(), parent)
    box.setCalendarPopup(True)
    box.setDisplayFormat("yyyy-MM-dd")
    box.setAccessibleName(name)
    return box


def _day_of(box: QDateEdit) -> date:
    day = box.date()
    return date(day.year(), day.month(), day.day())
