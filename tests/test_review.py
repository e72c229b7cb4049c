import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from curator.errors import Problem
from curator.model.article import Article, Block, Role
from curator.model.looks import needs_look
from curator.model.record import Confidence, Sheet, State, suggested
from curator.model.revision import Status
from curator.model.rules import Blocked
from curator.review import ENGAGEMENTS, Review
from curator.store import Moved, Store
from curator.trail import Kept

TEXT = "Tiêu đề 😀 thử\n\nNgày 28/2, Chủ tịch Nguyễn Văn A tiếp Đại sứ Kazakhstan Yerlan Baizhanov tại Hà Nội.\n"
DATE = ("engagements", 0, "date")
COUNTRY = ("engagements", 0, "country")
HOME = ("engagements", 0, "home")
PARTNER = ("engagements", 0, "partner")


def make_article(name: str = "a.txt") -> Article:
    lines = [line for line in TEXT.split("\n") if line]
    starts = [TEXT.index(line) for line in lines]
    roles = (Role.HEADLINE, Role.STORY)
    blocks = tuple(Block(s, s + len(line), r) for s, line, r in zip(starts, lines, roles, strict=True))
    return Article(name, TEXT.encode() + name.encode(), "text/plain", "utf-8", TEXT, blocks)


def make_sheet(article: Article) -> Sheet:
    sheet = Sheet().add_row(ENGAGEMENTS)
    values = {
        ("article", "headline"): ("Tiêu đề", "Tiêu đề", Confidence.SURE),
        ("article", "language"): ("vi", "Ngày", Confidence.SURE),
        DATE: ("XXXX-02-28", "28/2", Confidence.SURE),
        ("engagements", 0, "type"): ("reception", "tiếp", Confidence.CHECK),
        COUNTRY: ("KZ", "Kazakhstan", Confidence.SURE),
        ("engagements", 0, "city"): ("Hanoi", "Hà Nội", Confidence.SURE),
        (*HOME, 0, "name"): ("Nguyễn Văn A", "Nguyễn Văn A", Confidence.CHECK),
        (*HOME, 0, "lead"): (True, "Chủ tịch", Confidence.SURE),
        (*PARTNER, 0, "name"): ("Yerlan Baizhanov", "Yerlan Baizhanov", Confidence.GUESS),
        (*PARTNER, 0, "lead"): (True, "Đại sứ", Confidence.CHECK),
    }
    for rows in (HOME, PARTNER):
        sheet = sheet.add_row(rows)
    for path, (value, words, confidence) in values.items():
        start = article.text.index(words)
        span = article.span(start, start + len(words))
        filled = sheet.put(path, value, (span,))
        sheet = Sheet(filled.record, {**filled.evidence, path: suggested(value, (span,), confidence, "test")})
    return sheet


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "s.curator", reader="An") as store:
        for name in ("a.txt", "b.txt"):
            article = make_article(name)
            store.add(article, make_sheet(article))
        yield store


@pytest.fixture
def review(store: Store) -> Review:
    review = Review(store, clock=Clock())
    review.open(documents(store)[0])
    return review


class Clock:
    """A clock that only moves when told."""

    now = 0.0

    def __call__(self) -> float:
        self.now += 10
        return self.now


def documents(store: Store) -> list[str]:
    return [entry.source.document for entry in store.entries("all")]


def test_an_edit_is_saved_at_once_and_starts_the_article(review: Review, store: Store) -> None:
    assert review.status is Status.NEW
    review.put(COUNTRY, "FR")
    saved = store.current(review.document)
    assert saved.sheet.get(COUNTRY) == "FR"
    assert saved.reader == "An"
    assert saved.sheet.state(COUNTRY) is State.CORRECTED
    assert review.status is Status.IN_PROGRESS
    assert saved.label == "Partner country: France"


