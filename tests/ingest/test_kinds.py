"""Every kind of file: what comes out, and what is refused with a reason."""

import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from curator import ingest
from curator.errors import Problem, UnreadableFile
from curator.model.article import Role
from tests.ingest.conftest import told

STORY = "Chiều 6/9, Chủ tịch UBND Thành phố Trần Sỹ Thanh đã tiếp Đại sứ Kazakhstan Yerlan Baizhanov tại trụ sở Thành phố."
PLAIN = f"Hà Nội tiếp Đại sứ Kazakhstan\n\n{STORY}\n"
PAGE = f"<html><head><title>Hà Nội tiếp Đại sứ</title></head><body><h1>Hà Nội tiếp Đại sứ</h1><p>{STORY}</p></body></html>"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(body: str) -> bytes:
    return packed({"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>".encode()})


def packed(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def paragraph(text: str, style: str = "") -> str:
    mark = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{mark}<w:r><w:t>{text}</w:t></w:r></w:p>"


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.pdf", "no suffix"])
def test_content_decides_before_the_suffix(name: str) -> None:
    assert ingest.read(PAGE.encode(), name)[0].media_type == "text/html"
    assert told(ingest.read(PLAIN.encode(), name)[0], Role.STORY) == STORY


def test_word_files_give_headings_tables_captions_and_no_deleted_words() -> None:
    data = docx(
        paragraph("Hà Nội tiếp Đại sứ", "Heading1")
        + f"<w:tbl><w:tr><w:tc>{paragraph('Ngày 6/9/2022')}</w:tc></w:tr></w:tbl>"
        + f"<w:p><w:r><w:t>{STORY}</w:t></w:r><w:del><w:r><w:delText>Bỏ</w:delText></w:r></w:del></w:p>"
        + paragraph("Hai bên tại buổi tiếp", "Caption")
        + paragraph(STORY.replace("6/9", "7/9"))
    )
    (article,) = ingest.read(data, "a.docx")
    assert [(block.role, text) for block, text in article.parts()] == [
        (Role.HEADLINE, "Hà Nội tiếp Đại sứ"),
        (Role.STAMP, "Ngày 6/9/2022"),
        (Role.STORY, STORY),
        (Role.CAPTION, "Hai bên tại buổi tiếp"),
        (Role.STORY, STORY.replace("6/9", "7/9")),
    ]


def test_text_boxes_of_word_are_read_once() -> None:
    box = (
        '<w:p><mc:AlternateContent xmlns:mc="urn:mc"><mc:Choice><w:txbxContent>'
        f"{paragraph(STORY)}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>{paragraph(STORY)}</w:txbxContent>"
        "</mc:Fallback></mc:AlternateContent></w:p>"
    )
    (article,) = ingest.read(docx(paragraph("Hà Nội tiếp Đại sứ") + box), "a.docx")
    assert article.text.count(STORY) == 1


def test_pdf_lines_become_paragraphs(corpus: Path) -> None:
    (article,) = ingest.read_path(corpus / "articles" / "b28_fr_hue_thailande.pdf")
    paragraphs = told(article, Role.STORY).split("\n")
    assert len(paragraphs) == 4
    assert paragraphs[0].startswith("Wiraka Moodhitaporn, consule générale de Thaïlande")
    assert paragraphs[0].endswith("province de Thua Thiên-Huê.")
    assert told(article, Role.HEADLINE).endswith("vers le Corridor Est-Ouest")


def test_a_pdf_without_text_says_so() -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument.new()
    document.new_page(200, 200)
    out = io.BytesIO()
    document.save(out)
    document.close()
    with pytest.raises(UnreadableFile, match="only pictures"):
        ingest.read(out.getvalue(), "scan.pdf")


def mail(html: bool = False) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = "Hà Nội tiếp Đại sứ"
    message["From"] = "Phòng Báo chí <bao@chi.example>"
    message["Date"] = "Sat, 26 Nov 2022 21:10:00 +0700"
    message.set_content("" if html else PLAIN)
    if html:
        message.add_alternative(PAGE, subtype="html")
    return message


@pytest.mark.parametrize("html", [False, True])
def test_mail_gives_its_text_and_headers(html: bool) -> None:
    (article,) = ingest.read(bytes(mail(html)), "a.eml")
    assert told(article, Role.STORY) == STORY
    found = [(key, value) for key, value, _span in article.metadata()]
    assert ("mail:subject", "Hà Nội tiếp Đại sứ") in found
    assert ("mail:date", "Sat, 26 Nov 2022 21:10:00 +0700") in found


def test_attachments_are_articles_of_their_own() -> None:
    message = mail()
    message.add_attachment(
        docx(paragraph(STORY)), maintype="application", subtype="msword", filename="Tin đối ngoại.docx"
    )
    message.add_attachment(b"a,b\n", maintype="text", subtype="csv", filename="lich.csv")
    articles = ingest.read(bytes(message), "thu.eml")
    assert [article.name for article in articles] == ["thu.eml", "thu.eml/Tin đối ngoại.docx"]


def test_a_web_archive_is_read_with_its_address() -> None:
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = "https://bao.example/tin-1"
    message["Subject"] = "Hà Nội"
    message.set_content(PAGE, subtype="html", cte="quoted-printable")
    message.make_related()
    (article,) = ingest.read(bytes(message), "trang.mhtml")
    assert told(article, Role.STORY) == STORY
    assert ("html:saved_from", "https://bao.example/tin-1") in [(k, v) for k, v, _s in article.metadata()]


def test_an_archive_gives_what_can_be_read_and_lists_the_rest() -> None:
    refused: list[UnreadableFile] = []
    inner = packed({"trong.html": PAGE.encode()})
    data = packed(
        {
            "b/a.txt": PLAIN.encode(),
            "c.docx": b"PK\x03\x04 broken",
            "d.zip": inner,
            "e.jpg": b"\xff\xd8\xff",
            ".x.txt": b"x",
        }
    )
    articles = ingest.read(data, "gói.zip", refused=refused)
    assert [article.name for article in articles] == ["gói.zip/b/a.txt", "gói.zip/d.zip/trong.html"]
    assert ["c.docx" in str(reason) for reason in refused] == [True]


def test_rows_of_a_table_in_an_archive_reach_its_files() -> None:
    table = "file,url,outlet,date\na.txt,https://bao.example/1,Báo Một,2022-09-06\n"
    (article,) = ingest.read(packed({"a.txt": PLAIN.encode(), "nguon.csv": table.encode()}), "x.zip")
    assert [(key, value) for key, value, _s in article.metadata()] == [
        ("csv:url", "https://bao.example/1"),
        ("csv:outlet", "Báo Một"),
        ("csv:published", "2022-09-06"),
    ]


def locked(data: bytes) -> bytes:
    """`data`, an archive, with the flag that says its members are encrypted."""
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        found = data.index(sign) + at
        data = data[:found] + bytes([data[found] | 1]) + data[found + 1 :]
    return data


def endless(depth: int) -> bytes:
    data = packed({"a.txt": PLAIN.encode()})
    for _level in range(depth):
        data = packed({"a.zip": data})
    return data


REFUSED = {
    "empty": b"",
    "blank": b" \r\n\t ",
    "no letters": b"12:00 | --- | 2022",
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(100),
    "old Word": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "rich text": b"{\\rtf1 xin ch\\'e0o}",
    "binary": bytes(range(256)) * 20,
    "null bytes": b"\x00" * 5000,
    "broken pdf": b"%PDF-1.7\nnothing here",
    "broken archive": b"PK\x03\x04" + bytes(200),
    "locked archive": locked(packed({"a.txt": PLAIN.encode()})),
    "archive of pictures": packed({"a.jpg": b"\xff\xd8\xff"}),
    "archives in archives": endless(6),
    "Word without a document": packed({"word/other.xml": b"<a/>"}),
    "Word with entities": packed({"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
    "page without words": b"<html><body><img src='a.jpg'></body></html>",
    "mail without words": b"From: a@b.example\nTo: c@d.example\nSubject: x\nMIME-Version: 1.0\n\n\n",
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_read_is_refused_with_a_reason_and_a_hint(kind: str) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        ingest.read(REFUSED[kind], "tệp.docx" if "Word" in kind else "tệp")
    assert "tệp" in refusal.value.message
    assert refusal.value.hint


def test_an_archive_of_endless_members_is_refused_before_it_unpacks() -> None:
    with pytest.raises(UnreadableFile, match="far larger"):
        ingest.read(packed({f"{i}.txt": b"x" for i in range(5_001)}), "bom.zip")


def test_a_member_that_lies_about_its_size_is_not_unpacked_whole() -> None:
    with pytest.raises(UnreadableFile):
        ingest.read(packed({"a.txt": b"a" * 31_000_000}), "bom.zip")


def test_oversized_files_are_refused() -> None:
    with pytest.raises(Problem, match="larger than 30 MB"):
        ingest.read(b"a " * 15_500_000, "a.txt")


@pytest.mark.parametrize(("name", "data"), [("bad.zip", b"PK\n"), ("bad.zip", b"not found"), ("bad.docx", b"PK\n")])
def test_what_only_is_called_an_archive_is_refused_as_none(name: str, data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="is no archive"):
        ingest.read(data, name)


def test_a_page_that_is_called_an_archive_is_a_page() -> None:
    assert ingest.read(PAGE.encode(), "a.zip")[0].media_type == "text/html"
