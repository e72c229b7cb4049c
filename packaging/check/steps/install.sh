# The package alone, on a system that has never seen a window: apt brings what it names, nothing more.
before=$(inside "dpkg -l | grep -c ^ii")
apt_install /check/curator.deb
say "packages that came along: $(($(inside "dpkg -l | grep -c ^ii") - before - 1))"
say "installed size: $(inside "du -sm /usr/lib/curator | cut -f1") MB"
as_user "curator self-check" | tee -a "$bare/report.txt" || fail "self-check"
inside "test -s /usr/share/applications/mimeinfo.cache && grep -q x-curator /usr/share/applications/mimeinfo.cache" ||
    fail "the desktop does not know our files"
inside "grep -q application/x-curator /usr/share/mime/globs2" || fail "the file type is unknown"
