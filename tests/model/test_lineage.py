"""A value is followed with its row: moved, after a removed one, on the other side, taken away and back."""

from hypothesis import given, settings
from hypothesis import strategies as st

from curator.model.lineage import counterpart, follow
from curator.model.record import Path, Sheet

ENGAGEMENTS: Path = ("engagements",)
HOME: Path = ("engagements", 0, "home")
PARTNER: Path = ("engagements", 0, "partner")


def start(*names: str) -> Sheet:
    sheet = Sheet().add_row(ENGAGEMENTS, {"id": "E1"})
    for name in names:
        sheet = sheet.add_row(HOME, {"name": name})
    return sheet


def test_a_value_goes_with_its_row() -> None:
    old = start("An", "Bình", "Chi")
    moved = old.move_row((*HOME, 2), 0)
    less = moved.remove_row((*HOME, 1))
    over = less.transfer_row((*HOME, 0), PARTNER)
    renamed = over.put((*PARTNER, 0, "name"), "Chi Lan")
    records = [sheet.record for sheet in (renamed, over, less, moved, old)]
    at = follow((*PARTNER, 0, "role"), records)
    assert at == [(*side, n, "role") for side, n in ((PARTNER, 0), (PARTNER, 0), (HOME, 0), (HOME, 0), (HOME, 2))]


def test_a_row_that_came_later_has_no_earlier_place() -> None:
    old = start("An")
    new = old.add_row(HOME, {"name": "Bình"})
    assert follow((*HOME, 1, "name"), [new.record, old.record]) == [(*HOME, 1, "name"), None]


def test_a_row_taken_away_and_back_is_found_on_both_sides() -> None:
    old = start("An", "Bình")
    gone = old.remove_row((*HOME, 0))
    path: Path = (*HOME, 0, "name")
    assert follow(path, [old.record, gone.record, old.record]) == [path, None, path]


def test_engagements_are_known_by_their_id() -> None:
    old = start("An").add_row(ENGAGEMENTS, {"id": "E2"})
    new = old.move_row((*ENGAGEMENTS, 1), 0)
    assert counterpart(("engagements", 0, "city"), new.record, old.record) == ("engagements", 1, "city")
    assert counterpart(("engagements", 0, "city"), new.record, start().record) is None
    assert counterpart(("article", "outlet"), new.record, old.record) == ("article", "outlet")


STEPS = st.lists(st.tuples(st.sampled_from(["add", "remove", "move", "over", "name", "role"]), st.integers(0, 99)))


@settings(max_examples=150, deadline=None)
@given(STEPS)
def test_whatever_happens_to_the_rows_a_value_is_found_where_it_was(steps: list[tuple[str, int]]) -> None:
    """Each person wears a badge (their role class here) that no step changes: it says who they are."""
    sheet = start()
    states, badge = [sheet], 0
    for step, number in steps:
        side = (HOME, PARTNER)[number % 2]
        rows = sheet.get(side)
        row: Path = (*side, number % max(1, len(rows)))
        if step == "add":
            badge += 1
            sheet = sheet.add_row(
                side, {"name": f"n{badge}", "role_class": f"badge{badge}"}, at=number % (len(rows) + 1)
            )
        elif not rows:
            continue
        elif step == "remove":
            sheet = sheet.remove_row(row)
        elif step == "move":
            sheet = sheet.move_row(row, number * 7 % len(rows))
        elif step == "over":
            sheet = sheet.transfer_row(row, PARTNER if side == HOME else HOME)
        else:
            sheet = sheet.put((*row, step), f"{step}{number}")
        states.append(sheet)
    newest = sheet
    for side in (HOME, PARTNER):
        for position, person in enumerate(newest.get(side)):
            path: Path = (*side, position, "role_class")
            for state, at in zip(
                reversed(states), follow(path, [one.record for one in reversed(states)]), strict=True
            ):
                here = [p["role_class"] for each in (HOME, PARTNER) for p in state.get(each)]
                if person["role_class"] in here:
                    assert at is not None
                    assert state.get(at) == person["role_class"]
                else:
                    assert at is None
