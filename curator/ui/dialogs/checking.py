"""Help > Self check: what `curator self-check` prints, as a table."""

from collections.abc import Generator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from curator import selfcheck
from curator.i18n import _
from curator.jobs import Progress
from curator.selfcheck import Check
from curator.ui.qtcheck import window_system
from curator.ui.style import icons, theme
from curator.ui.style.texts import Texts

if TYPE_CHECKING:
    from curator.ui.window import Window


class SelfCheck(QDialog):
    """What was looked at and found, one line each, in the language of the moment it was looked at."""

    def __init__(self, window: "Window", checks: Sequence[Check]) -> None:
        super().__init__(window)
        self.setObjectName("self_check")
        words = QLabel(self)
        table = QTableWidget(len(checks), 2, self)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.horizontalHeader().hide()
        table.verticalHeader().hide()
        table.setShowGrid(False)
        colours = theme.colours()
        for row, check in enumerate(checks):
            name = QTableWidgetItem(check.name)
            name.setIcon(icons.icon("verified", colours.text) if check.ok else icons.icon("block", colours.accent))
            detail = QTableWidgetItem(check.detail if check.ok else f"{_('FAILED')}: {check.detail}")
            table.setItem(row, 0, name)
            table.setItem(row, 1, detail)
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.addWidget(words)
        column.addWidget(table)
        self.resize(640, 340)
        fine = all(check.ok for check in checks)
        texts = Texts(self)
        texts.set(self.setWindowTitle, lambda: _("Self check"))
        texts.set(words.setText, lambda: _("Everything works.") if fine else _("Something does not work here."))
        texts.set(table.setAccessibleName, lambda: _("Self check"))


def checking() -> Generator[Progress, None, list[Check]]:
    """The self-check as a job: it takes a moment."""
    found = []
    for check in selfcheck.run(window_system):
        found.append(check)
        yield Progress(len(found), 0, check.name)
    return found
