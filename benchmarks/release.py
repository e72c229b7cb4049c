"""How fast a release is made, format by format, against the least that could write the same rows.

`python benchmarks/release.py [COUNT]`, 10,000 engagements unless told otherwise; `--picture FILE` draws the page.
The floors read the finished tables and dump them again with the bare csv, json and sqlite3 modules.
"""

import csv
import json
import resource
import sqlite3
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from curator.export import EXTRA, Release, build
from tests.export.invented import OPTIONS, entries, texts

MEMORY = 500  # MB that 100,000 engagements may take


def measure(count: int, out: Path) -> tuple[Release, dict[str, float]]:
    """The release and the seconds that each part of the work took."""
    formats = tuple(name for name, each in EXTRA.items() if each.is_available())
    steps = build(lambda: entries(count), out, replace(OPTIONS, formats=formats), texts=texts)
    took: dict[str, float] = defaultdict(float)
    label, then = "", time.perf_counter()
    while True:
        try:
            step = next(steps)
        except StopIteration as end:
            took[label] += time.perf_counter() - then
            return end.value, took
        now = time.perf_counter()
        if label:
            took[label] += now - then
        label, then = step.label, now


def floors(made: Release, out: Path) -> dict[str, float]:
    """Seconds to dump the same tables with the bare modules, from memory."""
    tables = {}
    for path in sorted((made.path / "data").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            tables[path.stem] = list(csv.reader(file))
    start = time.perf_counter()
    for name, rows in tables.items():
        with (out / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    middle = time.perf_counter()
    db = sqlite3.connect(out / "floor.db")
    for name, rows in tables.items():
        db.execute(f"CREATE TABLE {name} ({', '.join(rows[0])})".replace("end", '"end"'))
        db.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(rows[0]))})", rows[1:])
    db.commit()
    db.close()
    last = time.perf_counter()
    tables.clear()
    with (made.path / "jsonl" / "engagements.jsonl").open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    begun = time.perf_counter()
    with (out / "floor.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(each, ensure_ascii=False) + "\n" for each in records)
    return {
        "Writing: Tables": middle - start,
        "Writing: SQLite file": last - middle,
        "Writing: JSON Lines": time.perf_counter() - begun,
    }


def picture(target: Path) -> None:
    """The page of 600 invented engagements as it stands in a desktop window, one bar pressed."""
    from tests.export.browser import Browser, find

    program = find()
    if not program:
        sys.exit("no chromium on this machine")
    with tempfile.TemporaryDirectory() as folder:
        options = replace(OPTIONS, title="Foreign engagements of Hanoi (invented sample)")
        steps = build(lambda: entries(600), Path(folder), options, texts=texts)
        for _step in steps:
            pass
        browser = Browser(program, Path(folder) / "profile")
        try:
            browser.look(1280, 1180)
            browser.open((Path(folder) / f"{options.name}-1.0.0" / "index.html").as_uri())
            browser.click("#countries [data-key=FR]")
            browser.run("scrollTo(0, 0)")
            browser.picture(target)
        finally:
            browser.close()


def main() -> int:
    if sys.argv[1:2] == ["--picture"]:
        picture(Path(sys.argv[2]))
        return 0
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        made, took = measure(count, Path(folder))
        whole = time.perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 if sys.platform == "darwin" else 1024)
        if sys.platform == "darwin":
            peak /= 1024 * 1024
        least = floors(made, Path(folder)) if count <= 20_000 else {}
        rows = sum(made.counts.values())
        size = sum(path.stat().st_size for path in made.path.rglob("*") if path.is_file())
        sizes = f"{size / 1e6:.0f} MB, zip {made.zip.stat().st_size / 1e6:.0f} MB"
        print(f"release of {count:,} engagements, {rows:,} rows, {sizes}")
        for label, seconds in took.items():
            beside = f", {seconds / least[label]:.1f} times the bare module" if label in least else ""
            print(f"  {label:38} {seconds:8.2f} s {count / max(seconds, 1e-9):12,.0f} engagements/s{beside}")
        print(f"  {'whole':38} {whole:8.2f} s {count / whole:12,.0f} engagements/s; peak memory {peak:.0f} MB")
    if peak > MEMORY:
        print(f"  MISSED: {MEMORY} MB")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
