. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_estate
make_people
printf '[cost unknown]\nreview = 0.001\n' >>p.db.conf
prodrome --now 2026-01-02T00:00:00Z -q nightly >/dev/null
p="prodrome --now 2026-01-02T08:00:00Z"
item=$($p review list --last 0 | awk '/ticket:/ { print $NF; exit }')
$p review reject "$item" --as bea --password-file pw --reason "not theirs" --label pharmacyy; echo "exit $?"
for team in network pharmacy records; do # which one was suggested is the model's affair
    $p review reject "$item" --as bea --password-file pw --reason "not theirs" --label $team >out 2>&1 && break
done
sed "s|$item|ITEM|; s/network\|pharmacy\|records/TEAM/" out
$p -q train route | sed 's/,.*//'
