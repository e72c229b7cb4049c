#!/bin/sh
# Lays out the portable folder: portable.sh DIST TARGET ICONS
set -eu
here=$(dirname "$0")
cp -a "$1" "$2"
cp "$here/portable.txt" "$2/README.txt"
cp "$here/curator.1" "$here/install-here.sh" "$2/"
cp "$3/hicolor/256x256/apps/org.curator.Curator.png" "$2/curator.png"
mkdir -p "$2/lib/desktop"
cp "$here"/org.curator.Curator.desktop "$here"/org.curator.Curator.mime.xml "$2/lib/desktop/"
chmod 755 "$2/curator" "$2/install-here.sh"
