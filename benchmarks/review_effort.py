"""What a review costs: keys, selections and clicks for each sample article, beside a spreadsheet.

`python benchmarks/review_effort.py` imports the five samples afresh, reviews each with real key and mouse events on
the real window until it is verified, and writes docs/review-effort.md.
"""

import json
import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "ui"))
sys.path.insert(0, str(Path(__file__).parent.parent))

from PySide6.QtWidgets import QApplication
from reviewer import Effort, Reviewer, spreadsheet

from curator.jobs import drain, import_files
from curator.store import Store
from curator.ui.app import open_window

ROOT = Path(__file__).parent.parent
HEAD = """# What a review costs

Counted by `benchmarks/review_effort.py`: it imports the five sample articles, opens the real window and replays a
careful reviewer with key and mouse events until each record is verified and equals its expected record. A chord
such as Ctrl+Enter is one key; a selection is one drag over words. `tests/ui/test_desk_effort.py` holds the budget:

| case | cost | asserted |
|---|---|---|
| clean record | 1 key (Ctrl+Enter) | yes |
| each doubtful value that is right | 1 key (Enter) | yes |
| a wrong single value | 1 selection + 1 key | yes |
| the salience of all sectors, right as proposed | 1 key (Enter) for all together | yes |
| a missing person, split into name, role and organisation | 1 selection + 1 key | yes |

A row of a person, a sector or an agreement is one look, so one key. Salience can never be more than proposed (no
gold record holds it, so nothing measures it), and it used to cost a key for each sector: 18 of 59 keys. It is now
one look for all: the chips show full and empty marks side by side, every passage is marked at once, and the form
says how many one Enter answers. A sector that itself waits keeps its own look. A full date and its basis are one
look too.

"""
TAIL = """
## How it is counted
The keystroke-level model of Card, Moran and Newell (1980): a key {K} s, a pointing {P} s, a mouse button {B} s, the
hand between keyboard and mouse {H} s, a decision {M} s. In Curator each doubt and each correction is one decision.
In the spreadsheet every cell is one decision and one Tab; its words are typed with Telex (a key for each letter,
mark, tone and capital), or copied from the page (one selection, Ctrl+C, Alt+Tab, Ctrl+V, Alt+Tab) where that is
quicker. Both sides leave out the reading itself, which is the same work, and the spreadsheet keeps
neither passages nor history. The figures say nothing of how often a person overlooks a wrong value.
"""


def main() -> None:
    """Review the samples and write the table."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication(sys.argv[:1])
    samples = sorted((ROOT / "seeds").glob("*.txt"))
    rows, mine, theirs = [], Effort(), Effort()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "office.curator"
        with Store(path, reader="reviewer") as store:
            drain(import_files(store, samples, "Hanoi"))
        window = open_window(path, reader="reviewer", language="en")
        window.resize(1366, 768)
        window.show()
        for entry in sorted(window.store.entries("all"), key=lambda entry: entry.source.name):
            name = Path(entry.source.name).stem
            gold = json.loads((ROOT / "seeds" / "gold" / f"{name}.json").read_text(encoding="utf-8"))
            window.open_document(entry.source.document)
            effort, typed = Reviewer(window).review(gold), spreadsheet(gold)
            rows.append(row(name.split("_")[0] + " " + " ".join(name.split("_")[1:]), effort, typed))
            mine, theirs = added(mine, effort), added(theirs, typed)
        window.close()
    app.processEvents()
    rows.append(row("**all five**", mine, theirs))
    table = (
        "| article | Curator: keys | selections | clicks | seconds "
        "| spreadsheet: keys | selections | seconds | ratio |\n"
        "|---|---|---|---|---|---|---|---|---|\n" + "\n".join(rows) + "\n"
    )
    import reviewer

    figures = {name: getattr(reviewer, name) for name in "KPBHM"}
    (ROOT / "docs" / "review-effort.md").write_text(HEAD + table + TAIL.format(**figures), encoding="utf-8")
    print(table)


def row(name: str, mine: Effort, theirs: Effort) -> str:
    """One line of the table."""
    ratio = theirs.seconds / mine.seconds
    return (
        f"| {name} | {mine.keys} | {mine.selections} | {mine.clicks} | {mine.seconds:.0f} "
        f"| {theirs.keys} | {theirs.selections} | {theirs.seconds:.0f} | {ratio:.1f} |"
    )


def added(one: Effort, other: Effort) -> Effort:
    """Both together."""
    return Effort(
        one.keys + other.keys,
        one.selections + other.selections,
        one.clicks + other.clicks,
        one.decisions + other.decisions,
    )


if __name__ == "__main__":
    main()
