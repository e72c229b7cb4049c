"""What the commands of the review desk do. Free of Qt; each works on the window."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from curator.errors import Problem
from curator.i18n import _, plural
from curator.model.codebook import ENGAGEMENT
from curator.model.looks import answered_by
from curator.model.record import RECORD, Path, Sheet, field_of
from curator.model.revision import Change, Status
from curator.model.vocab import vocabulary
from curator.review import ENGAGEMENTS
from curator.ui.commands import fill

if TYPE_CHECKING:
    from curator.ui.window import Window


def confirm(window: "Window") -> None:
    """Agree with the current value and go to the next one that needs a look."""
    form = window.form
    if not form.commit():
        return
    paths = answered_by(form.current, window.review.sheet)
    if window.do(lambda: window.review.confirm(*paths)) and not form.step_doubt(1):
        window.messages.tell(
            _("Nothing is left to check in this record."), _("Ctrl+Enter verifies it."), topic="finding"
        )


def go_doubt(window: "Window", by: int) -> None:
    """Go to the next value that needs a look, or back."""
    if window.form.commit() and not window.form.step_doubt(by):
        window.messages.tell(_("Nothing else needs a look."), topic="finding")


def verify_next(window: "Window") -> None:
    """Verify the record and open the next one of the list that waits. A second press accepts warnings."""
    form, review = window.form, window.review
    if not form.commit():
        return
    waiting = review.waiting
    errors = [finding for finding in waiting if finding.level == "error"]
    state = (review.document, review.revision.id)
    if waiting and not errors and form.warned != state:
        form.warned = state
        form.focus_path(waiting[0].path)
        window.messages.tell(
            waiting[0].message,
            plural(
                "Press Ctrl+Enter again to accept {n} warning.",
                "Press Ctrl+Enter again to accept {n} warnings.",
                len(waiting),
            ),
            "check",
            topic="finding",
            go=lambda: form.focus_path(waiting[0].path),
        )
        return
    following = window.next_open()
    if window.do(lambda: review.verify(accept_warnings=True)):
        window.messages.clear("finding")
        if following:
            window.open_document(following)
        else:
            window.open_next()


def not_stated(window: "Window") -> None:
    """The article does not tell the current value; go on."""
    window.form.give_up()
    path = window.form.current
    if _is_value(path) and window.do(lambda: window.review.not_stated(path)):
        window.form.step_doubt(1)


def restore_machine(window: "Window") -> None:
    """The machine's value again."""
    window.form.give_up()
    path = window.form.current
    if _is_value(path):
        window.do(lambda: window.review.restore(path))


def fill_digit(window: "Window", digit: int) -> None:
    """Fill the field with this key from the selection; without one, go to the field."""
    form, review = window.form, window.review
    span = window.reader.selection()
    key = next(field.key for field in ENGAGEMENT.fields if field.digit == digit)
    if span is None:
        form.focus_path((*ENGAGEMENTS, form.engagement, key))
        return
    number, article = form.engagement, review.article
    _fill(window, lambda: fill.fill_digit(review.sheet, digit, number, article, span))


def fill_here(window: "Window") -> None:
    """Fill the current value from the selection."""
    span, path, review = window.reader.selection(), window.form.current, window.review
    if span and _is_value(path):
        _fill(window, lambda: (fill.fill_path(review.sheet, path, review.article, span), path))


def add_person(window: "Window", side: str) -> None:
    """A person of this side from the selection; without one, an empty row."""
    form, review, span = window.form, window.review, window.reader.selection()
    number, home_city = form.engagement, window.settings.home_city
    if span is None:
        _add_row(window, (*ENGAGEMENTS, number, side))
        return
    _fill(window, lambda: fill.with_person(review.sheet, side, number, review.article, span, home_city))


def add_row(window: "Window") -> None:
    """An empty row in the group of the current value."""
    path = window.form.current
    if len(path) >= 3 and field_of(path[:3]).group:
        _add_row(window, path[:3])


def remove_row(window: "Window") -> None:
    """The current row goes."""
    path = window.form.current
    if len(path) == 5:
        window.do(lambda: window.review.remove_row(path[:4]))


def move_row(window: "Window", by: int) -> None:
    """The current row one place up or down."""
    path = window.form.current
    if len(path) == 5 and window.form.commit():
        to = int(path[3]) + by
        if 0 <= to < len(window.review.sheet.get(path[:3])):
            target: Path = (*path[:3], to)
            window.do(lambda: window.review.move_row(path[:4], target))
            window.form.focus_path((*target, path[4]), edit=window.form.active)


def other_side(window: "Window") -> None:
    """The current person changes sides."""
    path = window.form.current
    if len(path) == 5 and path[2] in ("home", "partner") and window.form.commit():
        rows: Path = (*path[:2], "partner" if path[2] == "home" else "home")
        target: Path = (*rows, len(window.review.sheet.get(rows)))
        if window.do(lambda: window.review.move_row(path[:4], target)):
            window.form.focus_path((*target, path[4]), edit=window.form.active)


def change_salience(window: "Window") -> None:
    """The current sector is core or mentioned."""
    path = window.form.current
    if len(path) == 5 and path[2] == "sectors":
        at: Path = (*path[:4], "salience")
        value = "mentioned" if window.review.sheet.get(at) == "core" else "core"
        window.do(lambda: window.review.put(at, value))


