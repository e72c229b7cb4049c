"""The page of a release in a real browser: fast, quiet, alone, and its filters tell the truth."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from curator.export import Options
from curator.export.draft import Draft
from curator.export.formats import page
from curator.model.revision import Entry
from curator.model.text import fold

from .browser import Browser, find
from .invented import OPTIONS, entries, texts, ulid

COUNT = 10_000


def proven(each: Entry) -> Entry:
    """The entry with the evidence that has passages alone: that is what makes a page heavy."""
    sheet = each.revision.sheet
    kept = {path: found for path, found in sheet.evidence.items() if found.spans}
    return replace(each, revision=replace(each.revision, sheet=replace(sheet, evidence=kept)))


def write(folder: Path, count: int, options: Options = OPTIONS) -> str:
    """The address of a page with `count` engagements."""
    (folder / "release").mkdir()
    draft = Draft(folder / "release", folder / "rows.db", options, "00000000")
    try:
        for step in (draft.collect(map(proven, entries(count)), texts), page.write(draft)):
            for _done in step:
                pass
    finally:
        draft.close()
    return (folder / "release" / "index.html").as_uri()


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    program = find()
    if not program:
        pytest.skip("no chromium on this machine (Debian: apt-get install chromium)")
    opened = Browser(program, tmp_path_factory.mktemp("profile"))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> str:
    return write(tmp_path_factory.mktemp("page"), 60)


def test_ten_thousand_engagements_load_without_complaint(browser: Browser, tmp_path: Path) -> None:
    browser.look(1360)
    browser.open(write(tmp_path, COUNT))
    assert browser.run("document.querySelector('#tiles b').textContent") == "10,000"
    browser.click("#countries [data-key=FR]")
    assert browser.run("document.querySelector('#tiles b').textContent") != "10,000"
    assert browser.complaints() == []


def test_pressing_a_bar_shows_what_it_counts(browser: Browser, small: str) -> None:
    browser.look(1360)
    browser.open(small)
    expected = sum(1 for each in entries(60) if each.revision.sheet.record["engagements"][0]["country"] == "FR")
    browser.click("#countries [data-key=FR]")
    assert browser.run("document.querySelector('#tiles b').textContent") == str(expected)
    assert browser.run("document.querySelectorAll('#rows .row').length") == expected
    assert browser.run(
        "[...document.querySelectorAll('#rows .where')].every((e) => e.textContent.includes('France'))"
    )
    assert browser.run("document.getElementById('by-country').value") == "FR"
    assert "country=FR" in browser.run("location.hash")
    browser.click("#chosen .all")
    assert browser.run("document.querySelector('#tiles b').textContent") == "60"
    assert browser.complaints() == []


def test_charts_work_from_the_keyboard(browser: Browser, small: str) -> None:
    browser.look(1360)
    browser.open(small)
    browser.run("document.querySelector('#sectors [role=button]').focus()")
    browser.press("ArrowDown")
    key = browser.run("document.activeElement.dataset.key")
    browser.press("Enter")
    assert browser.run("document.activeElement.getAttribute('aria-pressed')") == "true"
    expected = sum(
        1
        for each in entries(60)
        if key in {row["code"] for row in each.revision.sheet.record["engagements"][0]["sectors"]}
    )
    assert browser.run("document.querySelector('#tiles b').textContent") == str(expected)
    assert browser.complaints() == []


def test_search_folds_accents_and_a_row_opens_to_its_passages(browser: Browser, small: str) -> None:
    browser.look(1360)
    browser.open(small)
    engagements = [each.revision.sheet.record["engagements"][0] for each in entries(60)]
    host = next(row["home"][0]["name"] for row in engagements if "Đức" in row["home"][0]["name"])
    same = sum(1 for row in engagements if row["home"][0]["name"] == host)
    browser.run(
        "(() => { const box = document.getElementById('search');"
        f" box.value = {fold(host)!r}; box.dispatchEvent(new Event('input')); }})()"
    )
    browser.run("new Promise((done) => setTimeout(done, 250))")
    assert browser.run("document.querySelectorAll('#rows .row').length") == same
    browser.click("#rows .row")
    browser.run(OPENED)
    assert browser.run("document.querySelector('.row').getAttribute('aria-expanded')") == "true"
    assert host in browser.run("[...document.querySelectorAll('.passage mark')].map((e) => e.textContent)")
    assert browser.run("document.querySelector('.detail a[href^=http]').href").startswith("https://example.org/")
    browser.open(f"{small}#id={ulid('E', 0)}")
    browser.run(OPENED)
    assert browser.run("document.querySelector('.detail').parentElement.id") == ulid("E", 0)
    assert browser.complaints() == []


@pytest.mark.parametrize(
    ("language", "word"), [("vi", "Các cuộc tiếp xúc"), ("fr", "Rencontres"), ("en", "Engagements")]
)
@pytest.mark.parametrize("dark", [False, True])
def test_it_reads_on_a_phone_in_three_languages_light_and_dark(
    browser: Browser, small: str, language: str, word: str, dark: bool
) -> None:
    browser.look(390, 844, dark=dark, language=language)
    browser.open(small)
    assert browser.run("document.documentElement.lang") == language
    assert browser.run("document.querySelector('#tiles span').textContent") == word
    assert browser.run("document.documentElement.scrollWidth") <= 390
    assert browser.run(CONTRAST) == []
    assert (
        browser.run(
            "[...document.querySelectorAll('button, a, select, input, [role=button]')].filter((e) => !(e.textContent || e.ariaLabel || e.labels?.[0]?.textContent || e.getAttribute('aria-label'))).length"
        )
        == 0
    )
    assert browser.complaints() == []


OPENED = """new Promise((done) => {
  const look = () => (document.querySelector(".detail") ? done(true) : setTimeout(look, 5)); look(); })"""
CONTRAST = """(async () => {
  const light = (c) => { const [r, g, b] = c.match(/[\\d.]+/g).map((v) => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; }); return .2126 * r + .7152 * g + .0722 * b; };
  const back = (e) => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor; if (!c.startsWith("rgba(0, 0, 0, 0")) return c; } return "rgb(255,255,255)"; };
  const poor = [];
  document.querySelector(".row").click();
  await new Promise((done) => setTimeout(done, 100));
  for (const e of document.querySelectorAll("h1, h2, h3, p, span, b, a, button, label, dt, dd, mark, select, input")) {
    if (!e.textContent.trim() || !e.getClientRects().length) continue;
    const [a, b] = [light(getComputedStyle(e).color), light(back(e))];
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < 4.5) poor.push([e.tagName, e.className, e.textContent.slice(0, 30), ratio]);
  }
  return poor;
})()"""


def test_a_title_cannot_break_the_page(browser: Browser, tmp_path: Path) -> None:
    nasty = "</script><img src=x onerror=alert(1)> & “Hà Nội”"
    browser.look(1360)
    browser.open(write(tmp_path, 2, replace(OPTIONS, title=nasty, filter=nasty)))
    assert browser.run("document.getElementById('title').textContent") == nasty
    assert browser.run("document.querySelectorAll('img').length") == 0
    assert browser.complaints() == []


def test_an_empty_release_has_a_page_too(browser: Browser, tmp_path: Path) -> None:
    browser.open(write(tmp_path, 0))
    assert browser.run("document.querySelector('#tiles b').textContent") == "0"
    assert browser.complaints() == []
