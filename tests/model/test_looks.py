"""What still needs a look, and what one Enter answers: values, rows, and the salience of all sectors together."""

from curator.model.looks import answered_by, count, needs_look
from curator.model.record import RECORD, Confidence, Path, Sheet, suggested

SECTORS: Path = ("engagements", 0, "sectors")
HOME: Path = ("engagements", 0, "home")
CHECK, SURE = Confidence.CHECK, Confidence.SURE


def sheet_of(*codes: Confidence) -> Sheet:
    """Sectors whose codes have this confidence, with their salience, which is always to be checked; one person."""
    sheet = Sheet().add_row(("engagements",)).add_row(HOME, {"name": "An", "role": "Chủ tịch"})
    evidence = {
        (*HOME, 0, "name"): suggested("An", (), CHECK, "test"),
        (*HOME, 0, "role"): suggested("Chủ tịch", (), CHECK, "test"),
    }
    for position, confidence in enumerate(codes):
        sheet = sheet.add_row(SECTORS, {"code": f"c{position}", "salience": "core"})
        evidence[*SECTORS, position, "code"] = suggested(f"c{position}", (), confidence, "test")
        evidence[*SECTORS, position, "salience"] = suggested("core", (), CHECK, "test")
    return Sheet(sheet.record, evidence)


def test_a_row_is_one_look_and_the_salience_of_all_sectors_is_one() -> None:
    sheet = sheet_of(SURE, CHECK, SURE, SURE)
    assert needs_look(sheet, []) == [(*HOME, 0, "name"), (*SECTORS, 0, "salience"), (*SECTORS, 1, "code")]
    assert count(sheet, []) == 3


def test_one_confirmation_answers_every_salience_whose_sector_is_sure() -> None:
    sheet = sheet_of(SURE, CHECK, SURE)
    answered = answered_by((*SECTORS, 2, "salience"), sheet)
    assert answered == [(*SECTORS, 0, "salience"), (*SECTORS, 2, "salience")]
    assert answered_by((*SECTORS, 1, "salience"), sheet) == [(*SECTORS, 1)]  # with its row: the sector waits too
    assert answered_by((*SECTORS, 0, "code"), sheet) == [(*SECTORS, 0)]
    assert answered_by((*HOME, 0, "role"), sheet) == [(*HOME, 0)]
    assert answered_by(("engagements", 0, "date"), sheet) == [("engagements", 0, "date")]


def test_an_answered_salience_takes_no_other_along() -> None:
    path: Path = (*SECTORS, 0, "salience")
    sheet = sheet_of(SURE, SURE).confirm(path)
    assert answered_by(path, sheet) == [(*SECTORS, 0)]


def test_a_full_date_and_its_basis_are_one_look() -> None:
    full, basis = (("engagements", 0, key) for key in ("date_resolved", "date_basis"))
    sheet = Sheet().add_row(("engagements",))
    sheet = Sheet(sheet.record, {path: suggested("x", (), CHECK, "test") for path in (full, basis)})
    assert needs_look(sheet, []) == [full]
    assert answered_by(full, sheet) == answered_by(basis, sheet) == [full, basis]
    assert needs_look(sheet.put(full, "2020-02-28"), []) == [basis]


def test_a_note_needs_no_look() -> None:
    sheet = Sheet().add_row(("engagements",)).annotate(RECORD, flagged=True)
    assert needs_look(sheet.annotate(("engagements", 0, "city"), note="?"), []) == []