def next_engagement(window: "Window") -> None:
    """Turn to the next engagement, around the end."""
    if count := len(window.review.sheet.get(ENGAGEMENTS)):
        window.form.show_engagement((window.form.engagement + 1) % count)


def add_engagement(window: "Window") -> None:
    """One more engagement, empty."""
    if window.do(lambda: window.review.add_row(ENGAGEMENTS)):
        window.form.show_engagement(len(window.review.sheet.get(ENGAGEMENTS)) - 1)


def copy_engagement(window: "Window") -> None:
    """The current engagement again, with its people and passages."""
    number = window.form.engagement
    if not window.review.sheet.get(ENGAGEMENTS) or not window.form.commit():
        return
    if window.do(lambda: window.review.copy_row((*ENGAGEMENTS, number))):
        window.form.show_engagement(number + 1)


def remove_engagement(window: "Window") -> None:
    """The current engagement goes."""
    number = window.form.engagement
    if window.review.sheet.get(ENGAGEMENTS):
        window.do(lambda: window.review.remove_row((*ENGAGEMENTS, number)))


def leave_field(window: "Window") -> None:
    """From the form to the article."""
    window.reader.setFocus()


def go_field(window: "Window") -> None:
    """From the article to the current value."""
    window.form.focus_path(window.form.current)


def field_here(window: "Window") -> None:
    """Go to the value whose passage holds the caret."""
    window.reader.choose_here()


def show_furniture(window: "Window") -> None:
    """The whole page, or the story alone."""
    window.reader.toggle_furniture()


def find(window: "Window") -> None:
    """Find in the article, beginning with the selection."""
    span = window.reader.selection()
    window.reader.find_bar.open_with(span.quote if span and len(span.quote) < 60 else "")


def flag(window: "Window") -> None:
    """Flag the current value for colleagues, or take the flag away."""
    if _is_value(path := window.form.current):
        _flag(window, path)


def flag_record(window: "Window") -> None:
    """Flag the whole record, or take its flag away."""
    _flag(window, RECORD)


def note(window: "Window") -> None:
    """A note on the current value."""
    if _is_value(path := window.form.current):
        title = _("Note on {field}").format(field=field_of(path).label)
        window.form.prompt(title, window.review.sheet.behind(path).note, lambda words: _note(window, path, words))


def note_record(window: "Window") -> None:
    """A note on the whole record."""
    title, now = _("Note on this record"), window.review.sheet.behind(RECORD).note
    window.record.bar.prompt(title, now, lambda words: _note(window, RECORD, words))


def exclude(window: "Window") -> None:
    """Leave the article out of the dataset, for a reason of the list."""
    if not window.form.commit():
        return
    reasons = [(term.code, term.label()) for term in vocabulary("exclusion_reasons")]
    window.form.choose(_("Why is it excluded?"), reasons, lambda code: set_status(window, Status.EXCLUDED, code))


def park(window: "Window") -> None:
    """Put the article aside, with a reason in free words."""
    if not window.form.commit():
        return
    window.form.prompt(_("Why is it parked?"), "", lambda words: set_status(window, Status.PARKED, words))


def second_check(window: "Window") -> None:
    """Agree, as a second person, with a verified record, and open the next."""
    following = window.next_open()
    if window.form.commit() and window.do(window.review.second_check) and following:
        window.open_document(following)


def history(window: "Window") -> None:
    """Every saved state of the record and of the current value."""
    window.dialogs.history()


def set_status(window: "Window", status: Status, reason: str = "") -> None:
    """Give the article this status and open the next one that waits; reopened, it stays in sight."""
    following = window.next_open()
    if (
        window.form.commit()
        and window.do(lambda: window.review.set_status(status, reason))
        and following
        and status is not Status.IN_PROGRESS
    ):
        window.open_document(following)


def _flag(window: "Window", path: Path) -> None:
    window.do(lambda: window.review.annotate(path, flagged=not window.review.sheet.behind(path).flagged))


def _note(window: "Window", path: Path, words: str) -> None:
    if words != window.review.sheet.behind(path).note:
        window.do(lambda: window.review.annotate(path, note=words))


def _fill(window: "Window", make: Callable[[], tuple[Sheet, Path]]) -> None:
    """Save what `make` made of the selection as one step, named after the field, and mark where it went.

    Of several refusals the last one is shown, until an edit or another article settles it.
    """
    went: list[Path] = []

    def edit() -> Change | None:
        try:
            sheet, path = make()
        except Problem as problem:
            window.messages.report(problem, topic="fill")
            return None
        went.append(path)
        kind, value = field_of(path).kind, sheet.get(path)
        shown = kind.show(value) or _("empty") if kind and not isinstance(value, list) else ""
        label = _("{field}: {value}").format(field=field_of(path).label, value=shown)
        return window.review.apply(sheet, label)

    if window.form.commit() and window.do(edit) and went:
        window.reader.clear_selection()
        nameless = went[0][-1] == "name" and not window.review.sheet.get(went[0])
        window.form.focus_path(went[0], edit=nameless or window.form.active)


def _add_row(window: "Window", rows: Path) -> None:
    if not window.review.sheet.get(ENGAGEMENTS):
        add_engagement(window)
    count = len(window.review.sheet.get(rows))
    if window.do(lambda: window.review.add_row(rows)):
        group = field_of(rows).group
        window.form.focus_path((*rows, count, group.fields[0].key) if group else rows)


def _is_value(path: Path) -> bool:
    return bool(path) and isinstance(path[-1], str) and field_of(path).kind is not None
