"""A fresh extraction beside people's answers: it only proposes."""

from typing import Any

from curator.model.article import Span
from curator.model.codebook import ENGAGEMENT, PERSON, SECTOR, empty_row
from curator.model.record import Confidence, Path, Sheet, State, suggested
from curator.renewal import renew

COUNTRY = ("engagements", 0, "country")
CITY = ("engagements", 0, "city")
HOME = ("engagements", 0, "home")


def machine(people: tuple[str, ...] = ("Lan", "Hoa"), sectors: tuple[str, ...] = (), **values: Any) -> Sheet:
    """What a machine proposes: one engagement with these values, people of the home side and sectors."""
    row = empty_row(ENGAGEMENT) | values
    row["home"] = [empty_row(PERSON) | {"name": name} for name in people]
    row["sectors"] = [empty_row(SECTOR) | {"code": code} for code in sectors]
    sheet = Sheet({**Sheet().record, "engagements": [row]})
    found = {path: value for path, value in _given(sheet) if value is not None}
    spans = (Span(0, 1, "x"),)
    return Sheet(sheet.record, {path: suggested(v, spans, Confidence.CHECK, "test") for path, v in found.items()})


def _given(sheet: Sheet) -> list[tuple[Path, Any]]:
    from curator.model.record import values

    return [(path, value) for path, _field, value in values(sheet.record) if value not in (None, [])]


def names(sheet: Sheet) -> list[str]:
    return [person["name"] for person in sheet.get(HOME)]


def test_the_same_extraction_changes_nothing() -> None:
    old = machine(country="FR", sectors=("trade",))
    assert renew(old, machine(country="FR", sectors=("trade",))) == (old, 0)


def test_unanswered_values_follow_the_machine() -> None:
    new, differences = renew(machine(country="FR", city="Hanoi"), machine(country="CN", city="Hanoi"))
    assert (new, differences) == (machine(country="CN", city="Hanoi"), 1)


def test_a_human_answer_stays_and_the_machine_proposes_beside_it() -> None:
    old = machine(country="FR", city="Hanoi").put(COUNTRY, "KZ").confirm(CITY)
    new, differences = renew(old, machine(country="CN", city="Huế"))
    assert differences == 2
    assert (new.get(COUNTRY), new.state(COUNTRY)) == ("KZ", State.CORRECTED)
    assert (new.get(CITY), new.state(CITY)) == ("Hanoi", State.CONFIRMED)
    assert new.evidence[COUNTRY].proposal
    assert new.evidence[COUNTRY].proposal.value == "CN"
    assert new.restore(COUNTRY).get(COUNTRY) == "CN"


def test_not_stated_is_an_answer_too() -> None:
    old = machine(country="FR").not_stated(COUNTRY)
    new, differences = renew(old, machine(country="CN"))
    assert (new.get(COUNTRY), new.state(COUNTRY), differences) == (None, State.NOT_STATED, 1)


def test_a_machine_that_falls_silent_takes_no_answer_away() -> None:
    old = machine(country="FR").confirm(COUNTRY)
    new, _differences = renew(old, machine())
    assert (new.get(COUNTRY), new.state(COUNTRY)) == ("FR", State.CONFIRMED)
    silent, differences = renew(machine(country="FR"), machine())
    assert (silent.get(COUNTRY), silent.state(COUNTRY), differences) == (None, None, 1)


def test_notes_and_flags_of_suggested_values_stay() -> None:
    old = machine(country="FR").annotate(COUNTRY, note="sure?", flagged=True)
    new, _differences = renew(old, machine(country="CN"))
    assert new.get(COUNTRY) == "CN"
    assert (new.evidence[COUNTRY].note, new.evidence[COUNTRY].flagged) == ("sure?", True)


def test_rows_are_matched_by_what_they_name() -> None:
    old = machine().put((*HOME, 1, "role"), "Chủ tịch")
    new, differences = renew(old, machine(people=("Mai", "Hoa", "Lan")))
    assert names(new) == ["Lan", "Hoa", "Mai"]
    assert (new.get((*HOME, 1, "role")), new.state((*HOME, 1, "role"))) == ("Chủ tịch", State.ENTERED)
    assert (new.state((*HOME, 2, "name")), differences) == (State.SUGGESTED, 1)


def test_rows_that_nobody_answered_go_when_the_machine_drops_them() -> None:
    old = machine(people=("Lan", "Hoa", "Mai")).put((*HOME, 1, "role"), "Chủ tịch")
    new, differences = renew(old, machine(people=("Mai",)))
    assert names(new) == ["Hoa", "Mai"]
    assert new.get((*HOME, 0, "role")) == "Chủ tịch"
    assert differences == 1


def test_a_row_that_a_person_removed_does_not_come_back() -> None:
    before = machine()
    removed = before.remove_row((*HOME, 0))
    new, differences = renew(removed, machine(people=("Lan", "Hoa", "Mai")), before)
    assert names(new) == ["Hoa", "Mai"]
    assert differences == 2


def test_in_a_verified_sheet_no_row_comes_or_goes() -> None:
    old = machine(sectors=("trade",)).confirm(*machine(sectors=("trade",)).evidence)
    new, differences = renew(old, machine(people=("Lan", "Mai"), sectors=("tourism",)), closed=True)
    assert names(new) == ["Lan", "Hoa"]
    assert [row["code"] for row in new.get(("engagements", 0, "sectors"))] == ["trade"]
    assert differences == 2


def test_the_id_of_an_engagement_stays() -> None:
    old = machine(country="FR")
    kept = Sheet({**old.record, "engagements": [{**old.record["engagements"][0], "id": "E1"}]}, old.evidence)
    new, _differences = renew(kept, machine(country="CN"))
    assert new.get(("engagements", 0, "id")) == "E1"
