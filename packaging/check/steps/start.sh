# By its desktop entry, under a window manager; a second start brings the window forward and opens no other.
apt_install xvfb openbox xdotool x11-utils imagemagick libglib2.0-bin dbus dbus-x11 fonts-noto-core xauth
as_user "/check/session.sh start" | tee -a "$bare/report.txt" || fail "start"
