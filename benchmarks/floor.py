"""Measuring: how long each turn takes, and how many times longer than the least that could do the same."""

import resource
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Times:
    """Milliseconds of many turns, in ascending order; `cpu` is the processor's time of the middle one."""

    ms: tuple[float, ...]
    cpu: float = 0.0

    def at(self, percent: float) -> float:
        """The percentile."""
        return self.ms[min(len(self.ms) - 1, int(len(self.ms) * percent / 100))]

    def __str__(self) -> str:
        wall = f"p50 {self.at(50):.2f} ms, p95 {self.at(95):.2f} ms, p99 {self.at(99):.2f} ms"
        return f"{wall} (processor {self.cpu:.2f} ms, n={len(self.ms)})"


def times(turns: Iterable[Callable[[], Any]], clock: Callable[[], float] = time.thread_time) -> Times:
    """The duration of each call; `clock` is `time.process_time` where other threads work on the answer."""
    found, busy = [], []
    for turn in turns:
        start, processor = time.perf_counter(), clock()
        turn()
        busy.append((clock() - processor) * 1000)
        found.append((time.perf_counter() - start) * 1000)
    return Times(tuple(sorted(found)), sorted(busy)[len(busy) // 2])


def show(
    name: str, ours: Times, floor: Times | None = None, target: float | None = None, percent: int = 95
) -> bool:
    """Print one figure beside its floor; whether this percentile is within `target` milliseconds."""
    fine = target is None or ours.at(percent) <= target
    line = f"{name:<44} {ours}"
    if floor:
        line += f"; floor {floor.at(50):.2f} / {floor.at(95):.2f} ms, {ours.at(50) / floor.at(50):.1f} times"
    if target is not None:
        line += f"; target p{percent} {target:g} ms: {'met' if fine else 'MISSED'}"
    print(line)
    return fine


def resident_mb() -> float:
    """The most memory this process has held, in megabytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1024 if sys.platform != "darwin" else peak / 1024 / 1024
