"""Any sequence of edits, saves and ways back: tables, list and search always equal the newest revision."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from curator.model.article import Article, Block, Role
from curator.model.record import Sheet, values
from curator.model.revision import Revision, Status
from curator.store import Query, Store
from curator.store.projection import listing, rows
from curator.store.tables import stored

WORDS = st.sampled_from(["Hà Nội", "Đức Chung", "Łódź 🌏", "it's; --", "x\ny", "Trần Sỹ Thanh", "0"])
GROUPS = ("home", "partner", "sectors", "agreements")
CODES = {"country": ["KZ", "FR", None], "type": ["courtesy_call", "visit", None], "code": ["trade", "tourism"]}


class Sitting(RuleBasedStateMachine):
    """Two articles, edited, saved, undone and saved again."""

    @initialize()
    def open(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.store = Store(self.folder / "office.curator", reader="Lan")
        self.saved: dict[str, list[Revision]] = {}
        for number in (1, 2):
            text = f"Ông Đức Chung tiếp đoàn {number}"
            made = Article(
                f"{number}.txt", text.encode(), "text/plain", "utf-8", text, (Block(0, len(text), Role.STORY),)
            )
            document = self.store.add(made, Sheet())
            self.saved[document] = [self.store.current(document)]
        self.document = document
        self.sheet = self.saved[document][-1].sheet

    @rule(data=st.data())
    def edit_a_value(self, data: st.DataObject) -> None:
        path, field, _value = data.draw(st.sampled_from(list(values(self.sheet.record))))
        assert field.kind
        value: Any = data.draw(WORDS)
        if field.key in CODES:
            value = data.draw(st.sampled_from(CODES[field.key]))
        elif field.kind.name == "flag":
            value = data.draw(st.booleans())
        elif field.many:
            value = data.draw(st.lists(WORDS, max_size=2))
        elif field.kind.name not in ("text", "long_text", "place"):
            return
        self.sheet = self.sheet.put(path, value)

    @rule()
    def add_an_engagement(self) -> None:
        self.sheet = self.sheet.add_row(("engagements",))

    @rule(data=st.data(), key=st.sampled_from(GROUPS))
    def add_a_row(self, data: st.DataObject, key: str) -> None:
        if engagements := self.sheet.get(("engagements",)):
            position = data.draw(st.integers(0, len(engagements) - 1))
            self.sheet = self.sheet.add_row(("engagements", position, key))

    @rule(data=st.data())
    def copy_an_engagement(self, data: st.DataObject) -> None:
        if engagements := self.sheet.get(("engagements",)):
            self.sheet = self.sheet.add_row(("engagements",), data.draw(st.sampled_from(engagements)), at=0)

    @rule(data=st.data())
    def remove_an_engagement(self, data: st.DataObject) -> None:
        if engagements := self.sheet.get(("engagements",)):
            self.sheet = self.sheet.remove_row(("engagements", data.draw(st.integers(0, len(engagements) - 1))))

    @rule(note=WORDS, flagged=st.booleans())
    def annotate(self, note: str, flagged: bool) -> None:
        self.sheet = self.sheet.annotate(("article", "headline"), note=note, flagged=flagged)

    @rule(status=st.none() | st.sampled_from(Status))
    def save(self, status: Status | None) -> None:
        history = self.saved[self.document]
        new = self.store.save(
            self.document, self.sheet, cause="edit", label="Edit", status=status, expect=history[-1].id
        )
        self.sheet = new.sheet
        history.append(new)

    @rule(data=st.data())
    def go_back(self, data: st.DataObject) -> None:
        earlier = data.draw(st.sampled_from(self.saved[self.document]))
        new = self.store.save(self.document, earlier.sheet, cause="undo", label="Undo", status=earlier.status)
        assert new.sheet == earlier.sheet
        self.sheet = new.sheet
        self.saved[self.document].append(new)

    @rule()
    def turn_to_the_other_article(self) -> None:
        self.document = next(each for each in self.saved if each != self.document)
        self.sheet = self.saved[self.document][-1].sheet

    @invariant()
    def tables_and_list_equal_the_newest_revision(self) -> None:
        for number, (document, history) in enumerate(self.saved.items(), 1):
            newest = self.store.current(document)
            assert newest == history[-1]
            assert stored(self.store._db, document) == rows(document, newest.sheet.record)
            found = self.store._one("SELECT * FROM listing WHERE document = ?", [document])
            assert found == tuple(listing(number, f"{number}.txt", newest).values())

    @invariant()
    def the_search_follows(self) -> None:
        for document, history in self.saved.items():
            headline = history[-1].sheet.get(("article", "headline"))
            if headline == "Łódź 🌏":
                assert document in self.store.documents(Query(text="lodz"))
        assert self.store.count(Query(text="duc chung tiep")) == 2

    def teardown(self) -> None:
        assert list(self.store.check()) == []
        for document, history in self.saved.items():
            assert self.store.history(document) == history[::-1]
        self.store.close()
        shutil.rmtree(self.folder)


Sitting.TestCase.settings = settings(max_examples=12, stateful_step_count=25, deadline=None)
TestSitting = Sitting.TestCase
