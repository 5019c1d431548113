"""What a submission costs, the yes it needs, and the button that submits it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from emoji_labeler.domain.cost import confirms, money
from emoji_labeler.domain.submission import PreparedSubmission
from emoji_labeler.ui.fonts import HEADING_PX, SMALL_PX, font
from emoji_labeler.ui.measures import CARD_MARGIN
from emoji_labeler.ui.widgets.field_column import note_line, say
from emoji_labeler.wording import BETWEEN, tr, tr_count

_SOON_DAYS = 60


class CostBox(QFrame):
    """Shows one prepared submission; ``submit_wanted`` carries what the person typed."""

    submit_wanted = Signal(str)
    limits_wanted = Signal()
    accepted_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted = ""
        self._can_be_submitted = False
        self._amount = QLabel(self)
        self._amount.setFont(font(HEADING_PX, weight=font().Weight.DemiBold))
        self._amount.setWordWrap(True)
        self._spent = note_line(self, tone="soft")
        self._limits = QPushButton(tr("Limits…"), self)
        self._limits.setProperty("role", "link")
        self._limits.setFont(font(SMALL_PX))
        self._limits.clicked.connect(self.limits_wanted)
        self._accepts_dying = QCheckBox(tr("Train on it all the same"), self)
        self._accepts_dying.toggled.connect(self.accepted_changed)
        self._accepts_dying.hide()
        self._why_typed = note_line(self, tone="warning")
        self._typed = QLineEdit(self)
        self._typed.setAccessibleName(tr("Confirmation"))
        self._typed.textChanged.connect(self._weigh)
        self._typed.hide()
        self._error = note_line(self, tone="bad")
        self._submit = QPushButton(tr("Train"), self)
        self._submit.setProperty("role", "primary")
        self._submit.clicked.connect(self._ask)
        self._furnish()
        self.wait()

    @property
    def accepts_dying_model(self) -> bool:
        """Whether the person said yes to a model that is shut down soon."""
        return self._accepts_dying.isChecked()

    def wait(self) -> None:
        """Say that nobody knows yet."""
        self._can_be_submitted = False
        self._weigh()

    def show_prepared(self, prepared: PreparedSubmission) -> None:
        """Say what it costs and what is needed for it."""
        self._amount.setText(f"{_jobs(prepared)}  ·  {_amount(prepared)}")
        say(self._spent, _spent(prepared))
        is_dying = prepared.days_left is not None and prepared.days_left <= _SOON_DAYS
        self._accepts_dying.setVisible(is_dying)
        if not is_dying:
            self._accepts_dying.setChecked(False)
        self._wanted = prepared.confirmation
        say(self._why_typed, _why_typed(prepared))
        self._typed.setVisible(bool(self._wanted))
        self._typed.setPlaceholderText(self._wanted)
        say(self._error, prepared.faults[0] if prepared.faults else "")
        self._submit.setText(
            tr_count("Train {count} model", "Train {count} models", count=len(prepared.jobs))
        )
        self._can_be_submitted = not prepared.faults
        self._weigh()

    def complain(self, text: str) -> None:
        """Say why nothing can be submitted."""
        self._can_be_submitted = False
        say(self._error, text)
        self._weigh()

    def submitted(self) -> None:
        """Forget what was typed and said for one submission only."""
        self._typed.clear()
        self._accepts_dying.setChecked(False)

    def _furnish(self) -> None:
        spent = QHBoxLayout()
        spent.addWidget(self._spent, 1)
        spent.addWidget(self._limits, 0, Qt.AlignmentFlag.AlignRight)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(CARD_MARGIN, 10, CARD_MARGIN, 16)
        layout.setSpacing(6)
        layout.addWidget(self._amount)
        layout.addLayout(spent)
        for widget in (
            self._accepts_dying,
            self._why_typed,
            self._typed,
            self._error,
            self._submit,
        ):
            layout.addWidget(widget)

    def _weigh(self) -> None:
        """Let the button be pressed once nothing is missing."""
        is_typed = confirms(self._typed.text(), wanted=self._wanted)
        self._submit.setEnabled(self._can_be_submitted and is_typed)

    def _ask(self) -> None:
        # Nobody submits the same thing twice with a double click.
        self.wait()
        self.submit_wanted.emit(self._typed.text().strip())


def _jobs(prepared: PreparedSubmission) -> str:
    return tr_count("{count} job", "{count} jobs", count=len(prepared.jobs))


def _amount(prepared: PreparedSubmission) -> str:
    ceiling, expected = prepared.ceiling, prepared.expected
    if ceiling is None:
        return tr("price unknown")
    if ceiling == 0:
        return tr("free")
    most = tr("at most {amount}", amount=_money(prepared, ceiling))
    return most if expected is None else f"≈ {_money(prepared, expected)}, {most}"


def _spent(prepared: PreparedSubmission) -> str:
    spending = prepared.spending
    said = [tr("spent {amount}", amount=_money(prepared, spending.spent))]
    if spending.committed:
        said.append(tr("under way {amount}", amount=_money(prepared, spending.committed)))
    if spending.of_unknown_price:
        said.append(
            tr_count(
                "{count} job of unknown price",
                "{count} jobs of unknown price",
                count=spending.of_unknown_price,
            )
        )
    if spending.limit is not None:
        said.append(tr("limit {amount}", amount=_money(prepared, spending.limit)))
    dates = sorted({job.cost.price_date for job in prepared.jobs if job.cost.price_date})
    if dates and prepared.ceiling:
        said.append(tr("prices of {date}", date=dates[0]))
    return BETWEEN.join(said)


def _why_typed(prepared: PreparedSubmission) -> str:
    if not prepared.confirmation:
        return ""
    return tr("To confirm, type: {text}", text=prepared.confirmation)


def _money(prepared: PreparedSubmission, amount: float) -> str:
    currencies = {job.cost.currency for job in prepared.jobs}
    return money(amount, currency=next(iter(currencies), "USD"))
