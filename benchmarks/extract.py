"""Extraction: the figures per field on the development corpus, articles a second, peak memory, time to start.

`python benchmarks/extract.py [FOLDER]` reads the articles of FOLDER instead, with gold in it or beside it.
`python benchmarks/extract.py --floors` raises the floors in tests/extract/floors.json; none sinks.
"""

import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from curator.evaluate import Report, evaluate
from curator.evaluate.files import read_folder
from curator.evaluate.score import FIELDS
from curator.extract import extract
from curator.ingest import read_path
from curator.model.article import Article
from curator.model.wire import to_json

ROOT = Path(__file__).parent.parent
ROUNDS = 5
FLOORS = ROOT / "tests" / "extract" / "floors.json"
SETS = {
    "samples": (ROOT / "seeds", ROOT / "seeds" / "gold"),
    "corpus": (ROOT / "tests" / "corpus" / "articles", ROOT / "tests" / "corpus" / "gold"),
    "invented": (ROOT / "tests" / "invented" / "articles", ROOT / "tests" / "invented" / "gold"),
    "blind": (ROOT / "tests" / "blind" / "articles", ROOT / "tests" / "blind" / "gold"),
}
CITIES = {
    "hcmc": "Ho Chi Minh City", "danang": "Da Nang", "haiphong": "Hai Phong", "hue": "Hue", "cantho": "Can Tho",
    "quangninh": "Quang Ninh",
}  # fmt: skip


def main() -> None:
    named = [Path(word) for word in sys.argv[1:] if not word.startswith("-")]
    sets = {
        each.name: (each, each / "gold" if (each / "gold").is_dir() else each.parent / "gold") for each in named
    }
    sets = sets or SETS
    articles = {name: read_all(folder) for name, (folder, _gold) in sets.items()}
    reports = {name: report(articles[name], gold) for name, (_folder, gold) in sets.items()}
    for name, each in reports.items():
        print(f"{name}: {len(articles[name])} articles")
        print("\n".join(each.lines(verbose="-v" in sys.argv)), end="\n\n")
    if "--floors" in sys.argv:
        raise_floors(reports)
    time_extraction([article for each in articles.values() for article in each])
    time_start()


def read_all(folder: Path) -> list[Article]:
    """The first article of each file."""
    return [article for path in sorted(folder.iterdir()) if path.is_file() for article in read_path(path)[:1]]


def home_of(name: str) -> str:
    """The city of the office that would read this page, as the file names of the corpus tell it."""
    return next((city for key, city in CITIES.items() if f"_{key}" in name), "Hanoi")


def record_of(article: Article) -> dict[str, Any]:
    return to_json(article, extract(article, home_city=home_of(article.name)))


def report(articles: list[Article], gold: Path) -> Report:
    return evaluate({Path(article.name).stem: record_of(article) for article in articles}, read_folder(gold))


def raise_floors(reports: dict[str, Report]) -> None:
    """Floors lie one value below what is reached, so that a single doubtful article does not stop a change."""
    floors = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    for name, each in reports.items():
        own = floors.setdefault(name, {})
        for field in (*FIELDS, "all"):
            count = each.micro() if field == "all" else each.count(field)
            if count.f1 is not None:
                own[field] = max(own.get(field, 0.0), round(max(count.f1 - 1 / max(count.right, 1), 0.0), 3))
        own["core"] = max(own.get("core", 0), len(each.core_right) - 1)
    FLOORS.write_text(json.dumps(floors, indent=1) + "\n")


def time_extraction(articles: list[Article]) -> None:
    """Every article `ROUNDS` times on one core, to the JSON of `curator extract`; kB are 1,000 bytes of UTF-8."""
    pages = [article for article in articles if article.media_type != "application/pdf"]
    rounds = [round_of(pages) for _ in range(ROUNDS)]
    clock, busy = (sorted(each)[ROUNDS // 2] for each in zip(*rounds, strict=True))
    letters = sum(len(article.text) for article in pages)
    size = sum(len(article.text.encode()) for article in pages)
    print(f"{len(pages) / clock:.0f} articles a second, {size / len(pages) / 1000:.1f} kB each")
    print(f"{size / clock / 3000:.0f} a second of 3 kB: {clock / size * 3e6:.1f} ms each,", end=" ")
    print(
        f"{busy / size * 3e6:.1f} ms of them of the processor; {busy / letters * 3e6:.1f} ms for 3,000 characters"
    )
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def round_of(pages: list[Article]) -> tuple[float, float]:
    """Seconds by the clock and of the processor for all pages once, nothing of them computed before."""
    unread = [fresh(article) for article in pages]
    start, busy = time.perf_counter(), time.process_time()
    for article in unread:
        record_of(article)
    return time.perf_counter() - start, time.process_time() - busy


def fresh(article: Article) -> Article:
    """The same article with nothing computed yet."""
    a = article
    return Article(a.name, a.data, a.media_type, a.encoding, a.text, a.blocks, a.damage)


def time_start() -> None:
    """A new process until it has extracted its first article."""
    first = sorted((ROOT / "seeds").glob("*.txt"))[0]
    code = (
        "import sys; from pathlib import Path; from curator.ingest import read_path;"
        "from curator.extract import extract; extract(read_path(Path(sys.argv[1]))[0])"
    )
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code, str(first)], check=True, cwd=ROOT)
    print(f"start to first article {time.perf_counter() - start:.2f} s")


if __name__ == "__main__":
    main()
