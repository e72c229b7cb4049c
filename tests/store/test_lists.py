"""Pages, positions, filters, facets and completion, against a plain reckoning in Python."""

import random
from collections import Counter
from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.model.article import Article
from curator.model.record import Sheet
from curator.model.revision import OPEN, Status
from curator.model.rules import findings
from curator.model.text import fold
from curator.store import ORDERS, Query, Row, Store
from curator.store.facets import PARTS
from curator.store.projection import LISTING

Made = tuple[Article, Sheet]
NAME = ("engagements", "home", "name")


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """10,000 rows of a list, with many ties and gaps."""
    store = Store(tmp_path_factory.mktemp("large") / "large.curator", reader="Lan")
    chance = random.Random(1)
    with store.writing() as db:
        for number in range(1, 10_001):
            row = {column: "" if kind == "TEXT" else 0 for column, kind in LISTING.items()}
            row |= {
                "number": number,
                "document": f"D{number:05}",
                "status": chance.choice([status.value for status in Status]),
                "turn": chance.randrange(0, 3000, 50),
                "date_key": f"20{chance.randint(10, 26)}-0{chance.randint(1, 9)}",
                "country": chance.choice(["", "FR", "CN", "KZ"]),
                "headline_key": f"h{chance.randrange(10**6)}",
            }
            row["headline"] = row["headline_key"]
            db.execute(f"INSERT INTO listing VALUES ({', '.join(f':{column}' for column in LISTING)})", row)
    return store


def reckoned(store: Store, query: Query) -> list[Row]:
    """The whole list, sorted here."""
    column = ORDERS[query.order]
    rows = store._all(f"SELECT {column}, number, {', '.join(Row._fields)} FROM listing")
    kept = [row for row in rows if not query.status or row[2 + Row._fields.index("status")] in query.status]
    return [Row._make(row[2:]) for row in sorted(kept, key=lambda row: row[:2], reverse=query.descending)]


QUERIES = [
    Query(order=order, descending=descending, status=status)
    for order, descending, status in product(
        ("doubt", "date", "country", "headline", "imported"), (False, True), ((), ("new",), tuple(OPEN))
    )
]


