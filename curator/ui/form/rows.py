"""Rows of the record as models: people, sectors, agreements, each bound to a group and painted by a view."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from curator.i18n import _
from curator.model.article import Article
from curator.model.codebook import Field, Group
from curator.model.looks import answered_by
from curator.model.record import Evidence, Path, Sheet, State
from curator.model.rules import Finding
from curator.ui.form.lines import overruled
from curator.ui.style.marks import NOTHING, Mark, mark, most_urgent

Index = QModelIndex | QPersistentModelIndex
COLUMNS: dict[str, tuple[str, ...]] = {  # what a row shows; its other fields are lines of the panel below the form
    "person": ("lead", "name", "role", "organisation"),
    "sector": ("code",),
    "agreement": ("kind", "title", "date", "status"),
}
_TEXT = int(Qt.ItemDataRole.DisplayRole)
_EDIT = int(Qt.ItemDataRole.EditRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_SAID = int(Qt.ItemDataRole.AccessibleTextRole)


class Rows(QAbstractTableModel):
    """The rows of one group; the last column says the state of the row. Read-only: editors write elsewhere."""

    def __init__(self, group: Group, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.group = group
        self.fields: tuple[Field, ...] = tuple(group[key] for key in COLUMNS[group.key])
        self.path: Path = ()
        self.current: Path = ()  # the value the keys speak to; painted, not selected
        self._sheet = Sheet()
        self._found: dict[Path, Finding] = {}
        self._article: Article | None = None
        self._count = 0

    def show_rows(self, path: Path, sheet: Sheet, found: dict[Path, Finding], article: Article | None) -> None:
        """Show the rows at `path`; views keep their place where the number of rows stays."""
        self.path, self._sheet, self._found, self._article = path, sheet, found, article
        count = len(sheet.get(path) or [])
        if count == self._count:
            if count:
                self.dataChanged.emit(self.index(0, 0), self.index(count - 1, self.columnCount() - 1))
            return
        self.beginResetModel()
        self._count = count
        self.endResetModel()

    def path_at(self, row: int, column: int) -> Path:
        """The value of a cell; the last column stands for the row's first value in need of a look, or its first."""
        if column < len(self.fields):
            return (*self.path, row, self.fields[column].key)
        doubts = [p for p in self.paths(row) if self.mark_at(p).tone != "calm" or p in self._found]
        return doubts[0] if doubts else (*self.path, row, self.fields[0].key)

    def paths(self, row: int) -> list[Path]:
        """The values of a row in reading order: those of its columns, then the others."""
        others = [field for field in self.group.fields if field not in self.fields]
        return [(*self.path, row, field.key) for field in (*self.fields, *others)]

    def cell(self, path: Path) -> QModelIndex:
        """The cell that shows the value at `path`; invalid if it lies in the panel or in another group."""
        keys = [field.key for field in self.fields]
        if path[:-2] != self.path or path[-1] not in keys or int(path[-2]) >= self._count:
            return QModelIndex()
        return self.index(int(path[-2]), keys.index(str(path[-1])))

    def values(self) -> list[dict[str, Any]]:
        """The rows as the record holds them."""
        return self._sheet.get(self.path) or [] if self.path else []

    def value_at(self, path: Path) -> Any:
        """The value."""
        return self._sheet.get(path)

    def evidence_at(self, path: Path) -> Evidence | None:
        """What stands behind it."""
        return self._sheet.evidence.get(path)

    def overruled_at(self, path: Path) -> str:
        """The machine's value, where a person has answered otherwise."""
        return overruled(self.group[str(path[-1])], self._sheet.evidence.get(path))

    def mark_at(self, path: Path) -> Mark:
        """Its state."""
        return mark(self._sheet.evidence.get(path), self._article)

    def finding_at(self, path: Path) -> Finding | None:
        """What the rules find there."""
        return self._found.get(path)

    def row_mark(self, row: int) -> Mark:
        """The state that speaks for the row."""
        marks = [self.mark_at(path) for path in self.paths(row)]
        return most_urgent([found for found in marks if found is not NOTHING])

    def row_finding(self, row: int) -> Finding | None:
        """The first error of the row, else its first warning."""
        found = [self._found[path] for path in self.paths(row) if path in self._found]
        return min(found, key=lambda finding: finding.level != "error", default=None)

    def is_current(self, row: int) -> bool:
        """Whether the keys speak to the row: they are in it, or one Enter there answers it too."""
        if not self.current or self.current[: len(self.path)] != self.path:
            return False
        together = answered_by(self.current, self._sheet)
        return any(path[: len(self.path) + 1] == (*self.path, row) for path in (self.current, *together))

    def waits(self, path: Path) -> bool:
        """Whether the value still needs a person's answer."""
        evidence = self._sheet.evidence.get(path)
        return evidence is not None and evidence.state is State.SUGGESTED and self.mark_at(path).tone != "calm"

    # Qt's calls

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Rows now shown."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """The fields, and one for the state."""
        return 0 if parent.isValid() else len(self.fields) + 1

    def data(self, index: Index, role: int = _TEXT) -> Any:
        """Text, value, tooltip and what a screen reader says."""
        if role not in (_TEXT, _EDIT, _TIP, _SAID) or not index.isValid():
            return None
        if index.column() == len(self.fields):
            return self._about_row(index.row(), role)
        field, path = self.fields[index.column()], (*self.path, index.row(), self.fields[index.column()].key)
        value = self.value_at(path)
        if role == _EDIT:
            return value
        assert field.kind
        shown = field.kind.show(value)
        if role == _TEXT:
            return shown
        about = self._about(path)
        return "\n".join(filter(None, [shown, about])) if role == _TIP else f"{field.label}: {shown}. {about}"

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _TEXT) -> Any:
        """The labels of the fields."""
        if orientation is not Qt.Orientation.Horizontal or role != _TEXT:
            return None
        return self.fields[section].label if section < len(self.fields) else _("State")

    def _about(self, path: Path) -> str:
        finding, evidence = self._found.get(path), self._sheet.evidence.get(path)
        words = [self.mark_at(path).words]
        if machine := self.overruled_at(path):
            words.append(_("the machine's value: {value}").format(value=machine))
        if evidence and evidence.proposal and evidence.proposal.rule:
            words.append(_("Rule: {name}").format(name=evidence.proposal.rule))
        if finding:
            words += [finding.message, finding.fix]
        return "\n".join(word for word in words if word)

    def _about_row(self, row: int, role: int) -> Any:
        finding, found = self.row_finding(row), self.row_mark(row)
        if role == _EDIT:
            return None
        if role == _TEXT:
            return found.word
        return "\n".join(
            filter(None, [found.words, finding.message if finding else "", finding.fix if finding else ""])
        )


def others(group: Group) -> Sequence[Field]:
    """The fields of a row that have no column."""
    return [field for field in group.fields if field.key not in COLUMNS[group.key]]
