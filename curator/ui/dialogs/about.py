"""What this program is."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout

from curator import __version__
from curator.i18n import _
from curator.ui.style import icons
from curator.ui.style.texts import Texts

if TYPE_CHECKING:
    from curator.ui.window import Window


class About(QDialog):
    """Name, version, licence."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self.setObjectName("about")
        picture, words = QLabel(self), QLabel(self)
        picture.setPixmap(icons.application_icon().pixmap(64, 64))
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 28, 40, 28)
        column.setSpacing(16)
        column.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(words)
        texts = Texts(self)
        texts.set(self.setWindowTitle, lambda: _("About Curator"))
        texts.set(words.setText, self._words)

    def _words(self) -> str:
        lines = (
            f"Curator {__version__}",
            "",
            _("From press reports on a city's foreign contacts to a verified dataset."),
            _("It works without network; everything stays in your project file."),
            "",
            f"Apache License 2.0 · Qt {qVersion()}",
        )
        return "\n".join(lines)
