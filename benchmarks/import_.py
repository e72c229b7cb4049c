"""Importing and extracting: articles a second on one core, against reading and inserting the same files bare.

Text pages of about 3 kB and saved pages of 50 kB, made from the development corpus: each with a number of its own,
the saved ones with the menus (the same on every page), lists of other reports and scripts that such pages carry.
"""

import re
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from curator import jobs
from curator.store import Store

ARTICLES = Path(__file__).parent.parent / "tests" / "corpus" / "articles"
ADDRESS = re.compile(r"https?://[^\s\"'<>]+")
MENU = "".join(f'<li><a href="/muc-{n}">Chuyên mục {n}</a></li>' for n in range(120))
SCRIPT = "".join(f"window.d{n} = {{'a': {n}, 'b': [1, 2, 3]}};\n" for n in range(250))


def related(page: int) -> str:
    """A list of other reports, new ones on every page."""
    numbers = range(page * 220, page * 220 + 220)
    return "".join(
        f'<li><a href="/tin-{n}.html">Lãnh đạo Thành phố làm việc với đoàn đại biểu số {n}</a>'
        f"<span>{n % 28 + 1}/0{n % 9 + 1}/{2000 + n % 23}</span></li>"
        for n in numbers
    )


def texts(folder: Path, count: int) -> int:
    """Text pages of about 3 kB; their size in bytes."""
    sources = [path.read_bytes() for path in sorted(ARTICLES.glob("*.txt"))]
    total = 0
    for number in range(count):
        data, more = sources[number % len(sources)], number
        while len(data) < 2700:
            more += 1
            data += b"\n\n" + sources[more % len(sources)]
        total += (folder / f"{number:04}.txt").write_bytes(data[:3300].rsplit(b"\n", 1)[0] + f"\n{number}".encode())
    return total


def pages(folder: Path, count: int) -> int:
    """Saved pages of about 50 kB; their size in bytes."""
    sources = [path.read_text(encoding="utf-8") for path in sorted(ARTICLES.glob("b*[!8].html"))]
    total = 0
    for number in range(count):
        source = ADDRESS.sub(rf"\g<0>?{number}", sources[number % len(sources)])  # no two of one address
        head, body, tail = source.partition("</body>")
        page = head.replace("</head>", f"<script>{SCRIPT}</script></head>", 1)
        page += f"<nav><ul>{MENU}</ul></nav>"
        page += f"<div class=related><h3>Tin liên quan</h3><ul>{related(number)}</ul></div>"
        total += (folder / f"{number:04}.html").write_bytes(f"{page}<p>{number}</p>{body}{tail}".encode())
    return total


def ours(folder: Path, store: Path) -> tuple[float, float]:
    """Seconds for the whole job, by the clock and of the processor."""
    with Store(store, reader="Benchmark") as opened:
        jobs.drain(
            jobs.import_files(opened, sorted(folder.iterdir())[:3], "Hanoi")
        )  # loads readers and vocabularies
        start, busy = time.perf_counter(), time.process_time()
        report = jobs.drain(jobs.import_files(opened, [folder], "Hanoi"))
        seconds, busy = time.perf_counter() - start, time.process_time() - busy
    assert not report.failed, report.failed[:3]
    assert len(report.known) == 3, report.known[3:6]
    return seconds, busy


def bare(folder: Path, path: Path) -> float:
    """Seconds to read each file and commit its bytes, write-ahead log, synchronous FULL."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("CREATE TABLE document (name TEXT, original BLOB)")
    start = time.perf_counter()
    for each in sorted(folder.iterdir()):
        db.execute("INSERT INTO document VALUES (?, ?)", (each.name, each.read_bytes()))
    seconds = time.perf_counter() - start
    db.close()
    return seconds


def measure(title: str, make: Callable[[Path, int], int], count: int, target: int) -> bool:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "in")
        folder.mkdir()
        size = make(folder, count)
        seconds, busy = ours(folder, Path(name, "office.curator"))
        rate = count / seconds
        floor = count / bare(folder, Path(name, "bare.db"))
    fine = rate >= target
    print(
        f"{title:<44} {rate:.0f} a second ({1000 * busy / count:.1f} ms of processor each), {size // count} bytes;"
        f" floor {floor:.0f} a second; target {target}: {'met' if fine else 'MISSED'}"
    )
    return fine


def main() -> int:
    fine = measure("import text pages", texts, 400, 100)
    fine &= measure("import saved pages", pages, 150, 30)
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
