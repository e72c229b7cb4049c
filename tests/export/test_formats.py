"""The formats, each read back by a foreign reader."""

import csv
import json
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pandas
import pytest

from curator.export import EXTRA, build
from curator.export.formats.flat import flat_table
from curator.model.codebook import AGREEMENT, PERSON, empty_row
from curator.model.record import Sheet

from .invented import OPTIONS, entry, record, run, text_of, ulid

NASTY = '=HYPERLINK("http://x";"Phó Thị trưởng")'
PLAIN = "Ủy ban nhân dân, “Thành phố”\n; 007"


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    own = record(
        0, country="BY", partner_city="Minsk", direction="incoming", type="reception", date_resolved="2023-12-07"
    )
    own["article"]["headline"] = "+84 tin từ Hà Nội"
    own["engagements"][0] |= {
        "home": [{**empty_row(PERSON), "name": "-Trần", "role": PLAIN, "lead": True, "role_class": "city_executive_head"}],
        "partner": [{**empty_row(PERSON), "name": NASTY, "role": "Thủ tướng", "lead": True, "role_class": "head_of_government"}],
        "sectors": [{"code": "trade", "salience": "core"}, {"code": "environment", "salience": None}],
        "agreements": [
            {**empty_row(AGREEMENT), "kind": "programme", "date": "2024/2026", "status": "signed_now", "title": "@Chương trình"},
            {**empty_row(AGREEMENT), "kind": "memorandum", "date": "2012", "status": "in_force"},
            {**empty_row(AGREEMENT), "kind": "agreement", "date": None, "status": "proposed"},
        ],
    }  # fmt: skip
    formats = tuple(name for name, each in EXTRA.items() if each.is_available())
    entries = [entry(0, own, text_of(0)), *(entry(n, record(n), text_of(n)) for n in range(1, 4))]
    return run(build(lambda: entries, tmp_path_factory.mktemp("out"), replace(OPTIONS, formats=formats))).path


def test_no_text_becomes_a_formula_and_none_is_lost(release: Path) -> None:
    flat = (release / "flat" / "engagements_flat.csv").read_bytes()
    assert flat.startswith(b"\xef\xbb\xbf")
    assert b'"=' not in flat
    table = pandas.read_csv(release / "flat" / "engagements_flat.csv", dtype=str, keep_default_na=False)
    assert list(table.columns) == list(flat_table().names)
    first = table.iloc[0]
    assert first["partner_lead"] == "'" + NASTY
    assert first["home_lead"] == "'-Trần"
    assert first["home_lead_role"] == PLAIN
    assert first["article_headlines"] == "'+84 tin từ Hà Nội"
    assert first["sectors"] == "environment;trade"
    assert first["agreements"] == "programme 2024/2026 signed_now;memorandum 2012 in_force;agreement proposed"
    with (release / "data" / "participants.csv").open(encoding="utf-8", newline="") as file:
        assert NASTY in {row["name"] for row in csv.DictReader(file)}


def test_the_workbook_holds_text_labels_and_codebook(release: Path) -> None:
    book = openpyxl.load_workbook(release / "flat" / "engagements_flat.xlsx")
    assert book.sheetnames == ["engagements", "codebook", "codes"]
    sheet = book["engagements"]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref
    assert sheet.column_dimensions["A"].width > 20
    header = [cell.value for cell in sheet[1]]
    row: dict[str, Any] = dict(zip(header, sheet[2], strict=True))
    assert row["partner_lead"].value == NASTY
    assert row["partner_lead"].data_type != "f"
    assert row["partner_lead"].quotePrefix
    assert row["date_resolved"].value == "2023-12-07"
    assert row["country"].value, row["country_label"].value == ("BY", "Belarus")
    assert (
        row["sectors_label"].value == "Environment, climate and green growth; Trade"
        or "Trade" in row["sectors_label"].value
    )
    assert all(cell.data_type in ("s", "n", "inlineStr") for line in sheet.iter_rows() for cell in line)
    assert book["codebook"].max_row > 50
    assert book.properties.created.isoformat().startswith(OPTIONS.created[:19])


def test_labels_of_the_workbook_follow_the_language_asked_for(tmp_path: Path) -> None:
    made = run(build(lambda: [entry(1, record(1, country="FR"), "")], tmp_path, replace(OPTIONS, language="vi")))
    sheet = openpyxl.load_workbook(made.path / "flat" / "engagements_flat.xlsx")["engagements"]
    header = [cell.value for cell in sheet[1]]
    assert sheet[2][header.index("country_label")].value == "Pháp"


