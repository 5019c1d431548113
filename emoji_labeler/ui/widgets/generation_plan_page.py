"""What is to be generated: by whom, in which language, how many, how long, for how much."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from emoji_labeler.domain.generation import LANGUAGES, GenerationPlan, PromptTemplates
from emoji_labeler.domain.provider import Price
from emoji_labeler.services.generation_writers import Writer
from emoji_labeler.ui.widgets.form_fields import (
    choice,
    form_caption,
    form_note,
    money_field,
    money_in,
    number_field,
    shape_number,
)
from emoji_labeler.ui.widgets.prompts_box import PromptsBox
from emoji_labeler.wording import later, tr

_FORM_WIDTH = 400
_LANGUAGES = (
    (later("Japanese"), ("ja",)),
    (later("English"), ("en",)),
    (later("Japanese and English"), LANGUAGES),
)


class GenerationPlanPage(QWidget):
    """A form on the left, the prompts on the right; it asks nobody anything by itself."""

    changed = Signal()
    provider_chosen = Signal(str)
    providers_wanted = Signal()

    def __init__(
        self, usual: tuple[tuple[str, PromptTemplates], ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._writers: Sequence[Writer] = ()
        self._priced = ("", "")
        self._provider = choice(tr("Provider"), parent=self)
        self._model = choice(tr("Model"), parent=self)
        self._model.setEditable(True)
        line = self._model.lineEdit()
        if line is not None:
            line.setPlaceholderText(tr("Choose a model, or write its name"))
        self._language = choice(tr("Language"), parent=self)
        for title, languages in _LANGUAGES:
            self._language.addItem(tr(title), languages)
        self._themes = number_field(100, name=tr("How many themes"), parent=self)
        self._memos = number_field(1, name=tr("Memos for a theme"), parent=self)
        self._characters = number_field(200, name=tr("Characters of a memo, about"), parent=self)
        self._temperature = QDoubleSpinBox(self)
        self._temperature.setRange(0, 2)
        self._temperature.setSingleStep(0.1)
        self._temperature.setDecimals(1)
        self._temperature.setValue(1.0)
        shape_number(self._temperature, name=tr("Temperature"))
        self._input_price = money_field(
            tr("input"), name=tr("Price of a million input tokens"), parent=self
        )
        self._output_price = money_field(
            tr("output"), name=tr("Price of a million output tokens"), parent=self
        )
        self._limit = money_field(tr("none"), name=tr("Cost limit"), parent=self)
        self._trouble = form_note("warning", parent=self)
        self._add_key = QPushButton(tr("Providers…"), self)
        self._add_key.setAutoDefault(False)
        self._add_key.clicked.connect(self.providers_wanted)
        self._prompts = PromptsBox(usual, self)
        self._furnish()
        self._connect()

    def show_writers(self, writers: Sequence[Writer]) -> None:
        """Offer these providers; keep the chosen one where it is among them."""
        chosen = self.provider_id
        self._writers = writers
        with QSignalBlocker(self._provider):
            self._provider.clear()
            for writer in writers:
                self._provider.addItem(writer.profile.name, writer.profile.id)
            self._provider.setCurrentIndex(max(0, self._provider.findData(chosen)))
        self._say_trouble()
        self._provider_changed()

    def show_models(self, names: Sequence[str]) -> None:
        """Offer these models; what is written stays."""
        written = self._model.currentText()
        with QSignalBlocker(self._model):
            self._model.clear()
            self._model.addItems(list(names))
            self._model.setCurrentText(written)
        self._model_changed()

    def show_plan(self, plan: GenerationPlan) -> None:
        """Begin with what a former run asked for."""
        self._provider.setCurrentIndex(max(0, self._provider.findData(plan.provider_id)))
        self._model.setCurrentText(plan.base_model)
        titles = [languages for _, languages in _LANGUAGES]
        self._language.setCurrentIndex(
            titles.index(plan.languages) if plan.languages in titles else 0
        )
        self._themes.setValue(plan.theme_count)
        self._memos.setValue(plan.memos_a_theme)
        self._characters.setValue(plan.characters)
        self._temperature.setValue(1.0 if plan.temperature is None else plan.temperature)
        self._show_price(plan.price)
        self._limit.setText("" if plan.cost_limit is None else f"{plan.cost_limit:g}")
        self._prompts.show_prompts(plan.prompts)

    @property
    def provider_id(self) -> str:
        """The provider that is chosen, or an empty string."""
        return self._provider.currentData() or ""

    @property
    def can_start(self) -> bool:
        """Whether somebody can be asked and a model is named."""
        writer = self._writer
        return writer is not None and writer.has_key and bool(self._model.currentText().strip())

    @property
    def plan(self) -> GenerationPlan:
        """The plan as it is written now."""
        return GenerationPlan(
            provider_id=self.provider_id,
            provider_name=self._provider.currentText(),
            base_model=self._model.currentText().strip(),
            languages=self._language.currentData(),
            prompts=self._prompts.prompts,
            theme_count=self._themes.value(),
            memos_a_theme=self._memos.value(),
            characters=self._characters.value(),
            temperature=round(self._temperature.value(), 1),
            price=Price(input=money_in(self._input_price), output=money_in(self._output_price)),
            cost_limit=money_in(self._limit),
        )

    @property
    def _writer(self) -> Writer | None:
        found = (one for one in self._writers if one.profile.id == self.provider_id)
        return next(found, None)

    def _furnish(self) -> None:
        prices = QHBoxLayout()
        prices.setSpacing(8)
        prices.addWidget(self._input_price)
        prices.addWidget(self._output_price)
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(9)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(form_caption(tr("Provider")), self._provider)
        form.addRow(self._trouble)
        form.addRow("", self._add_key)
        form.addRow(form_caption(tr("Model")), self._model)
        form.addRow(form_caption(tr("Language")), self._language)
        form.addRow(form_caption(tr("Themes")), self._themes)
        form.addRow(form_caption(tr("Memos a theme")), self._memos)
        form.addRow(form_caption(tr("Characters, about")), self._characters)
        form.addRow(form_caption(tr("Temperature")), self._temperature)
        form.addRow(form_caption(tr("USD a million tokens")), prices)
        form.addRow(form_caption(tr("Cost limit, USD")), self._limit)
        note = form_note("faint", parent=self)
        note.setText(
            tr(
                "This machine's own model is not listed: it chooses labels and cannot write. A"
                " server for chat on this machine can be added under “Providers…”."
            )
        )
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addLayout(form)
        left.addStretch()
        left.addWidget(note)
        side = QWidget(self)
        side.setFixedWidth(_FORM_WIDTH)
        left.setContentsMargins(0, 0, 0, 0)
        side.setLayout(left)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(24)
        layout.addWidget(side)
        layout.addWidget(self._prompts, 1)

    def _connect(self) -> None:
        self._provider.currentIndexChanged.connect(self._provider_changed)
        self._model.currentTextChanged.connect(self._model_changed)
        self._language.currentIndexChanged.connect(self._language_changed)
        for number in (self._themes, self._memos, self._characters):
            number.valueChanged.connect(self.changed)
        for money in (self._input_price, self._output_price, self._limit):
            money.textChanged.connect(self.changed)
        self._temperature.valueChanged.connect(self.changed)
        self._prompts.changed.connect(self.changed)
        self._language_changed()
        self._say_trouble()

    def _language_changed(self) -> None:
        languages = self._language.currentData()
        self._themes.setMinimum(len(languages))
        self._prompts.offer(languages)
        self.changed.emit()

    def _provider_changed(self) -> None:
        self._say_trouble()
        self._model_changed()
        writer = self._writer
        if writer is not None and writer.has_key:
            self.provider_chosen.emit(writer.profile.id)

    def _model_changed(self) -> None:
        """Show the price of another model where it is known; one that was written stays."""
        writer, asked = self._writer, (self.provider_id, self._model.currentText().strip())
        if writer is not None and asked != self._priced:
            self._priced = asked
            self._show_price(
                writer.profile.preset.prices.price_of(self._model.currentText().strip())
            )
        self.changed.emit()

    def _show_price(self, price: Price) -> None:
        for field, value in ((self._input_price, price.input), (self._output_price, price.output)):
            field.setText("" if value is None else f"{value:g}")

    def _say_trouble(self) -> None:
        """Say why nobody can be asked, and what to do."""
        writer = self._writer
        if writer is None:
            text = tr("No provider is there that can write text. Add one first.")
        elif not writer.has_key:
            text = tr("There is no key for {name}. Enter it first.", name=writer.profile.name)
        else:
            text = ""
        self._trouble.setText(text)
        self._trouble.setVisible(bool(text))
        self._add_key.setVisible(bool(text))
