"""A store of any size for the benchmarks: invented press reports, the same ones each time.

`python benchmarks/articles.py FILE COUNT` makes one; benchmarks keep theirs in the temporary folder.

Up to 100,000 articles are added one by one, as an import adds them. Larger stores are the one of 100,000 multiplied
within SQLite: documents, revisions and rows of every table with new ids, the same texts and sheets, and in the list
another headline, day and outlet for each copy. They are right for finding, paging, sorting, opening and saving.
`curator check` objects to them, since their hashes are made up and the list differs from the sheets.
"""

import os
import random
import shutil
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from curator.model.article import Article, Block, Role, Span
from curator.model.record import Confidence, Evidence, Sheet, suggested
from curator.model.record import Path as Place
from curator.model.revision import Status
from curator.model.text import fold
from curator.model.vocab import vocabulary
from curator.store import Draft, Store

FAMILIES = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý"]
MIDDLES = ["Văn", "Thị", "Đức", "Minh", "Quang", "Thanh", "Hồng", "Ngọc", "Xuân", "Hữu", "Công", "Thế"]
GIVEN = [
    "An",
    "Bình",
    "Dũng",
    "Đạt",
    "Giang",
    "Hà",
    "Hải",
    "Hùng",
    "Lan",
    "Long",
    "Mai",
    "Nam",
    "Sơn",
    "Tuấn",
    "Yến",
]
SYLLABLES = [
    syllable
    for line in (
        "thành phố hợp tác hữu nghị đại sứ chủ tịch ủy ban nhân dân tiếp đoàn đại biểu phát triển kinh tế văn hóa",
        "du lịch giáo dục đầu tư thương mại hai bên quan hệ truyền thống tăng cường trao đổi ký kết thỏa thuận",
        "chương trình năm nay thủ đô xây dựng môi trường giao thông công nghệ thông tin doanh nghiệp lãnh đạo",
    )
    for syllable in line.split()
]
POSTS = ["Chủ tịch", "Phó Chủ tịch", "Bí thư", "Đại sứ", "Thị trưởng", "Tổng Lãnh sự", "Giám đốc"]
BODIES = ["UBND Thành phố Hà Nội", "HĐND Thành phố", "Thành ủy Hà Nội", "Đại sứ quán", "Sở Ngoại vụ"]


def article(number: int, words: int = 350) -> tuple[Article, Sheet]:
    """The invented report `number`, of about `words` syllables, with the sheet that a machine would propose."""
    chance = random.Random(number)
    people = [" ".join(chance.choice(part) for part in (FAMILIES, MIDDLES, GIVEN)) for _ in range(4)]
    day = f"{chance.randint(1, 28):02}"
    month = f"{chance.randint(1, 12):02}"
    lines = [f"{people[0]} tiếp {people[1]} {number}", f"Ngày {int(day)}/{int(month)}, {', '.join(people)}"]
    while sum(len(line.split()) for line in lines) < words:
        lines.append(" ".join(chance.choices(SYLLABLES, k=60)))
    text = "\n".join(lines)
    blocks, start = [], 0
    for position, line in enumerate(lines):
        blocks.append(Block(start, start + len(line), Role.STORY if position else Role.HEADLINE))
        start += len(line) + 1
    made = Article(f"report-{number}.txt", text.encode(), "text/plain", "utf-8", text, tuple(blocks))
    return made, _sheet(made, people, f"XXXX-{month}-{day}", chance)


def _sheet(made: Article, people: list[str], date: str, chance: random.Random) -> Sheet:
    values: dict[Place, Any] = {
        ("article", "headline"): made.text.split("\n")[0],
        ("article", "outlet"): chance.choice(["HNP", "Hà Nội mới", "VnExpress", "Nhân Dân", "TTXVN"]),
        ("article", "published"): f"{chance.randint(2005, 2026)}-{date[5:]}",
        ("article", "language"): "vi",
        ("engagements", 0, "date"): date,
        ("engagements", 0, "type"): chance.choice([term.code for term in vocabulary("event_types")]),
        ("engagements", 0, "country"): chance.choice([term.code for term in vocabulary("countries")]),
        ("engagements", 0, "city"): "Hanoi",
        ("engagements", 0, "direction"): "incoming",
    }
    sheet = Sheet().add_row(("engagements",))
    for side, named in (("home", people[:2]), ("partner", people[2:])):
        for position, name in enumerate(named):
            at: Place = ("engagements", 0, side, position)
            sheet = sheet.add_row(at[:-1])
            values |= {(*at, "name"): name, (*at, "role"): chance.choice(POSTS), (*at, "lead"): position == 0}
            values[(*at, "organisation")] = chance.choice(BODIES)
    for position, code in enumerate(chance.sample([term.code for term in vocabulary("sectors")], 3)):
        sheet = sheet.add_row(("engagements", 0, "sectors"))
        values[("engagements", 0, "sectors", position, "code")] = code
    evidence: dict[Place, Evidence] = {}
    for path, value in values.items():
        sheet = sheet.put(path, value)
        start = made.text.find(str(value))
        spans = (Span(start, start + len(str(value)), str(value)),) if start >= 0 else ()
        sure = chance.choices([Confidence.SURE, Confidence.CHECK, Confidence.GUESS], [6, 3, 1])[0]
        evidence[path] = suggested(value, spans, sure, "invented")
    return Sheet(sheet.record, evidence)


