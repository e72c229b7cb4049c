#!/bin/bash
# Proves the packages of dist/ on a bare Debian 12: installs, checks, starts, opens, types Vietnamese, removes.
# Needs root and debootstrap (apt-get install debootstrap). Leaves pictures in docs/images/ and a report in
# build/bare/report.txt. `packaging/check/check.sh STEP...` runs only these of: install start open type remove portable.
set -euo pipefail
cd "$(dirname "$0")/../.."
here=packaging/check
bare=$PWD/build/bare
root=$bare/root
user=office
steps=${*:-install start open upgrade type remove portable}

say() { printf '%s\n' "$*" | tee -a "$bare/report.txt"; }
fail() { say "FAILED: $*"; exit 1; }

[ "$(id -u)" = 0 ] || { echo "This check makes a system of its own and needs root: sudo make package-check" >&2; exit 3; }
command -v debootstrap >/dev/null || apt-get install -y -qq --no-install-recommends debootstrap >/dev/null
deb=$(ls dist/curator_*.deb) portable=$(ls dist/curator-*-linux-*.tar.xz)
mkdir -p "$bare"
: >"$bare/report.txt"

leave() {
    for point in proc dev/shm dev/pts; do
        if mountpoint -q "$root/$point"; then umount -l "$root/$point"; fi
    done
}
trap leave EXIT

# A bare system, kept as an archive so that a second check needs no download of it.
if [ ! -f "$bare/base.tar" ]; then
    rm -rf "$root"
    debootstrap --variant=minbase --include=ca-certificates bookworm "$root" >"$bare/debootstrap.log"
    tar -C "$root" -cf "$bare/base.tar.new" .
    mv "$bare/base.tar.new" "$bare/base.tar"
fi
leave
rm -rf "$root"
mkdir "$root"
tar -C "$root" -xpf "$bare/base.tar"
mount -t proc proc "$root/proc"
mkdir -p "$root/dev/shm" "$root/dev/pts"
mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
mount -t devpts devpts "$root/dev/pts"
cp -f /etc/resolv.conf "$root/etc/resolv.conf"
for file in /etc/apt/apt.conf.d/*proxy*; do [ -e "$file" ] && cp "$file" "$root/etc/apt/apt.conf.d/"; done
cp /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/ca-certificates.crt"
mkdir -p "$root/check/pictures"
cp "$deb" "$root/check/curator.deb"
cp "$portable" "$root/check/portable.tar.xz"
cp -r "$here"/*.sh seeds tests/corpus/articles "$root/check/"
PYTHONPATH=. "${PYTHON:-build/venv/bin/python}" $here/stores.py "$root/check"

inside() {
    nice -n 15 chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
        http_proxy="${http_proxy:-}" https_proxy="${https_proxy:-}" bash -c "$*"
}
as_user() { inside "su -l $user -c '$*'"; }
apt_install() { inside "apt-get install -y -qq --no-install-recommends $* >/check/apt.log 2>&1" || fail "apt: $*"; }

inside "useradd -m -s /bin/bash $user && chmod -R a+rwX /check && echo LANG=C.UTF-8 >/etc/default/locale"
inside "apt-get update -qq"

for step in $steps; do
    say "== $step"
    # shellcheck source=/dev/null
    . "$here/steps/$step.sh"
done
mkdir -p docs/images
cp "$root"/check/pictures/*.png docs/images/ 2>/dev/null || true
say "All green: $steps"
