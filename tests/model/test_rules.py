"""The rules name what blocks verification and what asks for a look."""

from collections.abc import Callable

import pytest

from curator.model.article import Article, Block, Role, Span
from curator.model.record import Path, Sheet
from curator.model.rules import errors, findings

E0: Path = ("engagements", 0)


def good_sheet() -> Sheet:
    sheet = (
        Sheet()
        .put(("article", "headline"), "Tiếp Đại sứ")
        .put(("article", "language"), "vi")
        .add_row(("engagements",))
    )
    for key, value in {
        "date": "2022-09-06",
        "type": "reception",
        "country": "KZ",
        "partner_city": "Astana",
        "city": "Hanoi",
    }.items():
        sheet = sheet.put((*E0, key), value)
    for side, name, role in (("home", "A", "city_executive_head"), ("partner", "B", "ambassador")):
        sheet = sheet.add_row((*E0, side), {"name": name, "role": "r", "role_class": role, "lead": True})
    return sheet


Change = Callable[[Sheet], Sheet]
CASES: list[tuple[str, str, Change]] = [
    ("error", "required", lambda s: s.put((*E0, "date"), None)),
    ("error", "required", lambda s: s.put((*E0, "country"), None)),
    ("error", "kind", lambda s: s.put((*E0, "type"), "party")),
    ("error", "kind", lambda s: s.put((*E0, "date"), "2022-02-30")),
    ("error", "side_empty", lambda s: s.remove_row((*E0, "home", 0)).remove_row((*E0, "partner", 0))),
    ("warning", "side_empty", lambda s: s.remove_row((*E0, "home", 0))),
    ("error", "two_leads", lambda s: s.add_row((*E0, "home"), {"name": "C", "lead": True})),
    ("warning", "no_lead", lambda s: s.put((*E0, "home", 0, "lead"), False)),
    ("warning", "no_role_class", lambda s: s.put((*E0, "home", 0, "role_class"), None)),
    ("error", "date_agrees", lambda s: s.put((*E0, "date_resolved"), "2021-09-06")),
    ("error", "date_basis", lambda s: s.put((*E0, "date"), "XXXX-09-06").put((*E0, "date_resolved"), "2022-09-06")),
    ("error", "partner_is_home", lambda s: s.put((*E0, "partner_city"), "Hanoi")),
    ("warning", "partner_country", lambda s: s.put((*E0, "partner_city"), "Shanghai")),
    ("error", "sector_twice", lambda s: s.add_row((*E0, "sectors"), {"code": "trade"}).add_row((*E0, "sectors"), {"code": "trade"})),
    ("error", "signed_before", lambda s: s.add_row((*E0, "agreements"), {"kind": "memorandum", "status": "signed_now", "date": "2012"})),
    ("warning", "published_apart", lambda s: s.put(("article", "published"), "2022-10-30T10:00")),
    ("warning", "published_apart", lambda s: s.put(("article", "published"), "2022-09-01")),
    ("warning", "future", lambda s: s.put((*E0, "date"), "2027-01-01")),
    ("warning", "no_engagement", lambda s: s.remove_row(E0)),
]  # fmt: skip


def test_a_complete_record_has_no_finding() -> None:
    assert findings(good_sheet(), imported="2022-09-10T00:00:00Z") == []


@pytest.mark.parametrize(
    ("level", "rule", "change"), CASES, ids=[f"{level}-{rule}-{i}" for i, (level, rule, _c) in enumerate(CASES)]
)
def test_each_rule_finds_its_case(level: str, rule: str, change: Change) -> None:
    found = findings(change(good_sheet()), imported="2026-11-21T00:00:00Z")
    assert [(f.level, f.rule) for f in found] == [(level, rule)]
    assert found[0].message
    assert found[0].fix
    assert bool(errors(found)) is (level == "error")


def test_not_stated_answers_a_required_field() -> None:
    assert findings(good_sheet().not_stated((*E0, "date")).not_stated((*E0, "country"))) == []


def test_an_international_body_needs_no_country() -> None:
    sheet = good_sheet().put((*E0, "country"), None).put((*E0, "partner_city"), None)
    assert findings(sheet.put((*E0, "partner", 0, "role_class"), "igo_official")) == []


def test_passages_are_checked_against_the_article() -> None:
    text = "Ngày 6/9\nTin khác 6/9"
    article = Article(
        "a.txt", text.encode(), "text/plain", "utf-8", text, (Block(0, 8, Role.STORY), Block(9, 21, Role.FURNITURE))
    )
    sheet = good_sheet()
    proven = sheet.put((*E0, "date"), "2022-09-06", (Span(5, 8, "6/9"),))
    date = (*E0, "date")
    assert [f.rule for f in findings(proven, article) if f.path == date] == []
    assert [f.rule for f in findings(sheet, article) if f.path == date] == ["no_passage"]
    stray = sheet.put(date, "2022-09-06", (Span(18, 21, "6/9"),))
    assert [f.rule for f in findings(stray, article) if f.path == date] == ["passage_in_furniture"]
    lost = sheet.put(date, "2022-09-06", (Span(6, 9, "6/9"),))
    assert [f.rule for f in findings(lost, article) if f.path == date] == ["passage_lost"]
