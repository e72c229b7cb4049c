"""One value, one line: key number, label, editor, the machine's value struck through, state."""

from functools import cache
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from curator.i18n import N_, _
from curator.model.article import Article
from curator.model.codebook import Field
from curator.model.record import Evidence, Path, Sheet, State, pointer
from curator.model.rules import Finding
from curator.ui.form.editors import editor_for
from curator.ui.form.text_editor import Complete
from curator.ui.style import icons, theme
from curator.ui.style.marks import CONFIDENCE, NOTHING, WORDS, Mark, is_bare, mark

KEY = 20  # pixels for the key number
GAP = 6
ICON = 16


class Line(QWidget):
    """The line of one field. It is made once and bound to a path of the record now shown."""

    asked = Signal(str)  # the id of a command, after a click on one of the line's parts
    pressed = Signal(object)  # the path, when the person points at the line

    def __init__(self, field: Field, complete: Complete, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.path: Path = ()
        self.editor = editor_for(field, complete, self)
        self.finding: Finding | None = None
        self.current = False
        self._evidence: Evidence | None = None
        self._mark: Mark = NOTHING
        self._machine = ""
        self._extras: list[str] = []
        self._empty = True
        self._label_width = self._state_width = 0  # wanted
        self._label = self._state = self._old = 0  # given: label, state, the machine's value
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.editor)

    def bind(self, path: Path) -> None:
        """Stand for the value at `path` from now on."""
        if path != self.path:
            self.path = path
            self.editor.setObjectName(f"field:{pointer(path)}" if path else "")  # unbound, nobody finds it

    def show_value(self, sheet: Sheet, finding: Finding | None, article: Article | None, fresh: bool) -> None:
        """Show the value, its state and what the rules find; `fresh` drops what was typed for another record."""
        value = sheet.get(self.path)
        (self.editor.take if fresh else self.editor.show_value)(value)
        evidence = sheet.evidence.get(self.path)
        self.finding = finding
        self._evidence, self._mark = evidence, mark(evidence, article)
        self._empty = value in (None, [])
        machine, extra = overruled(self.field, evidence), extras(self.path, value, evidence)
        if (machine, extra) != (self._machine, self._extras):
            self._machine, self._extras = machine, extra
            self._place()
        self.editor.setAccessibleDescription(self._words())
        self.update()

    def set_read_only(self, only: bool) -> None:
        """Show the value without letting it be changed."""
        self.editor.setReadOnly(only)

    def set_current(self, current: bool) -> None:
        """Be the line the keys speak to."""
        if current != self.current:
            self.current = current
            self.update()

    def set_widths(self, label: int, state: int) -> None:
        """Give label and state this room, equal in all lines."""
        self._label_width, self._state_width = label, state
        self._place()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.editor.setAccessibleName(self.field.label)
        self.editor.show_again()
        self._place()
        self.update()

    def height_wanted(self) -> int:
        """Pixels: one line of text with its air, two for a long text that is not empty."""
        return row_height(self) * (2 if self.field.kind and self.field.kind.long and not self._empty else 1)

    def sizeHint(self) -> QSize:
        """See height_wanted."""
        return QSize(300, self.height_wanted())

    # Parts

    def _place(self) -> None:
        """Give each part its room. With large text in a narrow form the value comes before label and word."""
        width = self.width()
        self._label = min(self._label_width, width * 40 // 100)
        left = KEY + self._label + GAP
        roomy = width - left - self._state_width >= width * 3 // 10
        self._state = self._state_width if roomy else ICON + 10
        self._old = min((width - left - self._state) // 2, self._machine_width())
        room = width - left - self._state - self._old - ICON * len(self._extras)
        self.editor.setGeometry(left, 1, max(40, room), self.height() - 2)

    def _machine_width(self) -> int:
        return self.fontMetrics().horizontalAdvance(self._machine) + 10 if self._machine else 0

    def _parts(self) -> dict[str, QRect]:
        height, width = row_height(self), self.width()
        beside = self._state + ICON * len(self._extras)
        return {
            "key": QRect(0, 0, KEY, height),
            "label": QRect(KEY, 0, self._label, height),
            "machine": QRect(width - beside - self._old, 0, self._old, height),
            "extras": QRect(width - beside, 0, beside - self._state, height),
            "state": QRect(width - self._state, 0, self._state, height),
        }

    def _part_at(self, place: QPoint) -> str:
        return next((name for name, box in self._parts().items() if box.contains(place)), "")

    def _words(self) -> str:
        words = [self._mark.words]
        if self._machine:
            words.append(_("the machine's value: {value}").format(value=self._machine))
        if self.finding:
            words += [self.finding.message, self.finding.fix]
        return ". ".join(word for word in words if word)

    def _tip(self, part: str) -> str:
        if self.finding and part in ("state", "label", ""):
            return f"{self.finding.message}\n{self.finding.fix}"
        if part == "key" and self.field.digit:
            return _("Fill from the passage selected in the article ({key})").format(key=self.field.digit)
        if part == "machine":
            return _("The machine's value; press to take it again (Ctrl+R)")
        if part == "state" and self._evidence:
            why = self._evidence.proposal.rule if self._evidence.proposal else ""
            return self._mark.words + (f"\n{_('Rule: {name}').format(name=why)}" if why else "")
        return self.field.help

    # Events

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Key number fills, struck value restores, state confirms, all else goes to the value."""
        part = self._part_at(event.position().toPoint())
        self.pressed.emit(self.path)
        if part == "key" and self.field.digit:
            self.asked.emit(f"fill_{self.field.digit}")
        elif part == "machine":
            self.asked.emit("restore_machine")
        elif part == "state" and self._evidence and self._evidence.state is State.SUGGESTED:
            self.asked.emit("confirm")
        else:
            self.editor.setFocus(Qt.FocusReason.MouseFocusReason)

    def event(self, event: QEvent) -> bool:
        """Tooltips by part: the coding rule, the finding, why this value."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._tip(self._part_at(event.pos())), self)
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the editor."""
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Everything but the editor."""
        c = theme.colours(self)
        painter = QPainter(self)
        parts = self._parts()
        if self.current:
            painter.fillRect(self.rect(), QColor(c.selected))
        paint_bar(painter, self.rect(), self.finding, c)
        middle, ink = Qt.AlignmentFlag.AlignVCenter, QColor(c.dim)
        painter.setPen(ink)
        if self.field.digit:
            painter.drawText(parts["key"], int(Qt.AlignmentFlag.AlignCenter), str(self.field.digit))
        missing = self.finding is not None and self.finding.rule == "required"
        painter.setPen(QColor(c.block) if missing else ink)
        label = self.fontMetrics().elidedText(self.field.label, Qt.TextElideMode.ElideRight, self._label)
        painter.drawText(parts["label"], int(middle), label)
        if self._machine:
            box = parts["machine"].adjusted(4, 0, -4, 0)
            paint_struck(painter, box, self._machine, Qt.AlignmentFlag.AlignRight, c)
        paint_icons(painter, parts["extras"], self._extras, c)
        paint_state(painter, parts["state"], self._mark, self.finding, c)
        painter.end()


def row_height(widget: QWidget) -> int:
    """Pixels of one row of the form: a line of text with its air."""
    return _row_height(widget.font().toString())


@cache
def _row_height(font: str) -> int:
    found = QFont()
    found.fromString(font)
    return theme.line_height(found) + 4


def state_width(metrics: QFontMetrics) -> int:
    """Pixels for the widest state in the language in force."""
    words = [short for short, _full in WORDS.values()] + [short for short, _icon in CONFIDENCE.values()]
    return ICON + 10 + max(metrics.horizontalAdvance(_(word)) for word in [*words, N_("passage lost")])


def paint_bar(painter: QPainter, box: QRect, finding: Finding | None, c: theme.Colours) -> None:
    """A bar at the left in the colour of the finding."""
    if finding:
        painter.fillRect(box.left(), box.top() + 1, 3, box.height() - 2, QColor(_tone(finding, c)))


def paint_state(painter: QPainter, box: QRect, found: Mark, finding: Finding | None, c: theme.Colours) -> None:
    """Icon and word of a state; a finding's icon takes the state's place. A narrow box shows the icon alone."""
    icon, colour = found.icon, found.colour(c)
    if finding:
        icon, colour = ("block" if finding.level == "error" else "check"), _tone(finding, c)
    if icon:
        top = box.top() + (box.height() - ICON) // 2
        painter.drawPixmap(box.left() + 4, top, icons.pixmap(icon, colour))
    if box.width() > 4 * ICON:
        painter.setPen(QColor(colour))
        painter.drawText(box.adjusted(ICON + 8, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), found.word)


def paint_struck(painter: QPainter, box: QRect, words: str, side: Qt.AlignmentFlag, c: theme.Colours) -> None:
    """What no longer holds: dim, with a line through it."""
    font = painter.font()
    font.setStrikeOut(True)
    painter.save()
    painter.setFont(font)
    painter.setPen(QColor(c.dim))
    elided = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | side), elided)
    painter.restore()


