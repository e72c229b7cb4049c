"""How fast the page of a release shows in a real browser, beside an empty page in the same browser.

`python benchmarks/page.py [COUNT]`, 10,000 engagements unless told otherwise. Needs Debian's chromium.
"""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.export.browser import Browser, find
from tests.export.test_page import write

TARGET = 1000  # ms to the first drawn frame
WORK = 450  # ms of processor time until then: what a busy machine cannot blur
LOADS = 5


def load(browser: Browser, address: str) -> tuple[list[float], list[float]]:
    """Of several loads, sorted: milliseconds from the navigation to the first drawn frame, and of processor time.

    The processor time is that of the page's process in all its threads, the way from the page before included.
    """
    took, worked = [], []
    for _load in range(LOADS):
        before = browser.cpu()
        browser.open(address)
        took.append(float(browser.run("performance.now()")))
        worked.append(browser.cpu() - before)
    return sorted(took), sorted(worked)


def main() -> None:
    program = find()
    if not program:
        print("page: no chromium on this machine (Debian: apt-get install chromium)")
        return
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        browser = Browser(program, Path(folder) / "profile")
        try:
            browser.look(1360)
            empty = Path(folder) / "empty.html"
            empty.write_text('<!doctype html><html data-ready="1"><title>x</title><p>x', encoding="utf-8")
            floor = load(browser, empty.as_uri())[0][LOADS // 2]
            took, worked = load(browser, write(Path(folder), count))
            pressed = browser.run(
                "(() => { const t = performance.now(); document.querySelector('#countries rect')"
                ".dispatchEvent(new MouseEvent('click')); return performance.now() - t; })()"
            )
        finally:
            browser.close()
    print(
        f"page of {count:,} engagements: best {took[0]:.0f} ms, middle {took[LOADS // 2]:.0f} ms of {LOADS} loads"
    )
    print(f"  processor: best {worked[0]:.0f} ms, middle {worked[LOADS // 2]:.0f} ms; target {WORK} ms")
    print(f"  target {TARGET} ms; floor, an empty page: {floor:.0f} ms; pressing a bar: {pressed:.0f} ms")


if __name__ == "__main__":
    main()
