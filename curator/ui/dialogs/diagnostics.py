"""Diagnostics: shows what the file for the developers will hold before it is written."""

from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout

from curator.i18n import _
from curator.jobs import Progress
from curator.store import Store
from curator.ui.style.texts import Texts

if TYPE_CHECKING:
    from curator.ui.window import Window


class Diagnostics(QDialog):
    """The report, to read and to save."""

    def __init__(self, window: "Window", report: str) -> None:
        super().__init__(window)
        self.setObjectName("diagnostics")
        self.report = report
        words = QLabel(self)
        words.setWordWrap(True)
        text = QPlainTextEdit(report, self)
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
        path, _kind = QFileDialog.getSaveFileName(self, _("Save…"), "curator-diagnostics.txt", "*.txt")
        if path:
            Path(path).write_text(self.report, encoding="utf-8")


def collecting(store: Store) -> Generator[Progress, None, str]:
    """The report as a job: checking this computer takes a moment."""
    from curator import diagnostics
    from curator.ui.qtcheck import window_system

    yield Progress(0, 1, "")
    with store.again(write=False) as own:
        report = "\n".join(diagnostics.report(own, window_system)) + "\n"
    yield Progress(1, 1, "")
    return report
