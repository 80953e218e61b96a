. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
make_tickets 300 4
make_changes 500
make_releases
for kind in tickets changes releases outcomes estate; do printf '[source %s]\nkind = %s\npath = %s.csv\n' $kind $kind $kind; done >p.db.conf
prodrome --now 2026-01-02T03:00:00Z nightly; echo $?
ls reports/latest/
prodrome --now 2026-01-02T04:00:00Z nightly; echo $?
rm outcomes.csv
prodrome --now 2026-01-02T05:00:00Z -q nightly; echo $?
