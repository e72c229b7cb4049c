"""Entries to release: as many invented ones as a test asks for, and records made from gold files."""

import hashlib
from collections.abc import Generator, Iterator
from dataclasses import replace
from random import Random
from typing import Any, TypeVar

from curator.export import Contributor, Options
from curator.model.article import Span
from curator.model.codebook import AGREEMENT, ARTICLE, ENGAGEMENT, PERSON, empty_row
from curator.model.record import Confidence, Evidence, Proposal, Sheet, State, values
from curator.model.revision import Entry, Revision, Source, Status

OPTIONS = Options(
    created="2026-11-21T08:00:00Z",
    app_version="0.1.0",
    contributors=(Contributor("Sở Ngoại vụ Hà Nội"),),
)
T = TypeVar("T")


def run(steps: Generator[Any, None, T]) -> T:
    """The return value of a generator of progress."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def ulid(kind: str, number: int) -> str:
    return f"01J{kind}{number:022d}"


def entry(
    number: int, record: dict[str, Any], text: str, status: Status = Status.VERIFIED, reason: str = ""
) -> Entry:
    """An entry whose every value that stands in `text` has it as evidence."""
    document = ulid("A", number)
    evidence = {}
    for path, _field, value in values(record):
        if isinstance(value, str) and (at := text.find(value)) >= 0:
            spans = (Span(at, at + len(value), value),)
            evidence[path] = Evidence(State.CONFIRMED, spans, Proposal(value, spans, Confidence.SURE, "test"))
        elif value is not None and value != []:
            evidence[path] = Evidence(State.ENTERED)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Entry(
        Source(document, f"{number}.txt", digest, digest, "2026-11-20T09:00:00Z"),
        Revision(
            ulid("R", number), document, "2026-11-21T07:00:00Z", "Nguyễn Thị Lan", "verify", "Verify", status, reason,
            Sheet(record, evidence), "0.1.0",
        ),
    )  # fmt: skip


PARTNERS = (
    ("FR", "Paris", 9), ("JP", "Tokyo", 9), ("KR", "Seoul", 9), ("CN", "Beijing", 8), ("LA", "Vientiane", 8),
    ("RU", "Moscow", 6), ("FR", "Île-de-France", 5), ("FR", "Toulouse", 4), ("KH", "Phnom Penh", 4),
    ("SG", "Singapore", 4), ("CU", "Havana", 3), ("KZ", "Astana", 3), ("BY", "Minsk", 3), ("CN", "Shanghai", 3),
    ("US", None, 6), ("DE", "Berlin", 3), ("GB", "London", 3), ("PL", "Warsaw", 2), ("IN", "New Delhi", 2),
    ("AU", "Canberra", 2), ("TH", "Bangkok", 2), ("ID", "Jakarta", 2), ("IT", "Rome", 1), ("MN", "Ulaanbaatar", 1),
)  # fmt: skip
TYPES = (
    ("courtesy_call",) * 8
    + ("reception",) * 6
    + ("working_session",) * 4
    + ("talks",) * 3
    + ("visit", "forum", "signing")
)
SECTORS = (
    "investment",
    "tourism",
    "culture",
    "education",
    "trade",
    "transport",
    "environment",
    "digital",
    "health",
)
FAMILY = ("Lê", "Nguyễn", "Trần", "Phạm", "Hoàng", "Đỗ", "Vũ")
GIVEN = ("Minh Anh", "Thu Hà", "Đức Long", "Quang Huy", "Ngọc Ánh", "Hải Yến")
GUESTS = ("Anna", "Boris", "Chiara", "Daniel", "Elena", "Farid", "Greta", "Hiro", "Irina", "Jules", "Kenji", "Lena")
HOUSES = ("Petrov", "Moreau", "Tanaka", "Kim", "Souvanna", "Novak", "Rossi", "Weber", "Ortiz", "Singh", "Sato")


def record(number: int = 0, **changed: Any) -> dict[str, Any]:
    """A plausible, invented record, the same for the same number; engagement values may be given by key."""
    dice = Random(number)
    country, partner_city, _weight = dice.choices(PARTNERS, [weight for _c, _p, weight in PARTNERS])[0]
    year, month, day = (
        dice.choice((*range(2012, 2026), 2019, 2023, 2024, 2024, 2025)),
        dice.randint(1, 12),
        dice.randint(1, 28),
    )
    stated = f"XXXX-{month:02d}-{day:02d}"
    dated = dice.random() > 0.07
    agreement = {
        "kind": dice.choice(("memorandum", "memorandum", "programme", "agreement")),
        "title": "Biên bản ghi nhớ",
    }
    agreement |= {
        "date": str(year - dice.randint(0, 6)),
        "status": dice.choice(("signed_now", "in_force", "proposed")),
    }
    engagement = {
        **empty_row(ENGAGEMENT),
        "id": ulid("E", number),
        "date": stated,
        "date_resolved": f"{year}{stated[4:]}" if dated else None,
        "date_basis": "page_timestamp" if dated else None,
        "type": dice.choice(TYPES),
        "country": country,
        "partner_city": partner_city,
        "city": "Hanoi",
        "direction": "incoming",
        "home": [
            _person(
                f"{dice.choice(FAMILY)} {dice.choice(GIVEN)}", "Phó Chủ tịch", "city_executive_deputy", lead=True
            )
        ],
        "partner": [
            _person(f"{dice.choice(GUESTS)} {dice.choice(HOUSES)}", "Đại sứ", "ambassador", lead=True),
            _person(f"{dice.choice(GUESTS)} {dice.choice(HOUSES)}", None, None),
        ],
        "sectors": [
            {"code": code, "salience": dice.choice(("core", "core", "mentioned"))}
            for code in dice.sample(SECTORS, dice.randint(0, 4))
        ],
        "agreements": [{**empty_row(AGREEMENT), **agreement}] if dice.random() < 0.3 else [],
        "note": "riêng",
        **changed,
    }
    article = {**empty_row(ARTICLE), "headline": f"Hà Nội tiếp khách {number}", "language": "vi", "note": "riêng"}
    article |= {"authors": ["Minh Khôi", "Huy Kiên"], "outlet": "HNP"}
    if dated:
        article |= {"published": f"{year}{stated[4:]}T18:30", "url": f"https://example.org/bai-{number}.html"}
    return {"article": article, "engagements": [engagement]}


def _person(name: str, role: str | None, role_class: str | None, *, lead: bool = False) -> dict[str, Any]:
    return {**empty_row(PERSON), "name": name, "role": role, "role_class": role_class, "lead": lead}


def text_of(number: int) -> str:
    """The text that the record of this number could have been coded from."""
    row = record(number)["engagements"][0]
    host, guest, other = row["home"][0]["name"], row["partner"][0]["name"], row["partner"][1]["name"]
    return (
        f"Hà Nội tiếp khách {number}\n\nPhó Chủ tịch {host} tiếp Đại sứ {guest} cùng {other} 🎉; hai bên nhắc tới "
        f"Biên bản ghi nhớ năm 2012 và việc kết nối với {row['partner_city']} trong thời gian tới."
    )


def from_gold(gold: dict[str, Any], number: int) -> dict[str, Any]:
    def fill(group: Any, row: dict[str, Any]) -> dict[str, Any]:
        return {**empty_row(group), **{k: v for k, v in row.items() if k in {f.key for f in group.fields}}}

    rows = []
    for position, row in enumerate(gold["engagements"]):
        made = fill(ENGAGEMENT, row)
        made["sectors"] = [{"code": code, "salience": "core"} for code in row["sectors"]]
        for side in ("home", "partner"):
            made[side] = [fill(PERSON, person) for person in row[side]]
        made["agreements"] = [fill(AGREEMENT, each) for each in row["agreements"]]
        rows.append({**made, "id": ulid("E", number * 10 + position)})
    return {"article": fill(ARTICLE, gold["article"]), "engagements": rows}


def entries(count: int, distinct: int = 400) -> Iterator[Entry]:
    """`count` verified entries; after the first `distinct` they repeat with ids of their own: cheap to make."""
    made = [entry(number, record(number), text_of(number)) for number in range(min(count, distinct))]
    for number in range(count):
        like = made[number % distinct]
        sheet = like.revision.sheet
        again = {**sheet.record, "engagements": [{**sheet.record["engagements"][0], "id": ulid("E", number)}]}
        revision = replace(like.revision, sheet=replace(sheet, record=again), document=ulid("A", number))
        yield Entry(replace(like.source, document=ulid("A", number)), revision)


def texts(document: str, distinct: int = 400) -> str:
    """The text of an article that `entries` made."""
    return text_of(int(document[4:]) % distinct)
