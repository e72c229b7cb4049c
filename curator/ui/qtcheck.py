"""What `curator self-check` asks of Qt: can a window open here, and has it the letters it needs?"""

import json
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict

from PySide6.QtCore import qVersion
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QGuiApplication, QRawFont

from curator.i18n import _
from curator.selfcheck import Check

LETTERS = "ăâđêôơưĂÂĐÊÔƠƯàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"


def window_system() -> Iterator[Check]:
    """Whether a window can open here, and whether it has the letters of Vietnamese.

    Qt ends the process where it cannot work, so on Linux a child asks it.
    """
    if QGuiApplication.instance() or sys.platform != "linux":
        yield from _ask_qt()
        return
    if not any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    yield from _in_child(_ask_qt) or [Check(_("Window"), False, _("Qt cannot open a window on this display."))]


def _ask_qt() -> Iterator[Check]:
    app = QGuiApplication.instance() or QGuiApplication([])
    assert isinstance(app, QGuiApplication)
    screen = app.primaryScreen()
    size = f", {screen.size().width()} × {screen.size().height()} × {screen.devicePixelRatio()}" if screen else ""
    yield Check(_("Window"), True, f"Qt {qVersion()}, {app.platformName()}{size}")

    def covers(family: str) -> bool:
        font = QRawFont.fromFont(QFont(family))
        return all(font.supportsCharacter(ord(letter)) for letter in LETTERS)

    own = QFontInfo(app.font()).family()
    able = [name for name in (own, *QFontDatabase.families(QFontDatabase.WritingSystem.Vietnamese)) if covers(name)]
    found = next(iter(able), "")
    yield Check(_("Letters of Vietnamese"), bool(found), found or _("Install a font such as Noto Sans."))


def _in_child(ask: Callable[[], Iterator[Check]]) -> list[Check]:
    """What `ask` answers in a child process; nothing if it dies there."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            os.write(writing, json.dumps([asdict(check) for check in ask()]).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as answer:
        told = answer.read()
    os.waitpid(child, 0)
    return [Check(**check) for check in json.loads(told or b"[]")]
