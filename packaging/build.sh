#!/bin/sh
# Builds what Linux users install, into dist/: a portable archive and, on Debian and Ubuntu, a package.
# Needs Python 3.11 with its shared library and binutils; on Debian it installs what is missing if it may.
set -eu
cd "$(dirname "$0")/.."
# LEVEL=1 compresses quickly, for a try; the default is what is released.
# The date of everything built: the last commit's, or the change log's where there is no history.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || stat -c %Y CHANGELOG.md)}
export SOURCE_DATE_EPOCH PYTHONHASHSEED=1 DPKG_DEB_THREADS_MAX=2 LC_ALL=C.UTF-8 PIP_DISABLE_PIP_VERSION_CHECK=1

packaging/setup.sh run  # the system libraries of Qt, which the build looks at
if command -v dpkg-query >/dev/null 2>&1; then
    python_version=$(python3 -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    wanted="binutils dpkg-dev xz-utils"
    [ "$(command -v python3)" = /usr/bin/python3 ] && wanted="$wanted libpython$python_version"
    missing=""
    for package in $wanted; do
        dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -q '^installed$' || missing="$missing $package"
    done
    # shellcheck disable=SC2086
    [ -z "$missing" ] || apt-get install -y -qq --no-install-recommends $missing >/dev/null
fi

# An environment of its own: only what the program needs can get into it.
python=build/venv/bin/python
if ! cat packaging/requirements.lock packaging/pyinstaller.lock | cmp -s - build/venv/installed; then
    rm -rf build/venv
    "${PYTHON:-python3}" -m venv build/venv
    for lock in packaging/requirements.lock packaging/pyinstaller.lock; do
        $python -m pip install --quiet --require-hashes -r "$lock"
    done
    cat packaging/requirements.lock packaging/pyinstaller.lock >build/venv/installed
fi

rm -rf dist build/icons build/curator
$python packaging/icons.py build/icons
$python -m PyInstaller --noconfirm --log-level ERROR packaging/curator.spec
find dist/curator -name 'libpython3*' -exec strip --strip-unneeded {} +

version=$($python -c 'import curator; print(curator.__version__)')
portable=curator-$version-linux-$(uname -m)
packaging/linux/portable.sh dist/curator "dist/$portable" build/icons
tar --create --file - --directory dist --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner \
    "$portable" | xz "-${LEVEL:-6}" --threads=2 >"dist/$portable.tar.xz"
rm -rf "dist/$portable"
if command -v dpkg-deb >/dev/null 2>&1; then $python packaging/linux/debian.py dist/curator build/icons dist; fi
(cd dist && sha256sum -- *.tar.xz *.deb >SHA256SUMS 2>/dev/null || true)
du -sm dist/curator dist/*.tar.xz dist/*.deb
