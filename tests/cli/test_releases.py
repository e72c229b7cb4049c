"""The options of an export, from the command line to the papers of the release."""

import json
from pathlib import Path
from typing import Any

import pytest

from curator.cli.main import main
from curator.export import licences
from curator.model.article import Article, Block, Role
from curator.model.codebook import ENGAGEMENT, empty_row
from curator.model.record import Sheet, empty_record
from curator.model.revision import Status
from curator.store import Query, Store


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A project with one verified article."""
    path, text = tmp_path / "office.curator", "Hà Nội tiếp Đại sứ"
    record = empty_record()
    record["article"] |= {"headline": text, "language": "vi"}
    record["engagements"] = [{**empty_row(ENGAGEMENT), "date": "2026-03-02", "type": "reception", "country": "FR"}]
    with Store(path, reader="Lan") as opened:
        article = Article("a.txt", text.encode(), "text/plain", "utf-8", text, (Block(0, len(text), Role.STORY),))
        document = opened.add(article, Sheet(record))
        opened.save(document, opened.current(document).sheet, cause="verify", label="", status=Status.VERIFIED)
    return path


def export(capsys: pytest.CaptureFixture[str], store: Path, out: Path, *options: object) -> Path:
    """The folder of the release that the command makes."""
    assert main(["export", "--store", str(store), "--out", str(out), *map(str, options)]) == 0
    return Path(capsys.readouterr().out.strip())


def package(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return found


def test_licence_and_contributors_reach_the_papers(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people = ("--contributor", "Sở Ngoại vụ Hà Nội <publisher, funder>", "--contributor", "Nguyễn Thị Lan")
    made = export(capsys, store, tmp_path / "out", "--licence", "CC0-1.0", *people)
    assert package(made)["licenses"][0]["name"] == "CC0-1.0"
    assert package(made)["contributors"] == [
        {"title": "Sở Ngoại vụ Hà Nội", "roles": ["publisher", "funder"]},
        {"title": "Nguyễn Thị Lan", "roles": ["author"]},
    ]
    assert "Nguyễn Thị Lan" in (made / "CITATION.cff").read_text(encoding="utf-8")
    assert (made / "LICENSE").read_text(encoding="utf-8").startswith("Creative Commons Legal Code")


def test_every_licence_of_the_guide_exists() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")
    assert all(f"`{key}`" in guide for key in licences())


def test_a_licence_without_a_text_is_refused_with_the_choice(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert main(["export", "--store", str(store), "--out", str(out), "--licence", "GPL-3.0"]) == 1
    assert "CC-BY-4.0" in capsys.readouterr().err
    assert not out.exists() or not list(out.iterdir())


@pytest.mark.parametrize("text", ["", "<author>", "Lan <author", "Lan <>", "Lan <a> <b>"])
def test_a_contributor_who_cannot_be_read_is_a_wrong_command(
    text: str, store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(["export", "--store", str(store), "--out", str(tmp_path / "out"), "--contributor", text])
    assert left.value.code == 2
    assert "pointed brackets" in capsys.readouterr().err


def test_a_release_elsewhere_can_be_the_previous_one(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = export(capsys, store, tmp_path / "first")
    with Store(store, reader="Lan") as opened:
        document = opened.documents(Query())[0]
        sheet = opened.current(document).sheet
        changed = sheet.put(("engagements", 0, "country"), "DE")
        opened.save(document, changed, cause="edit", label="", status=Status.VERIFIED)
    fresh = export(capsys, store, tmp_path / "fresh")
    assert package(fresh)["version"] == "1.0.0"
    second = export(capsys, store, tmp_path / "second", "--previous", first)
    assert package(second)["version"] == "1.0.1"
    assert ",country,FR,DE,corrected" in (second / "changes.csv").read_text(encoding="utf-8")
    where = ["--store", str(store), "--out", str(tmp_path / "third"), "--previous", str(tmp_path)]
    assert main(["export", *where]) == 1
    assert "is not a release" in capsys.readouterr().err


def test_a_check_tells_how_far_it_is(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = export(capsys, store, tmp_path / "out")
    assert main(["verify-release", str(made)]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert "Reading the release back" in said.err
