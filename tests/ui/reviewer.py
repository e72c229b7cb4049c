"""A careful reviewer who knows the expected record: works on the real window with key and mouse events, and counts.

Every action goes through Qt's own event queue; nothing is called on the model. `Effort` is counted by the
keystroke-level model (Card, Moran and Newell 1980), so that seconds can be estimated.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from curator.model.codebook import ENGAGEMENT
from curator.model.kinds import PLACE
from curator.model.record import Path
from curator.model.text import fold
from curator.ui.style.offsets import Offsets
from curator.ui.window import Window

K, P, B, H, M = 0.28, 1.1, 0.1, 0.4, 1.35  # seconds: key, point, button, hand between keyboard and mouse, decide
NONE = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@dataclass
class Effort:
    """What a review cost. A chord such as Ctrl+Enter is one key."""

    keys: int = 0
    selections: int = 0  # by dragging the mouse over words
    clicks: int = 0
    decisions: int = 0

    @property
    def seconds(self) -> float:
        """By the keystroke-level model: a selection is two points and two button strokes, with the hand moved."""
        return (
            self.keys * K + self.selections * (2 * P + 2 * B + 2 * H) + self.clicks * (P + 2 * B + 2 * H)
            + self.decisions * M
        )  # fmt: skip


class Reviewer:
    """Hands on the window."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.effort = Effort()

    # Actions

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, decide: bool = False) -> None:
        """One key, or one chord, where the keyboard focus is."""
        self.effort.keys += 1
        self.effort.decisions += decide
        focus = QApplication.focusWidget() or self.window
        QTest.keyClick(focus, key, modifiers)
        QApplication.processEvents()

    def type(self, words: str) -> None:
        """Words, counted as Telex spells them."""
        self.effort.keys += telex(words)
        focus = QApplication.focusWidget()
        for letter in words:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(focus, QKeyEvent(kind, 0, NONE, letter))

    def select(self, words: str, near: int = 0) -> None:
        """Drag the mouse over `words` in the article, the occurrence nearest to `near`."""
        self.effort.selections += 1
        self.effort.decisions += 1
        reader, text = self.window.reader, self.window.review.article.text
        start = min((m.start() for m in re.finditer(re.escape(words), text)), key=lambda at: abs(at - near))
        cursor = QTextCursor(reader.document())
        units = Offsets(text)
        cursor.setPosition(units.to_qt(start))
        reader.setTextCursor(cursor)
        reader.ensureCursorVisible()
        QApplication.processEvents()
        begin = reader.cursorRect(cursor).center()
        cursor.setPosition(units.to_qt(start + len(words)))
        if not reader.viewport().rect().contains(reader.cursorRect(cursor).center()):
            reader.verticalScrollBar().setValue(reader.verticalScrollBar().value() + 4)
            QApplication.processEvents()
            back = QTextCursor(reader.document())
            back.setPosition(units.to_qt(start))
            begin = reader.cursorRect(back).center()
        end = reader.cursorRect(cursor).center()
        self._drag(begin, end)
        span = reader.selection()
        assert span, words
        assert span.quote == words, (span.quote, words)

    def click(self, widget: QWidget, at: QPoint) -> None:
        """One click."""
        self.effort.clicks += 1
        self.effort.decisions += 1
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, NONE, at)
        QApplication.processEvents()

    def click_value(self, path: Path) -> None:
        """Click the value at `path` in the form."""
        page = self.window.form.widget()
        self.window.form.ensureVisible(*page.box_of(path).center().toTuple())  # type: ignore[attr-defined]
        box = page.box_of(path)  # type: ignore[attr-defined]
        target = page.childAt(box.center()) or page
        self.click(target, target.mapFrom(page, box.center()))

    def _drag(self, begin: QPoint, end: QPoint) -> None:
        viewport = self.window.reader.viewport()
        left, held = Qt.MouseButton.LeftButton, Qt.MouseButton.LeftButton
        for kind, place, button, buttons in (
            (QEvent.Type.MouseButtonPress, begin, left, held),
            (QEvent.Type.MouseMove, (begin + end) / 2, Qt.MouseButton.NoButton, held),
            (QEvent.Type.MouseMove, end, Qt.MouseButton.NoButton, held),
            (QEvent.Type.MouseButtonRelease, end, left, Qt.MouseButton.NoButton),
        ):
            point = place.toPointF()
            where = viewport.mapToGlobal(point)
            QApplication.sendEvent(viewport, QMouseEvent(kind, point, where, button, buttons, NONE))
        self.window.reader.setFocus(Qt.FocusReason.MouseFocusReason)
        QApplication.processEvents()

    # The review of one article

    def review(self, gold: dict[str, Any]) -> Effort:
        """Bring the open record to `gold` and verify it; what that cost."""
        self.effort = Effort()
        self.window.reader.setFocus()
        document = self.window.review.document
        for number, expected in enumerate(gold["engagements"]):
            self._mend_values(number, expected, expected.get("evidence", {}))
            for side in ("home", "partner"):
                self._mend_people(number, side, expected)
            self._mend_sectors(number, expected)
        self.window.reader.setFocus()
        for _doubt in range(60):
            if not self.window.review.doubts:
                break
            self.press(Qt.Key.Key_Return, decide=True)
        self.press(Qt.Key.Key_Return, CONTROL)
        if self.window.review.document == document and self.window.review.status.value != "verified":
            self.press(Qt.Key.Key_Return, CONTROL, decide=True)
        return self.effort

    def _mend_values(self, number: int, expected: dict[str, Any], quotes: dict[str, str]) -> None:
        for field in ENGAGEMENT.fields:
            if field.digit and field.key in expected and not field.group:
                path: Path = ("engagements", number, field.key)
                if not right(self._value(path), expected[field.key], expected.get("accept", {}).get(field.key, [])):
                    self.select(quotes[field.key])
                    self.press(Qt.Key(int(Qt.Key.Key_0) + field.digit))

    def _mend_people(self, number: int, side: str, expected: dict[str, Any]) -> None:
        rows: Path = ("engagements", number, side)
        key = Qt.Key.Key_H if side == "home" else Qt.Key.Key_P
        wanted = expected[side]
        for position, person in enumerate(wanted):
            if person.get("optional") or any(same_name(one["name"], person) for one in self._value(rows)):
                continue
            self.select(expected["evidence"].get(f"{side}[{position}].name", person["name"]))
            self.press(key)
        for row in reversed(range(len(self._value(rows)))):
            if not any(same_name(self._value((*rows, row, "name")), person) for person in wanted):
                self.click_value((*rows, row, "name"))
                self.press(Qt.Key.Key_Delete, CONTROL | Qt.KeyboardModifier.ShiftModifier)
        for row, one in enumerate(list(self._value(rows))):
            person = next((p for p in wanted if same_name(one["name"], p)), None)
            for part in ("role", "organisation") if person else ():
                assert person
                accepted = person.get("accept", {}).get(part, [])
                if person.get(part) and not right(one[part], person[part], accepted):
                    self._mend_cell((*rows, row, part), str(person[part]))

    def _mend_cell(self, path: Path, value: str) -> None:
        self.click_value(path)
        text = self.window.review.article.text
        if value in text:
            self.select(value, near=self._start(path))
            self.press(Qt.Key.Key_Space)
        else:
            self.type(value)
            self.press(Qt.Key.Key_Return)

    def _mend_sectors(self, number: int, expected: dict[str, Any]) -> None:
        rows: Path = ("engagements", number, "sectors")
        wanted = [s if isinstance(s, str) else s["code"] for s in expected["sectors"]]
        for position, code in enumerate(wanted):
            if code not in [row["code"] for row in self._value(rows)]:
                self.select(expected["evidence"][f"sectors[{position}]"])
                self.press(Qt.Key.Key_8)
        extra = set(expected.get("sectors_optional", [])) | set(wanted)
        for row in reversed(range(len(self._value(rows)))):
            if self._value((*rows, row, "code")) not in extra:
                self.click_value((*rows, row, "code"))
                self.press(Qt.Key.Key_Delete, CONTROL | Qt.KeyboardModifier.ShiftModifier)

    def _value(self, path: Path) -> Any:
        return self.window.review.sheet.get(path)

    def _start(self, path: Path) -> int:
        found = self.window.review.sheet.evidence.get((*path[:-1], "name"))
        return found.spans[0].start if found and found.spans else 0