def paint_icons(painter: QPainter, box: QRect, names: list[str], c: theme.Colours) -> None:
    """Small icons side by side."""
    top = box.top() + (box.height() - ICON) // 2
    for number, name in enumerate(names):
        painter.drawPixmap(
            box.left() + number * ICON, top, icons.pixmap(name, c.check if name == "flag" else c.dim)
        )


def extras(path: Path, value: Any, evidence: Evidence | None) -> list[str]:
    """Icons that stand beside the state: flag, note, a value without a passage."""
    if evidence is None:
        return []
    bare = is_bare(path, value, evidence)
    wanted = {"flag": evidence.flagged, "note": bool(evidence.note), "lost": bare}
    return [name for name, yes in wanted.items() if yes]


def _tone(finding: Finding, c: theme.Colours) -> str:
    return c.block if finding.level == "error" else c.check


def overruled(field: Field, evidence: Evidence | None) -> str:
    """The machine's value where a person has answered otherwise; empty elsewhere."""
    if evidence is None or evidence.proposal is None or evidence.state not in (State.CORRECTED, State.NOT_STATED):
        return ""
    return shown(field, evidence.proposal.value)


def shown(field: Field, value: Any) -> str:
    """A value, or a list of them, as people read it."""
    assert field.kind
    if value is None:
        return ""
    return ", ".join(map(field.kind.show, value)) if isinstance(value, list) else field.kind.show(value)
