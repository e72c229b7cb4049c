"""The coding sheet: states tell who answered, evidence moves with its row, nothing is changed in place."""

import copy
import json

from hypothesis import given
from hypothesis import strategies as st

from curator.model.article import Span
from curator.model.codebook import CODEBOOK, field_at, walk
from curator.model.record import (
    Confidence,
    Evidence,
    Path,
    Sheet,
    State,
    diff,
    evidence_from_json,
    evidence_to_json,
    path_of,
    pointer,
    suggested,
    values,
)

DATE: Path = ("engagements", 0, "date")
HOME: Path = ("engagements", 0, "home")


def machine_sheet() -> Sheet:
    sheet = (
        Sheet().add_row(("engagements",)).add_row(HOME, {"name": "Trần Sỹ Thanh"}).add_row(HOME, {"name": "Lê A"})
    )
    record = sheet.put(DATE, "XXXX-02-28").record
    span = Span(10, 14, "28/2")
    return Sheet(
        record,
        {
            DATE: suggested("XXXX-02-28", (span,), Confidence.SURE, "lead_date"),
            (*HOME, 0, "name"): suggested(
                "Trần Sỹ Thanh", (Span(20, 33, "Trần Sỹ Thanh"),), Confidence.SURE, "title_name"
            ),
            (*HOME, 1, "name"): suggested("Lê A", (Span(40, 44, "Lê A"),), Confidence.GUESS, "bare_name"),
        },
    )


def test_a_persons_answer_has_its_own_state() -> None:
    sheet = machine_sheet()
    assert sheet.confirm(DATE).state(DATE) is State.CONFIRMED
    assert sheet.put(DATE, "XXXX-02-28").state(DATE) is State.CONFIRMED
    corrected = sheet.put(DATE, "XXXX-03-01", ())
    assert corrected.state(DATE) is State.CORRECTED
    assert corrected.evidence[DATE].proposal == sheet.evidence[DATE].proposal
    assert sheet.not_stated(DATE).state(DATE) is State.NOT_STATED
    assert sheet.not_stated(DATE).get(DATE) is None
    assert sheet.put(("article", "outlet"), "HNP").state(("article", "outlet")) is State.ENTERED


def test_the_machines_value_comes_back_with_its_passage() -> None:
    sheet = machine_sheet()
    for changed in (sheet.put(DATE, "2020-01-01", ()), sheet.not_stated(DATE)):
        restored = changed.restore(DATE)
        assert restored.get(DATE) == "XXXX-02-28"
        assert restored.evidence[DATE].spans == sheet.evidence[DATE].spans
        assert restored.state(DATE) is State.CONFIRMED


def test_a_changed_value_loses_the_old_passage() -> None:
    assert machine_sheet().put(DATE, "XXXX-03-01").evidence[DATE].spans == ()


def test_confirming_leaves_human_answers_alone() -> None:
    sheet = machine_sheet().put(DATE, "2020-02-28", ())
    assert sheet.confirm(DATE) == sheet


def test_evidence_moves_with_its_row() -> None:
    sheet = machine_sheet()
    second = sheet.evidence[(*HOME, 1, "name")]
    assert sheet.move_row((*HOME, 1), 0).evidence[(*HOME, 0, "name")] == second
    assert sheet.remove_row((*HOME, 0)).evidence[(*HOME, 0, "name")] == second
    assert sheet.add_row(HOME, at=0).evidence[(*HOME, 2, "name")] == second
    moved = sheet.transfer_row((*HOME, 1), ("engagements", 0, "partner"))
    assert moved.evidence[("engagements", 0, "partner", 0, "name")] == second
    assert (*HOME, 1, "name") not in moved.evidence


def test_notes_and_flags_survive_corrections() -> None:
    sheet = machine_sheet().annotate(DATE, note="ask the desk", flagged=True).put(DATE, "2020-02-28", ())
    assert (sheet.evidence[DATE].note, sheet.evidence[DATE].flagged) == ("ask the desk", True)


steps = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.integers(0, 5)),
        st.tuples(st.just("remove"), st.integers(0, 5)),
        st.tuples(st.just("move"), st.integers(0, 5), st.integers(0, 5)),
        st.tuples(st.just("put"), st.integers(0, 5), st.text(max_size=3)),
    ),
    max_size=25,
)


@given(steps)
def test_rows_and_evidence_never_part(program: list[tuple[object, ...]]) -> None:
    sheet = Sheet().add_row(("engagements",))
    for number, step in enumerate(program):
        before, frozen = sheet, copy.deepcopy((sheet.record, sheet.evidence))
        count = len(sheet.get(HOME))
        match step:
            case ("add", int(at)):
                name = f"person {number}"
                sheet = sheet.add_row(HOME, {"name": name}, at % (count + 1))
                path = (*HOME, at % (count + 1), "name")
                sheet = Sheet(sheet.record, {**sheet.evidence, path: Evidence(spans=(Span(0, len(name), name),))})
            case ("remove", int(at)) if count:
                sheet = sheet.remove_row((*HOME, at % count))
            case ("move", int(at), int(to)) if count:
                sheet = sheet.move_row((*HOME, at % count), to % count)
            case ("put", int(at), str(text)) if count:
                sheet = sheet.put((*HOME, at % count, "role"), text or None, ())
        assert (before.record, before.evidence) == frozen
        for path, found in sheet.evidence.items():
            if path[-1] == "name":
                assert sheet.get(path) == found.spans[0].quote
        named = [p for p, _f, v in values(sheet.record) if p[-1] == "name" and v]
        assert all(p in sheet.evidence for p in named)
        assert evidence_from_json(json.loads(json.dumps(evidence_to_json(sheet.evidence)))) == sheet.evidence


def test_pointers_and_paths_are_two_writings_of_one_address() -> None:
    assert pointer(("engagements", 0, "home", 1, "name")) == "/engagements/0/home/1/name"
    assert path_of("/engagements/0/home/1/name") == ("engagements", 0, "home", 1, "name")


def test_a_difference_names_every_changed_value() -> None:
    old = machine_sheet()
    new = old.put(DATE, "2020-02-28", ()).remove_row((*HOME, 1))
    assert {(d.path, d.old, d.new) for d in diff(old.record, new.record)} == {
        (DATE, "XXXX-02-28", "2020-02-28"),
        ((*HOME, 1, "name"), "Lê A", None),
    }


def test_every_value_of_an_empty_row_is_a_field_of_the_codebook() -> None:
    full = Sheet().add_row(("engagements",))
    for key in ("home", "partner", "sectors", "agreements"):
        full = full.add_row(("engagements", 0, key))
    seen = {tuple(p for p in path if isinstance(p, str)) for path, _f, _v in values(full.record)}
    assert seen == {path for path, field in walk() if field.kind}
    assert all(field_at(path) for path in seen)
    assert CODEBOOK["article"].group
