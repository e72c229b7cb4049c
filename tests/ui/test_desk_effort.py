"""The stroke budget: real key and mouse events on the real window, counted."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from curator.jobs import drain, import_files
from curator.model.article import Role
from curator.model.record import Confidence, Sheet, State, suggested
from curator.model.revision import Status
from curator.store import Store
from curator.ui.window import Window

from .reviewer import Effort, Reviewer, right, spreadsheet

DATE, COUNTRY = (("engagements", 0, key) for key in ("date", "country"))
HOME = ("engagements", 0, "home")


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory, seeds: Path) -> Path:
    """The sample articles as the program imports and extracts them."""
    path = tmp_path_factory.mktemp("imported") / "office.curator"
    with Store(path, reader="Hương") as store:
        drain(import_files(store, sorted(seeds.glob("*.txt")), "Hanoi"))
    return path


@pytest.fixture
def desk(imported: Path, tmp_path: Path, open_project: Callable[..., Window]) -> Window:
    import shutil

    return open_project(Path(shutil.copy(imported, tmp_path / "office.curator")))


def settle(window: Window, *doubtful: tuple[str | int, ...]) -> Sheet:
    """The open record as if the machine were sure of everything but `doubtful`, and no rule had a question."""
    sheet = window.review.sheet
    for path in [f.path for f in window.review.findings if f.rule == "no_role_class"]:
        sheet = sheet.put(path, "other")
    block, _text = next(window.review.article.parts(Role.STORY))
    story = window.review.article.span(block.start, block.start + 4)
    evidence = {}
    for path, found in sheet.evidence.items():
        spans = found.spans or (story,)
        trust = Confidence.CHECK if path in doubtful else Confidence.SURE
        evidence[path] = suggested(sheet.get(path), spans, trust, "test")
    sheet = Sheet(sheet.record, evidence)
    window.store.save(window.review.document, sheet, cause="extract", label="test", status=Status.NEW)
    window.open_document(window.review.document)
    window.reader.setFocus()
    return sheet


def test_a_clean_record_takes_one_key(desk: Window) -> None:
    settle(desk)
    first = desk.review.document
    assert desk.review.findings == []
    reviewer = Reviewer(desk)
    reviewer.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert reviewer.effort.keys == 1
    assert desk.store.current(first).status is Status.VERIFIED
    assert desk.review.document != first


def test_each_doubtful_right_value_takes_one_key(desk: Window) -> None:
    settle(desk, DATE, COUNTRY, (*HOME, 0, "name"))
    first = desk.review.document
    assert desk.form.current == DATE
    reviewer = Reviewer(desk)
    for _value in range(3):
        reviewer.press(Qt.Key.Key_Return)
    reviewer.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert reviewer.effort == Effort(keys=4)
    assert desk.store.current(first).status is Status.VERIFIED


def test_the_salience_of_all_sectors_takes_one_key(desk: Window) -> None:
    sectors = ("engagements", 0, "sectors")
    saliences = [(*sectors, row, "salience") for row in range(len(desk.review.sheet.get(sectors)))]
    assert len(saliences) > 2
    settle(desk, *saliences)
    assert desk.form.current == saliences[0]
    assert any(f"agrees with {len(saliences)} values" in text for text in desk.form.panel.texts())
    marked = {span.start for path in saliences for span in desk.review.sheet.behind(path).spans}
    assert {span.start for span in desk.reader._focused_spans()} == marked  # every passage at once
    reviewer = Reviewer(desk)
    reviewer.press(Qt.Key.Key_Return)
    assert {desk.review.sheet.state(path) for path in saliences} == {State.CONFIRMED}
    assert desk.review.doubts == []
    desk.run("undo")
    assert {desk.review.sheet.state(path) for path in saliences} == {State.SUGGESTED}


def test_list_and_form_count_the_same_looks(desk: Window) -> None:
    for _article in range(5):
        listed = desk.store.row(desk.review.document)
        assert listed
        assert listed.doubts == len(desk.review.doubts)
        desk.step(1)


def test_a_wrong_value_takes_one_selection_and_one_key(desk: Window) -> None:
    settle(desk)
    desk.do(lambda: desk.review.put(("engagements", 0, "city"), "Paris"))
    reviewer = Reviewer(desk)
    reviewer.select("Hà Nội" if "Hà Nội" in desk.review.article.text else "Hanoi")
    reviewer.press(Qt.Key.Key_5)
    assert (reviewer.effort.selections, reviewer.effort.keys, reviewer.effort.clicks) == (1, 1, 0)
    assert desk.review.sheet.get(("engagements", 0, "city")) == "Hanoi"


def test_a_missing_person_takes_one_selection_and_one_key(desk: Window) -> None:
    sheet = settle(desk)
    person = sheet.get(HOME)[0]
    desk.do(lambda: desk.review.remove_row((*HOME, 0)))
    reviewer = Reviewer(desk)
    reviewer.select(person["name"])
    reviewer.press(Qt.Key.Key_H)
    assert (reviewer.effort.selections, reviewer.effort.keys) == (1, 1)
    assert [row["name"] for row in desk.review.sheet.get(HOME)] == [person["name"]]
    assert desk.review.sheet.state((*HOME, 0, "name")) is State.ENTERED


def test_correcting_costs_at_most_one_action_more_than_accepting(desk: Window) -> None:
    settle(desk, DATE)
    accepting = Reviewer(desk)
    accepting.press(Qt.Key.Key_Return)
    desk.review.undo()
    correcting = Reviewer(desk)
    day = desk.review.sheet.evidence[DATE].spans[0].quote
    correcting.select(day)
    correcting.press(Qt.Key.Key_1)
    actions = correcting.effort.keys + correcting.effort.selections
    assert actions - accepting.effort.keys <= 1


def golds(seeds: Path) -> dict[str, dict[str, Any]]:
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in (seeds / "gold").glob("*.json")}


def test_the_samples_are_reviewed_from_import_to_verified(desk: Window, seeds: Path) -> None:
    gold = golds(seeds)
    total, typed = 0.0, 0.0
    names = {entry.source.document: Path(entry.source.name).stem for entry in desk.store.entries("all")}
    for document, name in names.items():
        desk.open_document(document)
        effort = Reviewer(desk).review(gold[name])
        saved = desk.store.current(document)
        assert saved.status is Status.VERIFIED, name
        for number, expected in enumerate(gold[name]["engagements"]):
            for key in ("date", "country", "partner_city", "city", "type"):
                accepted = expected.get("accept", {}).get(key, [])
                assert right(saved.sheet.get(("engagements", number, key)), expected[key], accepted), (name, key)
        assert effort.keys <= 25
        assert effort.selections <= 4
        total += effort.seconds
        typed += spreadsheet(gold[name]).seconds
    assert total < typed / 3
    QApplication.processEvents()
