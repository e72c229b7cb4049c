"""Editing many articles at once: one field, one value, a table of before and after, one step to undo."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from curator.errors import Problem
from curator.i18n import _, plural
from curator.model.codebook import ARTICLE, ENGAGEMENT, Field
from curator.model.record import Path, Sheet
from curator.ui.style import theme
from curator.ui.style.buttons import MainButton
from curator.ui.style.texts import Texts

if TYPE_CHECKING:
    from curator.ui.window import Window


class BulkEdit(QDialog):
    """Sets one field of every engagement, or of the article itself, in the chosen articles.

    It opens with nothing to apply: a value is typed, or the tick says that the field shall be empty.
    """

    def __init__(self, window: "Window", documents: Sequence[str]) -> None:
        super().__init__(window)
        self.setObjectName("bulk")
        self._window = window
        self._sheets = {document: window.store.current(document).sheet for document in documents}
        self._value: Any = None
        self._fine = False
        self.field, self.typed, self._echo = QComboBox(self), QLineEdit(self), QLabel(self)
        self.empty = QCheckBox(self)
        self.empty.setObjectName("bulk:empty")
        self._fields = [("article", f) for f in ARTICLE.values] + [("engagements", f) for f in ENGAGEMENT.values]
        self._fields = [(group, each) for group, each in self._fields if not each.many and each.released]
        for _group, each in self._fields:
            self.field.addItem(each.label)
        self.list = QTreeWidget(self)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setColumnCount(3)
        self.list.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self._apply = MainButton(self)
        self._apply.setObjectName("bulk:apply")
        self._apply.clicked.connect(self.apply)
        self.field.currentIndexChanged.connect(self._turn_to_field)
        self.typed.textChanged.connect(self._show)
        self.empty.toggled.connect(self._show)
        self._lay_out()
        self.field.setCurrentIndex(next(n for n, (_g, f) in enumerate(self._fields) if f.key == "outlet"))
        self.typed.setFocus()

    def apply(self) -> None:
        """Save what the table shows: one step, which Undo takes back."""
        after = self.after()
        label = _("{field}: {value}").format(field=self._chosen.label, value=self._shown(self._value))
        if after and self._window.do(lambda: self._window.review.bulk(after, label)):
            self.close()

    def after(self) -> dict[str, Sheet]:
        """The sheets that would change, by document."""
        return {
            document: changed for document, sheet in self._sheets.items() if (changed := self._put(sheet)) != sheet
        }

    # Inside

    @property
    def _chosen(self) -> Field:
        return self._fields[self.field.currentIndex()][1]

    def _paths(self, sheet: Sheet) -> list[Path]:
        group, field = self._fields[self.field.currentIndex()]
        if group == "article":
            return [(group, field.key)]
        return [(group, number, field.key) for number in range(len(sheet.get((group,))))]

    def _put(self, sheet: Sheet) -> Sheet:
        for path in self._paths(sheet) if self._fine else ():
            if sheet.get(path) != self._value:
                sheet = sheet.put(path, self._value)
        return sheet

    def _shown(self, value: Any) -> str:
        kind = self._chosen.kind
        assert kind
        return kind.show(value) or _("empty")

    def _turn_to_field(self) -> None:
        """To empty was said of another field."""
        self.empty.setChecked(False)
        self._show()

    def _show(self) -> None:
        self.typed.setDisabled(self.empty.isChecked())
        echo, wrong = self._read()
        c = theme.colours(self)
        self._echo.setText(echo)
        palette = self._echo.palette()
        palette.setColor(palette.ColorRole.WindowText, c.block if wrong else c.dim)
        self._echo.setPalette(palette)
        self._fill()

    def _read(self) -> tuple[str, bool]:
        """Take the value that is asked for; what to say of it, and whether that is a refusal."""
        kind = self._chosen.kind
        assert kind
        try:
            self._value = None if self.empty.isChecked() else kind.parse(self.typed.text())
        except Problem as problem:
            self._fine = False
            return str(problem), True
        self._fine = self.empty.isChecked() or self._value not in (None, "")
        if self._fine:
            return self._shown(self._value), False
        return _("Type a value, or tick “{empty}”.").format(empty=self.empty.text()), False

    def _fill(self) -> None:
        self.list.clear()
        count = 0
        for document, sheet in self._sheets.items():
            changed = self._put(sheet)
            for path in self._paths(sheet):
                before = self._shown(sheet.get(path))
                now = self._shown(changed.get(path)) if self._fine else ""
                item = QTreeWidgetItem([sheet.get(("article", "headline")) or document, before, now])
                item.setToolTip(0, item.text(0))
                if before != now and self._fine:
                    font = item.font(2)
                    font.setBold(True)
                    item.setFont(2, font)
                self.list.addTopLevelItem(item)
            count += changed != sheet
        self._apply.setText(plural("Change {n} article", "Change {n} articles", count))
        self._apply.setEnabled(count > 0)

    def _lay_out(self) -> None:
        form = QFormLayout()
        name, value = QLabel(self), QLabel(self)
        form.addRow(name, self.field)
        form.addRow(value, self.typed)
        form.addRow("", self.empty)
        form.addRow("", self._echo)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._apply)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addLayout(form)
        column.addWidget(self.list)
        column.addLayout(row)
        self.resize(760, 480)
        texts = Texts(self)
        texts.set(self.setWindowTitle, lambda: _("Edit the selected articles"))
        texts.set(name.setText, lambda: _("Field"))
        texts.set(value.setText, lambda: _("New value"))
        texts.set(self.empty.setText, lambda: _("Empty the field"))
        texts.set(self.field.setAccessibleName, lambda: _("Field"))
        texts.set(self.typed.setAccessibleName, lambda: _("New value"))
        texts.set(self.list.setAccessibleName, lambda: _("Before and after"))
        texts.run(lambda: self.list.setHeaderLabels([_("Article"), _("Before"), _("After")]))
