#!/bin/sh
# Makes .venv with the locked packages and, on Debian and Ubuntu, the system libraries Qt needs.
# Usage: packaging/setup.sh run|dev     (dev adds the tools that tests need)
# Safe to call again: it does nothing when all is in place.
set -eu
cd "$(dirname "$0")/.."
goal=${1:-run}

say() { printf '%s\n' "$*" >&2; }

# What Qt needs to start at all, and what the tests and make demo need to draw text.
libraries="libegl1 libgl1 libdbus-1-3 libfontconfig1 libglib2.0-0 libxkbcommon0 libxcb-cursor0 libxcb-icccm4
libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0 libwayland-cursor0 fonts-dejavu-core"

missing_packages() {
    for package in "$@"; do
        # A library counts as present under its new name too (t64 names of newer releases).
        dpkg-query -W -f '${db:Status-Status}\n' "$package" "${package}t64" 2>/dev/null | grep -q '^installed$' ||
            printf '%s ' "$package"
    done
}

install_packages() {
    [ $# -gt 0 ] || return 0
    root=""
    if [ "$(id -u)" != 0 ]; then
        if command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then root="sudo -n"; else
            say "Curator needs system packages that this account may not install. Ask an administrator for:"
            say "    apt-get install --no-install-recommends $*"
            exit 3
        fi
    fi
    say "Installing system packages: $*"
    $root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
    $root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

if command -v dpkg-query >/dev/null 2>&1; then
    # shellcheck disable=SC2046,SC2086
    install_packages $(missing_packages $libraries)
    if ! command -v python3 >/dev/null 2>&1; then install_packages python3 python3-venv; fi
    if ! python3 -c 'import ensurepip, venv' 2>/dev/null; then install_packages python3-venv; fi
elif [ "$(uname -s)" = Linux ] && ! ldconfig -p 2>/dev/null | grep -q libEGL.so.1; then
    say "Qt needs these libraries of your distribution: EGL, GL, dbus, fontconfig, glib, xkbcommon, xcb-cursor."
fi

python=${PYTHON:-python3}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    say "Curator needs Python 3.11 or newer; $("$python" --version 2>&1) was found. Set PYTHON to a newer one."
    exit 3
}
[ -x .venv/bin/python ] || { rm -rf .venv; "$python" -m venv .venv; }

lock=packaging/requirements.lock
[ "$goal" = dev ] && lock=packaging/requirements-dev.lock
stamp=.venv/installed-$goal
if ! cmp -s "$lock" "$stamp"; then
    say "Installing the locked Python packages ($lock) ..."
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
    cp "$lock" "$stamp"
fi
