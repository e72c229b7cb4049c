"""What the command line says, and how it ends."""

import signal
import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from enum import IntEnum
from typing import TextIO, TypeVar

from curator.errors import Problem
from curator.jobs import Progress

Result = TypeVar("Result")


class Exit(IntEnum):
    """How a command ended; documented in docs/cli.md."""

    DONE = 0
    PROBLEM = 1  # something could not be done, or was found wrong; what was done is kept
    USAGE = 2  # the command line was not understood
    NOTHING = 3  # there was nothing to do
    CANCELLED = 130  # by Ctrl+C


def run(job: Generator[Progress, None, Result], out: TextIO | None = None) -> Result:
    """Run `job` to its end, its progress on standard error: a moving line on a terminal, else a line each tenth.

    Ctrl+C ends it between two steps, so that none is cut in the middle.
    """
    with _interrupts() as interrupted:
        return _followed(job, out or sys.stderr, interrupted)


def _followed(job: Generator[Progress, None, Result], out: TextIO, interrupted: Callable[[], bool]) -> Result:
    moving, told, last = out.isatty(), -1, Progress(0, 0, "")
    try:
        while True:
            try:
                progress = next(job)
            except StopIteration as end:
                result: Result = end.value
                return result
            if interrupted():
                raise KeyboardInterrupt
            tenth = 10 * progress.done // progress.total if progress.total else -1
            if moving:
                out.write(f"\r\033[K{_line(progress)[:100]}")
                out.flush()
            elif tenth > told or _next_part(last, progress):
                out.write(f"{_line(progress)}\n")
                told = tenth
            last = progress
    finally:
        job.close()
        if moving:
            out.write("\r\033[K")
            out.flush()


@contextmanager
def _interrupts() -> Iterator[Callable[[], bool]]:
    """Answers whether Ctrl+C was pressed; pressed a second time it does not wait for the step to end."""
    pressed: list[int] = []

    def note(number: int, _frame: object) -> None:
        if pressed:
            raise KeyboardInterrupt
        pressed.append(number)

    usual = signal.getsignal(signal.SIGINT)
    if usual is not signal.default_int_handler:  # somebody else decides: a test runner, `nohup`
        yield lambda: False
        return
    signal.signal(signal.SIGINT, note)
    try:
        yield lambda: bool(pressed)
    finally:
        signal.signal(signal.SIGINT, usual)


def _next_part(last: Progress, progress: Progress) -> bool:
    """Whether the job counts anew; where it does not count, whether it names something else."""
    if not progress.total:
        return progress.label != last.label
    return progress.total != last.total or progress.done < last.done


def _line(progress: Progress) -> str:
    counted = f"{progress.done}/{progress.total} " if progress.total else ""
    return f"{counted}{progress.label}".rstrip()


def tell(*lines: str) -> None:
    """Say something to the person at the terminal, apart from the result."""
    for line in lines:
        print(line, file=sys.stderr)


def complain(failed: Iterable[tuple[str, Problem]]) -> None:
    """Name each file that could not be used, with the reason, which most often names it itself."""
    for name, problem in failed:
        tell(str(problem) if name in problem.message else f"{name}: {problem}")
