#!/bin/bash
# One sitting of a person under a virtual screen with a window manager and a session bus.
# session.sh start|open|portable, run as that person inside the bare system.
set -euo pipefail
if [ -z "${DBUS_SESSION_BUS_ADDRESS:-}" ]; then exec dbus-run-session -- "$0" "$@" 2> >(grep -v "^dbus-daemon" >&2); fi
. /check/screen.sh

case $1 in
start)
    gio launch /usr/share/applications/org.curator.Curator.desktop &
    window=$(wait_for_window)
    picture install-first-start
    curator # a second start: it must end by itself and leave one window
    [ "$(windows | wc -l)" = 1 ] || fail "$(windows | wc -l) windows after a second start"
    echo "a second start brought the running window forward"
    quit "$window"
    LANG=vi_VN.UTF-8 curator 2>/dev/null &
    window=$(wait_for_window)
    picture install-first-start-vi
    quit "$window"
    ;;
open)
    curator import /check/articles --store "$HOME/office.curator" >/dev/null 2>&1 || true # some are damaged on purpose
    kind=$(gio info -a standard::content-type "$HOME/office.curator" | tail -1)
    [[ $kind == *application/x-curator* ]] || fail "the file is taken for $kind"
    gio open "$HOME/office.curator"
    window=$(wait_for_window)
    sleep 2
    xdotool getwindowname "$window"
    picture install-project
    gio open "$HOME/office.curator"
    sleep 2
    [ "$(windows | wc -l)" = 1 ] || fail "opened twice"
    quit "$window"
    ;;
portable)
    gio open "$HOME/office.curator"
    window=$(wait_for_window)
    process=$(xdotool getwindowpid "$window")
    [[ $(readlink "/proc/$process/exe") == "$HOME"/Apps/* ]] || fail "not the portable program: $(readlink "/proc/$process/exe")"
    echo "the portable folder opened the project by double-click"
    quit "$window"
    ;;
esac
