"""An unexpected error, shown with its details so that they can be sent."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from curator.i18n import _


class BugReport(QDialog):
    """What was kept, what to do, and the details for the developers."""

    def __init__(self, details: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bug")
        self.setWindowTitle("Curator")
        self.details = details
        words = QLabel(
            _("Something unexpected happened. What was saved is safe; you can go on working.")
            + "\n"
            + _("Please copy the details and send them to the developers."),
            self,
        )
        words.setWordWrap(True)
        text = QPlainTextEdit(details, self)
        text.setReadOnly(True)
        text.setAccessibleName(_("Details"))
        copy, close = QPushButton(_("Copy details"), self), QPushButton(_("Close"), self)
        copy.setObjectName("bug:copy")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(details))
        close.clicked.connect(self.close)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(copy)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        for widget in (words, text):
            column.addWidget(widget)
        column.addLayout(row)
        self.resize(640, 360)
