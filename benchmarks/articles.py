"""A store of any size for the benchmarks: invented press reports, the same ones each time.

`python benchmarks/articles.py FILE COUNT` makes one; benchmarks keep theirs in the temporary folder.
"""

import os
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from curator.model.article import Article, Block, Role, Span
from curator.model.record import Confidence, Evidence, Sheet, suggested
from curator.model.record import Path as Place
from curator.model.revision import Status
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
    return make_store(Path(tempfile.gettempdir()) / f"curator-benchmark-{count}.curator", count)


if __name__ == "__main__":
    make_store(Path(sys.argv[1]), int(sys.argv[2]))
