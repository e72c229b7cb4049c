"""From double-click to painted window at 10,000 articles: what `make package` made beside the same from source.

Targets: window painted within 1 s warm and 2 s cold, self-check within 5 s, the package at most 50 MB, unpacked at
most 150 MB. Uses the display there is, else Qt's offscreen one; only gives a hint where `dist/curator` is missing.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from articles import store_of
from floor import Times, show

ROOT = Path(__file__).parent.parent
FROZEN = [str(ROOT / "dist" / "curator" / "curator")]
SOURCE = [sys.executable, "-m", "curator"]
PAINTED = b"Flushing"  # Qt's own notice that a window's pixels have gone to the screen
TURNS = 7


def environment(home: Path) -> dict[str, str]:
    """A person's surroundings with an empty home, in which Qt says when it has painted."""
    own = {"HOME": str(home), "QT_LOGGING_RULES": "qt.widgets.painting=true"}
    screen = {} if os.environ.get("DISPLAY") else {"QT_QPA_PLATFORM": "offscreen"}
    unset = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")
    return {name: value for name, value in os.environ.items() if name not in unset} | own | screen


def painted(command: Sequence[str], store: Path, home: Path) -> tuple[float, float]:
    """Milliseconds from the start of the process to its window's first painting, and those of the processor."""
    start = time.perf_counter()
    process = subprocess.Popen([*command, str(store)], stderr=subprocess.PIPE, env=environment(home), cwd=ROOT)
    assert process.stderr
    said = b""
    for line in process.stderr:
        said += line
        if PAINTED in line:
            break
    took = (time.perf_counter() - start) * 1000
    process.kill()
    _pid, process.returncode, used = os.wait4(process.pid, 0)
    process.stderr.close()
    if PAINTED not in said:
        sys.exit(f"{command[0]} painted nothing:\n{said.decode(errors='replace')}")
    return took, (used.ru_utime + used.ru_stime) * 1000


def forget(*folders: Path) -> None:
    """Take the files below `folders` out of the system's cache, as after switching the computer on."""
    for folder in folders:
        for path in (folder, *folder.rglob("*")) if folder.is_dir() else (folder,):
            if path.is_file():
                with path.open("rb") as file:
                    os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def starts(command: Sequence[str], store: Path, home: Path, cold: Sequence[Path] = ()) -> Times:
    """The start-up times of several turns; each with a cold cache for the files below `cold`, if any."""

    painted(command, store, home)  # what is made once: the store's sitting, the settings
    found, busy = [], []
    for _turn in range(TURNS):
        forget(*cold)
        took, processor = painted(command, store, home)
        found.append(took)
        busy.append(processor)
    return Times(tuple(sorted(found)), sorted(busy)[len(busy) // 2])


def weigh(name: str, path: Path, most: int) -> bool:
    """Print and judge a size."""
    files = [path] if path.is_file() else [each for each in path.rglob("*") if not each.is_symlink()]
    size = sum(each.stat().st_size for each in files if each.is_file()) / 1e6
    print(f"{name:<44} {size:.1f} MB; target {most} MB: {'met' if size <= most else 'MISSED'}")
    return size <= most


def main() -> int:
    """Measure and print; 1 if a figure is missed."""
    if not Path(FROZEN[0]).is_file():
        print("frozen: nothing to measure; run make package first")
        return 0
    fine = True
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        store = Path(shutil.copy(store_of(10_000), home / "office.curator"))
        source = starts(SOURCE, store, home)
        fine &= show("window painted, frozen, warm", starts(FROZEN, store, home), source, 1000)
        source = starts(SOURCE, store, home, [Path(sys.prefix), ROOT / "curator", store])
        frozen = starts(FROZEN, store, home, [ROOT / "dist" / "curator", store])
        fine &= show("window painted, frozen, cold", frozen, source, 2000)
        checks = []
        for _turn in range(3):
            start = time.perf_counter()
            subprocess.run([*FROZEN, "self-check"], env=environment(home), check=True, stdout=subprocess.DEVNULL)
            checks.append((time.perf_counter() - start) * 1000)
        fine &= show("self-check, frozen", Times(tuple(sorted(checks))), None, 5000)
    fine &= weigh("program, unpacked", ROOT / "dist" / "curator", 150)
    for package in sorted((ROOT / "dist").glob("curator*.*")):
        if package.is_file():
            fine &= weigh(package.name, package, 50)
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
