# The archive in the person's own folder, without any right to install; the graphics stack is that of the system.
apt_install xz-utils libegl1 libgl1 libxcb1 libwayland-client0 libwayland-cursor0 shared-mime-info desktop-file-utils
as_user "mkdir -p Apps && tar -C Apps -xf /check/portable.tar.xz" || fail "the archive cannot be unpacked"
as_user "Apps/*/curator self-check" | tee -a "$bare/report.txt" || fail "self-check of the portable folder"
as_user "Apps/*/install-here.sh" || fail "install-here.sh"
as_user "/check/session.sh portable" | tee -a "$bare/report.txt" || fail "start of the portable folder"
as_user "Apps/*/install-here.sh --remove && ! find .local/share -name org.curator.Curator* | grep ." ||
    fail "the portable folder left something behind"
