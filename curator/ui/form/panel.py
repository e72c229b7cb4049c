"""The panel below the form: the fields of the current row that have no column, and why the current value stands."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QScrollBar, QWidget

from curator.i18n import _
from curator.model.article import Article
from curator.model.looks import answered_by
from curator.model.record import Evidence, Path, Sheet, field_of
from curator.model.rules import Finding
from curator.ui.form.lines import ICON, Line, overruled, row_height
from curator.ui.style import icons, theme
from curator.ui.style.marks import Tone, is_bare, mark

ROWS = 4  # lines of text for the reasons; one less below lines of a row, so that the form hardly moves
EDGE = 6
Reason = tuple[str, Tone, str]  # icon, tone, words


class Panel(QWidget):
    """Follows the current value. Its lines are made once for each group and bound to the row."""

    resized = Signal()  # another height is wanted

    def __init__(self, lines: dict[str, list[Line]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("why")
        self._lines = lines
        self._group = ""
        self._path: Path = ()
        self._said: list[Reason] = []
        for line in self.lines():
            line.setParent(self)
            line.hide()

    @property
    def shown(self) -> list[Line]:
        """The lines of the current row."""
        return self._lines.get(self._group, [])

    def show_path(
        self, path: Path, sheet: Sheet, found: list[Finding], article: Article | None, fresh: bool = False
    ) -> None:
        """Show what goes with the value at `path`; stay with a row in which something typed is no value."""
        if path[:-1] != self._path[:-1] and not all(line.editor.commit() for line in self.shown):
            path = self._path
        self._path = path
        group = _row_group(path)
        if group != self._group:
            for line in self.shown:
                line.bind(())
                line.hide()
            self._group = group
            for line in self.shown:
                line.show()
            self.resized.emit()
        first = {finding.path: finding for finding in reversed(found)}
        for line in self.shown:
            moved = line.path[:-1] != path[:-1]
            line.bind((*path[:-1], line.field.key))
            line.show_value(sheet, first.get(line.path), article, fresh or moved)
            line.set_current(line.path == path)
        self._said = list(_reasons(path, sheet, [f for f in found if f.path == path], article))
        self.setAccessibleName(". ".join(text for _icon, _tone, text in self._said))
        self.update()

    def height_wanted(self) -> int:
        """Pixels for lines and reasons."""
        reasons = ROWS - bool(self.shown)
        return len(self.shown) * row_height(self) + reasons * theme.line_height(self.font()) + 2 * EDGE

    def lines(self) -> list[Line]:
        """All lines of all groups."""
        return [line for group in self._lines.values() for line in group]

    def texts(self) -> list[str]:
        """What is said now."""
        return [text for _icon, _tone, text in self._said]

    def lay_out(self) -> None:
        """Place the lines."""
        height = row_height(self)
        for number, line in enumerate(self.shown):
            line.setGeometry(0, 1 + number * height, self.width(), height)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See lay_out."""
        super().resizeEvent(event)
        self.lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A hairline above, and the reasons, wrapped, as far as there is room."""
        c = theme.colours(self)
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(c.window))
        painter.fillRect(0, 0, self.width(), 1, QColor(c.line))
        top = 1 + len(self.shown) * row_height(self) + EDGE // 2
        pitch = theme.line_height(self.font())
        for number, (icon, tone, text) in enumerate(self._said):
            colour = {"check": c.check, "block": c.block}.get(tone, c.text if number == 0 else c.dim)
            if top + pitch > self.height():
                break
            if icon:
                painter.drawPixmap(EDGE, top + (pitch - ICON) // 2, icons.pixmap(icon, colour))
            painter.setPen(QColor(colour))
            room = QRect(EDGE + ICON + 6, top, self.width() - 2 * EDGE - ICON - 6, self.height() - top)
            top += pitch * _draw_wrapped(painter, room, text, pitch)
        painter.end()


class Beside(QObject):
    """Keeps the scroll bar above the panel: it scrolls the page alone. Qt gives it the whole height each time."""

    def __init__(self, bar: QScrollBar, panel: Panel, frame: QWidget) -> None:
        super().__init__(panel)
        self._panel, self._frame = panel, frame
        room = bar.parentWidget()
        assert room
        self._room: QWidget = room
        self._room.installEventFilter(self)

    def keep(self) -> None:
        """Let it end where the panel begins, below the frame of the zone."""
        if self._room.height() != self._panel.y():
            self._room.resize(self._room.width(), self._panel.y())
        self._frame.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hear that it has another size."""
        if event.type() == QEvent.Type.Resize:
            self.keep()
        return False


def _draw_wrapped(painter: QPainter, room: QRect, text: str, pitch: int) -> int:
    """Draw `text` in lines of this pitch; how many they were. What does not fit ends in an ellipsis."""
    layout = QTextLayout(text, painter.font())
    layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
    layout.beginLayout()
    count = 0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(room.width())
        box = QRect(room.left(), room.top() + count * pitch, room.width(), pitch)
        count += 1
        start, length = line.textStart(), line.textLength()
        if (count + 1) * pitch > room.height():
            rest = painter.fontMetrics().elidedText(text[start:], Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), rest)
            break
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), text[start : start + length])
    layout.endLayout()
    return count


def _row_group(path: Path) -> str:
    """The key of the group whose row `path` lies in; empty for single values."""
    return str(path[2]) if len(path) == 5 else ""


def _reasons(path: Path, sheet: Sheet, found: list[Finding], article: Article | None) -> list[Reason]:
    """What to say of the value at `path`: its state, what is wrong, its passage, the machine's value."""
    try:
        field = field_of(path)
    except KeyError:
        return []
    evidence = sheet.evidence.get(path)
    said = mark(evidence, article)
    state = said.words or (_("empty") if sheet.get(path) in (None, []) else "")
    rows = [
        (
            said.icon,
            said.tone,
            _("{field}: {value}").format(field=field.label, value=state) if state else field.label,
        )
    ]
    if len(together := answered_by(path, sheet)) > 1:
        names = ", ".join(dict.fromkeys(field_of(each).label for each in together))
        words = _("Enter agrees with {n} values: {fields}").format(n=len(together), fields=names)
        rows.append(("confirmed", "calm", words))
    for finding in found:
        tone: Tone = "block" if finding.level == "error" else "check"
        rows.append((tone, tone, f"{finding.message} {finding.fix}"))
    if evidence:
        rows += _proof(path, evidence, sheet.get(path))
        if evidence.note:
            rows.append(("note", "calm", evidence.note))
    return rows


def _proof(path: Path, evidence: Evidence, value: object) -> list[Reason]:
    rows: list[Reason] = []
    field = field_of(path)
    quotes = " … ".join(" ".join(span.quote.split()) for span in evidence.spans)
    proposal = evidence.proposal
    if quotes:
        rule = _("rule {name}").format(name=proposal.rule) if proposal and proposal.rule else ""
        text = _("from “{quote}”").format(quote=quotes)
        rows.append(("article", "calm", f"{text} ({rule})" if rule else text))
    elif is_bare(path, value, evidence):
        rows.append(("lost", "calm", _("no passage proves it")))
    if field.kind and (machine := overruled(field, evidence)):
        words = _("the machine's value: {value}").format(value=machine)
        rows.append(("restore", "calm", f"{words} (Ctrl+R)"))
    return rows
