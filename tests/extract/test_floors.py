"""The figures on the development corpus and the sample project never sink."""

import json
from pathlib import Path

import pytest

from curator.evaluate import Report, evaluate
from curator.evaluate.files import read_folder
from curator.extract import extract
from curator.ingest import read_path
from curator.model.wire import to_json

FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text())
TESTS = Path(__file__).parent.parent
HOMES = {
    "hcmc": "Ho Chi Minh City", "danang": "Da Nang", "haiphong": "Hai Phong", "hue": "Hue", "cantho": "Can Tho",
    "quangninh": "Quang Ninh",
}  # fmt: skip


def report_on(articles: Path, gold: Path) -> Report:
    records = {}
    for path in sorted(articles.iterdir()):
        if path.is_file():
            home = next((city for key, city in HOMES.items() if f"_{key}" in path.name), "Hanoi")
            article = read_path(path)[0]
            records[path.stem] = to_json(article, extract(article, home_city=home))
    return evaluate(records, read_folder(gold))


@pytest.fixture(scope="module")
def reports(seeds: Path, corpus: Path) -> dict[str, Report]:
    return {
        "samples": report_on(seeds, seeds / "gold"),
        "corpus": report_on(corpus / "articles", corpus / "gold"),
        **{name: report_on(TESTS / name / "articles", TESTS / name / "gold") for name in ("invented", "blind")},
    }


@pytest.mark.parametrize(("name", "field"), [(name, field) for name, floors in FLOORS.items() for field in floors])
def test_no_field_falls_below_its_floor(reports, name, field):
    report = reports[name]
    if field == "core":
        assert len(report.core_right) >= FLOORS[name][field]
    else:
        count = report.micro() if field == "all" else report.count(field)
        assert (count.f1 or 0.0) >= FLOORS[name][field]


def test_words_of_confidence_mean_what_they_say(reports):
    scored = [each for report in reports.values() for each in report.scored]
    whole = Report(scored)
    sure, check, _guess = whole.trust()
    assert sure.share is not None
    assert sure.share >= 0.97
    assert check.share is not None
    assert check.share < sure.share
    assert (whole.guess_share or 0.0) <= 1 / 6


def test_the_real_articles_are_read_right(real_seeds: Path):
    report = report_on(real_seeds, real_seeds / "gold")
    assert (report.micro().f1 or 0.0) >= 0.97
    assert len(report.core_right) == 5
