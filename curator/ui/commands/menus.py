"""Actions and menus, made from the table of commands."""

from collections.abc import Iterator
from functools import cache, cached_property
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from curator.i18n import N_, _
from curator.ui.commands.table import MENUS, Command, commands
from curator.ui.style import icons, theme

if TYPE_CHECKING:
    from curator.ui.window import Window


RECENT = N_("Open recent")
STATES = ("second_check", "reopen", "dispute", "park", "exclude")  # commands that set the state of a record


class Actions:
    """One QAction for each command, kept up to date in text, state and icon.

    Keys of the zones `reader` and `form` act only there; the menu shows them as a hint, without making them
    shortcuts of the window.
    """

    def __init__(self, window: "Window") -> None:
        self._window = window
        self._actions: dict[str, QAction] = {}
        self._menus: dict[str, QMenu] = {}
        self._coloured = ""

    @cached_property
    def _commands(self) -> dict[str, Command]:
        return {command.id: command for command in commands()}

    def __getitem__(self, id: str) -> QAction:
        """The action of a command, made when it is first asked for. Raises KeyError."""
        if id not in self._actions:
            self._actions[id] = self._make(self._commands[id])
        return self._actions[id]

    def command(self, id: str) -> Command:
        """The command with this id. Raises KeyError."""
        return self._commands[id]

    def __iter__(self) -> Iterator[Command]:
        return iter(self._commands.values())

    def run(self, id: str) -> None:
        """Do what the command says, if it can be done now."""
        command = self._commands[id]
        if command.enabled(self._window):
            command.run(self._window)
        self.refresh()

    def lay_out(self, bar: QMenuBar) -> None:
        """Make the menus, still empty."""
        for key, title in MENUS.items():
            menu = self._menus[key] = bar.addMenu(_(title))
            menu.setObjectName(f"menu:{key}")
            menu.aboutToShow.connect(self.refresh)
            menu.aboutToShow.connect(self._colour)

    def fill(self) -> None:
        """Put every command into its menu, a line between sections; only now its keys act."""
        for key, menu in self._menus.items():
            last = 0
            for command in self._commands.values():
                where, section = command.section
                if where != key:
                    continue
                if last and section != last:
                    menu.addSeparator()
                last = section
                menu.addAction(self[command.id])
                if command.id == "open_store":
                    self._recent = menu.addMenu(_(RECENT))
                    self._recent.aboutToShow.connect(self._fill_recent)

    def _fill_recent(self) -> None:
        self._recent.clear()
        for path in self._window.files.recent:
            action = self._recent.addAction(f"{path.stem}  –  {path.parent}".replace("&", "&&"))
            action.triggered.connect(lambda _on=False, p=path: self._window.files.open_path(p))

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self._recent.setTitle(_(RECENT))
        for key, menu in self._menus.items():
            menu.setTitle(_(MENUS[key]))
        self.refresh()

    def refresh(self) -> None:
        """Bring texts and states up to date."""
        for id, action in self._actions.items():
            command, window = self._commands[id], self._window
            words = (command.shown(window) if command.shown else command.label).replace("&", "&&")
            hint = "" if command.zone == "window" or not command.keys else f"\t{native(command.keys[0])}"
            if action.text() != words + hint:
                action.setText(words + hint)
                action.setToolTip(tip(command, words))
            action.setEnabled(command.enabled(window))
            if command.checked:
                action.setChecked(command.checked(window))

    def _colour(self) -> None:
        """Paint the icons in the theme now in force, when a menu is about to show them."""
        if (colour := theme.colours().dim) == self._coloured:
            return
        self._coloured = colour
        for id, action in self._actions.items():
            if self._commands[id].icon:
                action.setIcon(icons.icon(self._commands[id].icon, colour))

    def _make(self, command: Command) -> QAction:
        action = QAction(self._window)
        action.setObjectName(command.id)
        action.setMenuRole(QAction.MenuRole.NoRole)
        action.setCheckable(command.checked is not None)
        if command.zone == "window":
            action.setShortcuts([QKeySequence(key) for key in command.keys])
        action.triggered.connect(lambda: self.run(command.id))
        self._window.addAction(action)
        return action


@cache
def native(key: str) -> str:
    """A key as this computer's keyboard names it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def tip(command: Command, words: str = "") -> str:
    """The tooltip: what it does and its key."""
    keys = f"  ({native(command.keys[0])})" if command.keys else ""
    return f"{words or command.label}{keys}"
