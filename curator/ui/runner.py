"""Long work off the window's thread: one worker, one job at a time, cancelled by closing its generator."""

import logging
import queue
import threading
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from curator.errors import Problem
from curator.i18n import _
from curator.jobs import Progress

Job = Generator[Progress, None, Any]
THROTTLE = 0.1  # seconds between two notices of progress

log = logging.getLogger(__name__)


@dataclass
class Work:
    """One job in the queue: `make` builds its generator on the worker thread, so that it opens its own store there.

    `then` gets the result on the window's thread; `stopped` is called there instead if the work was cancelled.
    """

    label: str
    make: Callable[[], Job]
    then: Callable[[Any], object] | None = None
    last: Progress | None = None
    stopped: Callable[[], object] | None = None


class Runner(QObject):
    """Runs jobs one after the other on one worker thread; all signals arrive on the window's thread."""

    started = Signal(object)  # Work
    progressed = Signal(object)  # Work; its `last` is the progress
    finished = Signal(object, object)  # Work, result
    failed = Signal(object, object)  # Work, Problem
    cancelled = Signal(object)  # Work; what its `last` counts is kept
    _reported = Signal(str, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: queue.SimpleQueue[Work | None] = queue.SimpleQueue()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._count = 0
        self._reported.connect(self._receive, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether a job runs or waits."""
        return self._count > 0

    def run(
        self,
        label: str,
        make: Callable[[], Job],
        then: Callable[[Any], object] | None = None,
        stopped: Callable[[], object] | None = None,
    ) -> None:
        """Run the job that `make` builds after those already waiting; `label` is shown beside its progress."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._loop, name="runner")
            self._thread.start()
        self._count += 1
        self._waiting.put(Work(label, make, then, stopped=stopped))

    def cancel(self) -> None:
        """Stop the running job at its next step; what it has finished is kept."""
        self._stop.set()

    def close(self) -> None:
        """Cancel everything and wait until the worker has ended. No signal comes after this."""
        self._reported.disconnect(self._receive)
        if self._thread is None:
            return
        while not self._waiting.empty():
            self._waiting.get_nowait()
        self._stop.set()
        self._waiting.put(None)
        self._thread.join()
        self._thread = None

    # On the worker thread

    def _loop(self) -> None:
        while (work := self._waiting.get()) is not None:
            self._reported.emit("started", work, None)
            try:
                self._reported.emit(*self._drive(work))
            except Problem as known:
                self._reported.emit("failed", work, known)
            except Exception:  # a bug in a job must not end the worker, nor go unseen
                log.exception("%s failed", work.label)
                problem = Problem(
                    _("{job} stopped: an unexpected error.").format(job=work.label),
                    _("What was done before is kept. The log file tells more: Help, Collect diagnostics."),
                )
                self._reported.emit("failed", work, problem)

    def _drive(self, work: Work) -> tuple[str, Work, Any]:
        job, noticed = work.make(), 0.0
        try:
            while True:
                work.last = next(job)
                if self._stop.is_set():
                    job.close()
                    return "cancelled", work, None
                if (now := time.monotonic()) - noticed >= THROTTLE:
                    noticed = now
                    self._reported.emit("progressed", work, None)
        except StopIteration as end:
            return "finished", work, end.value

    # On the window's thread

    def _receive(self, what: str, work: Work, result: Any) -> None:
        if what == "progressed":
            self.progressed.emit(work)
            return
        if what == "started":
            self.started.emit(work)
            return
        self._count -= 1
        self._stop.clear()
        if what == "finished":
            if work.then:
                work.then(result)
            self.finished.emit(work, result)
        elif what == "failed":
            self.failed.emit(work, result)
        else:
            if work.stopped:
                work.stopped()
            self.cancelled.emit(work)
