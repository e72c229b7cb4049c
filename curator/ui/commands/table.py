"""Every command, once: menus, the palette, the key sheet, tooltips and `curator commands` derive from this table.

Free of Qt, so that the command line can list it. A command runs on the window; what it does is a method there.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple

from curator.i18n import LANGUAGES, N_, _

if TYPE_CHECKING:
    from curator.ui.window import Window

Zone = Literal["window", "reader", "form"]

# The menus in their order. A key such as `record/2` is the second section of the menu `record`.
MENUS = {
    "file": N_("File"),
    "edit": N_("Edit"),
    "record": N_("Record"),
    "view": N_("View"),
    "help": N_("Help"),
}
PLACES: dict[tuple[Zone, ...], str] = {
    ("window",): N_("everywhere"),
    ("reader",): N_("in the article"),
    ("reader", "form"): N_("in article and form"),
}


def _always(window: "Window") -> bool:
    return True


class Command(NamedTuple):
    """One thing a person can ask for.

    `id` is stable: automation and documents name it. `keys` are Qt's portable key names, the first one shown; they
    are equal in all languages. `zone` says where they act, see `places`: bare keys belong to `reader` or `form`,
    never to `window`. `checked` makes it a switch. `shown` gives the text where it says more than `text`, such as
    the step that Undo takes back.
    """

    id: str
    text: str
    keys: tuple[str, ...]
    menu: str
    zone: Zone = "window"
    run: Callable[["Window"], object] = _always
    enabled: Callable[["Window"], bool] = _always
    checked: Callable[["Window"], bool] | None = None
    shown: Callable[["Window"], str] | None = None
    icon: str = ""

    @property
    def label(self) -> str:
        """What it is called, in the language in force."""
        return _(self.text)

    @property
    def section(self) -> tuple[str, int]:
        """The menu and its section."""
        menu, _slash, number = self.menu.partition("/")
        return menu, int(number or 1)

    def places(self, key: str) -> tuple[Zone, ...]:
        """The zones in which `key` acts.

        Bare keys of the reader act there alone: in the form they are text. Keys of the form, and those of the
        reader that hold Alt or Ctrl, act in both.
        """
        if self.zone == "window":
            return ("window",)
        text = self.zone == "reader" and not key.startswith(("Alt+", "Ctrl+"))
        return ("reader",) if text else ("reader", "form")


def _writable(window: "Window") -> bool:
    return window.store.writable


def _some(window: "Window") -> bool:
    return bool(window.review.document)


def _theme(name: str, text: str) -> Command:
    return Command(
        f"theme_{name}", text, (), "view/4",
        run=lambda w: w.look.set_theme(name), checked=lambda w: w.settings.theme == name,
    )  # fmt: skip


def _language(code: str, name: str) -> Command:
    return Command(
        f"language_{code}", name, (), "view/5",
        run=lambda w: w.look.set_language(code), checked=lambda w: w.look.language == code,
    )  # fmt: skip


FRAME: tuple[Command, ...] = (
    Command("new_store", N_("New project…"), (), "file", run=lambda w: w.files.new_store()),
    Command(
        "open_store", N_("Open project…"), ("Ctrl+O",), "file", run=lambda w: w.files.open_store(), icon="folder",
    ),
    Command(
        "import_files", N_("Import files…"), ("Ctrl+I",), "file/2",
        run=lambda w: w.files.import_files(), enabled=_writable, icon="import",
    ),
    Command(
        "import_folder", N_("Import folder…"), ("Ctrl+Shift+I",), "file/2",
        run=lambda w: w.files.import_folder(), enabled=_writable, icon="folder",
    ),
    Command(
        "paste_article", N_("Paste as article"), ("Ctrl+Shift+V",), "file/2",
        run=lambda w: w.files.paste(), enabled=_writable, icon="paste",
    ),
    Command(
        "import_samples", N_("Import the sample articles"), (), "file/2",
        run=lambda w: w.files.import_samples(), enabled=_writable, icon="article",
    ),
    Command(
        "extract_again", N_("Extract again…"), (), "file/2",
        run=lambda w: w.files.extract_again(), enabled=_writable,
    ),
    Command(
        "export", N_("Export release…"), ("Ctrl+E",), "file/3", run=lambda w: w.dialogs.export(), icon="export"
    ),
    Command(
        "export_notes", N_("Export notes and flags…"), (), "file/3",
        run=lambda w: w.files.export_notes(), icon="note",
    ),
    Command("compare_releases", N_("Compare releases…"), (), "file/3", run=lambda w: w.dialogs.compare()),
    Command("backup", N_("Back up now"), (), "file/4", run=lambda w: w.files.backup(), icon="saved"),
    Command(
        "restore", N_("Restore a backup…"), (), "file/4", run=lambda w: w.dialogs.restore(), icon="restore",
    ),
    Command(
        "settings", N_("Settings…"), ("Ctrl+,",), "file/5", run=lambda w: w.dialogs.settings(), icon="settings",
    ),
    Command("quit", N_("Quit"), ("Ctrl+Q",), "file/6", run=lambda w: w.close()),
    Command(
        "undo", N_("Undo"), ("Ctrl+Z",), "edit", run=lambda w: w.undo(), icon="undo",
        enabled=lambda w: bool(w.review.undo_label),
        shown=lambda w: _("Undo: {step}").format(step=w.review.undo_label) if w.review.undo_label else _("Undo"),
    ),
    Command(
        "redo", N_("Redo"), ("Ctrl+Y", "Ctrl+Shift+Z"), "edit", run=lambda w: w.redo(), icon="redo",
        enabled=lambda w: bool(w.review.redo_label),
        shown=lambda w: _("Redo: {step}").format(step=w.review.redo_label) if w.review.redo_label else _("Redo"),
    ),
    Command(
        "search", N_("Search all articles"), ("Ctrl+Shift+F",), "edit/3",
        run=lambda w: w.filters.focus_search(), icon="search",
    ),
    Command(
        "clear_filter", N_("Show all articles"), ("Ctrl+Shift+L",), "edit/3", run=lambda w: w.filters.clear(),
    ),
    Command(
        "bulk_edit", N_("Edit the selected articles…"), ("Ctrl+Shift+E",), "edit/6",
        run=lambda w: w.dialogs.bulk_edit(),
        enabled=lambda w: w.store.writable and w.inbox.selected_count > 1,
    ),
    Command(
        "next_article", N_("Next article"), ("Ctrl+PgDown",), "record",
        run=lambda w: w.step(1), enabled=_some, icon="next",
    ),
    Command(
        "previous_article", N_("Previous article"), ("Ctrl+PgUp",), "record",
        run=lambda w: w.step(-1), enabled=_some, icon="previous",
    ),
    Command(
        "next_open", N_("Next open article"), ("Ctrl+Shift+PgDown",), "record",
        run=lambda w: w.open_next(), enabled=_some,
    ),
    Command("next_pane", N_("Next pane"), ("F6",), "view", run=lambda w: w.go_pane(1)),
    Command("previous_pane", N_("Previous pane"), ("Shift+F6",), "view", run=lambda w: w.go_pane(-1)),
    Command("go_inbox", N_("Go to the list"), ("Ctrl+L",), "view", run=lambda w: w.inbox.setFocus()),
    Command(
        "columns", N_("List as columns"), (), "view/2",
        run=lambda w: w.inbox.show_columns(not w.inbox.as_columns), checked=lambda w: w.inbox.as_columns,
        icon="columns",
    ),
    Command("zoom_in", N_("Larger text"), ("Ctrl++", "Ctrl+="), "view/3", run=lambda w: w.look.zoom(1)),
    Command("zoom_out", N_("Smaller text"), ("Ctrl+-",), "view/3", run=lambda w: w.look.zoom(-1)),
    Command("zoom_reset", N_("Normal text size"), (), "view/3", run=lambda w: w.look.zoom(0)),
    _theme("system", N_("Colours of the system")),
    _theme("light", N_("Light colours")),
    _theme("dark", N_("Dark colours")),
    *(_language(code, name) for code, name in LANGUAGES.items()),
    Command(
        "coding_rule", N_("Coding rule of this field"), ("F1",), "help",
        run=lambda w: w.record.show_rule(not w.record.rule_shown), checked=lambda w: w.record.rule_shown,
        icon="help",
    ),
    Command(
        "keysheet", N_("Key sheet"), ("Shift+F1",), "help", run=lambda w: w.dialogs.keys(), icon="keyboard",
    ),
    Command(
        "palette", N_("Find a command"), ("Ctrl+K",), "help", run=lambda w: w.dialogs.palette(), icon="search",
    ),
    Command("self_check", N_("Self check"), (), "help/2", run=lambda w: w.dialogs.self_check()),
    Command(
        "diagnostics", N_("Collect diagnostics…"), (), "help/2", run=lambda w: w.dialogs.diagnostics(),
    ),
    Command("about", N_("About Curator"), (), "help/3", run=lambda w: w.dialogs.about(), icon="info"),
)  # fmt: skip


def commands() -> tuple[Command, ...]:
    """All commands in menu order: those of the frame and those of the review desk."""
    from curator.ui.commands.desk_table import DESK

    order = list(MENUS)
    return tuple(sorted((*FRAME, *DESK), key=lambda c: (order.index(c.section[0]), c.section[1])))


def listing() -> Iterator[str]:
    """One line a command for `curator commands`: id, keys, where they act, what it does.

    Keys that act in different places have theirs in the same order: `0, Ctrl+0` in `reader, reader+form`.
    """
    for command in commands():
        places = ["+".join(command.places(key)) for key in command.keys] or [command.zone]
        where = places[0] if len(set(places)) == 1 else ", ".join(places)
        yield f"{command.id}\t{', '.join(command.keys) or '-'}\t{where}\t{command.label}"
