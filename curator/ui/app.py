"""The door to the window: builds everything, hands it over by constructor, and keeps the process healthy."""

import gc
import logging
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QEvent, QLocale, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from curator import __version__, settings
from curator.errors import Problem
from curator.i18n import LANGUAGES, set_language
from curator.paths import APP, default_store, log_dir
from curator.settings import Settings
from curator.ui import instance
from curator.ui.style import icons, theme

if TYPE_CHECKING:
    from curator.store import Store
    from curator.ui.renewing import Renewing
    from curator.ui.window import Window

SWITCH = 0.001  # seconds: with Python's 0.005 a background import made saves in the window three times slower
LOG_SIZE = 500_000  # bytes, when the log is put aside
COLLECT = 2000  # ms between two collections of garbage

log = logging.getLogger(__name__)


class Collector(QObject):
    """Collects garbage on the window's thread only: in another one it would destroy Qt objects there."""

    living: ClassVar[int] = 0  # windows open in this process
    found_on: ClassVar[bool] = True  # automatic collection, before the first of them

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        if not Collector.living:
            Collector.found_on = gc.isenabled()
        Collector.living += 1
        gc.disable()
        self._timer = QTimer(self, interval=COLLECT)
        self._timer.timeout.connect(self._collect)
        QTimer.singleShot(0, self, self._begin)

    def close(self) -> None:
        """Leave the process as it was found, with the last window."""
        self._timer.stop()
        Collector.living -= 1
        if Collector.found_on and not Collector.living:
            gc.enable()

    def _begin(self) -> None:
        gc.freeze()  # what the start made stays for the whole sitting
        self._timer.start()

    def _collect(self) -> None:
        young, middle, old = gc.get_count()
        if young > 700:
            gc.collect(2 if old > 10 else 1 if middle > 10 else 0)


class Painted(QObject):
    """Runs `then` once, when `widget` and what is in it have been painted for the first time."""

    def __init__(self, widget: QWidget, then: Callable[[], object]) -> None:
        super().__init__(widget)
        self._then = then
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the paint event, and let it pass."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, watched, self._then)
        return False


def open_window(
    store_path: Path | str,
    reader: str = "",
    language: str = "",
    *,
    settings_path: Path | None = None,
    choices: Settings | None = None,
    complete: bool = True,
) -> "Window":
    """The whole window on the store at `store_path`, built on the QApplication that exists, not yet shown.

    `reader` signs what is saved and `language` is `vi`, `en` or `fr`; empty, the settings and then the system
    decide. Without `settings_path` nothing is remembered. An incomplete window shows its list only, until
    `Window.complete`. Raises StoreProblem if the store cannot be opened.
    """
    chosen = choices or (settings.load(settings_path) if settings_path else Settings())
    if reader:
        chosen.reader = reader
    set_language(language or chosen.language or system_language())
    theme.prepare(chosen.theme, fusion=not complete)
    from curator.ui.memory import Memory
    from curator.ui.window import Window

    store = _opened(Path(store_path), chosen.reader or system_reader())
    memory = Memory(chosen, settings_path)
    memory.opened(store.path)
    window = Window(store, chosen, memory)
    window.closed.connect(Collector(window).close)
    if complete:
        window.complete()
    return window


def _opened(path: Path, reader: str) -> "Store":
    """The store at `path`; a window says how far it is where its tables must be made anew and that takes long."""
    from curator.store import Store

    shown: list[Renewing] = []

    def told(done: int, total: int) -> None:
        if not shown:
            from curator.ui.renewing import Renewing

            shown.append(Renewing(path.stem))
        shown[0].follow(done, total)

    try:
        return Store(path, reader=reader, told=told)
    finally:
        for renewing in shown:
            renewing.close()


def main(store: Path | None = None, paths: list[Path] | None = None) -> int:
    """Run the program: the window on `store`, or on the one used last, importing `paths`. Returns the exit code."""
    prepare_process()
    app = QApplication.instance() or instance.Application([*sys.argv[:1], "-style", "Fusion"])
    assert isinstance(app, QApplication)
    app.setApplicationName(APP)
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("org.curator.Curator")
    sys.excepthook = show_bug
    chosen = settings.load()
    target = store or last_store(chosen)
    if instance.raise_running(target, paths or ()):
        return 0
    try:
        window = open_window(target, settings_path=settings.settings_file(), choices=chosen, complete=False)
    except Problem as problem:
        return _refuse(problem, target)
    present(window, paths or ())
    return app.exec()


def present(window: "Window", paths: Sequence[Path] = ()) -> None:
    """Show the window as that of its project, and import `paths`.

    The list is painted first; article, menus and icons follow at once. To be handed the viewport of the list, of
    which the binding knows only that it is a QWidget, would make it build every kind of widget there is.
    """
    Painted(window, lambda: _settle(window, paths))
    window.show()


def _settle(window: "Window", paths: Sequence[Path]) -> None:
    """Complete the window on the screen: a second start comes to it, and its backups are kept."""
    QApplication.setWindowIcon(icons.application_icon())
    window.complete()
    window.files.keep_backups()
    window.files.add(paths)
    if place := instance.claim(window.store.path, window):
        window.closed.connect(place.close)

        def come(paths: list[Path], token: str) -> None:
            instance.bring_forward(window, token)
            window.files.add(paths)

        place.called.connect(come)
    app = QApplication.instance()
    if isinstance(app, instance.Application):  # the window on the screen opens it; others are closed by then
        app.opened.connect(lambda path: window.files.open_path(path) if window.isVisible() else None)


def prepare_process() -> None:
    """What must be set before QApplication exists, and the log file."""
    sys.setswitchinterval(SWITCH)
    if "fcitx" in os.environ.get("QT_IM_MODULE", "") and "QT_IM_MODULES" not in os.environ:
        os.environ["QT_IM_MODULES"] = "wayland;fcitx;ibus"  # our Qt has no fcitx plugin; fcitx answers as ibus too
    file = log_dir() / "curator.log"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.exists() and file.stat().st_size > LOG_SIZE:
            os.replace(file, file.with_suffix(".old.log"))
        handler = logging.FileHandler(file, encoding="utf-8")
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)


def last_store(chosen: Settings) -> Path:
    """The store used last if it is still there, else the default one."""
    return next((path for path in map(Path, chosen.recent_stores) if path.is_file()), default_store())


def system_language() -> str:
    """The system's language if the window speaks it, else English."""
    code = QLocale.system().name().partition("_")[0]
    return code if code in LANGUAGES else "en"


def system_reader() -> str:
    """The name under which the person is logged in."""
    if named := os.environ.get("USER") or os.environ.get("USERNAME"):
        return named
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "reader"


def show_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Log an unexpected error and show it, with its details to copy. Installed as `sys.excepthook`."""
    if issubclass(kind, KeyboardInterrupt):
        QApplication.quit()
        return
    import traceback

    details = "".join(traceback.format_exception(kind, error, trace))
    log.error("unexpected error\n%s", details)
    print(details, file=sys.stderr)
    from curator.ui.dialogs.bug import BugReport

    BugReport(details, QApplication.activeWindow()).show()


def _refuse(problem: Problem, store: Path) -> int:
    from PySide6.QtWidgets import QMessageBox

    theme.prepare("system")
    print(f"curator: {store}: {problem}", file=sys.stderr)
    QMessageBox.critical(None, APP, f"{problem.message}\n\n{problem.hint}")
    return 1
