"""Diagnostics: facts about this computer and the program for those who help, without a word of any article."""

import json
import platform
import re
import sqlite3
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout

from curator import __version__
from curator.i18n import _, language
from curator.paths import log_dir
from curator.settings import Settings
from curator.store import Store
from curator.ui.texts import Texts

if TYPE_CHECKING:
    from curator.ui.window import Window

_FRAME = re.compile(r'^\s*File "(?P<file>[^"]+)", line (?P<line>\d+), in (?P<name>\S+)')
_ERROR = re.compile(r"^(?P<name>[A-Za-z_][\w.]*(?:Error|Exception|Problem|Exit|Warning))(?::|$)")


class Diagnostics(QDialog):
    """Shows what would be written before it is written."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self.setObjectName("diagnostics")
        self.facts = json.dumps(collect(window.store, window.settings), ensure_ascii=False, indent=1)
        words = QLabel(self)
        words.setWordWrap(True)
        text = QPlainTextEdit(self.facts, self)
        text.setReadOnly(True)
        save = QPushButton(self)
        save.clicked.connect(self._ask)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(save)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.addWidget(words)
        column.addWidget(text)
        column.addLayout(row)
        self.resize(640, 480)
        texts = Texts(self)
        texts.set(self.setWindowTitle, lambda: _("Diagnostics"))
        texts.set(words.setText, lambda: _("This is all that the file will hold: no text, no name, no value."))
        texts.set(save.setText, lambda: _("Save…"))
        texts.set(text.setAccessibleName, lambda: _("Diagnostics"))

    def _ask(self) -> None:
        path, _kind = QFileDialog.getSaveFileName(self, _("Save…"), "curator-diagnostics.json", "JSON (*.json)")
        if path:
            Path(path).write_text(self.facts, encoding="utf-8")


def collect(store: Store, settings: Settings, log: Path | None = None) -> dict[str, Any]:
    """Versions, sizes and counts, and where the log's errors arose; no message of an error, since it may quote."""
    screen = QGuiApplication.primaryScreen()
    return {
        "curator": __version__,
        "python": sys.version.split()[0],
        "qt": qVersion(),
        "sqlite": sqlite3.sqlite_version,
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "display": QGuiApplication.platformName(),
        "scale": screen.devicePixelRatio() if screen else None,
        "language": language(),
        "theme": settings.theme,
        "fonts": [settings.reader_font, settings.form_font],
        "store": {
            "megabytes": round(store.path.stat().st_size / 1e6, 1),
            "writable": store.writable,
            "articles": store.counts_by_status(),
            "backups": len(store.backups()),
            "releases": len(store.releases()),
        },
        "log": errors_of(log or log_dir() / "curator.log"),
    }


def errors_of(log: Path) -> list[str]:
    """The last places and kinds of errors in the log, without their messages and without folders."""
    try:
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    found = []
    for line in lines:
        if frame := _FRAME.match(line):
            found.append(f"{Path(frame['file'].replace(chr(92), '/')).name}:{frame['line']} {frame['name']}")
        elif error := _ERROR.match(line):
            found.append(error["name"])
    return found[-200:]
