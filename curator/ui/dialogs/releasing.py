"""The export dialog: what goes out, why each other group stays in, and where the release is written."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QRegularExpressionValidator
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
)

from curator import __version__
from curator.errors import Problem
from curator.i18n import LANGUAGES, N_, _, translate
from curator.i18n import language as current_language
from curator.store import Query
from curator.ui.dialogs import contributors
from curator.ui.dialogs.leaving import Leaving, in_words
from curator.ui.messages import Action
from curator.ui.style import theme
from curator.ui.style.buttons import MainButton
from curator.ui.style.texts import Texts

if TYPE_CHECKING:
    from curator.export import Options, Release
    from curator.ui.window import Window

GRADES = {
    "quotes": N_("with the words that prove each value"),
    "offsets": N_("with the places of the words, without quoting"),
    "none": N_("without evidence"),
}


TITLE = N_("Foreign engagements of Hanoi")
FORMATS = {
    "sqlite": N_("All tables in one file, for SQL and Datasette."),
    "parquet": N_("The tables in columns, for large analyses."),
    "plover": N_("Events in the PLOVER ontology, for conflict and cooperation research."),
    "croissant": N_("A description for machine learning and for dataset search."),
}


class Releasing(QDialog):
    """Counts first, choices below, one button. What was chosen is offered again the next time."""

    def __init__(self, window: "Window") -> None:
        from curator.export import NAME

        super().__init__(window)
        self.setObjectName("export")
        self._window = window
        self._texts = Texts(self)
        kept = window.settings.window.get("release")
        kept = kept if isinstance(kept, dict) else {}
        self.leaving = Leaving(window.store, self)
        self.only_list = QCheckBox(self)
        self.only_list.setEnabled(window.filters.narrowed)
        self.only_list.toggled.connect(self._count)
        self._filter, self._before, self._wrong = _note(self), _note(self), _note(self)
        self.folder = self._line("folder", str(kept.get("folder") or Path.home() / "Curator releases"))
        self.name = self._line("name", str(kept.get("name") or "hanoi-engagements"))
        self.name.setValidator(QRegularExpressionValidator(NAME, self))
        self.title = self._line("title", str(kept.get("title") or TITLE))
        self.people = self._line("people", str(kept.get("people") or ""))
        self._browse = QToolButton(self)
        self._browse.clicked.connect(self._ask_folder)
        self.grade, self.licence = QComboBox(self), QComboBox(self)
        for key in GRADES:
            self.grade.addItem("", key)
        self.grade.setCurrentIndex(max(0, self.grade.findData(kept.get("evidence"))))
        self._fill_licences(str(kept.get("licence") or "CC-BY-4.0"))
        self.formats = self._offer_formats(kept.get("formats") or [])
        self._go = MainButton(self)
        self._go.setObjectName("export:go")
        self._go.clicked.connect(self.export)
        self._lay_out()
        self._name_everything()
        self._colour()
        for box in (self.folder, self.name):
            box.editingFinished.connect(self._look_back)
        self.people.textEdited.connect(lambda: self._wrong.hide())
        self.folder.setFocus()

    def options(self) -> "Options":
        """What the release is made with, as chosen here. Raises Problem for a contributor that cannot be read."""
        from curator.export import Options

        standard = Options(self._window.store.changed_at or "1970-01-01T00:00:00Z", __version__)
        return replace(
            standard,
            name=self.name.text() or standard.name,
            title=self.title.text().strip() or standard.title,
            contributors=contributors.read(self.people.text()),
            licence=self.licence.currentData(),
            evidence=self.grade.currentData(),
            formats=tuple(name for name, box in self.formats.items() if box.isChecked()),
            filter=in_words(self._query) if self._query else "",
            language=current_language(),
        )

    def export(self) -> None:
        """Write the release on the worker thread; the message bar says where it is."""
        from curator import jobs

        try:
            options = self.options()
        except Problem as problem:
            self._wrong.setText(str(problem))
            self._wrong.show()
            self.people.setFocus()
            return
        window, query, folder = self._window, self._query, self._folder
        window.settings.window["release"] = {
            "folder": str(folder),
            "people": contributors.documented(self.people.text()),
            **{key: getattr(options, key) for key in ("name", "title", "licence", "evidence")},
            "formats": list(options.formats),
        }
        job = lambda: jobs.export_release(window.store, folder, options, query=query)  # noqa: E731
        messages = window.messages
        stopped = lambda: messages.tell(lambda: _("The export was stopped; nothing was written."), topic="export")  # noqa: E731
        window.runner.run(_("Export"), job, self._exported, stopped)
        self.close()

    def _exported(self, release: "Release") -> None:
        where = QUrl.fromLocalFile(str(release.path))
        page = QUrl.fromLocalFile(str(release.path / "index.html"))
        self._window.messages.tell(
            _("Release {name} {version} is written, read back and packed.").format(
                name=release.name, version=release.version
            ),
            str(release.path),
            actions=[
                Action(_("Look at it"), lambda: QDesktopServices.openUrl(page)),
                Action(_("Open the folder"), lambda: QDesktopServices.openUrl(where)),
            ],
            topic="export",
        )

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.PaletteChange and self.isVisible():
            self._count()
            self._colour()
        super().changeEvent(event)

    # What goes out, and what was there before

    @property
    def _query(self) -> Query | None:
        return self._window.filters.query if self.only_list.isChecked() else None

    @property
    def _folder(self) -> Path:
        return Path(self.folder.text().strip() or ".").expanduser()

    def _count(self) -> None:
        leaving = self.leaving.count(self._query)
        self._go.setEnabled(leaving > 0)
        self._go.setToolTip("" if leaving else _("Verify an article first."))
        self._filter.setText(in_words(self._window.filters.query))
        self._filter.setVisible(self._window.filters.narrowed)

    def _look_back(self) -> None:
        from curator.export import latest

        former = latest(self._folder, self.name.text().strip())
        words = _("The first release of this name in this folder: version 1.0.0.")
        if former:
            version = former.name.rpartition("-")[2]
            words = _("Compared with version {version} in this folder.").format(version=version)
        self._before.setText(words)

    # Building

    def _line(self, name: str, text: str) -> QLineEdit:
        box = QLineEdit(text, self)
        box.setObjectName(f"export:{name}")
        box.setCursorPosition(0)
        return box

    def _offer_formats(self, chosen: list[str]) -> dict[str, QCheckBox]:
        from curator.export import EXTRA

        boxes = {}
        for name, about in EXTRA.items():
            box = boxes[name] = QCheckBox(self)
            box.setObjectName(f"export:{name}")
            box.setEnabled(about.is_available())
            box.setChecked(name in chosen and box.isEnabled())
        return boxes

    def _lay_out(self) -> None:
        place, more = QHBoxLayout(), QHBoxLayout()
        place.addWidget(self.folder, 1)
        place.addWidget(self._browse)
        for box in self.formats.values():
            more.addWidget(box)
        more.addStretch(1)
        form = QFormLayout()
        form.setSpacing(8)
        first = next(iter(self.formats.values()))
        for widget, layout, name in (
            (self.folder, place, lambda: _("Folder")),
            (self.name, self.name, lambda: _("Name of the dataset")),
            (self.title, self.title, lambda: _("Title")),
            (self.people, self.people, lambda: _("Contributors")),
            (self.licence, self.licence, lambda: _("Licence")),
            (self.grade, self.grade, lambda: _("Evidence")),
            (first, more, lambda: _("More formats")),
        ):
            label = QLabel(self)
            label.setBuddy(widget)
            form.addRow(label, layout)
            self._texts.set(label.setText, name)
            if widget is not first:
                self._texts.set(widget.setAccessibleName, name)
        row = QHBoxLayout()
        row.addWidget(self._before, 1)
        row.addWidget(self._go)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        for above in (self.leaving, self.only_list, self._filter):
            column.addWidget(above)
        column.addLayout(form)
        column.addWidget(self._wrong)
        column.addStretch(1)
        column.addLayout(row)
        self._filter.setContentsMargins(24, 0, 0, 6)
        self._wrong.hide()
        self.setMinimumWidth(620)

    def _name_everything(self) -> None:
        texts = self._texts
        texts.set(self.setWindowTitle, lambda: _("Export release"))
        texts.set(self._go.setText, lambda: _("Export"))
        texts.set(self._browse.setText, lambda: _("Choose…"))
        texts.set(self.only_list.setText, lambda: _("Only articles of the list now shown"))
        texts.set(self.people.setPlaceholderText, lambda: _(contributors.EXAMPLE))
        texts.run(self._say_again)
        texts.run(self._name_choices)
        texts.run(self._count)
        texts.run(self._look_back)

    def _say_again(self) -> None:
        """The roles, and the title unless a person has written one, in the language in force."""
        self.people.setText(contributors.shown(self.people.text()))
        if self.title.text() in {translate(TITLE, language) for language in LANGUAGES}:
            self.title.setText(_(TITLE))
        for box in (self.people, self.title):
            box.setCursorPosition(0)

    def _fill_licences(self, chosen: str) -> None:
        from curator.export import licences

        for key, about in licences().items():
            self.licence.addItem(f"{about.get('title') or key} ({key})", key)
        self.licence.setCurrentIndex(max(0, self.licence.findData(chosen)))

    def _name_choices(self) -> None:
        from curator.export import EXTRA

        for position, text in enumerate(GRADES.values()):
            self.grade.setItemText(position, _(text))
        for name, box in self.formats.items():
            lacking = _("Needs the package {package}.").format(package=EXTRA[name].needs)
            box.setText(_(EXTRA[name].label))
            box.setToolTip(_(FORMATS[name]) if box.isEnabled() else lacking)

    def _colour(self) -> None:
        c = theme.colours()
        for label, colour in ((self._filter, c.dim), (self._before, c.dim), (self._wrong, c.block)):
            palette = label.palette()
            palette.setColor(palette.ColorRole.WindowText, colour)
            label.setPalette(palette)

    def _ask_folder(self) -> None:
        if path := QFileDialog.getExistingDirectory(self, _("Folder"), self.folder.text()):
            self.folder.setText(path)
            self._look_back()


def _note(parent: QDialog) -> QLabel:
    """A line of words beside the controls."""
    label = QLabel(parent)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
