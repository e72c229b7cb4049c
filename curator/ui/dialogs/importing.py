"""The report of an import: files that were here already and files that could not be read, with the reason."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHeaderView, QLabel, QTreeWidget, QTreeWidgetItem, QVBoxLayout

from curator.i18n import _, plural
from curator.ui.style import icons, theme
from curator.ui.style.texts import Texts

if TYPE_CHECKING:
    from curator.jobs import ImportReport
    from curator.ui.window import Window

_DOCUMENT = Qt.ItemDataRole.UserRole


class Importing(QDialog):
    """One line a file; pressing Enter on a known one opens its article."""

    def __init__(self, window: "Window", report: "ImportReport") -> None:
        super().__init__(window)
        self.setObjectName("import_report")
        self._window, self._report = window, report
        self._words = QLabel(self)
        self.list = QTreeWidget(self)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setColumnCount(2)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.list.itemActivated.connect(self._open)
        column = QVBoxLayout(self)
        column.addWidget(self._words)
        column.addWidget(self.list)
        self.resize(760, 420)
        texts = Texts(self)
        texts.set(self.setWindowTitle, lambda: _("Import report"))
        texts.set(self.list.setAccessibleName, lambda: _("Files"))
        texts.run(self._fill)

    def _fill(self) -> None:
        report, c = self._report, theme.colours()
        self._words.setText(plural("{n} article added", "{n} articles added", len(report.added)))
        self.list.setHeaderLabels([_("File"), _("What happened")])
        self.list.clear()
        for name, problem in report.failed:
            item = QTreeWidgetItem([name, str(problem)])
            item.setIcon(0, icons.icon("block", c.block))
            item.setToolTip(1, str(problem))
            self.list.addTopLevelItem(item)
        for name, document in report.known:
            item = QTreeWidgetItem([name, _("It was here already; press Enter to open it.")])
            item.setIcon(0, icons.icon("info", c.dim))
            item.setData(0, _DOCUMENT, document)
            self.list.addTopLevelItem(item)

    def _open(self, item: QTreeWidgetItem) -> None:
        if document := item.data(0, _DOCUMENT):
            self._window.open_document(document)
