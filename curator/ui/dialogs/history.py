"""History: every saved state of the record and of one value, each with “use this one”."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QRadioButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from curator.errors import Problem
from curator.i18n import _
from curator.model import lineage
from curator.model.record import RECORD, Evidence, Path, field_of
from curator.model.revision import STATUS_LABELS, Change, Revision
from curator.review import Review
from curator.ui.style.marks import mark
from curator.ui.style.texts import Texts, moment

Do = Callable[[Callable[[], Change | None]], bool]


class History(QDialog):
    """Not modal: the record stays in sight. `path` is the value that was current."""

    def __init__(self, review: Review, path: Path, do: Do, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("history")
        self._review, self._path, self._do = review, path, do
        self._document = review.document
        self._record = review.sheet.record
        self._revisions = review.store.history(review.document)
        self._places = self._follow()
        self._field = field_of(path) if path and isinstance(path[-1], str) else None
        self._of_value, self._of_record = QRadioButton(self), QRadioButton(self)
        self._list = QTreeWidget(self)
        self._use = QPushButton(self)
        self._build()
        texts = Texts(self)
        texts.set(self.setWindowTitle, lambda: _("History"))
        texts.set(self._of_value.setText, lambda: self._field.label if self._field else "")
        texts.set(self._of_record.setText, lambda: _("Whole record"))
        texts.set(self._use.setText, lambda: _("Use this one"))
        texts.set(self._list.setAccessibleName, lambda: _("Saved states, newest first"))
        texts.run(self._fill)

    def _build(self) -> None:
        self._list.setRootIsDecorated(False)
        self._list.setUniformRowHeights(True)
        self._list.setStyleSheet("QTreeView::item { padding: 3px 6px }")
        self._list.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._list.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self._list.itemActivated.connect(self._use_current)
        self._list.currentItemChanged.connect(lambda: self._use.setEnabled(self._list.currentItem() is not None))
        group = QButtonGroup(self)
        choices = QHBoxLayout()
        for button in (self._of_value, self._of_record):
            group.addButton(button)
            choices.addWidget(button)
        choices.addStretch(1)
        is_value = self._field is not None and self._field.kind is not None
        self._of_value.setVisible(is_value)
        (self._of_value if is_value else self._of_record).setChecked(True)
        group.buttonToggled.connect(self._fill)
        self._use.clicked.connect(self._use_current)
        column = QVBoxLayout(self)
        column.addLayout(choices)
        column.addWidget(self._list, 1)
        column.addWidget(self._use, 0, Qt.AlignmentFlag.AlignRight)
        self.resize(560, 380)
        if parent := self.parentWidget():  # over the list, so that article and value stay in sight
            self.move(parent.mapToGlobal(QPoint(8, max(0, parent.height() - self.height() - 64))))

    def _fill(self) -> None:
        self._list.clear()
        last = _("Value") if self._of_value.isChecked() else _("State")
        self._list.setHeaderLabels([_("When"), _("Who"), _("What"), last])
        for revision in self._states() if self._of_value.isChecked() else self._revisions:
            when = moment(revision.at)
            item = QTreeWidgetItem([when, revision.reader, revision.label, self._said(revision)])
            item.setData(0, Qt.ItemDataRole.UserRole, revision.id)
            item.setToolTip(3, self._passages(revision))
            self._list.addTopLevelItem(item)
        if first := self._list.topLevelItem(0):
            self._list.setCurrentItem(first)

    def _follow(self) -> dict[str, Path | None]:
        """Where the value stands in each revision: rows move, come and go."""
        records = [self._record, *(revision.sheet.record for revision in self._revisions)]
        places = lineage.follow(self._path, records)[1:]
        return {revision.id: place for revision, place in zip(self._revisions, places, strict=True)}

    def _states(self) -> list[Revision]:
        """The revisions that changed the value or what stands behind it, newest first."""
        found = []
        for newer, older in zip(self._revisions, [*self._revisions[1:], None], strict=True):
            here = self._behind(newer)
            if here is not None and (older is None or here != self._behind(older)):
                found.append(newer)
        return found

    def _behind(self, revision: Revision) -> tuple[object, Evidence | None] | None:
        """The value and its evidence in a revision; None where its row is not there."""
        place = self._places[revision.id]
        return None if place is None else (revision.sheet.get(place), revision.sheet.evidence.get(place))

    def _passages(self, revision: Revision) -> str:
        """What proved the value in that state."""
        _value, evidence = self._behind(revision) or (None, None)
        quotes = " … ".join(" ".join(span.quote.split()) for span in evidence.spans) if evidence else ""
        return _("from “{quote}”").format(quote=quotes) if quotes and self._of_value.isChecked() else ""

    def _said(self, revision: Revision) -> str:
        if not self._of_value.isChecked() or not self._field or not self._field.kind:
            reason = f" – {revision.reason}" if revision.reason else ""
            parts = [_(STATUS_LABELS[revision.status]) + reason, *_remarks(revision.sheet.behind(RECORD))]
            return " · ".join(parts)
        value, evidence = self._behind(revision) or (None, None)
        kind = self._field.kind
        shown = ", ".join(map(kind.show, value)) if isinstance(value, list) else kind.show(value)
        word = mark(evidence).word
        parts = [f"{shown} ({word})" if shown and word else shown or word, *_remarks(evidence)]
        return " · ".join(part for part in parts if part)

    def _use_current(self) -> None:
        item = self._list.currentItem()
        if item is None or self._review.document != self._document:
            return
        chosen = next(r for r in self._revisions if r.id == item.data(0, Qt.ItemDataRole.UserRole))
        if self._of_value.isChecked():
            done = self._do(lambda: self._use_value(chosen))
        else:
            when = moment(chosen.at)
            label = _("State of {when} again").format(when=when)
            done = self._do(lambda: self._review.apply(chosen.sheet, label, cause="restore"))
        if done:
            self.close()

    def _use_value(self, chosen: Revision) -> Change:
        """Put the value of an earlier state where its row stands by now."""
        here = lineage.counterpart(self._path, self._record, self._review.sheet.record)
        if here is None:
            raise Problem(_("The row of this value is no longer there."), _("Choose a state of the whole record."))
        place = self._places[chosen.id]
        assert place is not None
        return self._review.put(here, chosen.sheet.get(place), chosen.sheet.behind(place).spans)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter uses the chosen state, Esc leaves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._use_current()
        else:
            super().keyPressEvent(event)


def _remarks(evidence: Evidence | None) -> list[str]:
    """Flag and note in words."""
    if evidence is None:
        return []
    return [*([_("flagged")] if evidence.flagged else []), *([f"“{evidence.note}”"] if evidence.note else [])]
