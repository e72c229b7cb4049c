"""Hard cases of reports in three languages: journeys, cut pages, several meetings, texts, posts, late names, lost blanks.

The short reports and what they hold stand in hard_cases.json; people and events in them are made up.
"""

import json
from pathlib import Path

import pytest

from curator.extract import extract

CASES = json.loads(Path(__file__).with_name("hard_cases.json").read_text("utf-8"))


def coded(row, key):
    """The value of one engagement that a case states under `key`."""
    if key in ("home", "partner"):
        return [person["name"] for person in row[key]]
    if key in ("home_posts", "partner_posts"):
        return [[person["role"], person["organisation"]] for person in row[key.removesuffix("_posts")]]
    if key == "agreements":
        return [[text["kind"], text["date"], text["status"]] for text in row[key]]
    if key == "sectors":
        return sorted(sector["code"] for sector in row[key])
    return row[key]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_hard_case(make_page, case):
    lines = [line if isinstance(line, str) else tuple(line) for line in case["lines"]]
    rows = extract(make_page(*lines).article).record["engagements"]
    stated = case["engagements"]
    assert [{key: coded(row, key) for key in told} for row, told in zip(rows, stated, strict=False)] == stated
    assert len(rows) == len(stated)
    for row, told in zip(rows, stated, strict=True):
        leads = [person["name"] for side in ("home", "partner") for person in row[side] if person["lead"]]
        assert leads == [told[side][0] for side in ("home", "partner") if told.get(side)] or "home" not in told
