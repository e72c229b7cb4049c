"""The differences of two releases as a table model, in the words of the codebook."""

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from curator.i18n import N_, _
from curator.model.codebook import AGREEMENT, ARTICLE, ENGAGEMENT, PERSON, SECTOR, Field
from curator.model.kinds import Flag
from curator.model.text import fold

if TYPE_CHECKING:
    from curator.export import ValueChange

REASONS = {
    "added": N_("added"),
    "removed": N_("removed"),
    "row_added": N_("row added"),
    "row_removed": N_("row removed"),
    "corrected": N_("corrected"),
    "completed": N_("completed"),
    "cleared": N_("cleared"),
}
COLUMNS = (N_("Id"), N_("Field"), N_("Old value"), N_("New value"), N_("Reason"))
_GROUPS = {
    "engagements": ENGAGEMENT,
    "participants": PERSON,
    "engagement_sectors": SECTOR,
    "agreements": AGREEMENT,
    "articles": ARTICLE,
}
_WHOLE = {"engagements": N_("whole engagement"), "articles": N_("whole article")}
_DISPLAY, _TIP = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.ToolTipRole)
Index = QModelIndex | QPersistentModelIndex


class Differences(QAbstractTableModel):
    """One line a difference: id, field, old, new, reason. Values stand by their labels; tooltips have the codes.

    `narrow` keeps the lines that hold every word of a text, accents aside, and have one reason.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.changes: Sequence[ValueChange] = ()
        self._lines: Sequence[int] = range(0)

    def show(self, changes: "Sequence[ValueChange]") -> None:
        """Show these, all of them."""
        self.beginResetModel()
        self.changes, self._lines = changes, range(len(changes))
        self.endResetModel()

    def narrow(self, text: str, reason: str) -> None:
        """Show only the lines that have these words and, unless it is empty, this reason."""
        wanted = fold(text).split()
        self.beginResetModel()
        if wanted or reason:
            lines = (n for n, each in enumerate(self.changes) if not reason or each.reason == reason)
            self._lines = [n for n in lines if not wanted or self._has(n, wanted)]
        else:
            self._lines = range(len(self.changes))
        self.endResetModel()

    def words(self, row: int) -> list[str]:
        """The cells of a line as they are shown."""
        return _words(self.changes[self._lines[row]])

    def retranslate(self) -> None:
        """Show everything in the language in force."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)

    def _has(self, number: int, wanted: list[str]) -> bool:
        each = self.changes[number]
        held = fold(" ".join((*_words(each), each.table, each.field, each.old, each.new)))
        return all(word in held for word in wanted)

    # What Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """The lines now shown."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Id, field, old, new, reason."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Words; for the tooltip what the release itself holds."""
        if role == _DISPLAY:
            return self.words(index.row())[index.column()]
        if role == _TIP:
            each = self.changes[self._lines[index.row()]]
            place = " ".join(part for part in (each.table, each.row, each.field) if part)
            return (each.id, place, each.old, each.new, each.reason)[index.column()]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """The title of a column."""
        if role == _DISPLAY and orientation == Qt.Orientation.Horizontal:
            return _(COLUMNS[section])
        return None


def _words(each: "ValueChange") -> list[str]:
    field = _field(each.table, each.field)
    return [each.id, _place(each, field), _value(field, each.old), _value(field, each.new), _(REASONS[each.reason])]


def _place(each: "ValueChange", field: Field | None) -> str:
    """Such as `Partner side 2: Name`; a row counts from 1, as people do."""
    if each.reason in ("added", "removed"):
        return _(_WHOLE.get(each.table, each.table))
    side, _blank, seq = each.row.rpartition(" ")
    owner = _field("engagements", {"engagement_sectors": "sectors"}.get(each.table, side or each.table))
    what = field.label if field else each.field
    if not each.row:
        return what
    row = str(int(seq) + 1) if seq.isdecimal() else _value(_field(each.table, "code"), seq)
    return f"{owner.label if owner else each.table} {row}{': ' if what else ''}{what}"


def _value(field: Field | None, value: str) -> str:
    """A value by its label; lists of a cell are joined by `;`."""
    if field is None or field.kind is None or not value:
        return value
    kind = field.kind
    if isinstance(kind, Flag):
        return kind.show(value == "true")
    return "; ".join(kind.show(part) for part in value.split(";")) if field.many else kind.show(value)


@lru_cache(maxsize=512)
def _field(table: str, name: str) -> Field | None:
    group = _GROUPS.get(table)
    return next((field for field in group.fields if field.key == name), None) if group else None
