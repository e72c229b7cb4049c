#!/bin/bash
# Types Vietnamese by Telex into a text field of the installed program's form: type.sh ibus|fcitx
# The keys go through the input method; what was saved is read back from a release.
set -euo pipefail
if [ -z "${DBUS_SESSION_BUS_ADDRESS:-}" ]; then exec dbus-run-session -- "$0" "$@" 2> >(grep -v "^dbus-daemon" >&2); fi
. /check/screen.sh
method=$1
store=$HOME/typed-$method.curator
rm -rf "$HOME"/typed-"$method"*
curator import /check/seeds/s2_*.txt --store "$store" >/dev/null 2>&1

case $method in
ibus)
    export QT_IM_MODULE=ibus XMODIFIERS=@im=ibus
    ibus-daemon --xim --replace --panel disable >/dev/null 2>&1 &
    sleep 2
    ibus engine Unikey 2>/dev/null || true # it complains of keyboard layouts that a virtual screen does not have
    ;;
fcitx)
    # What a desktop with fcitx sets; the program must find its way although Qt brings no plugin for it.
    export QT_IM_MODULE=fcitx XMODIFIERS=@im=fcitx
    mkdir -p "$HOME/.config/fcitx5"
    printf '[Groups/0]\nName=Default\nDefault Layout=us\nDefaultIM=unikey\n[Groups/0/Items/0]\nName=unikey\n[GroupOrder]\n0=Default\n' >"$HOME/.config/fcitx5/profile"
    printf '[Behavior]\nActiveByDefault=True\n' >"$HOME/.config/fcitx5/config"
    fcitx5 >/dev/null 2>&1 &
    sleep 2
    ;;
esac
curator "$store" &
window=$(wait_for_window)
xdotool windowactivate --sync "$window"
sleep 1
if [ "$method" = ibus ]; then ibus engine Unikey 2>/dev/null || true; else fcitx5-remote -o; fi
xdotool key F2
sleep 0.5
xdotool key ctrl+a
xdotool type --delay 60 'DDaij suws Nguyeenx'
sleep 1
picture "install-type-$method"
xdotool key Return
sleep 1
quit "$window"
curator export --store "$store" --include all --out "$HOME/typed-$method" >/dev/null 2>&1
grep -rhoE 'Đại sứ Nguyễn' "$HOME/typed-$method" --include='*.csv' | head -1 | grep . || fail "$method composed nothing"
echo "$method: Telex typed into the form and saved"
