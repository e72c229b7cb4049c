"""The export dialog: what goes out, why each other group stays in, and where the release is written."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from curator import __version__
from curator.i18n import N_, _, plural
from curator.i18n import language as current_language
from curator.model.revision import RELEASED, STATUS_LABELS, Status
from curator.store import Query
from curator.ui import icons, theme
from curator.ui.buttons import MainButton
from curator.ui.messages import Action
from curator.ui.texts import Texts, number

if TYPE_CHECKING:
    from curator.export import Options, Release
    from curator.ui.window import Window

REASONS = {
    Status.NEW: N_("nobody has looked at them yet"),
    Status.IN_PROGRESS: N_("their review is not finished"),
    Status.DISPUTED: N_("readers disagree"),
    Status.EXCLUDED: N_("they are out of scope"),
    Status.PARKED: N_("they wait for an answer"),
}
GRADES = {
    "quotes": N_("with the words that prove each value"),
    "offsets": N_("with the places of the words, without quoting"),
    "none": N_("without evidence"),
}


class Releasing(QDialog):
    """Counts first, choices below, one button."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self.setObjectName("export")
        self._window = window
        self._texts = Texts(self)
        self.counts = QWidget(self)
        self._grid = QGridLayout(self.counts)
        self._grid.setContentsMargins(0, 0, 0, 8)
        self._grid.setHorizontalSpacing(10)
        self._grid.setColumnStretch(1, 1)
        self.only_list = QCheckBox(self)
        self.only_list.setEnabled(window.filters.narrowed)
        self.only_list.toggled.connect(self._count)
        kept = window.settings.window.get("release")
        kept = kept if isinstance(kept, dict) else {}
        self.name = QLineEdit(str(kept.get("name") or "hanoi-engagements"), self)
        self.folder = QLineEdit(str(kept.get("folder") or Path.home() / "Curator releases"), self)
        self.folder.setObjectName("export:folder")
        self._browse = QToolButton(self)
        self._browse.clicked.connect(self._ask_folder)
        self.grade, self.licence = QComboBox(self), QComboBox(self)
        for key in GRADES:
            self.grade.addItem("", key)
        self._fill_licences(str(kept.get("licence") or "CC-BY-4.0"))
        self._go = MainButton(self)
        self._go.setObjectName("export:go")
        self._go.clicked.connect(self.export)
        self._lay_out()
        self._texts.set(self.setWindowTitle, lambda: _("Export release"))
        self._texts.set(self._go.setText, lambda: _("Export"))
        self._texts.set(self.only_list.setText, lambda: _("Only articles of the list now shown"))
        self._texts.run(self._name_grades)
        self._texts.run(self._count)
        self.folder.setFocus()

    def options(self) -> "Options":
        """What the release is made with, as chosen here."""
        from curator.export import Options

        store = self._window.store
        return Options(
            created=store.changed_at or "1970-01-01T00:00:00Z",
            app_version=__version__,
            name=self.name.text().strip() or "hanoi-engagements",
            licence=self.licence.currentData(),
            evidence=self.grade.currentData(),
            language=current_language(),
        )

    def export(self) -> None:
        """Write the release on the worker thread; the message bar says where it is."""
        from curator import jobs

        window, options, folder = self._window, self.options(), Path(self.folder.text()).expanduser()
        query = window.filters.query if self.only_list.isChecked() else None
        window.settings.window["release"] = {
            "name": options.name,
            "folder": str(folder),
            "licence": options.licence,
        }
        job = lambda: jobs.export_release(window.store, folder, options, query=query)  # noqa: E731
        window.runner.run(_("Export"), job, self._exported)
        self.close()

    def _exported(self, release: "Release") -> None:
        where = QUrl.fromLocalFile(str(release.path))
        self._window.messages.tell(
            _("Release {name} {version} is written, read back and packed.").format(
                name=release.name, version=release.version
            ),
            str(release.path),
            actions=[Action(_("Open the folder"), lambda: QDesktopServices.openUrl(where))],
            topic="export",
        )

    # What goes out

    def _count(self) -> None:
        while item := self._grid.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        c, counts = theme.colours(), self._by_status()
        leaving = sum(counts.get(status, 0) for status in RELEASED)
        self._line(0, "verified", c.text, plural("{n} article goes out", "{n} articles go out", leaving), bold=True)
        row = 1
        for status, reason in REASONS.items():
            if count := counts.get(status, 0):
                words = _("{count} {status}: {reason}").format(
                    count=number(count), status=_(STATUS_LABELS[status]), reason=_(reason)
                )
                self._line(row, status.value, c.dim, words)
                row += 1
        self._go.setEnabled(leaving > 0)
        self._go.setToolTip("" if leaving else _("Verify an article first."))

    def _by_status(self) -> dict[str, int]:
        store = self._window.store
        if not self.only_list.isChecked():
            return store.counts_by_status()
        query: Query = replace(self._window.filters.query, status=())
        chosen = self._window.filters.query.status
        found = dict(store.facets(query)["status"])
        return {status: count for status, count in found.items() if not chosen or status in chosen}

    def _line(self, row: int, icon: str, colour: str, words: str, *, bold: bool = False) -> None:
        sign, label = QLabel(self.counts), QLabel(words, self.counts)
        sign.setPixmap(icons.pixmap(icon, colour))
        font = label.font()
        font.setBold(bold)
        label.setFont(font)
        palette = label.palette()
        palette.setColor(palette.ColorRole.WindowText, colour)
        label.setPalette(palette)
        self._grid.addWidget(sign, row, 0)
        self._grid.addWidget(label, row, 1)

    # Building

    def _lay_out(self) -> None:
        place = QHBoxLayout()
        place.addWidget(self.folder, 1)
        place.addWidget(self._browse)
        form = QFormLayout()
        form.setSpacing(8)
        for widget, layout, name in (
            (self.folder, place, lambda: _("Folder")),
            (self.name, self.name, lambda: _("Name of the dataset")),
            (self.grade, self.grade, lambda: _("Evidence")),
            (self.licence, self.licence, lambda: _("Licence")),
        ):
            label = QLabel(self)
            label.setBuddy(widget)
            form.addRow(label, layout)
            self._texts.set(label.setText, name)
            self._texts.set(widget.setAccessibleName, name)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._go)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(self.counts)
        column.addWidget(self.only_list)
        column.addLayout(form)
        column.addStretch(1)
        column.addLayout(row)
        self.setMinimumWidth(560)

    def _fill_licences(self, chosen: str) -> None:
        from curator.export import licences

        for key, about in licences().items():
            self.licence.addItem(about.get("title") or key, key)
        self.licence.setCurrentIndex(max(0, self.licence.findData(chosen)))

    def _name_grades(self) -> None:
        self._browse.setText(_("Choose…"))
        for position, text in enumerate(GRADES.values()):
            self.grade.setItemText(position, _(text))

    def _ask_folder(self) -> None:
        if path := QFileDialog.getExistingDirectory(self, _("Folder"), self.folder.text()):
            self.folder.setText(path)