@pytest.mark.parametrize("query", QUERIES, ids=lambda q: f"{q.order}-{q.descending}-{len(q.status)}")
def test_pages_are_those_of_the_sorted_list(large: Store, query: Query) -> None:
    expected = reckoned(large, query)
    assert large.count(query) == len(expected)
    for offset in (0, 1, 127, len(expected) // 2, len(expected) // 2 + 64, len(expected) - 128, len(expected) - 1):
        assert large.rows(query, offset, 128) == expected[offset : offset + 128]
    assert large.rows(query, len(expected), 128) == large.rows(query, len(expected) + 5, 128) == []
    assert large.documents(query) == [row.document for row in expected]
    for position in (0, 1, len(expected) // 3, len(expected) - 1):
        assert large.position(query, expected[position].document) == position


def test_next_open_goes_down_the_list_and_then_round(large: Store) -> None:
    query = Query(order="headline", country=())
    expected = reckoned(large, query)
    waiting = [position for position, row in enumerate(expected) if row.status in OPEN]
    for position in (0, 77, 5000, len(expected) - 1):
        below = [place for place in waiting if place > position]
        following = below[0] if below else waiting[0]
        assert large.next_open(query, expected[position].document) == expected[following].document
    assert large.next_open(Query(status=("verified",)), expected[0].document) is None


def test_next_open_never_offers_the_article_itself(store: Store, report: Callable[..., Made]) -> None:
    only = store.add(*report(1))
    assert store.next_open(Query(), only) is None
    other = store.add(*report(2))
    assert store.next_open(Query(), only) == other
    assert store.next_open(Query(), other) == only
    assert store.next_open(Query(), "an article that is gone") in (only, other)


def test_every_order_works(filled: Store) -> None:
    for order, descending in product(ORDERS, (False, True)):
        query = Query(order=order, descending=descending)
        rows = filled.rows(query, 0, 10)
        assert len(rows) == 5
        assert [filled.position(query, row.document) for row in rows] == [0, 1, 2, 3, 4]


def test_a_row_shows_the_first_engagement(filled: Store, samples: list[Made]) -> None:
    document = filled.documents(Query(order="imported"))[0]
    row = filled.row(document)
    assert row
    engagement = samples[0][1].get(("engagements", 0))
    assert (row.country, row.type, row.date) == ("KZ", engagement["type"], engagement["date"])
    assert (row.home_lead, row.partner_lead) == (engagement["home"][0]["name"], engagement["partner"][0]["name"])
    assert row.headline == samples[0][1].get(("article", "headline"))
    assert (row.status, row.engagements, row.reader) == ("new", 1, "curator")
    assert filled.row("nothing") is None


def test_a_count_follows_saves_here_and_elsewhere(filled: Store) -> None:
    query = Query(status=("verified",))
    assert filled.count(query) == 0
    for number, store in enumerate((filled, filled.again()), 1):
        document = filled.documents(Query(status=("new",)))[0]
        store.save(document, store.current(document).sheet, cause="verify", label="", status=Status.VERIFIED)
        assert filled.count(query) == number
        if store is not filled:
            store.close()


def documents(store: Store, **asked: object) -> set[str]:
    return {store.source(each).name.removesuffix(".txt") for each in store.documents(Query(**asked))}  # type: ignore[arg-type]


def test_each_filter_finds_its_articles(store: Store, report: Callable[..., Made]) -> None:
    hanoi = {"city": "Hanoi", "country": "FR", "partner_city": "Toulouse", "type": "courtesy_call"}
    people = {"home": [{"name": "Nguyễn Đức Chung", "lead": True}]}
    store.add(*report(1, **hanoi, **people, sectors=["tourism"], article={"outlet": "HNP", "language": "vi"}))
    store.add(*report(2, city="Huế", country="CN", type="visit", sectors=["trade", "tourism"], date="2023"))
    store.add(*report(3, date="XXXX-02-28", article={"published": "2019-03-01", "language": "fr"}))
    everything = {"report-1", "report-2", "report-3"}
    assert documents(store) == everything
    assert documents(store, country=("FR",)) == {"report-1"}
    assert documents(store, country=("FR", "CN")) == {"report-1", "report-2"}
    assert documents(store, partner_city=("Toulouse",), city=("Hanoi",)) == {"report-1"}
    assert documents(store, sector=("tourism",)) == {"report-1", "report-2"}
    assert documents(store, type=("visit",)) == {"report-2"}
    assert documents(store, outlet=("HNP",)) == {"report-1"}
    assert documents(store, language=("fr",)) == {"report-3"}
    assert documents(store, reader=("curator",)) == everything
    assert documents(store, reader=("Lan",)) == set()
    assert documents(store, status=(Status.NEW, Status.PARKED)) == everything
    assert documents(store, person="chung đức") == documents(store, person="CHUNG duc") == {"report-1"}
    assert documents(store, person="hung") == set()
    assert documents(store, date_from="2023-06-01", date_to="2023-07-01") == {"report-2"}
    assert documents(store, date_from="2019-01-01", date_to="2019-12-31") == {"report-3"}
    assert documents(store, date_from="2024-01-01") == {"report-1"}
    assert documents(store, text="tiếp 2", country=("CN",)) == {"report-2"}
    assert documents(store, text="tiếp 2", country=("FR",)) == set()


def test_doubt_and_flags_are_filters(filled: Store) -> None:
    document = filled.documents(Query())[0]
    sheet = filled.current(document).sheet
    certain = sheet.confirm(*sheet.evidence)
    while found := findings(certain):
        path = found[0].path
        value = {"lead": True, "role_class": "other"}.get(str(path[-1]))
        certain = certain.put(path, value) if value else certain.not_stated(path)
    certain = certain.annotate(("engagements", 0, "type"), flagged=True)
    assert filled.row(document).doubts > 0  # type: ignore[union-attr]
    filled.save(document, certain, cause="edit", label="Confirm")
    assert filled.documents(Query(flagged=True)) == [document]
    assert document not in filled.documents(Query(flagged=False))
    assert document in filled.documents(Query(doubt=False))
    assert document not in filled.documents(Query(doubt=True))
    assert filled.documents(Query())[-1] == document  # the most doubtful come first


def test_facets_count_each_part_without_itself(store: Store, report: Callable[..., Made]) -> None:
    store.add(*report(1, country="FR", type="visit", sectors=["tourism", "trade"]))
    store.add(*report(2, country="FR", type="courtesy_call", sectors=["trade"]))
    store.add(*report(3, country="CN", type="visit"))
    assert store.facets(Query())["country"] == [("FR", 2), ("CN", 1)]
    assert store.facets(Query())["sector"] == [("trade", 2), ("tourism", 1)]
    narrowed = store.facets(Query(country=("FR",), type=("visit",)))
    assert narrowed["country"] == [("CN", 1), ("FR", 1)]
    assert narrowed["type"] == [("courtesy_call", 1), ("visit", 1)]
    assert narrowed["sector"] == [("tourism", 1), ("trade", 1)]
    assert narrowed["status"] == [("new", 1)]
    searched = store.facets(Query(text="tiep"))
    assert searched["language"] == [("vi", 3)]
    assert searched["outlet"] == []


def test_an_article_with_two_meetings_counts_once(store: Store, report: Callable[..., Made]) -> None:
    source, sheet = report(1, country="FR")
    store.add(source, sheet.add_row(("engagements",), sheet.get(("engagements", 0))))
    assert store.facets(Query())["country"] == store.facets(Query(text="tiep"))["country"] == [("FR", 1)]
    assert store.count(Query(country=("FR",))) == 1


def test_completion_knows_past_names_without_accents(store: Store, report: Callable[..., Made]) -> None:
    for number, name in enumerate(["Nguyễn Đức Chung", "Nguyễn Đức Chung", "Chung Thị Dung", "Trần Sỹ Thanh"]):
        people = [{"name": name, "role": "Chủ tịch", "organisation": "UBND Thành phố"}]
        store.add(*report(number, home=people if number % 2 else [], partner=[] if number % 2 else people))
    assert store.complete(NAME, "chung") == ["Nguyễn Đức Chung", "Chung Thị Dung"]
    assert store.complete(NAME, "Đức ch") == store.complete(NAME, "duc ch") == ["Nguyễn Đức Chung"]
    assert store.complete(NAME, "hung") == []
    assert store.complete(NAME, "chung", limit=1) == ["Nguyễn Đức Chung"]
    assert store.complete(("engagements", "partner", "role"), "chu") == ["Chủ tịch"]
    assert store.complete(("engagements", "home", "organisation"), "thanh pho") == ["UBND Thành phố"]
    assert store.complete(("article", "headline"), "dai") == []
    assert store.complete(("engagements", "country"), "f") == []


def test_names_are_sorted_by_their_letters_not_their_marks(store: Store, report: Callable[..., Made]) -> None:
    for number, name in enumerate(["Đỗ", "Dung", "Ân", "Bình", "Ước"]):
        store.add(*report(number, home=[{"name": name}]))
    rows = store.rows(Query(order="home_lead"), 0, 10)
    assert [row.home_lead for row in rows] == ["Ân", "Bình", "Đỗ", "Dung", "Ước"]
    assert [fold(row.home_lead) for row in rows] == sorted(fold(row.home_lead) for row in rows)


texts = st.text(max_size=8)
several = st.lists(texts, max_size=3).map(tuple)
queries = st.builds(
    Query,
    text=st.text(alphabet="ađ\"*-():^{}+ 'AND OR NOT NEAR", max_size=24) | st.text(max_size=12),
    status=several,
    country=several,
    sector=several,
    person=texts,
    date_from=texts,
    outlet=several,
    doubt=st.none() | st.booleans(),
    order=st.sampled_from(sorted(ORDERS)),
    descending=st.booleans(),
)


@given(query=queries)
def test_a_saved_view_is_the_same_query(query: Query) -> None:
    assert Query.from_json(query.to_json()) == query
    assert Query.from_json({**query.to_json(), "a part of later versions": 1}) == query


@given(query=queries)
def test_no_query_is_ever_refused(large: Store, query: Query) -> None:
    found = large.rows(query, 0, 5)
    assert len(found) <= large.count(query)
    assert set(large.facets(query)) >= {"status", "country"}


def test_an_interrupted_search_says_so(large: Store) -> None:
    import threading

    from curator.store import Interrupted

    slow = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    timer = threading.Timer(0.05, large.interrupt)
    timer.start()
    with pytest.raises(Interrupted):
        large._all(slow)
    timer.join()
    assert large.count(Query()) == 10_000


def test_the_listed_fields_of_the_codebook_are_columns_of_the_list() -> None:
    from curator.model.codebook import walk

    groups = {"home": "home_lead", "partner": "partner_lead"}
    for template, field in walk():
        if field.listed and len(template) == 2:
            assert groups.get(field.key, field.key) in Row._fields, field.key


def test_what_is_done_stands_behind_all_that_waits(filled: Store) -> None:
    first, second = filled.documents(Query())[:2]
    filled.save(first, filled.current(first).sheet, cause="verify", label="", status=Status.VERIFIED)
    order = filled.documents(Query())
    assert order[0] == second
    closed = [filled.row(document).status not in OPEN for document in order]  # type: ignore[union-attr]
    assert closed == sorted(closed)


def test_numbers_page_like_the_query_itself(filled: Store) -> None:
    for query in (Query(), Query(order="headline", descending=True), Query(text="hop")):
        numbers = filled.numbers(query)
        assert len(numbers) == filled.count(query)
        assert filled.rows_of(numbers[3:9]) == filled.rows(query, 3, 6)


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory, report: Callable[..., Made]) -> Store:
    """48 articles: the word “few” stands in 3 of them, “half” in 24, “most” in 45; some have two engagements."""
    store = Store(tmp_path_factory.mktemp("mixed") / "mixed.curator", reader="Lan")
    chance = random.Random(2)
    with store.writing():
        for number in range(48):
            wanted = (("few", number < 3), ("half", number % 2), ("most", number >= 3))
            words = " ".join(word for word, on in wanted if on)
            head = {"outlet": chance.choice([None, "HNP", "TTXVN"]), "language": chance.choice(["vi", "fr"])}
            codes = {"country": chance.choice(["FR", "CN", None]), "type": chance.choice(["visit", "reception"])}
            sectors = chance.sample(["trade", "tourism", "education"], 2)
            source, sheet = report(number, text=words, article=head, sectors=sectors, city="Hanoi", **codes)
            if number % 5 == 0:
                sheet = sheet.add_row(("engagements",), sheet.get(("engagements", 0)))
            document = store.add(source, sheet)
            if number % 3 == 0:
                store.save(document, sheet, cause="verify", label="", status=Status.VERIFIED)
    return store


def codes_of(store: Store, document: str, part: str) -> set[str]:
    """The codes of an article in one part of a query, from its newest revision."""
    newest = store.current(document)
    record = newest.sheet.record
    if part in ("status", "reader"):
        found = {str(getattr(newest, part))}
    elif part in ("outlet", "language"):
        found = {record["article"][part]}
    elif part == "sector":
        found = {row["code"] for each in record["engagements"] for row in each["sectors"]}
    else:
        found = {each[part] for each in record["engagements"]}
    return {code for code in found if code}


NARROWED: list[dict[str, Any]] = [
    {}, {"text": "few"}, {"text": "half"}, {"text": "most"}, {"text": "no such word"}, {"status": ("new",)},
    {"status": ("verified",), "text": "half"}, {"country": ("FR",), "sector": ("trade", "tourism")},
    {"doubt": False, "text": "most"}, {"city": ("Hanoi",), "outlet": ("HNP",)}, {"date_from": "2024-01-10"},
    {"reader": ("Lan",), "language": ("vi",)},
]  # fmt: skip


@pytest.mark.parametrize("asked", NARROWED, ids=str)
def test_facets_are_counted_right_however_many_articles_are_found(mixed: Store, asked: dict[str, Any]) -> None:
    facets = mixed.facets(Query(**asked))
    for part in PARTS:
        others = Query(**{key: value for key, value in asked.items() if key != part})
        counted = Counter(code for each in mixed.documents(others) for code in codes_of(mixed, each, part))
        assert dict(facets[part]) == counted, part
        assert facets[part] == sorted(facets[part], key=lambda each: (-each[1], each[0]))


@pytest.mark.parametrize("asked", NARROWED, ids=str)
def test_numbers_stand_for_the_list_and_say_what_waits(mixed: Store, asked: dict[str, Any]) -> None:
    for order, descending in product(("doubt", "headline", "status"), (False, True)):
        query = Query(**asked, order=order, descending=descending)
        numbers = mixed.numbers(query)
        rows = mixed.rows_of(numbers)
        documents = mixed.documents(query)
        assert [row.document for row in rows] == documents
        assert [mixed.number(document) for document in documents] == list(numbers)
        assert [mixed.position(query, document) for document in documents] == list(range(len(documents)))
        assert [bool(on) for on in mixed.waiting(numbers)] == [row.status in OPEN for row in rows]
        assert mixed.counts_by_status(query) == Counter(row.status for row in rows)
    assert mixed.number("no such article") == 0


def test_a_save_moves_an_article_to_its_new_codes(store: Store, report: Callable[..., Made]) -> None:
    document = store.add(*report(1, country="FR", sectors=["trade"]))
    store.add(*report(2, country="FR"))
    sheet = store.current(document).sheet.put(("engagements", 0, "country"), "CN")
    assert store.facets(Query())["country"] == [("FR", 2)]
    store.save(document, sheet.remove_row(("engagements", 0, "sectors", 0)), cause="edit", label="")
    found = store.facets(Query())
    assert (found["country"], found["sector"]) == ([("CN", 1), ("FR", 1)], [])
    assert found["reader"] == [("Lan", 1), ("curator", 1)]
    assert store.documents(Query(country=("CN",))) == [document]
