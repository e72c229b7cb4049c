#!/bin/sh
# Adds the portable Curator to the menu of this account, or removes it again. Touches no projects and no settings.
# Usage: ./install-here.sh [--remove]
set -eu
folder=$(cd "$(dirname "$0")" && pwd)
share=${XDG_DATA_HOME:-$HOME/.local/share}
id=org.curator.Curator
if [ "${1:-}" = --remove ]; then
    rm -f "$share/applications/$id.desktop" "$share/mime/packages/$id.xml" "$share/icons/hicolor/256x256/apps/$id.png"
else
    mkdir -p "$share/applications" "$share/mime/packages" "$share/icons/hicolor/256x256/apps"
    sed "s|^Exec=curator|Exec=\"$folder/curator\"|" "$folder/lib/desktop/$id.desktop" >"$share/applications/$id.desktop"
    cp "$folder/lib/desktop/$id.mime.xml" "$share/mime/packages/$id.xml"
    cp "$folder/curator.png" "$share/icons/hicolor/256x256/apps/$id.png"
fi
for refresh in "update-mime-database $share/mime" "update-desktop-database $share/applications"; do
    # shellcheck disable=SC2086
    command -v ${refresh%% *} >/dev/null 2>&1 && $refresh || true
done
