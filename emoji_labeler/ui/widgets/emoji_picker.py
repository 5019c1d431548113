"""Search box, categories, grid and name line: where an emoji is found and taken."""

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from emoji_labeler.domain.annotation import PickPath
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.ui.fonts import font
from emoji_labeler.ui.icons import Icons
from emoji_labeler.ui.pictures import Pictures
from emoji_labeler.ui.theme import Theme
from emoji_labeler.ui.widgets.category_tabs import CategoryTabs
from emoji_labeler.ui.widgets.clear_button import add_clear_button
from emoji_labeler.ui.widgets.emoji_grid import EmojiGrid
from emoji_labeler.ui.widgets.emoji_pages import EmojiPages
from emoji_labeler.ui.widgets.name_line import NameLine
from emoji_labeler.ui.widgets.search_box import SearchBox
from emoji_labeler.wording import tr

if TYPE_CHECKING:
    from emoji_labeler.ui.findings import Findings
    from emoji_labeler.ui.widgets.variants_popup import VariantsPopup


class EmojiPicker(QFrame):
    """Finds emoji by words and by sight; says which one was taken and how."""

    emoji_chosen = Signal(str, PickPath)
    also_chosen = Signal(str)
    slot_wanted = Signal(int)
    confirmed = Signal()
    given_up = Signal(str)

    def __init__(
        self,
        pack: EmojiPack,
        *,
        pictures: Pictures,
        search: "Callable[[str], Findings | None]",
        theme: Theme,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._pack = pack
        self._search = search
        self._theme = theme
        self._icons = icons
        self._why: dict[str, str] = {}
        self.box = SearchBox(self)
        self._magnifier = QAction(self)
        self._tabs = CategoryTabs(pack.groups, pictures=pictures, parent=self)
        self._pages = EmojiPages(pictures, theme=theme, parent=self)
        self._pictures = pictures
        self._is_headed = False
        self._is_complete = False
        self._names = NameLine(self)
        self._furnish()
        self._connect()
        theme.changed.connect(self._wear)
        self._wear()
        self._browse()

    @property
    def grid(self) -> EmojiGrid:
        """The grid in use: the whole pack to browse, or what was found."""
        return self._pages.found if self.query.strip() else self._pages.browsed

    @property
    def labels(self) -> list[str]:
        """The labels that are browsed: every neutral one of the pack."""
        return self._pages.labels

    @property
    def viewports(self) -> tuple[QWidget, ...]:
        """Where results appear: the two grids, and the sentence that there are none."""
        return self._pages.viewports

    @property
    def query(self) -> str:
        """What is looked for now."""
        return self.box.query

    def clear(self) -> None:
        """Begin anew: no query, nothing framed, the keyboard in the box."""
        self.box.clear()
        self._browse()
        self.box.setFocus()

    def mark(self, *, chosen: str, also: frozenset[str]) -> None:
        """Show which labels are chosen and also acceptable."""
        self._pages.mark(chosen=chosen, also=also)

    def set_picture_side(self, side: int) -> None:
        """Show the pictures ``side`` device-independent pixels wide."""
        self._pages.set_picture_side(side)

    def take_result(self, number: int) -> None:
        """Take result ``number`` (1 to 9) of the search."""
        label = self.grid.label_at(number - 1)
        if label:
            self._take(label)

    def show_variants(self) -> None:
        """Open the variants of the framed emoji."""
        self._open_variants(self.grid.current_label)

    def warm_up(self) -> None:
        """Do what the first look does not need; every owner calls it, and as often as it likes."""
        if not self._is_complete:
            self._is_complete = True
            add_clear_button(self.box)
            self._number_keys()
        self.prepare_pictures()

    def prepare_pictures(self) -> None:
        """Have the pictures kept ready at the size in use."""
        self._pages.browsed.prepare_pictures()

    def search_again(self) -> None:
        """Ask the search once more, since it may know more now."""
        if self.query:
            self._look_for(self.query)

    def _furnish(self) -> None:
        self.box.setPlaceholderText(tr("Search emoji   ねこ · neko · cat"))
        self.box.setAccessibleName(tr("Search emoji"))
        self.box.setFont(font(16))
        self.box.addAction(self._magnifier, SearchBox.ActionPosition.LeadingPosition)
        line = QFrame(self)
        line.setProperty("role", "line")
        line.setFixedHeight(1)
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(16, 16, 16, 12)
        self._body.setSpacing(8)
        self._body.addWidget(self.box)
        self._body.addWidget(self._tabs)
        self._body.addLayout(self._pages, 1)
        self._body.addWidget(line)
        self._body.addLayout(self._names)

    def _connect(self) -> None:
        self.box.query_changed.connect(self._look_for)
        self.box.moved.connect(lambda key: self.grid.move_current(key))
        self.box.entered.connect(self._enter)
        self.box.shift_entered.connect(self._add_current)
        self.box.digit_typed.connect(self.slot_wanted)
        self.box.escaped.connect(self._escape)
        self._pages.emoji_clicked.connect(self._take)
        self._pages.also_clicked.connect(self.also_chosen)
        self._pages.variants_wanted.connect(self._open_variants)
        self._pages.pointed_at.connect(self._name_emoji)
        self._pages.browsed.verticalScrollBar().valueChanged.connect(self._light_category)
        self._tabs.chosen.connect(self._show_category)

    @cached_property
    def _heading(self) -> QLabel:
        """The line above results that are not what was looked for, as high as the categories."""
        heading = QLabel(self)
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setWordWrap(True)
        heading.setProperty("tone", "soft")
        heading.setContentsMargins(4, 0, 4, 0)
        heading.setFixedHeight(self._tabs.height())
        self._body.insertWidget(self._body.indexOf(self._tabs), heading)
        return heading

    @cached_property
    def _variants(self) -> "VariantsPopup":
        """The popup for variants, made when somebody asks for some."""
        from emoji_labeler.ui.widgets.variants_popup import VariantsPopup

        popup = VariantsPopup(self._pack, pictures=self._pictures, theme=self._theme, parent=self)
        popup.emoji_chosen.connect(self._take)
        popup.closed.connect(self.box.setFocus)
        return popup

    def _wear(self) -> None:
        """Draw the magnifier in the colours of the theme."""
        self._magnifier.setIcon(
            self._icons.icon("search", colour=self._theme.tokens.text_faint, scale=2.0)
        )

    def _look_for(self, query: str) -> None:
        if not query.strip():
            self._browse()
            return
        findings = self._search(query)
        # Without a search yet nothing is offered, so that Enter takes nothing that was not looked
        # for.
        nothing = (
            tr("One moment: the search is being prepared.")
            if findings is None
            else tr("No picture for “{query}”. Try another word.", query=query)
        )
        self._why = {hit.label: hit.why for hit in findings.found} if findings else {}
        self._say_above(findings.heading if findings else "")
        self._pages.show_found(
            list(self._why),
            is_framed=findings is not None and findings.is_answer,
            nothing=nothing,
        )
        self._tabs.light("")
        self._name_emoji("")

    def _say_above(self, heading: str) -> None:
        """Say in place of the categories that the results are not what was looked for."""
        if heading or self._is_headed:
            self._heading.setText(heading)
            self._heading.setVisible(bool(heading))
            self._tabs.setVisible(not heading)
        self._is_headed = bool(heading)

    def _browse(self) -> None:
        """Show the whole pack from its beginning, nothing framed."""
        self._say_above("")
        self._why = {}
        self._pages.browse()
        self._tabs.light(next(iter(self._pack.groups), ""))
        self._name_emoji("")

    def _show_category(self, group: str) -> None:
        self.box.clear()
        self._pages.scroll_to_group(group)
        self._tabs.light(group)
        self.box.setFocus()

    def _light_category(self) -> None:
        if not self.query.strip():
            emoji = self._pack.get(self._pages.browsed.first_visible())
            self._tabs.light(emoji.group if emoji else "")

    def _number_keys(self) -> None:
        """Give Alt+1 to Alt+9 to the results of the search."""
        for number in range(1, 10):
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
            shortcut.activated.connect(partial(self.take_result, number))

    def _enter(self) -> None:
        label = self.grid.current_label
        if label:
            self._take(label)
        elif not self.query.strip():
            self.confirmed.emit()

    def _take(self, label: str) -> None:
        path = PickPath.SEARCH if self.query.strip() else PickPath.BROWSE
        self.emoji_chosen.emit(label, path)

    def _add_current(self) -> None:
        if self.grid.current_label:
            self.also_chosen.emit(self.grid.current_label)

    def _escape(self) -> None:
        if self.query.strip():
            self.given_up.emit(self.query)
        self.box.clear()
        self._browse()

    def _open_variants(self, label: str) -> None:
        if label:
            cell = self.grid.cell_rect(label)
            self._variants.open_for(label, at=self.grid.viewport().mapToGlobal(cell.bottomLeft()))

    def _name_emoji(self, label: str) -> None:
        """Write the names of the emoji under the mouse, else of the framed one."""
        emoji = self._pack.get(label or self.grid.current_label)
        self._names.show_emoji(emoji, why=self._why.get(emoji.label, "") if emoji else "")
