"""Arranging widgets: one below the other, or side by side with a line to drag."""

from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget


def column(*widgets: QWidget) -> QWidget:
    """The widgets one below the other; the last takes the room that is left."""
    made = QWidget()
    layout = QVBoxLayout(made)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for widget in widgets:
        layout.addWidget(widget)
    layout.setStretch(len(widgets) - 1, 1)
    return made


def splitter(*widgets: QWidget) -> QSplitter:
    """The widgets side by side; none can be dragged away."""
    made = QSplitter()
    made.setHandleWidth(1)
    made.setChildrenCollapsible(False)
    for widget in widgets:
        made.addWidget(widget)
    return made