def test_sqlite_has_keys_that_hold_and_null_for_empty(release: Path) -> None:
    db = sqlite3.connect(release / "sqlite" / "engagements.db")
    try:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        people = db.execute(
            "SELECT e.country, p.name, p.lead, p.organisation FROM participants p JOIN engagements e ON e.id = p.engagement_id "
            "WHERE p.side = 'partner' ORDER BY e.id, p.seq"
        ).fetchone()
        assert people == ("BY", NASTY, 1, None)
        assert db.execute("SELECT label_vi FROM vocab_countries WHERE code = 'BY'").fetchone() == ("Belarus",)
        assert db.execute("SELECT count(*) FROM engagements_flat").fetchone() == (4,)
    finally:
        db.close()


def test_plover_events_follow_the_crosswalk(release: Path) -> None:
    lines = (release / "plover" / "events.jsonl").read_text(encoding="utf-8").splitlines()
    meeting, signed, proposed = [json.loads(line) for line in lines if ulid("E", 0) in line]
    assert (meeting["event"], meeting["mode"]) == (["CONSULT"], ["visit"])
    assert [(each["code"], each["sector"], each["office"]) for each in meeting["actor"]] == [
        ("BLR", "GOV", "Thủ tướng")
    ]
    assert [(each["code"], each["sector"]) for each in meeting["recipient"]] == [("VNM", "GOV")]
    assert meeting["context"] == ["diplomatic", "economic", "environment"]
    assert meeting["event_loc"]["geonameid"] == "1581130"
    assert (signed["event"], proposed["event"]) == (["SUPPORT"], ["AGREE"])
    assert len({each["id"] for each in (meeting, signed, proposed)}) == 3


def test_croissant_describes_every_table(release: Path) -> None:
    described = json.loads((release / "croissant.json").read_text(encoding="utf-8"))
    for key in ("name", "description", "license", "url", "creator", "datePublished", "conformsTo"):
        assert described[key], key
    sums = dict(
        line.split("  ")[::-1] for line in (release / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    )
    for file in described["distribution"]:
        assert sums[file["contentUrl"]] == file["sha256"]
    fields = {each["@id"] for group in described["recordSet"] for each in group["field"]}
    for group in described["recordSet"]:
        for field in group["field"]:
            assert field.get("references", {"field": {"@id": "articles/id"}})["field"]["@id"] in fields


def test_parquet_is_typed(release: Path) -> None:
    pytest.importorskip("pyarrow", reason="Parquet needs pyarrow, an optional package")
    people = pandas.read_parquet(release / "parquet" / "participants.parquet")
    assert people["lead"].dtype == bool or set(people["lead"].dropna()) <= {True, False}
    assert NASTY in set(people["name"])
    articles = pandas.read_parquet(release / "parquet" / "articles.parquet")
    assert list(articles["authors"].iloc[0]) == ["Minh Khôi", "Huy Kiên"]


def test_a_draft_released_by_choice_may_be_bare(tmp_path: Path) -> None:
    bare = record(5, **dict.fromkeys(("date", "date_resolved", "country", "partner_city", "city", "direction")))
    bare["engagements"][0] |= {"home": [], "partner": [], "sectors": [], "agreements": []}
    made = entry(5, bare, "")
    made = replace(made, revision=replace(made.revision, sheet=Sheet(bare, {})))
    done = run(build(lambda: [made], tmp_path, replace(OPTIONS, formats=("sqlite", "plover", "croissant"))))
    assert done.counts["engagements"] == 1
    empty = run(build(list, tmp_path / "empty", replace(OPTIONS, formats=("sqlite", "plover", "croissant"))))
    assert empty.counts["engagements"] == 0


def office(source: Path, target: Path, *options: str) -> Path:
    """`source` converted to XLSX by LibreOffice."""
    soffice = shutil.which("soffice")
    if not soffice:
        pytest.skip("LibreOffice (soffice) is not on this machine")
    profile = f"-env:UserInstallation=file://{target}/profile"
    call = [soffice, profile, "--headless", *options, "--convert-to", "xlsx", "--outdir", str(target), str(source)]
    subprocess.run(call, check=True, capture_output=True, timeout=110)
    return target / f"{source.stem}.xlsx"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_libreoffice_shows_what_was_released(kind: str, release: Path, tmp_path: Path) -> None:
    options: Callable[[], list[str]] = lambda: ["--infilter=CSV:44,34,76,1,,0,true"] if kind == "csv" else []  # noqa: E731
    made = office(release / "flat" / f"engagements_flat.{kind}", tmp_path, *options())
    sheet = openpyxl.load_workbook(made)["engagements" if kind == "xlsx" else "engagements_flat"]
    header = [cell.value for cell in sheet[1]]
    row = dict(zip(header, sheet[2], strict=True))
    assert header[0] == "id"
    assert row["home_lead_role"].value == PLAIN
    assert row["partner_lead"].value == ("'" + NASTY if kind == "csv" else NASTY)
    assert all(cell.data_type != "f" for line in sheet.iter_rows() for cell in line)
    assert str(row["date_resolved"].value)[:10] == "2023-12-07"
    assert row["date"].value.startswith("XXXX-")
