"""Commands of the review desk: the reader and the form."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from curator.i18n import N_, _
from curator.model.codebook import ENGAGEMENT
from curator.model.record import RECORD, Path
from curator.model.revision import Status
from curator.ui.commands import desk
from curator.ui.commands.table import Command

if TYPE_CHECKING:
    from curator.ui.window import Window


def _writable(window: "Window") -> bool:
    return bool(window.review.document) and window.store.writable


def _some(window: "Window") -> bool:
    return bool(window.review.document)


def _flagged(window: "Window", path: Path) -> bool:
    return _some(window) and window.review.sheet.behind(path).flagged


def _filling(digit: int) -> Callable[["Window"], str]:
    field = next(field for field in ENGAGEMENT.fields if field.digit == digit)
    return lambda window: _("Fill from the selection: {field}").format(field=field.label)


DESK: tuple[Command, ...] = (
    Command(
        "confirm", N_("Confirm and go on"), ("Return",), "record/2",
        "form", desk.confirm, _writable, icon="confirmed",
    ),
    Command(
        "next_doubt", N_("Next value to check"), ("F8",), "record/2",
        run=lambda w: desk.go_doubt(w, 1), enabled=_some,
    ),
    Command(
        "previous_doubt", N_("Previous value to check"), ("Shift+F8",), "record/2",
        run=lambda w: desk.go_doubt(w, -1), enabled=_some,
    ),
    Command(
        "step_back", N_("Back to the value before"), ("Shift+Return",), "record/2", "form",
        run=lambda w: desk.go_doubt(w, -1), enabled=_some,
    ),
    Command(
        "verify_next", N_("Verify and next"), ("Ctrl+Return", "Ctrl+Enter"), "record/2",
        run=desk.verify_next, enabled=_writable, icon="verified",
    ),
    Command(
        "not_stated", N_("Not stated in the article"), ("0", "Ctrl+0"), "edit/2",
        "reader", desk.not_stated, _writable, icon="not_stated",
    ),
    Command(
        "restore_machine", N_("The machine's value"), ("Ctrl+R",), "edit/2",
        run=desk.restore_machine, enabled=_writable, icon="restore",
    ),
    Command(
        "fill_here", N_("Fill the current value from the selection"), ("Space",), "edit/2",
        "reader", desk.fill_here, _writable,
    ),
    *(
        Command(
            f"fill_{field.digit}", field.title, (str(field.digit), f"Alt+{field.digit}"), "edit/4", "reader",
            run=partial(desk.fill_digit, digit=field.digit), enabled=_writable, shown=_filling(field.digit),
        )
        for field in sorted(ENGAGEMENT.fields, key=lambda each: each.digit) if field.digit
    ),
    Command(
        "add_home", N_("Add to the home side"), ("H",), "edit/5",
        "reader", lambda w: desk.add_person(w, "home"), _writable,
    ),
    Command(
        "add_partner", N_("Add to the partner side"), ("P",), "edit/5",
        "reader", lambda w: desk.add_person(w, "partner"), _writable,
    ),
    Command(
        "add_row", N_("Add an empty row"), ("Ins",), "edit/5", "form", desk.add_row, _writable, icon="add",
    ),
    Command(
        "remove_row", N_("Remove the row"), ("Ctrl+Shift+Del",), "edit/5",
        run=desk.remove_row, enabled=_writable, icon="remove",
    ),
    Command(
        "move_row_up", N_("Row up"), ("Ctrl+Shift+Up",), "edit/5",
        run=lambda w: desk.move_row(w, -1), enabled=_writable, icon="up",
    ),
    Command(
        "move_row_down", N_("Row down"), ("Ctrl+Shift+Down",), "edit/5",
        run=lambda w: desk.move_row(w, 1), enabled=_writable, icon="down",
    ),
    Command(
        "other_side", N_("Move to the other side"), ("Ctrl+Shift+S",), "edit/5",
        run=desk.other_side, enabled=_writable, icon="swap",
    ),
    Command(
        "salience", N_("Core or mentioned"), ("Ctrl+Shift+M",), "edit/5",
        run=desk.change_salience, enabled=_writable,
    ),
    Command("next_engagement", N_("Next engagement"), ("F7",), "record/3", run=desk.next_engagement, enabled=_some),
    Command(
        "add_engagement", N_("Add an engagement"), ("Shift+F7",), "record/3",
        run=desk.add_engagement, enabled=_writable, icon="add",
    ),
    Command(
        "copy_engagement", N_("Copy the engagement"), ("Ctrl+F7",), "record/3",
        run=desk.copy_engagement, enabled=_writable,
    ),
    Command(
        "remove_engagement", N_("Remove the engagement"), ("Ctrl+Shift+F7",), "record/3",
        run=desk.remove_engagement, enabled=_writable, icon="remove",
    ),
    Command("note", N_("Note on this value…"), ("F5",), "record/4", run=desk.note, enabled=_writable, icon="note"),
    Command(
        "flag", N_("Flag this value"), ("Shift+F5",), "record/4",
        run=desk.flag, enabled=_writable, icon="flag",
        checked=lambda w: _flagged(w, w.form.current),
    ),
    Command(
        "note_record", N_("Note on this record…"), ("Ctrl+F5",), "record/4",
        run=desk.note_record, enabled=_writable, icon="note",
    ),
    Command(
        "flag_record", N_("Flag this record"), ("Ctrl+Shift+F5",), "record/4",
        run=desk.flag_record, enabled=_writable, icon="flag",
        checked=lambda w: _flagged(w, RECORD),
    ),
    Command("history", N_("History…"), ("F4",), "record/4", run=desk.history, enabled=_some),
    Command(
        "second_check", N_("Second check"), (), "record/5",
        run=desk.second_check, enabled=_writable, icon="second_checked",
    ),
    Command(
        "reopen", N_("Reopen"), (), "record/5",
        run=lambda w: desk.set_status(w, Status.IN_PROGRESS), enabled=_writable, icon="in_progress",
    ),
    Command(
        "dispute", N_("Dispute"), ("Ctrl+Shift+D",), "record/5",
        run=lambda w: desk.set_status(w, Status.DISPUTED), enabled=_writable, icon="disputed",
    ),
    Command("park", N_("Park…"), ("Ctrl+Shift+P",), "record/5", run=desk.park, enabled=_writable, icon="parked"),
    Command(
        "exclude", N_("Exclude…"), ("Ctrl+Shift+X",), "record/5",
        run=desk.exclude, enabled=_writable, icon="excluded",
    ),
    Command("find", N_("Find in this article"), ("Ctrl+F",), "edit/3", run=desk.find, enabled=_some, icon="search"),
    Command(
        "field_here", N_("Go to the value of this passage"), ("F",), "view",
        "reader", desk.field_here, _some,
    ),
    Command("edit_field", N_("Go to the current value"), ("F2",), "view", run=desk.go_field, enabled=_some),
    Command("leave_field", N_("Back to the article"), ("Esc",), "view", "form", desk.leave_field, _some),
    Command(
        "article_fields", N_("Keep the article's fields open"), ("Ctrl+Shift+A",), "view/2",
        run=lambda w: w.form.toggle_article(), enabled=_some, icon="article",
        checked=lambda w: _some(w) and w.form.article_kept_open,
    ),
    Command(
        "show_furniture", N_("Whole page or story only"), ("F9",), "view/2",
        run=desk.show_furniture, enabled=_some, icon="eye",
    ),
)  # fmt: skip