def make_store(path: Path, count: int) -> Path:
    """A store of `count` reports at `path`; a third of them verified. Made once, then found again."""
    if path.exists():
        return path
    aside = path.with_name(f"{path.name}.{os.getpid()}")
    start = time.perf_counter()
    with Store(aside, reader="Benchmark") as store:
        for first in range(0, count, 2000):
            with store.writing():
                for number in range(first, min(first + 2000, count)):
                    made, sheet = article(number)
                    document = store.add(made, sheet)
                    if number % 3 == 0:
                        verified = sheet.confirm(*sheet.evidence)
                        store.save_many(
                            [Draft(document, verified, Status.VERIFIED)], cause="verify", label="Verify"
                        )
    aside.rename(path)
    print(f"made {count} articles in {time.perf_counter() - start:.0f} s, {path.stat().st_size >> 20} MB")
    return path


def store_of(count: int) -> Path:
    """The benchmarks' common store of `count` reports, in the temporary folder."""
    path = Path(tempfile.gettempdir()) / f"curator-benchmark-{count}.curator"
    return make_store(path, count) if count <= ONE_BY_ONE else multiply(store_of(ONE_BY_ONE), path, count)


def multiply(base: Path, path: Path, count: int) -> Path:
    """A store of about `count` reports at `path` from that at `base`; see the top of this file."""
    if path.exists():
        return path
    aside = path.with_name(f"{path.name}.{os.getpid()}")
    start = time.perf_counter()
    shutil.copy(base, aside)
    with closing(sqlite3.connect(aside, isolation_level=None)) as db:
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -500000"):
            db.execute(f"PRAGMA {pragma}")
        sql = "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL"
        indexes = db.execute(sql).fetchall()
        for name, _sql in indexes:
            db.execute(f"DROP INDEX [{name}]")
        articles = db.execute("SELECT max(number) FROM document").fetchone()[0]
        for copy in range(1, count // articles):
            _copy(db, copy, articles)
        for _name, sql in indexes:
            db.execute(sql)
        db.execute("UPDATE known SET uses = uses * ?", [count // articles])
        db.execute("INSERT INTO search (search) VALUES ('rebuild')")
        db.execute("PRAGMA journal_mode = WAL")
    aside.rename(path)
    print(f"made {count} articles in {time.perf_counter() - start:.0f} s, {path.stat().st_size >> 20} MB")
    return path


def _copy(db: sqlite3.Connection, copy: int, articles: int) -> None:
    """Every row of the first `articles` once more, as copy number `copy`."""
    first, word, day = DIGITS[copy], SYLLABLES[copy], f"{copy + 10:02}"
    new = {
        "id": f"'{first}' || substr(%, 2)", "document": f"'{first}' || substr(%, 2)",
        "revision": f"'{first}' || substr(%, 2)", "engagement": f"'{first}' || substr(%, 2)",
        "number": f"% + {copy * articles}", "sha256": f"'{first} ' || %",
        "headline": f"'{word} ' || %", "headline_key": f"'{fold(word)} ' || %",
        "date": f"substr(%, 1, length(%) - 2) || '{day}'", "date_key": f"substr(%, 1, length(%) - 2) || '{day}'",
        "outlet": f"'{word} ' || %", "outlet_key": f"'{fold(word)} ' || %",
    }  # fmt: skip
    own = f"<= {articles}"
    where = {"document": f"number {own}", "listing": f"number {own}", "facet": f"number {own}"}
    for table in ("document", "revision", "article", *_INNER, "listing", "facet"):
        columns = [name for _n, name, *_rest in db.execute(f"PRAGMA table_info([{table}])")]
        changed = {**new, "date": "%"} if table == "agreement" else new
        cells = [changed.get(column, "%").replace("%", column) for column in columns]
        if table == "facet":
            cells[2] = f"iif(part = 'outlet', '{word} ' || code, code)"
        ours = where.get(table, "substr(document, 1, 1) = '0'")
        db.execute(f"INSERT INTO [{table}] SELECT {', '.join(cells)} FROM [{table}] WHERE {ours}")


_INNER = ("engagement", "participant", "engagement_sector", "agreement")
ONE_BY_ONE = 100_000  # articles; more are multiplied
DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # of a ULID, the first of which is 0 until the year 3084


if __name__ == "__main__":
    make_store(Path(sys.argv[1]), int(sys.argv[2]))
