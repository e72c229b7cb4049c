"""The backups, and restoring one: always into a copy first, so that nothing that exists is touched."""

from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from curator import i18n
from curator.i18n import _
from curator.jobs import Progress
from curator.store import REASONS, Backup, Store
from curator.ui.messages import Action
from curator.ui.style.buttons import MainButton
from curator.ui.style.texts import Texts, moment, number

if TYPE_CHECKING:
    from curator.ui.window import Window

_PATH = Qt.ItemDataRole.UserRole


class Backups(QDialog):
    """One line a backup: when, why, how much it holds."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self.setObjectName("backups")
        self._window = window
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self.list = QTreeWidget(self)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setColumnCount(5)
        self.list.header().setStretchLastSection(False)
        self._nothing = QLabel(self)
        self._nothing.setObjectName("backups:nothing")
        self._nothing.setWordWrap(True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._restore, self._make = MainButton(self), QPushButton(self)
        self._restore.setObjectName("backups:restore")
        self._restore.clicked.connect(self.restore)
        self._make.clicked.connect(self._back_up)
        row = QHBoxLayout()
        row.addWidget(self._make)
        row.addStretch(1)
        row.addWidget(self._restore)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addWidget(self._words)
        column.addWidget(self.list, 1)
        column.addWidget(self._nothing, 1)
        column.addLayout(row)
        self.resize(720, 420)
        texts = Texts(self)
        texts.set(self.setWindowTitle, lambda: _("Restore a backup"))
        texts.set(self._restore.setText, lambda: _("Restore into a copy"))
        texts.set(self._make.setText, lambda: _("Back up now"))
        texts.set(self.list.setAccessibleName, lambda: _("Backups"))
        texts.set(
            self._words.setText,
            lambda: _(
                "The backup is restored into a new file beside this project; the project itself stays as it is."
            ),
        )
        texts.set(
            self._nothing.setText,
            lambda: _("There is no backup yet. One is made soon after each start and daily, if work was saved."),
        )
        texts.run(self._fill)

    def restore(self) -> None:
        """Copy the chosen backup to a new file, check it, and offer to open it."""
        item, window = self.list.currentItem(), self._window
        if item is None:
            return
        backup: Path = item.data(0, _PATH)
        target = free_name(window.store.path)
        window.runner.run(_("Restore"), lambda: _restoring(window.store, backup, target), self._restored)
        self.close()

    def _restored(self, target: Path) -> None:
        self._window.messages.tell(
            _("The backup was restored and checked."),
            str(target),
            actions=[Action(_("Open the copy"), lambda: self._window.files.open_path(target))],
            topic="restore",
        )

    def _back_up(self) -> None:
        self._window.files.backup()
        self._fill()

    def _fill(self) -> None:
        self.list.setHeaderLabels([_("When"), _("Why"), _("Articles"), _("Saved states"), _("Size")])
        self.list.clear()
        found = self._window.store.backups()
        for backup in found:
            item = QTreeWidgetItem(_cells(backup))
            item.setData(0, _PATH, backup.path)
            for column in (2, 3, 4):
                item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight)
            self.list.addTopLevelItem(item)
        self.list.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for widget, shown in ((self.list, found), (self._words, found), (self._nothing, not found)):
            widget.setVisible(bool(shown))
        if first := self.list.topLevelItem(0):
            self.list.setCurrentItem(first)
        self._restore.setEnabled(bool(found))


def free_name(store: Path) -> Path:
    """A name beside `store` that nothing has yet."""
    names = (store.with_name(f"{store.stem}-restored{number}{store.suffix}") for number in ("", *range(2, 1000)))
    return next(name for name in names if not name.exists())


def _restoring(store: Store, backup: Path, target: Path) -> Generator[Progress, None, Path]:
    yield Progress(0, 1, backup.name)
    with store.again(write=False) as own:
        made = own.restore(backup, target)
    yield Progress(1, 1, "")
    return made


def _cells(backup: Backup) -> list[str]:
    locale = QLocale(i18n.language())
    return [
        moment(backup.at),
        _(REASONS.get(backup.reason, backup.reason)),
        number(backup.articles),
        number(backup.revisions),
        locale.formattedDataSize(backup.size),
    ]
