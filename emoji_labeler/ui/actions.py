"""Everything a person can tell the window, one row each.

The tool bar, the command palette, the shortcut sheet and the keys themselves are all drawn from
this table.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from emoji_labeler.ui.panel_table import ROWS as PANELS
from emoji_labeler.wording import later, tr


class ActionRow(NamedTuple):
    """One command: its name in the program, its words, its icon and its keys."""

    name: str
    text: str
    icon: str
    section: str
    keys: tuple[str, ...] = ()


_ANSWER = later("Answer")
_REVIEW = later("Review")
_MOVE = later("Move")
_VIEW = later("View")
_SCREENS = later("Screens")
_PROJECT = later("Project")

ROWS: tuple[ActionRow, ...] = (
    ActionRow(
        name="save",
        text=later("Save and next"),
        icon="check",
        keys=("Ctrl+Return",),
        section=_ANSWER,
    ),
    ActionRow(
        name="skip", text=later("Skip"), icon="skip-forward", keys=("Alt+S",), section=_ANSWER
    ),
    ActionRow(name="flag", text=later("Flag"), icon="flag", keys=("Alt+F",), section=_ANSWER),
    ActionRow(
        name="note", text=later("Note"), icon="sticky-note", keys=("Alt+N",), section=_ANSWER
    ),
    ActionRow(
        name="variants",
        text=later("Show variants"),
        icon="square-stack",
        keys=("Alt+V",),
        section=_ANSWER,
    ),
    ActionRow(name="undo", text=later("Undo"), icon="undo-2", keys=("Ctrl+Z",), section=_ANSWER),
    ActionRow(
        name="redo",
        text=later("Redo"),
        icon="redo-2",
        keys=("Ctrl+Shift+Z", "Ctrl+Y"),
        section=_ANSWER,
    ),
    ActionRow(name="accept", text=later("Accept"), icon="check", keys=("Alt+A",), section=_REVIEW),
    ActionRow(
        name="reject", text=later("Reject"), icon="circle-x", keys=("Alt+X",), section=_REVIEW
    ),
    ActionRow(
        name="send_back",
        text=later("Send back…"),
        icon="corner-up-left",
        keys=("Alt+B",),
        section=_REVIEW,
    ),
    ActionRow(
        name="accept_all",
        text=later("Accept the whole list…"),
        icon="check-check",
        keys=("Ctrl+Shift+A",),
        section=_REVIEW,
    ),
    ActionRow(
        name="reason",
        text=later("Choose a reason"),
        icon="list-filter",
        keys=("Alt+R",),
        section=_REVIEW,
    ),
    ActionRow(
        name="contradictions",
        text=later("Look for contradictions"),
        icon="equal",
        section=_REVIEW,
    ),
    ActionRow(
        name="choose_first",
        text=later("Choose before seeing the others"),
        icon="eye-off",
        section=_REVIEW,
    ),
    ActionRow(
        name="hide_names", text=later("Hide who answered what"), icon="eye-off", section=_REVIEW
    ),
    ActionRow(
        name="back", text=later("Back"), icon="chevron-left", keys=("Alt+Left",), section=_MOVE
    ),
    ActionRow(
        name="forward",
        text=later("Forward"),
        icon="chevron-right",
        keys=("Alt+Right",),
        section=_MOVE,
    ),
    ActionRow(
        name="jump", text=later("Jump to a memo…"), icon="hash", keys=("Ctrl+G",), section=_MOVE
    ),
    ActionRow(
        name="next_open",
        text=later("Next memo without an answer"),
        icon="arrow-right",
        keys=("Alt+Down",),
        section=_MOVE,
    ),
    ActionRow(
        name="next_skipped",
        text=later("Next skipped memo"),
        icon="skip-forward",
        keys=("Alt+Shift+S",),
        section=_MOVE,
    ),
    ActionRow(
        name="next_flagged",
        text=later("Next flagged memo"),
        icon="flag",
        keys=("Alt+Shift+F",),
        section=_MOVE,
    ),
    ActionRow(name="order", text=later("Order of work…"), icon="list-filter", section=_MOVE),
    ActionRow(
        name="larger",
        text=later("Larger pictures"),
        icon="zoom-in",
        keys=("Ctrl++", "Ctrl+="),
        section=_VIEW,
    ),
    ActionRow(
        name="smaller",
        text=later("Smaller pictures"),
        icon="zoom-out",
        keys=("Ctrl+-",),
        section=_VIEW,
    ),
    ActionRow(name="appearance", text=later("Light or dark"), icon="sun-moon", section=_VIEW),
    ActionRow(
        name="palette", text=later("Commands"), icon="command", keys=("Ctrl+K",), section=_VIEW
    ),
    ActionRow(
        name="shortcuts", text=later("Shortcuts"), icon="keyboard", keys=("F1",), section=_VIEW
    ),
    *(
        ActionRow(
            name=f"show_{panel.name}",
            text=panel.text,
            icon=panel.icon,
            keys=(f"Ctrl+{number}",),
            section=_SCREENS,
        )
        for number, panel in enumerate(PANELS, start=1)
    ),
    ActionRow(
        name="import",
        text=later("Import memos…"),
        icon="file-input",
        keys=("Ctrl+I",),
        section=_PROJECT,
    ),
    ActionRow(
        name="generate", text=later("Generate memos…"), icon="wand-sparkles", section=_PROJECT
    ),
    ActionRow(
        name="near_duplicates", text=later("Near-duplicates…"), icon="files", section=_PROJECT
    ),
    ActionRow(
        name="export", text=later("Export…"), icon="download", keys=("Ctrl+E",), section=_PROJECT
    ),
    ActionRow(
        name="new_snapshot",
        text=later("New snapshot…"),
        icon="layers",
        keys=("Ctrl+Shift+S",),
        section=_PROJECT,
    ),
    ActionRow(
        name="new_run",
        text=later("New prediction run…"),
        icon="play",
        keys=("Ctrl+Shift+R",),
        section=_PROJECT,
    ),
    ActionRow(
        name="open_project",
        text=later("Open project…"),
        icon="folder-open",
        keys=("Ctrl+O",),
        section=_PROJECT,
    ),
    ActionRow(
        name="new_project",
        text=later("New project…"),
        icon="plus",
        keys=("Ctrl+Shift+N",),
        section=_PROJECT,
    ),
    ActionRow(name="open_pack", text=later("Open pack…"), icon="package-open", section=_PROJECT),
    ActionRow(
        name="annotator",
        text=later("Who is labelling…"),
        icon="user",
        keys=("Ctrl+U",),
        section=_PROJECT,
    ),
    ActionRow(name="people", text=later("People and rules…"), icon="users", section=_PROJECT),
    ActionRow(name="words", text=later("Words learned here…"), icon="languages", section=_PROJECT),
    ActionRow(name="providers", text=later("Providers…"), icon="server", section=_PROJECT),
    ActionRow(
        name="settings",
        text=later("Settings…"),
        icon="settings",
        keys=("Ctrl+,",),
        section=_PROJECT,
    ),
    ActionRow(name="quit", text=later("Quit"), icon="log-out", keys=("Ctrl+Q",), section=_PROJECT),
)

_ONCE = {"save", "skip", "flag", "accept"}
"""What a key does once, however long it is held down: each is the end of one memo."""

PLAIN_KEYS: tuple[tuple[str, str], ...] = (
    (later("any letter"), later("Search")),
    ("↑ ↓ ← →", later("Move in the grid")),
    ("Enter", later("Take the highlighted picture")),
    ("Shift+Enter", later("Add it as also acceptable")),
    ("1 – 9", later("Take a picture of the strip while the search is empty")),
    ("Alt+1 – 9", later("Take a result by its number")),
    ("Esc", later("Clear the search")),
    ("Alt+Enter", later("Do what a notice offers")),
)
"""Keys that belong to the search box and the grid, for the shortcut sheet."""


class Actions:
    """The table as live commands of one window.

    What a row does is the window's business or that of the screen shown; a row that nobody does
    anything for is disabled.
    """

    def __init__(self, parent: QObject, *, commands: Mapping[str, Callable[[], object]]) -> None:
        """Serve ``commands``, by the names of their rows, whichever screen is shown."""
        self._rows = ROWS
        self._of_window = commands
        self._commands = commands
        self._actions: dict[str, QAction] = {}
        for row in ROWS:
            action = QAction(tr(row.text), parent)
            action.setObjectName(row.name)
            action.setShortcuts([QKeySequence(keys) for keys in row.keys])
            action.setAutoRepeat(row.name not in _ONCE)
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.setEnabled(row.name in commands)
            action.triggered.connect(partial(self._do, row.name))
            self._actions[row.name] = action

    def serve(self, commands: Mapping[str, Callable[[], object]]) -> None:
        """Serve the commands of the screen that is shown, beside those of the window."""
        self._commands = {**self._of_window, **commands}
        for name, action in self._actions.items():
            action.setEnabled(name in self._commands)

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def __iter__(self) -> Iterator[tuple[ActionRow, QAction]]:
        for row in self._rows:
            yield row, self._actions[row.name]

    def _do(self, name: str) -> None:
        self._commands[name]()


def keys_text(action: QAction) -> str:
    """Return the action's first shortcut as the platform writes it."""
    return native_keys(action.shortcut())


def native_keys(keys: QKeySequence | str) -> str:
    """Return keys as the platform writes them."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
