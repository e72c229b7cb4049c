# Everything of the program goes, nothing of the person.
before=$(as_user "find .local/share/Curator .config/Curator -type f | sort | xargs sha256sum | sha256sum")
inside "apt-get purge -y -qq curator >/check/apt.log 2>&1" || fail "apt purge"
inside "test ! -e /usr/lib/curator -a ! -e /usr/bin/curator" || fail "the program is still there"
inside "! grep -q x-curator /usr/share/applications/mimeinfo.cache 2>/dev/null" || fail "the file type is still there"
after=$(as_user "find .local/share/Curator .config/Curator -type f | sort | xargs sha256sum | sha256sum")
[ "$before" = "$after" ] || fail "the person's data have changed"
say "removed; the person's projects and settings are unchanged"
