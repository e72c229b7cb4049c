import json

import pytest

from curator.errors import Problem
from curator.evaluate import evaluate, main_report
from curator.evaluate.compare import same_body, same_person, same_place, same_role

GOLD = {
    "id": "a1",
    "file": "a1.txt",
    "article": {
        "headline": "Hà Nội tiếp khách",
        "outlet": None,
        "authors": [],
        "published": None,
        "language": "vi",
    },
    "engagements": [
        {
            "date": "XXXX-02-28",
            "type": "reception",
            "city": "Hanoi",
            "country": "KZ",
            "partner_city": None,
            "home": [
                {"name": "Nguyễn Đức Chung", "role": "Chủ tịch", "organisation": "UBND TP Hà Nội", "lead": True}
            ],
            "partner": [
                {
                    "name": "Yerlan Baizhanov",
                    "role": "Đại sứ",
                    "organisation": None,
                    "lead": True,
                    "accept": {"organisation": [None, "Đại sứ quán"]},
                }
            ],
            "sectors": ["trade", "tourism"],
            "agreements": [{"kind": "memorandum", "date": "2012", "status": "in_force"}],
            "accept": {"type": ["courtesy_call"], "sectors_optional": ["culture"]},
        }
    ],
    "accept": {"outlet": [None, "HNP"]},
}


def prediction(**changes):
    """What the machine might say: gold without its lists of further right values."""
    record = json.loads(json.dumps(GOLD))
    record["engagements"][0].update(changes)
    return record


def test_gold_agrees_with_itself():
    report = evaluate({"a1": prediction()}, {"a1": GOLD})
    assert report.micro().f1 == 1.0
    assert report.core_right == ("a1",)
    assert report.misses == ()


def test_a_missing_prediction_counts_as_an_empty_one():
    report = evaluate({}, {"a1": GOLD})
    assert report.micro().right == 0
    assert report.count("engagement").missed == 1
    assert report.core_right == ()


def test_a_wrong_value_is_both_too_many_and_missed():
    count = evaluate({"a1": prediction(country="CN")}, {"a1": GOLD}).count("country")
    assert (count.right, count.extra, count.missed) == (0, 1, 1)


def test_a_value_where_gold_is_empty_is_too_many():
    count = evaluate({"a1": prediction(partner_city="Astana")}, {"a1": GOLD}).count("partner_city")
    assert (count.right, count.extra, count.missed) == (0, 1, 0)


def test_accepted_and_optional_values_do_no_harm():
    report = evaluate(
        {"a1": prediction(type="courtesy_call", sectors=["trade", "tourism", "culture"])}, {"a1": GOLD}
    )
    assert report.micro().f1 == 1.0


def test_a_second_meeting_that_did_not_take_place_spoils_the_core():
    record = prediction()
    record["engagements"].append(dict(record["engagements"][0], country="CN"))
    report = evaluate({"a1": record}, {"a1": GOLD})
    assert report.count("engagement").extra == 1
    assert report.core_right == ()


def test_meetings_are_paired_whatever_their_order():
    gold = json.loads(json.dumps(GOLD))
    second = dict(
        gold["engagements"][0], country="CN", home=[{"name": "Trần Sỹ Thanh", "role": None, "lead": True}]
    )
    gold["engagements"].append(second)
    record = {**gold, "engagements": gold["engagements"][::-1]}
    assert evaluate({"a1": record}, {"a1": gold}).micro().f1 == 1.0


def test_each_word_of_confidence_is_judged_by_its_values():
    record = prediction(country="CN")
    record["confidence"] = {
        "/engagements/0/country": "sure",
        "/engagements/0/date": "sure",
        "/engagements/0/home/0/name": "guess",
    }
    report = evaluate({"a1": record}, {"a1": GOLD})
    sure, check, guess = report.trust()
    assert (sure.right, sure.wrong) == (1, 1)
    assert check.share is None
    assert (guess.right, guess.wrong) == (1, 0)
    assert report.guess_share == 0.5


def test_an_error_shows_the_passage_the_machine_relied_on():
    record = prediction(country="CN")
    record["evidence"] = {"/engagements/0/country": [{"start": 3, "end": 13, "quote": "Trung Quốc"}]}
    lines = "\n".join(evaluate({"a1": record}, {"a1": GOLD}).lines(verbose=True))
    assert "Trung Quốc" in lines
    assert "CN" in lines


@pytest.mark.parametrize(
    ("same", "a", "b"),
    [
        (same_person, "Đồng chí Hoàng Trung Hải", "hoàng trung hải"),
        (same_person, "Thuỷ Tiên", "Thủy Tiên"),
        (same_place, "TP.HCM", "Ho Chi Minh City"),
        (same_place, "thành phố Thượng Hải", "Shanghai"),
        (same_role, "Chủ tịch UBND Thành phố", "Chủ tịch"),
        (same_body, "UBND TP Hà Nội", "Ủy ban nhân dân thành phố Hà Nội"),
    ],
)
def test_values_that_mean_the_same(same, a, b):
    assert same(a, b)


@pytest.mark.parametrize(
    ("same", "a", "b"),
    [
        (same_person, "Nguyễn Văn Phong", "Nguyễn Văn Thắng"),
        (same_role, "Phó Chủ tịch", "Chủ tịch"),
        (same_place, "Astana", "Almaty"),
        (same_body, "Thành ủy Hà Nội", "Đại sứ quán Lào"),
    ],
)
def test_values_that_differ(same, a, b):
    assert not same(a, b)


def test_the_report_reads_folders(tmp_path):
    for name, record in (("gold", GOLD), ("found", {**prediction(), "id": None})):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a1.json").write_text(json.dumps(record), encoding="utf-8")
    lines = list(main_report(tmp_path / "found", tmp_path / "gold"))
    assert any("1.000" in line for line in lines)


def test_folders_that_hold_nothing_are_a_problem(tmp_path):
    with pytest.raises(Problem):
        list(main_report(tmp_path / "nowhere", tmp_path))
    (tmp_path / "a.json").write_text("{broken")
    with pytest.raises(Problem, match=r"a\.json"):
        list(main_report(tmp_path, tmp_path))
