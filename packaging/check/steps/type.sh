# Vietnamese by Telex into a field of the form, through ibus and through fcitx.
apt_install ibus ibus-unikey fcitx5 fcitx5-unikey
for method in ibus fcitx; do
    as_user "/check/type.sh $method" | tee -a "$bare/report.txt" || fail "typing with $method"
done
