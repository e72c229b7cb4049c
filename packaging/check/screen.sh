# A virtual screen with a window manager, and what can be asked of it. Sourced by session.sh and type.sh.
export LANG=C.UTF-8
export XDG_RUNTIME_DIR=/tmp/runtime-$(id -u)
mkdir -p -m 700 "$XDG_RUNTIME_DIR"
numbered=$(mktemp)
Xvfb -displayfd 3 -screen 0 1400x860x24 -nolisten tcp -noreset 3>"$numbered" >/dev/null 2>&1 &
screen=$!
trap 'kill $(jobs -p) 2>/dev/null || true' EXIT
for _ in $(seq 50); do [ -s "$numbered" ] && break; sleep 0.1; done
DISPLAY=:$(cat "$numbered")
export DISPLAY
openbox >/dev/null 2>&1 &
sleep 0.5

fail() { echo "FAILED: $*" >&2; picture failed || true; exit 1; }
windows() { xdotool search --onlyvisible --class '^curator$' 2>/dev/null || true; }
wait_for_window() {
    for _ in $(seq 200); do
        found=$(windows | tail -1)
        if [ -n "$found" ]; then sleep 1; echo "$found"; return; fi
        sleep 0.05
    done
    fail "no window"
}
wait_until_closed() {
    for _ in $(seq 100); do [ -z "$(windows)" ] && return; sleep 0.1; done
    fail "the window does not close"
}
quit() { xdotool windowactivate --sync "$1" key ctrl+q; wait_until_closed; }
picture() { import -window root -trim +repage "/check/pictures/$1.png"; }
