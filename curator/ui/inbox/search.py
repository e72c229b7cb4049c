"""Search as you type: queries on a thread and a connection of their own; a newer one calls off the older."""

import threading
from array import array
from collections.abc import Callable
from typing import Any

from PySide6 import QtCore
from PySide6.QtCore import QObject, Signal

from curator.errors import Problem
from curator.model.frozen import frozen
from curator.store import Query, Row, Store
from curator.store.problems import Interrupted

PAGE = 64  # rows read at once: more than a screen shows, and soon read
KINDS = ("find", "number", "facet")  # of questions; one calls off what is of its kind or stands behind it


@frozen
class Found:
    """What a query found: how many, and the pages that are shown first."""

    query: Query
    count: int
    pages: dict[int, list[Row]]  # the first one, and the one that holds the open document
    document: str  # the open one, when this was asked
    position: int  # of that; -1 if it is not among them


def find(store: Store, query: Query, document: str = "", *, again: bool = False) -> Found:
    """Count `query` and read the pages that a list shows first.

    In what a full-text search finds, the open document is looked for on the first page only, so that typing is
    answered soon; `again`, when the same list is read anew, it is looked for among all.
    """
    if query.text and again:
        return _find_among_all(store, query, document)
    pages = {0: store.rows(query, 0, PAGE)}
    here = (at for at, row in enumerate(pages[0]) if row.document == document)
    place = next(here, -1)
    if place < 0 and document and not query.text and (found := store.position(query, document)) is not None:
        place = found
        pages[place // PAGE] = store.rows(query, place // PAGE * PAGE, PAGE)
    return Found(query, store.count(query), pages, document, place)


def _find_among_all(store: Store, query: Query, document: str) -> Found:
    numbers = store.numbers(query)
    number = store.number(document)
    place = numbers.index(number) if number in numbers else -1
    starts = {at * PAGE for at in (0, max(place, 0) // PAGE)}
    pages = {start // PAGE: store.rows_of(numbers[start : start + PAGE]) for start in starts}
    return Found(query, len(numbers), pages, document, place)


class Question:
    """Something to ask the store on the search thread."""

    def __init__(self, kind: str, ask: Callable[[Store], Any]) -> None:
        self.kind = kind
        self.ask = ask
        self.answered = False


class Search(QObject):
    """Answers the newest question only; all signals arrive on the window's thread."""

    found = Signal(object)  # Found
    numbered = Signal(object, object, object)  # Query, the numbers of all that it finds in order, which are open
    faceted = Signal(object, object)  # Query, facets as the store gives them
    failed = Signal(object)  # Problem
    _answered = Signal(object, object, object)

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._news = threading.Condition()
        self._questions: dict[str, Question] = {}  # what waits: at most one of each kind
        self._newest: dict[str, Question] = {}
        self._running: tuple[Store, str] | None = None  # and the kind of question
        self._closing = False
        self._thread: threading.Thread | None = None

    def find(self, query: Query, document: str = "", *, again: bool = False) -> None:
        """Find `query`, and where the open `document` stands in it; see the function `find`."""
        self._ask("find", lambda store: find(store, query, document, again=again))

    def number(self, query: Query) -> None:
        """Number all that `query` finds, so that its list need not search for places and pages."""

        def ask(store: Store) -> tuple[Query, "array[int]", bytearray]:
            numbers = store.numbers(query)
            return query, numbers, store.waiting(numbers)

        self._ask("number", ask)

    def facet(self, query: Query) -> None:
        """Count the values that would narrow `query`."""
        self._ask("facet", lambda store: (query, store.facets(query)))

    def ask_again(self) -> None:
        """Something was saved: a list that is being found would show what was before."""
        for kind in ("find", "number"):
            if (question := self._newest.get(kind)) and not question.answered:
                self._ask(kind, question.ask)
                return  # what is found anew is numbered anew

    def close(self) -> None:
        """Call off what runs and wait until the thread has ended."""
        if self._thread is None:
            return
        with self._news:
            self._closing = True
            self._call_off()
            self._news.notify()
        self._thread.join()
        self._thread = None

    def _ask(self, kind: str, ask: Callable[[Store], Any]) -> None:
        if self._closing:
            return
        if self._thread is None:
            self._answered.connect(self._receive, QtCore.Qt.ConnectionType.QueuedConnection)
            self._thread = threading.Thread(target=self._loop, name="search")
            self._thread.start()
        with self._news:
            self._questions[kind] = self._newest[kind] = Question(kind, ask)
            if kind == "find":
                for asked in (self._questions, self._newest):
                    asked.pop("number", None)  # of the list before
            self._call_off(kind)
            self._news.notify()

    def _call_off(self, kind: str = "find") -> None:
        if self._running and KINDS.index(kind) <= KINDS.index(self._running[1]):
            self._running[0].interrupt()

    # On the search thread

    def _loop(self) -> None:
        with self._store.again(write=False) as store:
            while question := self._next(store):
                try:
                    self._answered.emit(question, question.ask(store), None)
                except Interrupted:
                    self._put_back(question)
                except Problem as problem:
                    self._answered.emit(question, None, problem)

    def _put_back(self, question: Question) -> None:
        """Answer later what was called off for something else."""
        with self._news:
            if self._newest.get(question.kind) is question:
                self._questions.setdefault(question.kind, question)

    def _next(self, store: Store) -> Question | None:
        with self._news:
            self._running = None
            self._news.wait_for(lambda: self._questions or self._closing)
            if self._closing:
                return None
            kind = next(kind for kind in KINDS if kind in self._questions)
            self._running = store, kind
            return self._questions.pop(kind)

    # On the window's thread

    def _receive(self, question: Question, answer: Any, problem: Problem | None) -> None:
        if self._closing or self._newest.get(question.kind) is not question:
            return
        question.answered = True
        if problem:
            self.failed.emit(problem)
        elif question.kind == "find":
            self.found.emit(answer)
        elif question.kind == "number":
            self.numbered.emit(*answer)
        else:
            self.faceted.emit(*answer)
