"""The class of a post: from the post itself, or from the body it heads (role_classes.csv, bodies.csv)."""

from curator.extract.lexicon import Entry
from curator.extract.offices import Office
from curator.model.record import Confidence

_HEADS = frozenset(("head", "secretary", "director", "mayor", "representative", "delegation"))
_IN_NAME = {
    "head_of": "department_head", "deputy_head_of": "department_head", "congress_delegation": "legislature_leader",
}  # fmt: skip


def class_of(office: Office, led: Entry | None = None) -> str:
    """The code of `role_classes.csv` for one office; `led` is the body of the delegation that the person leads."""
    row = office.entry.term.row
    entry = office.body_entry or led
    body = entry.term if entry else None
    party = (
        entry is not None
        and entry.code in ("party_city", "party_foreign", "party_central")
        and office.level == "attache"
    )
    if party and body:
        return body.row["head"]  # `Bí thư thứ nhất Thành ủy`
    if row["class"] and not (office.level == "member" and body):
        return row["class"]
    if body and (told := body.row["head" if office.level in _HEADS else "deputy"]):
        return told
    if office.entry.code in _IN_NAME:
        return _IN_NAME[office.entry.code]
    if office.level in ("secretary", "deputy_secretary"):
        local = any(place.code for place in office.places)
        city = "city_party_secretary" if office.level == "secretary" else "city_party_deputy"
        return city if local else "party_official"
    if office.level == "director":
        return "department_head"
    if office.level == "representative":
        return "igo_official"
    if office.level == "head" and not office.body:
        local = any(place.code for place in office.places)
        return "city_executive_head" if local else "head_of_state" if office.places else "other"
    return "other"


def trust_in_class(office: Office) -> Confidence:
    """Sure where the post alone names its class, as ambassador does, or a listed body tells; else to be checked."""
    told = office.entry.term.row["class"] or office.body_entry is not None
    return Confidence.SURE if told and office.level != "member" else Confidence.CHECK