def test_undo_and_redo_name_the_step_and_keep_the_log(review: Review, store: Store) -> None:
    review.put(COUNTRY, "FR")
    assert review.undo_label == "Partner country: France"
    change = review.undo()
    assert change.documents == (review.document,)
    assert change.cause == "undo"
    assert review.sheet.get(COUNTRY) == "KZ"
    assert review.status is Status.NEW
    assert [r.cause for r in store.history(review.document)] == ["undo", "edit", "import"]
    review.redo()
    assert review.sheet.get(COUNTRY) == "FR"
    assert review.redo_label == ""


def test_undo_goes_back_through_other_articles(review: Review, store: Store) -> None:
    first, second = documents(store)
    review.put(COUNTRY, "FR")
    review.open(second)
    review.put(COUNTRY, "DE")
    assert review.undo().documents == (second,)
    assert review.undo().documents == (first,)
    assert review.document == second
    assert [store.current(d).sheet.get(COUNTRY) for d in (first, second)] == ["KZ", "KZ"]
    review.redo()
    review.redo()
    assert [store.current(d).sheet.get(COUNTRY) for d in (first, second)] == ["FR", "DE"]


def test_quick_edits_of_one_value_are_one_step(store: Store) -> None:
    clock = Clock()
    review = Review(store, clock=lambda: clock.now)
    review.open(documents(store)[0])
    for country in ("FR", "DE", "IT"):
        review.put(COUNTRY, country)
    review.put(DATE, "XXXX-03-01")
    review.undo()
    review.undo()
    assert review.sheet.get(COUNTRY) == "KZ"
    assert not review.undo_label


def test_undo_declines_when_somebody_else_saved(review: Review, store: Store) -> None:
    review.put(COUNTRY, "FR")
    with Store(store.path, reader="Bình") as other:
        other.save(review.document, review.sheet.put(DATE, "XXXX-03-01"), cause="edit", label="x")
    with pytest.raises(Problem, match="Bình"):
        review.undo()
    with pytest.raises(Moved):
        review.put(COUNTRY, "DE")
    assert review.sheet.get(DATE) == "XXXX-03-01"  # the new state is shown now
    review.put(COUNTRY, "DE")


def test_a_failed_write_keeps_the_sheet_and_can_be_retried(review: Review, store: Store) -> None:
    blocker = sqlite3.connect(store.path, isolation_level=None)
    store.patience = 0
    blocker.execute("BEGIN IMMEDIATE")
    with pytest.raises(Kept, match=r"is not saved yet: another program is writing .* as soon as the file is free"):
        review.put(COUNTRY, "FR")
    with pytest.raises(Kept) as kept:
        review.put(DATE, "XXXX-03-01")
    assert kept.value.message.startswith(f"“{review.sheet.get(('article', 'headline'))[:20]}")
    assert "nothing was changed" not in str(kept.value)
    assert review.sheet.get(COUNTRY) == "FR"
    assert review.status is Status.IN_PROGRESS
    assert review.pending
    blocker.execute("ROLLBACK")
    blocker.close()
    assert review.retry()
    assert not review.pending
    saved = store.current(review.document).sheet
    assert (saved.get(COUNTRY), saved.get(DATE)) == ("FR", "XXXX-03-01")
    review.undo()
    assert review.sheet.get(COUNTRY) == "KZ"


def test_verify_confirms_what_is_left_and_logs_accepted_warnings(review: Review, store: Store) -> None:
    review.put((*HOME, 0, "role"), "Chủ tịch")
    with pytest.raises(Blocked) as blocked:
        review.verify()
    assert {f.level for f in blocked.value.found} == {"warning"}
    review.verify(accept_warnings=True)
    saved = store.current(review.document)
    assert saved.status is Status.VERIFIED
    assert {e.state for e in saved.sheet.evidence.values()} == {State.CONFIRMED, State.ENTERED}
    assert "no_role_class /engagements/0/home/0/role_class" in saved.reason
    review.put(COUNTRY, "FR")
    assert review.status is Status.IN_PROGRESS
    review.undo()
    assert review.status is Status.VERIFIED


