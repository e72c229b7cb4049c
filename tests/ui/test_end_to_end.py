"""The main job, whole: import by the command line, correct by key in the window, verify, export, read back."""

import csv
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from curator.model.record import Confidence
from curator.model.revision import Status
from curator.store import Query, Store
from curator.ui.window import Window

ROOT = Path(__file__).parent.parent.parent
OUTLET = "Cổng Giao tiếp điện tử Hà Nội 🎉"


def curator(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-m", "curator", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env=environment,
        check=False,
    )


@pytest.fixture
def imported(tmp_path: Path, seeds: Path) -> Path:
    store = tmp_path / "office.curator"
    done = curator("import", seeds, "--store", store)
    assert done.returncode == 0, done.stderr
    return store


def replace_value(
    window: Window, pointer: str, text: str, type_text: Callable[[QWidget, str], None], qtbot: QtBot
) -> None:
    """What a person does: click the value, select all, type, Enter."""
    editor = window.form.findChild(QLineEdit, f"field:{pointer}")
    assert editor is not None
    qtbot.mouseClick(editor, Qt.MouseButton.LeftButton)
    editor.selectAll()
    qtbot.keyClick(editor, Qt.Key.Key_Delete)
    type_text(editor, text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)


def test_a_corrected_value_reaches_the_dataset(
    open_project: Callable[..., Window],
    imported: Path,
    tmp_path: Path,
    qtbot: QtBot,
    type_text: Callable[[QWidget, str], None],
) -> None:
    window = open_project(imported)
    minsk = next(e.source.document for e in window.store.entries("all") if e.source.name.startswith("s5"))
    window.open_document(minsk)
    replace_value(window, "/article/outlet", OUTLET, type_text, qtbot)
    replace_value(window, "/engagements/0/type", "buổi làm việc", type_text, qtbot)
    for _press in range(2):  # the second press accepts the warnings
        if window.store.current(minsk).status is not Status.VERIFIED:
            qtbot.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.store.current(minsk).status is Status.VERIFIED
    window.close()

    out = tmp_path / "release"
    done = curator("export", "--store", imported, "--out", out)
    assert done.returncode == 0, done.stderr
    release = Path(done.stdout.strip().splitlines()[-1])

    engagements = pd.read_csv(release / "data" / "engagements.csv", dtype=str)
    assert list(engagements["type"]) == ["working_session"]
    assert list(engagements["date"]) == ["XXXX-12-07"]
    articles = pd.read_csv(release / "data" / "articles.csv", dtype=str)
    assert list(articles["outlet"]) == [OUTLET]
    flat = (release / "flat" / "engagements_flat.csv").read_bytes()
    assert flat.startswith(b"\xef\xbb\xbf")
    row = next(csv.DictReader(flat.decode("utf-8-sig").splitlines()))
    assert row["home_lead"] == "Trần Sỹ Thanh"
    sheet = openpyxl.load_workbook(release / "flat" / "engagements_flat.xlsx").worksheets[0]
    cells = [cell.value for line in sheet.iter_rows() for cell in line]
    assert "Trần Sỹ Thanh" in cells
    line = json.loads((release / "jsonl" / "engagements.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert line["partner"][0]["name"] == "Roman Golovchenko"

    from frictionless import validate

    report = validate(str(release / "datapackage.json"))
    assert report.valid, report.flatten(["type", "note"])
    assert curator("verify-release", release).returncode == 0
    assert curator("check", "--store", imported).returncode == 0


def test_plain_sql_answers_a_plain_question(imported: Path) -> None:
    with sqlite3.connect(imported) as db:
        rows = db.execute(
            "SELECT p.name, e.country FROM engagement e JOIN participant p ON p.engagement = e.id"
            " WHERE p.side = 'partner' AND p.lead ORDER BY p.name"
        ).fetchall()
    db.close()
    assert ("Roman Golovchenko", "BY") in rows
    assert ("Ngô Tín Bảo", "CN") in rows


def test_every_sample_opens_with_values_and_evidence(open_project: Callable[..., Window], imported: Path) -> None:
    window = open_project(imported)
    assert window.inbox.model().rowCount() == 5
    for document in window.store.documents(Query()):
        window.open_document(document)
        sheet = window.review.sheet
        assert sheet.get(("engagements", 0, "date"))
        spans = [span for evidence in sheet.evidence.values() for span in evidence.spans]
        assert spans
        assert all(window.review.article.holds(span) for span in spans)
        assert window.reader.extraSelections()
        assert any(e.confidence is Confidence.SURE for e in sheet.evidence.values())


def test_extract_writes_what_the_gold_records_hold(tmp_path: Path, seeds: Path) -> None:
    out = tmp_path / "json"
    assert curator("extract", seeds, "--json", out).returncode == 0
    for gold in (seeds / "gold").glob("*.json"):
        wanted: dict[str, Any] = json.loads(gold.read_text(encoding="utf-8"))
        got: dict[str, Any] = json.loads((out / gold.name).read_text(encoding="utf-8"))
        for key in ("date", "country", "type"):
            assert got["engagements"][0][key] == wanted["engagements"][0][key], (gold.stem, key)
        for pointer, passages in got["evidence"].items():
            for each in passages:
                assert got["source"]["text"][each["start"] : each["end"]] == each["quote"], pointer


def test_the_real_articles_import_and_open(
    real_seeds: Path, open_project: Callable[..., Window], tmp_path: Path
) -> None:
    store = tmp_path / "real.curator"
    done = curator("import", *sorted(real_seeds.glob("*.txt")), "--store", store)
    assert done.returncode == 0, done.stderr
    window = open_project(store)
    assert window.inbox.model().rowCount() == 5
    with Store(store, reader="check", write=False) as again:
        assert list(again.check()) == []
