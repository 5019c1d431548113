"""Search box, categories, grid and name line: where an emoji is found and taken."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedLayout, QVBoxLayout, QWidget

from emoji_labeler.domain.annotation import PickPath
from emoji_labeler.domain.emoji import Emoji
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.ui.fonts import BODY_PX, SMALL_PX, font
from emoji_labeler.ui.icons import Icons
from emoji_labeler.ui.pictures import Pictures
from emoji_labeler.ui.theme import Theme
from emoji_labeler.ui.widgets.category_tabs import CategoryTabs
from emoji_labeler.ui.widgets.elided_label import ElidedLabel
from emoji_labeler.ui.widgets.emoji_grid import EmojiGrid
from emoji_labeler.ui.widgets.search_box import SearchBox
from emoji_labeler.wording import tr

if TYPE_CHECKING:
    from emoji_labeler.ui.widgets.variants_popup import VariantsPopup


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One result of a search: the label, and in words why it is there."""

    label: str
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """The results of a search, and a line above them where they are not what was looked for.

    What is no answer to the query is not framed, so that Enter does not take it.
    """

    found: tuple[Found, ...] = ()
    heading: str = ""
    is_answer: bool = True


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
        search: Callable[[str], Findings | None],
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
        self._marks: tuple[str, frozenset[str]] = ("", frozenset())
        self._neutral = [tile for tile in pack.tiles if not tile.variant_of]
        self._neutral_labels = [tile.label for tile in self._neutral]
        self._with_variants = frozenset(tile.variant_of for tile in pack.tiles if tile.variant_of)
        self.box = SearchBox(self)
        self._magnifier = QAction(self)
        self._tabs = CategoryTabs(pack.groups, pictures=pictures, parent=self)
        self._browsed = EmojiGrid(pictures, theme=theme, parent=self)
        self._pictures = pictures
        self._nothing = QLabel(self)
        self._is_headed = False
        self._name = ElidedLabel(self)
        self._other_name = ElidedLabel(self)
        self._reason = ElidedLabel(self)
        self._furnish()
        self._connect()
        self._number_keys()
        self._wear_theme()
        self._browsed.show_labels(
            self._neutral_labels, folded=self._with_variants, is_numbered=False
        )
        self._browse()

    @property
    def grid(self) -> EmojiGrid:
        """The grid in use: the whole pack to browse, or what was found.

        There are two of them, because laying out the whole pack anew after each search would take
        longer than everything else about it.
        """
        return self._found_ones if self.query.strip() else self._browsed

    @property
    def labels(self) -> list[str]:
        """The labels that are browsed: every neutral one of the pack."""
        return self._neutral_labels

    @property
    def viewports(self) -> tuple[QWidget, ...]:
        """Where results appear: the two grids, and the sentence that there are none."""
        return self._browsed.viewport(), self._found_ones.viewport(), self._nothing

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
        self._marks = chosen, also
        for grid in self._grids:
            grid.mark(chosen=chosen, also=also)

    def set_picture_side(self, side: int) -> None:
        """Show the pictures ``side`` device-independent pixels wide."""
        for grid in self._grids:
            grid.set_picture_side(side)

    def take_result(self, number: int) -> None:
        """Take result ``number`` (1 to 9) of the search."""
        label = self.grid.label_at(number - 1)
        if label:
            self._take(label)

    def show_variants(self) -> None:
        """Open the variants of the framed emoji."""
        self._open_variants(self.grid.current_label)

    def warm_up(self) -> None:
        """Do what the first look does not need."""
        self.box.setClearButtonEnabled(True)
        self.prepare_pictures()

    def prepare_pictures(self) -> None:
        """Have the pictures kept ready at the size in use."""
        self._browsed.prepare_pictures()

    def search_again(self) -> None:
        """Ask the search once more, since it may know more now."""
        if self.query:
            self._look_for(self.query)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the magnifier in the new colours."""
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_magnifier"):
            self._wear_theme()
        super().changeEvent(event)

    def _furnish(self) -> None:
        self.box.setPlaceholderText(tr("Search emoji   ねこ · neko · cat"))
        self.box.setAccessibleName(tr("Search emoji"))
        self.box.setFont(font(16))
        self.box.addAction(self._magnifier, SearchBox.ActionPosition.LeadingPosition)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setWordWrap(True)
        self._nothing.setTextFormat(Qt.TextFormat.PlainText)
        self._nothing.setProperty("tone", "soft")
        self._name.setFont(font(BODY_PX, weight=font().Weight.DemiBold))
        self._other_name.setProperty("tone", "soft")
        self._reason.setProperty("tone", "faint")
        self._reason.setFont(font(SMALL_PX))
        self._reason.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line = QFrame(self)
        line.setProperty("role", "line")
        line.setFixedHeight(1)
        names = QHBoxLayout()
        names.setContentsMargins(4, 0, 4, 0)
        names.setSpacing(10)
        names.addWidget(self._name)
        names.addWidget(self._other_name)
        names.addWidget(self._reason, 1)
        self._pages = QStackedLayout()
        self._pages.addWidget(self._browsed)
        self._pages.addWidget(self._nothing)
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(16, 16, 16, 12)
        self._body.setSpacing(8)
        self._body.addWidget(self.box)
        self._body.addWidget(self._tabs)
        self._body.addLayout(self._pages, 1)
        self._body.addWidget(line)
        self._body.addLayout(names)

    def _connect(self) -> None:
        self.box.query_changed.connect(self._look_for)
        self.box.moved.connect(lambda key: self.grid.move_current(key))
        self.box.entered.connect(self._enter)
        self.box.shift_entered.connect(self._add_current)
        self.box.digit_typed.connect(self.slot_wanted)
        self.box.escaped.connect(self._escape)
        self._connect_grid(self._browsed)
        self._browsed.verticalScrollBar().valueChanged.connect(self._light_category)
        self._tabs.chosen.connect(self._show_category)

    def _connect_grid(self, grid: EmojiGrid) -> None:
        grid.emoji_clicked.connect(self._take)
        grid.also_clicked.connect(self.also_chosen)
        grid.variants_wanted.connect(self._open_variants)
        grid.hovered.connect(self._name_emoji)
        grid.current_moved.connect(self._name_emoji)

    @cached_property
    def _found_ones(self) -> EmojiGrid:
        """The grid for what was found, made when something is looked for."""
        grid = EmojiGrid(self._pictures, theme=self._theme, parent=self)
        grid.set_picture_side(self._browsed.picture_side)
        grid.mark(chosen=self._marks[0], also=self._marks[1])
        self._connect_grid(grid)
        self._pages.addWidget(grid)
        return grid

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

    @property
    def _grids(self) -> tuple[EmojiGrid, ...]:
        """The grids that exist by now."""
        is_made = "_found_ones" in self.__dict__
        return (self._browsed, self._found_ones) if is_made else (self._browsed,)

    def _wear_theme(self) -> None:
        self._magnifier.setIcon(
            self._icons.icon("search", colour=self._theme.tokens.text_faint, scale=2.0)
        )

    def _look_for(self, query: str) -> None:
        if not query.strip():
            self._browse()
            return
        found = self._search(query)
        # Without a search yet nothing is offered, so that Enter takes nothing that was not looked
        # for.
        nothing = (
            tr("One moment: the search is being prepared.")
            if found is None
            else tr("No picture for “{query}”. Try another word.", query=query)
        )
        findings = found or Findings()
        self._why = {hit.label: hit.why for hit in findings.found}
        labels = list(self._why)
        self._say_above(findings.heading)
        self._found_ones.show_labels(labels, folded=self._with_variants, is_numbered=True)
        self._found_ones.set_current(0 if labels and findings.is_answer else -1)
        self._tabs.light("")
        self._nothing.setText(nothing)
        self._pages.setCurrentWidget(self._found_ones if labels else self._nothing)
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
        self._browsed.set_current(-1)
        self._browsed.scrollToTop()
        self._pages.setCurrentWidget(self._browsed)
        self._tabs.light(self._neutral[0].group if self._neutral else "")
        self._name_emoji("")

    def _show_category(self, group: str) -> None:
        self.box.clear()
        row = next(row for row, tile in enumerate(self._neutral) if tile.group == group)
        self._browsed.scroll_to_row(row)
        self._tabs.light(group)
        self.box.setFocus()

    def _light_category(self) -> None:
        if not self.query.strip():
            emoji = self._pack.get(self._browsed.first_visible())
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
        emoji: Emoji | None = self._pack.get(label or self.grid.current_label)
        self._name.setText(emoji.name if emoji else "")
        self._other_name.setText(emoji.name_ja if emoji else "")
        reason = self._why.get(emoji.label, "") if emoji else ""
        self._reason.setText(reason or (emoji.label if emoji else ""))