def test_errors_block_whatever_is_accepted(review: Review) -> None:
    review.put(DATE, None)
    review.put(("engagements", 0, "type"), None)
    review.remove_row((*HOME, 0))
    review.remove_row((*PARTNER, 0))
    with pytest.raises(Blocked) as blocked:
        review.verify(accept_warnings=True)
    assert {f.rule for f in blocked.value.found} == {"side_empty"}


def test_a_confirmed_warning_does_not_stop_verification(review: Review) -> None:
    review.put((*HOME, 0, "role"), "Chủ tịch")
    review.confirm((*HOME, 0))
    review.verify()
    assert review.status is Status.VERIFIED


def test_a_second_check_takes_a_second_person(review: Review, store: Store) -> None:
    with pytest.raises(Problem, match="Only a verified"):
        review.second_check()
    review.verify(accept_warnings=True)
    with pytest.raises(Problem, match="yourself"):
        review.second_check()
    with Store(store.path, reader="Bình") as other:
        second = Review(other)
        second.open(review.document)
        second.second_check()
        assert second.status is Status.SECOND_CHECKED
    review.open(review.document)
    assert review.status is Status.SECOND_CHECKED


def test_rows_move_with_their_evidence(review: Review) -> None:
    review.add_row(HOME, {"name": "B"})
    review.move_row((*HOME, 0), (*HOME, 1))
    assert review.sheet.get((*HOME, 1, "name")) == "Nguyễn Văn A"
    assert review.sheet.evidence[(*HOME, 1, "name")].spans
    review.move_row((*HOME, 1), (*PARTNER, 0))
    assert [p["name"] for p in review.sheet.get(PARTNER)] == ["Yerlan Baizhanov", "Nguyễn Văn A"]
    assert review.sheet.evidence[(*PARTNER, 1, "name")].spans
    for _step in range(3):
        review.undo()
    assert [p["name"] for p in review.sheet.get(HOME)] == ["Nguyễn Văn A"]


def test_a_copied_engagement_has_an_id_of_its_own(review: Review) -> None:
    review.copy_row(("engagements", 0))
    first, second = review.sheet.get(ENGAGEMENTS)
    assert first["id"] != second["id"]
    assert second["country"] == "KZ"
    assert review.sheet.evidence["engagements", 1, "country"].spans
    review.remove_row(("engagements", 0))
    assert len(review.sheet.get(ENGAGEMENTS)) == 1


def test_bulk_is_one_step_for_many_articles(review: Review, store: Store) -> None:
    sheets = {d: store.current(d).sheet.put(COUNTRY, "FR") for d in documents(store)}
    review.bulk(sheets, "Country: France")
    assert review.sheet.get(COUNTRY) == "FR"
    review.undo()
    assert {store.current(d).sheet.get(COUNTRY) for d in documents(store)} == {"KZ"}


def test_what_needs_a_look_is_a_doubt_or_a_finding_and_a_row_counts_once(review: Review) -> None:
    review.confirm(("engagements", 0, "type"))
    assert needs_look(review.sheet, []) == [(*HOME, 0, "name"), (*PARTNER, 0, "name")]
    review.confirm((*PARTNER, 0))
    assert review.sheet.state((*PARTNER, 0, "lead")) is State.CONFIRMED
    assert needs_look(review.sheet, []) == [(*HOME, 0, "name")]
    review.not_stated(DATE)  # an answer, though the field is required
    review.add_row(PARTNER)
    assert review.doubts == [(*HOME, 0, "name"), (*PARTNER, 1, "name")]


def test_notes_and_flags_do_not_reopen_a_verified_record(review: Review) -> None:
    review.verify(accept_warnings=True)
    review.annotate(DATE, note="ask", flagged=True)
    assert review.status is Status.VERIFIED
    assert review.sheet.evidence[DATE].note == "ask"
    assert review.sheet.evidence[DATE].flagged


