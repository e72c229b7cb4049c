#!/bin/bash
# Builds dist/Curator.app and its disk image on macOS 13 or newer, with Python 3.11 or newer.
set -eu
cd "$(dirname "$0")/../.."
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH PYTHONHASHSEED=1
python=build/venv/bin/python
[ -x $python ] || "${PYTHON:-python3}" -m venv build/venv
$python -m pip install --quiet --require-hashes -r packaging/requirements.lock
$python -m pip install --quiet --require-hashes -r packaging/pyinstaller.lock
$python packaging/icons.py build/icons
$python -m PyInstaller --noconfirm --log-level WARN packaging/curator.spec
packaging/macos/dmg.sh
