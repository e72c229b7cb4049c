"""Articles as they came, and every saved state of their sheets."""

from collections.abc import Callable
from pathlib import Path

import pytest

from curator.errors import StoreProblem
from curator.model.article import Article
from curator.model.record import Sheet, State
from curator.model.revision import Status
from curator.store import Draft, Duplicate, Moved, Query, Store
from curator.store.ids import ulid

Made = tuple[Article, Sheet]
COUNTRY = ("engagements", 0, "country")


def test_an_article_comes_back_as_it_was_added(filled: Store, samples: list[Made]) -> None:
    documents = filled.documents(Query(order="imported"))
    for document, (article, sheet) in zip(documents, samples, strict=True):
        assert filled.article(document) == article
        assert filled.text(document) == article.text
        newest = filled.current(document)
        assert newest.sheet.evidence == sheet.evidence
        for path, value in (
            (("article", "headline"), sheet.get(("article", "headline"))),
            (COUNTRY, sheet.get(COUNTRY)),
        ):
            assert newest.sheet.get(path) == value
        assert (newest.reader, newest.cause, newest.status) == ("curator", "import", Status.NEW)
        source = filled.source(document)
        assert (source.name, source.sha256, source.text_sha256) == (
            article.name,
            article.sha256,
            article.text_sha256,
        )


def test_the_same_bytes_are_refused_and_named(filled: Store, samples: list[Made]) -> None:
    article, sheet = samples[2]
    with pytest.raises(Duplicate) as refused:
        filled.add(article, sheet)
    assert filled.source(refused.value.document).name == article.name
    assert filled.known(article.sha256) == refused.value.document
    assert filled.count(Query()) == 5


def test_the_same_web_address_is_refused_but_none_is_no_address(store: Store, report: Callable[..., Made]) -> None:
    url = "https://example.org/bai-viet.html"
    first = store.add(*report(1, article={"url": url}))
    store.add(*report(2))
    store.add(*report(3))
    with pytest.raises(Duplicate) as refused:
        store.add(*report(4, article={"url": url}))
    assert refused.value.document == first


def test_a_save_appends_and_the_newest_is_the_state(filled: Store) -> None:
    document = filled.documents(Query())[0]
    first = filled.current(document)
    second = filled.save(document, first.sheet.put(COUNTRY, "FR"), cause="edit", label="Country", expect=first.id)
    assert filled.current(document) == second
    assert filled.history(document) == [second, first]
    assert filled.revision(first.id) == first
    assert (second.reader, second.cause, second.label, second.status) == ("Lan", "edit", "Country", Status.NEW)
    assert second.sheet.state(COUNTRY) is State.CORRECTED
    assert second.sheet.evidence[COUNTRY].proposal == first.sheet.evidence[COUNTRY].proposal


def test_a_save_on_an_old_state_is_refused_and_changes_nothing(filled: Store) -> None:
    document = filled.documents(Query())[0]
    first = filled.current(document)
    with filled.again() as other:
        other.reader = "Hoa"
        theirs = other.save(document, first.sheet.put(COUNTRY, "FR"), cause="edit", label="Country")
    with pytest.raises(Moved) as refused:
        filled.save(document, first.sheet.put(COUNTRY, "CN"), cause="edit", label="Country", expect=first.id)
    assert (refused.value.document, refused.value.newest) == (document, theirs.id)
    assert "Hoa" in str(refused.value)
    assert filled.current(document) == theirs


def test_status_and_reason_stay_until_they_are_changed(filled: Store) -> None:
    document = filled.documents(Query())[0]
    sheet = filled.current(document).sheet
    parked = filled.save(
        document, sheet, cause="park", label="Park", status=Status.PARKED, reason="waits for a photo"
    )
    noted = filled.save(document, sheet.annotate(COUNTRY, note="?"), cause="edit", label="Note")
    assert (noted.status, noted.reason) == (Status.PARKED, parked.reason)
    opened = filled.save(document, sheet, cause="unpark", label="Open again", status=Status.IN_PROGRESS)
    assert (opened.status, opened.reason) == (Status.IN_PROGRESS, "")
    assert filled.counts_by_status() == {"new": 4, "in_progress": 1}


def test_engagements_get_an_id_once_and_a_copy_gets_its_own(filled: Store) -> None:
    document = filled.documents(Query())[0]
    sheet = filled.current(document).sheet
    kept = sheet.get(("engagements", 0, "id"))
    assert len(kept) == 26
    copied = sheet.add_row(("engagements",), sheet.get(("engagements", 0)))
    saved = filled.save(document, copied, cause="edit", label="Copy").sheet
    assert saved.get(("engagements", 0, "id")) == kept
    assert saved.get(("engagements", 1, "id")) not in (None, kept)


