"""The program: `curator` opens the window, `curator COMMAND` works without one."""

import gc
import os
import sys
from pathlib import Path

from curator.paths import APP

SUFFIX = ".curator"


def main() -> int:
    """Open the window, or run the command that was given. Returns the exit code."""
    first, *others = sys.argv[1:] or [""]
    commanded = first == "--store" and len(others) > 1 and not Path(others[1]).exists()
    if not first or first.endswith(SUFFIX) or (first == "--store" and not commanded):
        return window()
    from curator.cli import main as command_line

    return command_line()


def window() -> int:
    """Open the window on the store named as `FILE.curator` or `--store FILE`, and import the other files named."""
    named = [Path(argument) for argument in sys.argv[1:] if not argument.startswith("--")]
    stores = named[:1] if "--store" in sys.argv else [path for path in named if path.suffix == SUFFIX][:1]
    if sys.platform == "linux" and not any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))):
        return _tell_no_display()
    gc.disable()  # nothing is to be collected until the window stands; it then collects on its own thread
    try:
        from curator.ui.app import main as open_window
    except ImportError as error:  # a system library that Qt needs is missing
        print(f"{APP}: {error}", file=sys.stderr)
        return 1
    return open_window(stores[0] if stores else None, [path for path in named if path not in stores])


def _tell_no_display() -> int:
    from curator.cli import language_of
    from curator.i18n import _, set_language

    set_language(language_of([]))
    print(
        _("There is no display here, so no window can open. See “curator --help” for what works."), file=sys.stderr
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
