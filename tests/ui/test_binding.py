"""The Qt binding itself: some releases steal references and abort the process within seconds (PYSIDE-3474)."""

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

CALLS = 400
Index = QModelIndex | QPersistentModelIndex


class Sender(QObject):
    sent = Signal(int)


class Empty(QAbstractTableModel):
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's name and default
        return 5

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        return 5

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return None


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None, True and False are immortal")
def test_qt_calls_do_not_steal_references(qtbot: QtBot) -> None:
    edit, widget, table, model, sender = QLineEdit(), QWidget(), QTableView(), Empty(), Sender()
    for each in (edit, widget, table):
        qtbot.addWidget(each)
    table.setModel(model)
    table.resize(300, 300)
    table.show()
    sender.sent.connect(lambda _number: None)
    calls: dict[str, Callable[[], object]] = {
        "setText": lambda: edit.setText("a"),
        "resize": lambda: widget.resize(10, 10),
        "emit": lambda: sender.sent.emit(1),
        "parent": lambda: widget.parent(),
        "data": lambda: model.index(0, 0).data(),
        "repaint": lambda: table.viewport().repaint(),
        "focus": lambda: QApplication.focusWidget(),
        "changed": lambda: model.dataChanged.emit(model.index(0, 0), model.index(0, 0)),
        "visible": lambda: widget.isVisible(),
    }
    for name, call in calls.items():
        before = [sys.getrefcount(each) for each in (None, True, False)]
        for _turn in range(CALLS):
            call()
        after = [sys.getrefcount(each) for each in (None, True, False)]
        assert all(b - a > -CALLS / 4 for a, b in zip(before, after, strict=True)), name
