"""Two releases side by side: every value that differs, with its reason, and how far the version must move."""

from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTableView,
    QVBoxLayout,
)
from shiboken6 import isValid

from curator.errors import Problem
from curator.i18n import N_, _, plural
from curator.jobs import Progress
from curator.ui.dialogs.differences import REASONS, Differences
from curator.ui.style.texts import Texts, moment, number

if TYPE_CHECKING:
    from curator.export import Comparison
    from curator.ui.window import Window

LEVELS = {
    "none": N_("Nothing differs."),
    "patch": N_("The last number of the version moves: values were corrected."),
    "minor": N_("The middle number of the version moves: rows or tables were added."),
    "major": N_("The first number of the version moves: engagements are gone, or tables have changed."),
}
WIDTHS = (230, 210, 220, 220)  # pixels, to begin with; the reason takes the rest


class Comparing(QDialog):
    """Two pickers, the counts, a filter, the table. Not modal: the record stays at hand.

    The pickers offer the releases that the store remembers, and any folder. Choosing in either compares at once.
    """

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self.setObjectName("compare")
        self._window = window
        self._texts = Texts(self)
        self._found: Comparison | None = None
        self._asked: tuple[Path, Path] | None = None
        self.old, self.new = QComboBox(self), QComboBox(self)
        self.summary, self.level = QLabel(self), QLabel(self)
        self.typed, self.reason = QLineEdit(self), QComboBox(self)
        self.shown = QLabel(self)
        self.model = Differences(self)
        self.table = QTableView(self)
        self._set_up()
        self._lay_out()
        self._name_everything()
        self._fill()
        self._tell()
        self._compare()

    def add(self, folder: Path, picker: QComboBox) -> None:
        """Offer `folder` in both pickers and choose it in `picker`."""
        for each in (self.old, self.new):
            if each.findData(str(folder)) < 0:
                each.insertItem(each.count() - 1, folder.name, str(folder))
                each.setItemData(each.count() - 2, str(folder), Qt.ItemDataRole.ToolTipRole)
        picker.setCurrentIndex(picker.findData(str(folder)))
        self._compare()

    # Comparing

    def _compare(self) -> None:
        old, new = self.old.currentData(), self.new.currentData()
        if not old or not new or self._asked == (Path(old), Path(new)):
            return
        asked = self._asked = (Path(old), Path(new))
        self._show(None)
        self.summary.setText(_("Comparing…"))
        label = _("Compare releases")
        self._window.runner.run(label, lambda: _comparing(*asked), lambda found: self._receive(asked, found))

    def _receive(self, asked: tuple[Path, Path], found: "Comparison | Problem") -> None:
        if asked != self._asked or not isValid(self):  # another pair was chosen meanwhile, or the dialog closed
            return
        if isinstance(found, Problem):
            self.summary.setText(found.message)
            self.level.setText(found.hint)
        else:
            self._show(found)

    def _show(self, found: "Comparison | None") -> None:
        self._found = found
        self.model.show(found.changes if found else ())
        self._tell()
        self._filter()

    def _tell(self) -> None:
        found = self._found
        if found is None:
            self.summary.setText("" if self._asked else _("Choose two releases."))
            self.level.setText("")
            return
        counts = (
            plural("{n} engagement added", "{n} engagements added", len(found.added)),
            plural("{n} removed", "{n} removed", len(found.removed)),
            plural("{n} changed", "{n} changed", len(found.changed)),
        )
        self.summary.setText(f"{found.old} → {found.new}:  {',  '.join(counts)}")
        self.level.setText("\n".join([_(LEVELS[found.level]), *(what for _level, what in found.structure)]))

    def _filter(self) -> None:
        self.model.narrow(self.typed.text(), self.reason.currentData() or "")
        whole, count = len(self.model.changes), self.model.rowCount()
        words = _("{n} of {all}").format(n=number(count), all=number(whole))
        self.shown.setText(plural("{n} difference", "{n} differences", whole) if count == whole else words)

    # Choosing

    def _fill(self) -> None:
        known: dict[str, str] = {}
        for each in self._window.store.releases():
            name = str(each.facts.get("name") or Path(each.folder).name)
            known.setdefault(each.folder, f"{name} {each.version}  –  {moment(each.at)}")
        here = [folder for folder in known if Path(folder).is_dir()]
        for position, picker in enumerate((self.new, self.old)):
            for folder in here:
                picker.addItem(known[folder], folder)
                picker.setItemData(picker.count() - 1, folder, Qt.ItemDataRole.ToolTipRole)
            picker.addItem(_("Choose a folder…"), "")
            picker.setCurrentIndex(position if position < len(here) else -1)

    def _picked(self, picker: QComboBox) -> None:
        if picker.currentData():
            self._compare()
            return
        former = str(self._asked[picker is self.new]) if self._asked else ""
        picker.setCurrentIndex(picker.findData(former))
        if path := QFileDialog.getExistingDirectory(self, _("Folder of a release"), former):
            self.add(Path(path), picker)

    # Building

    def _set_up(self) -> None:
        for name, picker in (("old", self.old), ("new", self.new)):
            picker.setObjectName(f"compare:{name}")
            picker.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            picker.setMinimumContentsLength(28)
            picker.activated.connect(lambda _index, p=picker: self._picked(p))
        self.reason.addItem("", "")
        for key in REASONS:
            self.reason.addItem("", key)
        self.reason.currentIndexChanged.connect(self._filter)
        self.typed.setClearButtonEnabled(True)
        self.typed.textChanged.connect(self._filter)
        font = self.summary.font()
        font.setBold(True)
        self.summary.setFont(font)
        self.level.setWordWrap(True)
        for label in (self.summary, self.level):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.table.setModel(self.model)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setAlternatingRowColors(True)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 10)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in enumerate(WIDTHS):
            self.table.setColumnWidth(column, width)

    def _lay_out(self) -> None:
        self._labels = (QLabel(self), QLabel(self))
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        for column, (label, picker) in enumerate(zip(self._labels, (self.old, self.new), strict=True)):
            label.setBuddy(picker)
            grid.addWidget(label, 0, column)
            grid.addWidget(picker, 1, column)
            grid.setColumnStretch(column, 1)
        filters = QHBoxLayout()
        filters.addWidget(self.typed, 1)
        filters.addWidget(self.reason)
        filters.addWidget(self.shown)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 14, 16, 14)
        whole.setSpacing(10)
        whole.addLayout(grid)
        whole.addWidget(self.summary)
        whole.addWidget(self.level)
        whole.addLayout(filters)
        whole.addWidget(self.table, 1)
        self.resize(1040, 600)

    def _name_everything(self) -> None:
        texts = self._texts
        texts.set(self.setWindowTitle, lambda: _("Compare releases"))
        pairs = ((self.old, lambda: _("Older release")), (self.new, lambda: _("Newer release")))
        for label, (picker, name) in zip(self._labels, pairs, strict=True):
            texts.set(label.setText, name)
            texts.set(picker.setAccessibleName, name)
        texts.set(self.typed.setPlaceholderText, lambda: _("Id, field or value"))
        texts.set(self.typed.setAccessibleName, lambda: _("Show only differences with these words"))
        texts.set(self.reason.setAccessibleName, lambda: _("Reason"))
        texts.set(self.table.setAccessibleName, lambda: _("Differences"))
        texts.run(self._name_reasons)
        texts.later(self._tell)
        texts.later(self._filter)
        texts.run(self.model.retranslate)

    def _name_reasons(self) -> None:
        for position, text in enumerate((N_("All reasons"), *REASONS.values())):
            self.reason.setItemText(position, _(text).capitalize() if position else _(text))
        for picker in (self.old, self.new):
            if picker.count():
                picker.setItemText(picker.count() - 1, _("Choose a folder…"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy takes the chosen lines, parted by tabs, for a spreadsheet; Esc closes."""
        if event.matches(QKeySequence.StandardKey.Copy):
            rows = sorted({index.row() for index in self.table.selectedIndexes()})
            QGuiApplication.clipboard().setText("\n".join("\t".join(self.model.words(row)) for row in rows))
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)


def _comparing(old: Path, new: Path) -> Generator[Progress, None, "Comparison | Problem"]:
    from curator.export import compare

    yield Progress(0, 0, new.name)
    try:
        return compare(old, new)
    except Problem as problem:  # told where the person looks, in the dialog
        return problem
