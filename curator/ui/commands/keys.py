"""Which command a key press means in the reader or in the form.

Commands of the zones `reader` and `form` are not shortcuts of the window: a bare key there would fire while
somebody types. The focused widget asks here instead; `Command.places` says which keys act in both.
"""

from functools import cache

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence

from curator.ui.commands.table import Zone

_ENTER = {int(Qt.Key.Key_Enter): Qt.Key.Key_Return}
_MAC_DIGITS = {18: 1, 19: 2, 20: 3, 21: 4, 23: 5, 22: 6, 26: 7, 28: 8, 25: 9, 29: 0}


def digit(event: QKeyEvent) -> int | None:
    """The digit on the key that was pressed, whatever the layout prints there (AZERTY wants Shift for it)."""
    key = event.key()
    if Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
        return key - int(Qt.Key.Key_0)
    if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
        return None
    platform = QGuiApplication.platformName()
    if platform == "cocoa":
        return _MAC_DIGITS.get(event.nativeVirtualKey()) if event.nativeScanCode() else None
    first = 2 if platform == "windows" else 10 if platform in ("xcb", "wayland") else 0
    code = event.nativeScanCode()
    return (code - first + 1) % 10 if first and first <= code < first + 10 else None


def name(event: QKeyEvent) -> str:
    """The portable name of the key press: `Ctrl+Shift+Up`, `Return` for both Enter keys, `Alt+3` on any layout."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    number = digit(event)
    key = _ENTER.get(event.key(), event.key())
    if number is not None:
        key = int(Qt.Key.Key_0) + number
        modifiers &= ~Qt.KeyboardModifier.ShiftModifier
    if key in (0, int(Qt.Key.Key_unknown)):
        return ""
    return QKeySequence(int(key) | modifiers.value).toString(QKeySequence.SequenceFormat.PortableText)


def command(event: QEvent, zone: Zone) -> str:
    """The id of the desk's command that this key press means in `zone`; empty if none does."""
    return _table(zone).get(name(event), "") if isinstance(event, QKeyEvent) else ""


@cache
def _table(zone: Zone) -> dict[str, str]:
    from curator.ui.commands.desk_table import DESK

    return {key: each.id for each in DESK for key in each.keys if zone in each.places(key)}
