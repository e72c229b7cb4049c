"""Notes and flags leave as a list for colleagues, never with a release."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from curator.errors import Problem
from curator.export import remarks
from curator.jobs import drain, export_notes
from curator.model.article import Article, Block, Role
from curator.model.record import RECORD, Sheet
from curator.store import Query, Store

COUNTRY = ("engagements", 0, "country")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    text = "Đại sứ Kazakhstan\n"
    article = Article("a.txt", text.encode(), "text/plain", "utf-8", text, (Block(0, 17, Role.STORY),))
    sheet = Sheet().add_row(("engagements",)).put(COUNTRY, "KZ").put(("article", "note"), "đọc lại")
    with Store(tmp_path / "s.curator", reader="An") as store:
        document = store.add(article, sheet)
        noted = sheet.annotate(COUNTRY, flagged=True).annotate(RECORD, note="hỏi Vụ, “gấp”")
        store.save(document, noted, cause="edit", label="test")
        yield store


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_notes_and_flags_are_listed_with_their_place(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "notes.csv"
    assert drain(export_notes(store, target)) == 3
    found = {row["path"]: row for row in rows(target)}
    assert (found[""]["note"], found[""]["flagged"]) == ("hỏi Vụ, “gấp”", "false")
    assert (found["/engagements/0/country"]["value"], found["/engagements/0/country"]["flagged"]) == (
        "Kazakhstan",
        "true",
    )
    assert found["/article/note"]["note"] == "đọc lại"
    assert {row["file"] for row in found.values()} == {"a.txt"}
    assert not target.with_name("notes.csv.new").exists()


def test_the_list_follows_the_filter(store: Store, tmp_path: Path) -> None:
    assert drain(export_notes(store, tmp_path / "none.csv", Query(flagged=False))) == 0
    assert rows(tmp_path / "none.csv") == []


def test_a_folder_that_is_not_there_is_said(store: Store, tmp_path: Path) -> None:
    with pytest.raises(Problem, match="could not be written"):
        remarks.write(store.entries("all"), tmp_path / "nowhere" / "notes.csv")
