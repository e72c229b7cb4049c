"""The coding rule of the focused field, below the form: one right and one wrong example beside it."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from curator.i18n import _
from curator.model.codebook import CODEBOOK, Field
from curator.model.record import Path, field_of
from curator.ui.style import icons, theme
from curator.ui.style.texts import Texts


class RulePanel(QWidget):
    """Shows the rule of one field; `show_path` follows the focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rule")
        self._field: Field = CODEBOOK["engagements"]
        self._title, self._rule = QLabel(self), QLabel(self)
        self._right, self._wrong = QLabel(self), QLabel(self)
        self._signs = (QLabel(self), QLabel(self))
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 8, 12, 10)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.addWidget(self._title, 0, 0, 1, 2)
        grid.addWidget(self._rule, 1, 0, 1, 2)
        for row, (sign, example) in enumerate(zip(self._signs, (self._right, self._wrong), strict=True), start=2):
            grid.addWidget(sign, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(example, row, 1)
        grid.setColumnStretch(1, 1)
        for label in (self._title, self._rule, self._right, self._wrong):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        bold = self._title.font()
        bold.setBold(True)
        self._title.setFont(bold)
        Texts(self).run(self._tell)
        self._colour()

    def show_path(self, path: Path) -> None:
        """Show the rule of the field at `path`."""
        self._field = field_of(path)
        if self.isVisible():
            self._tell()

    def setVisible(self, visible: bool) -> None:
        """Bring the words up to date before they are seen."""
        if visible:
            self._tell()
        super().setVisible(visible)

    def _tell(self) -> None:
        field = self._field
        self._title.setText(field.label)
        self._rule.setText(field.help or _("There is no rule for this field."))
        for label, sign, example in zip(
            (self._right, self._wrong), self._signs, (field.right, field.wrong), strict=True
        ):
            label.setText(example)
            label.setVisible(bool(example))
            sign.setVisible(bool(example))
        self._right.setAccessibleName(_("Right: {example}").format(example=field.right))
        self._wrong.setAccessibleName(_("Wrong: {example}").format(example=field.wrong))
        self._signs[0].setToolTip(_("coded right"))
        self._signs[1].setToolTip(_("coded wrong"))

    def _colour(self) -> None:
        c = theme.colours()
        self._signs[0].setPixmap(icons.pixmap("confirmed", c.text))
        self._signs[1].setPixmap(icons.pixmap("close", c.block))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_signs"):
            self._colour()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A hairline above."""
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, QColor(theme.colours().line))
        painter.end()
