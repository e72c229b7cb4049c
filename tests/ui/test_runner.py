import threading
import time
from collections.abc import Generator, Iterator

import pytest
from pytestqt.qtbot import QtBot

from curator.errors import Problem
from curator.jobs import Progress
from curator.ui.runner import Runner, Work


@pytest.fixture
def runner(qapp: object) -> Iterator[Runner]:
    made = Runner()
    yield made
    made.close() if made._thread else None


def counting(to: int, pause: float = 0.0) -> Generator[Progress, None, str]:
    for done in range(to):
        yield Progress(done, to, str(done))
        time.sleep(pause)
    return threading.current_thread().name


def test_a_job_runs_elsewhere_and_its_result_arrives_here(runner: Runner, qtbot: QtBot) -> None:
    got: list[tuple[str, str]] = []
    with qtbot.waitSignal(runner.finished):
        runner.run("Count", lambda: counting(3), lambda name: got.append((name, threading.current_thread().name)))
    assert got == [("runner", "MainThread")]
    assert not runner.busy


def test_progress_is_told_ten_times_a_second_at_most(runner: Runner, qtbot: QtBot) -> None:
    told: list[Progress | None] = []
    runner.progressed.connect(lambda work: told.append(work.last))
    with qtbot.waitSignal(runner.finished):
        runner.run("Count", lambda: counting(200, 0.002))
    assert 2 <= len(told) <= 10


def test_cancel_closes_the_job_and_the_next_one_runs(runner: Runner, qtbot: QtBot) -> None:
    closed = threading.Event()

    def endless() -> Generator[Progress, None, None]:
        try:
            while True:
                yield Progress(312, 1000, "")
                time.sleep(0.005)
        finally:
            closed.set()

    runner.progressed.connect(runner.cancel)
    with qtbot.waitSignal(runner.cancelled) as stopped:
        runner.run("Import", endless)
        runner.run("Count", lambda: counting(2))
    assert closed.is_set()
    work = stopped.args[0]
    assert isinstance(work, Work)
    assert work.last == Progress(312, 1000, "")
    qtbot.waitUntil(lambda: not runner.busy)


def test_a_problem_and_a_bug_are_both_reported(
    runner: Runner, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    def failing(error: Exception) -> Generator[Progress, None, None]:
        yield Progress(0, 1, "")
        raise error

    with qtbot.waitSignal(runner.failed) as first:
        runner.run("Import", lambda: failing(Problem("The disk is full.", "Free some space.")))
    assert str(first.args[1]) == "The disk is full. Free some space."
    with qtbot.waitSignal(runner.failed) as second:
        runner.run("Import", lambda: failing(ZeroDivisionError()))
    assert second.args[1].message == "Import stopped: an unexpected error."
    assert "ZeroDivisionError" in caplog.text


def test_closing_ends_the_worker_even_in_the_middle_of_a_job(qapp: object) -> None:
    runner = Runner()
    runner.run("Count", lambda: counting(10_000, 0.001))
    time.sleep(0.05)
    runner.close()
    assert all(thread.name != "runner" for thread in threading.enumerate())
