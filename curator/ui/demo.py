"""Pictures of the window, made by the program itself: three languages, light and dark, two sizes of screen."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from curator.i18n import LANGUAGES, language, set_language
from curator.settings import Settings
from curator.store import Store
from curator.ui.app import open_window, prepare_process

if TYPE_CHECKING:
    from curator.ui.window import Window

SIZES = ((1366, 768), (1920, 1080))
THEMES = ("light", "dark")


def screenshots(store: Store, out: Path) -> Iterator[Path]:
    """A picture of the window on `store` for each language, theme and size, as PNG files in `out`."""
    prepare_process()
    app = QApplication.instance() or QApplication(["curator"])
    spoken = language()
    for code in LANGUAGES:
        for theme in THEMES:
            window = open_window(store.path, reader=store.reader, language=code, choices=Settings(theme=theme))
            try:
                for width, height in SIZES:
                    yield _picture(window, width, height, out / f"window-{code}-{theme}-{width}.png")
            finally:
                window.close()
                set_language(spoken)
    del app


def _picture(window: "Window", width: int, height: int, path: Path) -> Path:
    """One picture, after the window has settled at this size."""
    window.resize(width, height)
    window.outer.setSizes([width * 22 // 100, width * 78 // 100])
    window.record.panes.setSizes([width * 41 // 100, width * 37 // 100])
    window.show()
    wait(150)
    window.grab().save(str(path))
    return path


def wait(ms: int) -> None:
    """Let the window live for `ms` milliseconds."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()
