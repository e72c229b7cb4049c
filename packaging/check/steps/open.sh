# A project opened as a double-click would.
as_user "/check/session.sh open" | tee -a "$bare/report.txt" || fail "open"
