#!/bin/sh
# Resolves pyproject.toml into the two lock files, for every system at once. Run it when a range changes.
set -eu
cd "$(dirname "$0")/.."
common="--quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links
--custom-compile-command packaging/lock.sh --no-annotate"
# shellcheck disable=SC2086
uv pip compile $common pyproject.toml packaging/build.in -o packaging/requirements.lock
# shellcheck disable=SC2086
uv pip compile $common pyproject.toml packaging/build.in --group dev -o packaging/requirements-dev.lock
# shellcheck disable=SC2086
uv pip compile $common packaging/pyinstaller.in -c packaging/requirements.lock -o packaging/pyinstaller.lock
