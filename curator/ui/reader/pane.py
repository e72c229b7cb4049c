"""The reader: the story with its evidence marked, page furniture folded away."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QPlainTextDocumentLayout, QPlainTextEdit, QToolTip, QWidget

from curator.i18n import _, plural
from curator.model.article import Article, Role, Span
from curator.model.looks import unit
from curator.model.record import Path, Sheet, field_of
from curator.ui.commands import keys
from curator.ui.commands.chooser import Chooser
from curator.ui.reader.find_bar import FindBar
from curator.ui.reader.folding import FOLDED, Spacing, Strip, shown_lines
from curator.ui.reader.highlights import Highlights
from curator.ui.style.offsets import Offsets
from curator.ui.style.texts import Texts
from curator.ui.style.zone import ZoneFrame

MEASURE = 78  # characters of a line that is easy to read


class Reader(QPlainTextEdit):
    """One article, read-only. All positions in its methods and signals are code points of the canonical text.

    It never reads text back from the widget: Qt rewrites some characters. Bare keys are commands here.
    """

    evidence_clicked = Signal(object)  # the path of the value whose passage was clicked
    asked = Signal(str)  # the id of a command
    menu_wanted = Signal(QPoint)  # a right click, in global coordinates

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reader")
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setCenterOnScroll(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        document = self._document = QTextDocument(self)  # kept: the collector would take it, layout and all
        document.setDocumentLayout(QPlainTextDocumentLayout(document))
        self._spacing = Spacing(document)
        self._spacing.set_font(self.font())
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(8)
        self.setDocument(document)
        self._article: Article | None = None
        self._offsets = Offsets()
        self._spans: list[tuple[Span, Path]] = []
        self._sheet = Sheet()
        self._focused: Path | None = None
        self._together: tuple[Path, ...] = ()  # what one Enter answers with it
        self._highlights = Highlights(self, self._cursor)
        self._all_shown = False
        self._marked = True
        self._hidden = dict.fromkeys(FOLDED, 0)
        self._strip = Strip(self)
        self._strip.pressed.connect(lambda: self.asked.emit("show_furniture"))
        self.find_bar = FindBar(self)
        self.find_bar.found.connect(self._show_hits)
        self.find_bar.opened.connect(self._place_children)
        self.find_bar.left.connect(self._place_children)
        self.find_bar.left.connect(self.setFocus)
        self.viewport().setMouseTracking(True)
        self._zone = ZoneFrame(self)
        Texts(self).run(self.retranslate)

    # What is shown

    def show_article(self, article: Article | None, sheet: Sheet | None = None) -> None:
        """Show `article` with the evidence of `sheet`; None empties the reader."""
        self._sheet = sheet or Sheet()
        self._focused, self._together = None, ()
        self._article = article
        text = article.text if article else ""
        self._offsets = Offsets(text)
        self.setUpdatesEnabled(False)
        self.setPlainText(text)
        self._all_shown = False
        self._fold()
        self._take_spans(self._sheet)
        self._marked = False
        QTimer.singleShot(0, self, self._mark_once)  # unless a value is focused first, as in the window
        self.verticalScrollBar().setValue(0)
        self.find_bar.search(text)
        self.setUpdatesEnabled(True)

    def show_evidence(self, sheet: Sheet) -> None:
        """Mark the passages of `sheet`, which belongs to the article now shown."""
        self._take_spans(sheet)
        self._mark()

    def focus_evidence(self, path: Path | None, together: Sequence[Path] = ()) -> None:
        """Mark the passages of one value and of `together` strongly; its first goes to the middle third."""
        self._focused, self._together = path, tuple(together)
        self._mark()
        if spans := self._focused_spans():
            self._reveal(spans[0])

    @property
    def article(self) -> Article | None:
        """The article now shown."""
        return self._article

    def selection(self) -> Span | None:
        """The passage the person selected, without blanks at its ends; None if there is none."""
        cursor = self.textCursor()
        if not self._article or not cursor.hasSelection():
            return None
        start = self._offsets.from_qt(cursor.selectionStart())
        end = self._offsets.from_qt(cursor.selectionEnd())
        words = self._article.text[start:end]
        start += len(words) - len(words.lstrip())
        words = words.strip()
        return self._article.span(start, start + len(words)) if words else None

    def select(self, start: int, end: int) -> None:
        """Select these code points, as a person would with the mouse."""
        self.setTextCursor(self._cursor(start, end))

    def clear_selection(self) -> None:
        """Leave the caret where the selection ended."""
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)

    def paths_at(self, offset: int) -> list[Path]:
        """The values whose passages hold the character at `offset`, shortest passage first."""
        found = [(span.end - span.start, path) for span, path in self._spans if span.start <= offset < span.end]
        return list(dict.fromkeys(path for _length, path in sorted(found, key=lambda item: item[0])))

    def caret(self) -> int:
        """Where the caret stands."""
        return self._offsets.from_qt(self.textCursor().position())

    def choose_here(self) -> None:
        """See `choose_at`, for the caret."""
        self.choose_at(self.caret(), self.viewport().mapToGlobal(self.cursorRect().bottomLeft()))

    def choose_at(self, offset: int, where: QPoint) -> None:
        """Go to the value whose passage lies at `offset`; if several share it, ask which, at global `where`."""
        nearest: dict[Path, Path] = {}
        for path in self.paths_at(offset):
            nearest.setdefault(unit(path), path)  # of one row, the value with the shortest passage
        paths = list(nearest.values())
        if len(paths) == 1:
            self.evidence_clicked.emit(paths[0])
        elif paths:
            chooser = Chooser(_("Values of this passage"), [(path, self._name(path)) for path in paths[:9]], self)
            chooser.chosen.connect(self.evidence_clicked)
            chooser.open_at(where)

    def toggle_furniture(self) -> None:
        """Show the whole page, or the story alone."""
        self._all_shown = not self._all_shown
        self._fold()
        self._mark()
        if spans := self._focused_spans():
            self._reveal(spans[0])

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.setAccessibleName(_("Article"))
        self.setPlaceholderText(_("Choose an article in the list, or import one."))
        self.find_bar.retranslate()
        self._tell_folded()

    # Folding

    def _fold(self) -> None:
        self._hidden = dict.fromkeys(FOLDED, 0)
        document = self.document()
        block = document.begin()
        for shown, role in shown_lines(self._article) if self._article else ():
            if role in FOLDED:
                self._hidden[role] += 1
            block.setVisible(shown or self._all_shown)
            block = block.next()
        document.markContentsDirty(0, document.characterCount())
        self._tell_folded()
        self._place_children()
        self._spacing.spread(document.begin())

    def _unfold(self, block: QTextBlock) -> None:
        if not block.isVisible():
            block.setVisible(True)
            self.document().markContentsDirty(block.position(), block.length())
            self._spacing.spread(block, block.blockNumber())

    def _tell_folded(self) -> None:
        lines, data = self._hidden[Role.FURNITURE], self._hidden[Role.METADATA]
        parts = []
        if lines:
            parts.append(plural("{n} line of page furniture", "{n} lines of page furniture", lines))
        if data:
            parts.append(plural("{n} line of page data", "{n} lines of page data", data))
        self._strip.tell(", ".join(parts), self._all_shown)
        self._strip.setVisible(bool(parts))

    # Marks

    def _take_spans(self, sheet: Sheet) -> None:
        self._sheet = sheet
        length = len(self._article.text) if self._article else 0
        self._spans = [
            (span, path) for path, found in sheet.evidence.items() for span in found.spans if span.end <= length
        ]

    def _mark_once(self) -> None:
        if not self._marked:
            self._mark()

    def _mark(self) -> None:
        self._marked = True
        article = self._article
        folded = ((block.start, block.end) for block, _text in article.parts(*FOLDED)) if article else ()
        self._highlights.show_marks(
            (span for span, _path in self._spans),
            self._focused_spans(),
            folded if self._all_shown else (),
            article.damage if article else (),
        )

    def _show_hits(self, hits: list[tuple[int, int]], current: int) -> None:
        if hits:
            self.setTextCursor(self._cursor(*hits[current]))
            self._reveal(Span(*hits[current], ""))
        self._highlights.show_hits(hits)

    def _focused_spans(self) -> tuple[Span, ...]:
        paths = [] if self._focused is None else dict.fromkeys((self._focused, *self._together))
        length = len(self._article.text) if self._article else 0
        return tuple(s for path in paths for s in self._sheet.behind(path).spans if s.end <= length)

    def _cursor(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._offsets.to_qt(start))
        cursor.setPosition(self._offsets.to_qt(end), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _reveal(self, span: Span) -> None:
        """Scroll only if the passage is not in the middle third; the caret goes there, so keys select from it."""
        cursor = self._cursor(span.start, span.start)
        self._unfold(cursor.block())
        if not self.textCursor().hasSelection():
            self.setTextCursor(cursor)
        height = self.viewport().height()
        top = self.cursorRect(cursor).top()
        if not height / 3 <= top <= height * 2 / 3 or not self._on_screen(cursor.block()):
            line = cursor.block().firstLineNumber() + _line_in_block(cursor)
            page = max(1, height // max(1, self.cursorRect(cursor).height() or 1))
            self.verticalScrollBar().setValue(max(0, line - round(page * 0.4)))

    def _on_screen(self, block: QTextBlock) -> bool:
        return block.blockNumber() >= self.firstVisibleBlock().blockNumber()

    def _name(self, path: Path) -> str:
        field = field_of(path)
        value = self._sheet.get(path)
        if field.kind and not isinstance(value, list):
            value = field.kind.show(value)
        return _("{field}: {value}").format(field=field.label, value=value or "")

    # Events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Bare keys are commands; what is left moves the caret."""
        if command := keys.command(event, "reader"):
            self.asked.emit(command)
            event.accept()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Zone keys win over the window's shortcuts; Qt would otherwise hand `Alt+3` to the menu bar."""
        if event.type() == QEvent.Type.ShortcutOverride and keys.command(event, "reader"):
            event.accept()
            return True
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self.viewport().mapFrom(self, event.pos())
            offset = self._offset_at(place)
            named = [self._name(path) for path in self.paths_at(offset)]
            if self._article and any(start <= offset < end for start, end in self._article.damage):
                named.append(_("Characters were lost here before the page came to us."))
            QToolTip.showText(event.globalPos(), "\n".join(named), self)
            return True
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Nothing: Qt would delete the selected words of a read-only text."""
        event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a passage goes to its value; a drag only selects."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            place = event.position().toPoint()
            self.choose_at(self._offset_at(place), event.globalPosition().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over passages."""
        super().mouseMoveEvent(event)
        over = not event.buttons() and self.paths_at(self._offset_at(event.position().toPoint()))
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The window knows the commands."""
        self.menu_wanted.emit(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep lines short enough to read, and the bars in their margins."""
        super().resizeEvent(event)
        self._place_children()
        self._spacing.spread(self.document().begin())

    def paintEvent(self, event: QPaintEvent) -> None:
        """See Spacing; whatever made Qt lay lines out again, they are never seen close together."""
        first = self.firstVisibleBlock()
        if first.isValid() and self._spacing.spread(first, first.blockNumber() + 80):
            self.viewport().update()
        super().paintEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and hasattr(self, "_zone"):
            self._spacing.set_font(self.font())
            self._spacing.spread(self.document().begin())
            self._mark()
            self._place_children()

    def _offset_at(self, place: QPoint) -> int:
        return self._offsets.from_qt(self.cursorForPosition(place).position())

    def _place_children(self) -> None:
        text = self.fontMetrics().horizontalAdvance("n") * MEASURE
        side = max(12, (self.width() - self.verticalScrollBar().width() - text) // 2)
        top = self.find_bar.sizeHint().height() if self.find_bar.isVisibleTo(self) else 0
        bottom = self._strip.sizeHint().height() if self._strip.isVisibleTo(self) else 0
        self.setViewportMargins(side, top + 6, side, bottom)
        inside = self.contentsRect()
        self.find_bar.setGeometry(inside.left(), inside.top(), inside.width(), top)
        self._strip.setGeometry(inside.left(), inside.bottom() - bottom + 1, inside.width(), bottom)
        self._zone.follow()


def _line_in_block(cursor: QTextCursor) -> int:
    line = cursor.block().layout().lineForTextPosition(cursor.positionInBlock())
    return max(0, line.lineNumber()) if line.isValid() else 0