class Sitting(RuleBasedStateMachine):
    """Whatever a person does and takes back, the tables are those of the newest revisions."""

    folder: Path

    @initialize()
    def start(self) -> None:
        import tempfile

        self.folder = Path(tempfile.mkdtemp(prefix="curator-review-"))
        self.store = Store(self.folder / "s.curator", reader="An")
        for name in ("a.txt", "b.txt"):
            article = make_article(name)
            self.store.add(article, make_sheet(article))
        self.documents = documents(self.store)
        self.review = Review(self.store, clock=Clock())
        self.review.open(self.documents[0])
        self.past: list[dict[str, object]] = [self.state()]
        self.future: list[dict[str, object]] = []

    def state(self) -> dict[str, object]:
        return {d: (r.sheet, r.status, r.reason) for d in self.documents for r in [self.store.current(d)]}

    def done(self) -> None:
        self.past.append(self.state())
        self.future.clear()

    @rule(which=st.integers(0, 1))
    def turn(self, which: int) -> None:
        self.review.open(self.documents[which])

    @rule(value=st.sampled_from(["KZ", "FR", None]), key=st.sampled_from(["country"]))
    def put(self, value: str | None, key: str) -> None:
        if self.review.sheet.get(ENGAGEMENTS):
            self.review.put(("engagements", 0, key), value)
            self.done()

    @rule(side=st.sampled_from(["home", "partner"]), name=st.text(min_size=1, max_size=5))
    def add(self, side: str, name: str) -> None:
        if self.review.sheet.get(ENGAGEMENTS):
            self.review.add_row(("engagements", 0, side), {"name": name.strip() or "x"})
            self.done()

    @rule(side=st.sampled_from(["home", "partner"]))
    def remove(self, side: str) -> None:
        if self.review.sheet.get(("engagements", 0, side)):
            self.review.remove_row(("engagements", 0, side, 0))
            self.done()

    @rule(side=st.sampled_from(["home", "partner"]), last=st.booleans())
    def move(self, side: str, last: bool) -> None:
        rows = ("engagements", 0, side)
        if people := self.review.sheet.get(rows):
            other = ("engagements", 0, "partner" if side == "home" else "home", 0)
            self.review.move_row((*rows, 0), (*rows, len(people) - 1) if last else other)
            self.done()

    @rule(what=st.sampled_from(["add", "copy", "remove"]))
    def engagement(self, what: str) -> None:
        count = len(self.review.sheet.get(ENGAGEMENTS))
        if what == "add":
            self.review.add_row(ENGAGEMENTS)
        elif count and what == "copy" and count < 3:
            self.review.copy_row(("engagements", 0))
        elif count and what == "remove":
            self.review.remove_row(("engagements", count - 1))
        else:
            return
        self.done()

    @rule()
    def answer(self) -> None:
        if self.review.sheet.get(ENGAGEMENTS):
            self.review.not_stated(COUNTRY)
            self.done()

    @rule(status=st.sampled_from([Status.PARKED, Status.DISPUTED, Status.EXCLUDED]))
    def status(self, status: Status) -> None:
        self.review.set_status(status, "no_meeting" if status is Status.EXCLUDED else "")
        self.done()

    @precondition(lambda self: len(self.past) > 1)
    @rule()
    def undo(self) -> None:
        self.review.undo()
        self.future.append(self.past.pop())
        assert self.state() == self.past[-1]

    @precondition(lambda self: bool(self.future))
    @rule()
    def redo(self) -> None:
        self.review.redo()
        self.past.append(self.future.pop())
        assert self.state() == self.past[-1]

    @invariant()
    def tables_follow_the_newest_revision(self) -> None:
        if not hasattr(self, "review"):
            return
        assert not list(self.store.check())
        assert self.review.revision == self.store.current(self.review.document)

    def teardown(self) -> None:
        import shutil

        self.store.close()
        shutil.rmtree(self.folder)


TestSitting = Sitting.TestCase
TestSitting.settings = settings(max_examples=12, stateful_step_count=25, deadline=None)
