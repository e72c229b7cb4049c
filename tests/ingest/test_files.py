"""Files and folders: what is found, what lies beside, and that nothing heavy is loaded early."""

import subprocess
import sys
from pathlib import Path

import pytest

from curator import ingest
from curator.errors import UnreadableFile
from curator.model.vocab import vocabulary

STORY = (
    "Hà Nội tiếp Đại sứ\n\nChiều 6/9, Chủ tịch UBND Thành phố Trần Sỹ Thanh đã tiếp Đại sứ Kazakhstan tại trụ sở."
)


def test_folders_are_walked_in_order_and_known_kinds_kept(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a.html",
        "c.jpg",
        ".d.txt",
        "~$e.docx",
        "f/g.PDF",
        "f/.h/i.txt",
        "a_files/j.html",
        "__MACOSX/k.txt",
    ):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    single = tmp_path / "c.jpg"
    found = ingest.find_files([tmp_path, single, tmp_path / "b.txt"])
    assert [str(path.relative_to(tmp_path)) for path in found] == ["a.html", "b.txt", "f/g.PDF", "c.jpg"]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_rows_beside_the_files(tmp_path: Path, separator: str, encoding: str) -> None:
    rows = [
        ["File", "url", "Outlet", "date"],
        ["a.txt", "https://a.example/1", "Báo Một", "2022-09-06"],
        ["b.txt", "", "", ""],
    ]
    (tmp_path / "nguồn.csv").write_text("\r\n".join(map(separator.join, rows)), encoding=encoding)
    (tmp_path / "số liệu.csv").write_text("năm,số\n2022,5\n", encoding="utf-8")
    assert ingest.companion_rows(tmp_path) == {
        "a.txt": {"url": "https://a.example/1", "outlet": "Báo Một", "date": "2022-09-06"},
        "b.txt": {},
    }


def test_a_file_is_read_with_its_row(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "rows.csv").write_text("file,outlet\na.txt,Báo Một\n", encoding="utf-8")
    (article,) = ingest.read_path(tmp_path / "a.txt")
    assert [(key, value) for key, value, _span in article.metadata()] == [("csv:outlet", "Báo Một")]


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"mất\.txt"):
        ingest.read_path(tmp_path / "mất.txt")


def test_a_folder_that_may_not_be_read_is_empty(tmp_path: Path) -> None:
    assert ingest.companion_rows(tmp_path / "không có") == {}
    assert ingest.find_files([tmp_path]) == []


def test_parsers_are_loaded_only_when_a_page_is_read() -> None:
    code = (
        "import sys; from curator import ingest; ingest.read('Hà Nội tiếp Đại sứ Cuba'.encode(), 'a.txt');"
        "print([name for name in ('bs4', 'lxml', 'pypdfium2', 'email', 'charset_normalizer') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_outlets_are_known_by_prefix_name_and_host() -> None:
    outlets = vocabulary("outlets")
    for name in ("HNP", "Kinhtedothi", "Nhân Dân en ligne", "Hà Nội mới", "VNS"):
        assert outlets.find(name) is not None, name
    for term in outlets:
        assert term.row["kind"] in ("newspaper", "portal", "broadcaster", "agency", "magazine"), term.code
        assert all("." in host for host in term.row["hosts"].split("|") if host), term.code
