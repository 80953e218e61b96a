# a drift alarm in the queue: its number is no chance of harm, and it points to what explains it
. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
make_tickets 300 20
awk -F, -v OFS=, 'NR > 270 { $4 = $4 $4 $4 $4 } { print }' tickets.csv >longer.csv
prodrome -q --now 2026-01-01T00:00:00Z import tickets longer.csv >/dev/null
prodrome --now 2026-01-02T00:00:00Z -q nightly >/dev/null
prodrome review list | grep drift:route
prodrome review show drift:route:desk@1 | tail -n 1