# Comparing, and the same task in a spreadsheet


def right(value: Any, wanted: Any, accepted: list[Any]) -> bool:
    """Whether the value is one of the right ones; places under their standard name, words without accents."""
    return any(_plain(value) == _plain(each) for each in (wanted, *accepted))


def _plain(value: Any) -> str:
    return fold(str(PLACE.parse(value) or "")) if isinstance(value, str) else str(value)


def same_name(name: str | None, person: dict[str, Any]) -> bool:
    """Whether `name` is the person's."""
    return any(
        fold(name or "") == fold(each) for each in (person["name"], *person.get("accept", {}).get("name", []))
    )


def telex(words: str) -> int:
    """The keys that type `words` with the Telex method: a key for each letter, mark, tone and capital."""
    keys = 0
    for letter in words:
        marks = [c for c in unicodedata.normalize("NFD", letter) if unicodedata.combining(c)]
        keys += 1 + len(marks) + (letter in "đĐ") + letter.isupper()
    return keys


def cells(gold: dict[str, Any]) -> Iterator[str]:
    """The cells that somebody fills for this record in a spreadsheet: one row for each engagement."""
    for key in ("headline", "outlet", "published", "language", "url"):
        yield gold["article"].get(key) or ""
    yield "; ".join(gold["article"].get("authors") or [])
    for engagement in gold["engagements"]:
        for key in ("date", "type", "country", "partner_city", "city"):
            yield engagement.get(key) or ""
        for person in (*engagement["home"], *engagement["partner"]):
            for key in ("name", "role", "organisation"):
                yield person.get(key) or ""
        yield "; ".join(s if isinstance(s, str) else s["code"] for s in engagement["sectors"])
        for text in engagement["agreements"]:
            yield " ".join(str(text.get(key) or "") for key in ("kind", "date", "status"))


def spreadsheet(gold: dict[str, Any]) -> Effort:
    """The same record typed into a spreadsheet; a long value is copied from the page where that is cheaper.

    Copying is one selection, Ctrl+C, Alt+Tab, Ctrl+V, Alt+Tab back. Every cell takes one decision and one Tab.
    """
    effort = Effort()
    copied = Effort(keys=4, selections=1).seconds
    for cell in cells(gold):
        effort.decisions += 1
        effort.keys += 1
        if telex(cell) * K > copied:
            effort.keys += 4
            effort.selections += 1
        else:
            effort.keys += telex(cell)
    return effort
