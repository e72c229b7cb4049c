# A project of an older Curator is backed up and brought up to date; one of a newer Curator is refused in words.
as_user "/check/upgrade.sh" | tee -a "$bare/report.txt" || fail "upgrade"