def test_two_articles_may_report_one_engagement(store: Store, report: Callable[..., Made]) -> None:
    first = store.add(*report(1))
    id = store.current(first).sheet.get(("engagements", 0, "id"))
    second = store.add(*report(2))
    linked = Sheet({**report(2)[1].record, "engagements": [{**report(2)[1].record["engagements"][0], "id": id}]})
    assert store.save(second, linked, cause="link", label="Same meeting").sheet.get(("engagements", 0, "id")) == id


def test_many_are_saved_together_or_not_at_all(filled: Store) -> None:
    documents = filled.documents(Query())
    before = [filled.current(document) for document in documents]
    drafts = [Draft(each.document, each.sheet.put(COUNTRY, "FR"), expect=each.id) for each in before]
    stale = drafts[-1]._replace(expect=ulid())
    with pytest.raises(Moved):
        filled.save_many([*drafts[:-1], stale], cause="bulk", label="Country")
    assert [filled.current(document) for document in documents] == before
    after = filled.save_many(drafts, cause="bulk", label="Country")
    assert [filled.current(document) for document in documents] == after
    assert {filled.row(document).country for document in documents} == {"FR"}  # type: ignore[union-attr]


def test_saves_inside_one_transaction_are_one(filled: Store) -> None:
    first, second = filled.documents(Query())[:2]
    before = filled.current(first)

    def fail() -> None:
        with filled.writing():
            filled.save(first, before.sheet.put(COUNTRY, "FR"), cause="edit", label="Country")
            filled.save(second, before.sheet, cause="edit", label="Country", expect="nothing like this")

    with pytest.raises(Moved):
        fail()
    assert filled.current(first) == before


def test_an_unknown_article_is_a_key_error(store: Store) -> None:
    for ask in (store.article, store.source, store.text, store.current, store.revision):
        with pytest.raises(KeyError):
            ask("nothing")
    with pytest.raises(KeyError):
        store.save("nothing", Sheet(), cause="edit", label="")
    assert store.history("nothing") == []


def test_entries_are_the_released_ones_in_order_of_id(filled: Store) -> None:
    documents = sorted(filled.documents(Query()))
    for document, status in ((documents[1], Status.VERIFIED), (documents[3], Status.SECOND_CHECKED)):
        filled.save(document, filled.current(document).sheet, cause="verify", label="Verify", status=status)
    assert [entry.source.document for entry in filled.entries()] == [documents[1], documents[3]]
    assert [entry.source.document for entry in filled.entries("all")] == documents
    narrowed = filled.entries("all", Query(country=("BY",)))
    assert [entry.revision.sheet.get(COUNTRY) for entry in narrowed] == ["BY"]
    for entry in filled.entries():
        assert entry.revision == filled.current(entry.source.document)
        assert entry.source == filled.source(entry.source.document)


def test_releases_are_remembered(store: Store) -> None:
    assert (store.releases(), store.changed_at) == ([], "")
    first = store.record_release("1.0.0", "/out/1.0.0", 3, {"counts": {"articles": 3}})
    second = store.record_release("1.1.0", "/out/1.1.0", 4, {})
    assert store.releases() == [second, first]
    hurried = [store.record_release(f"1.2.{number}", "", 0, {}) for number in range(20)]  # several a millisecond
    assert store.releases() == [*reversed(hurried), second, first]
    assert first.facts == {"counts": {"articles": 3}}
    assert (first.reader, first.documents) == ("Lan", 3)


def test_a_reader_cannot_write(filled: Store) -> None:
    document = filled.documents(Query())[0]
    with filled.again(write=False) as other:
        assert not other.writable
        newest = other.current(document)
        with pytest.raises(StoreProblem):
            other.save(document, newest.sheet, cause="edit", label="")
        with pytest.raises(StoreProblem):
            other.rebuild()
        assert other.current(document) == newest


def test_ids_sort_by_time_even_when_the_clock_stands_still() -> None:
    ids = [ulid()]
    for _ in range(2000):
        ids.append(ulid(after=ids[-1]))
    assert ids == sorted(set(ids))
    far = "7ZZZZZZZZZ0000000000000000"
    assert far < ulid(after=far)


def test_ids_are_ulids() -> None:
    from ulid import ULID

    made = ulid()
    assert str(ULID.from_str(made)) == made
    assert abs(ULID.from_str(made).timestamp - ULID().timestamp) < 60


def test_the_folder_of_a_new_store_is_made(tmp_path: Path) -> None:
    with Store(tmp_path / "a" / "b" / "new.curator", reader="Lan") as store:
        assert store.count(Query()) == 0
