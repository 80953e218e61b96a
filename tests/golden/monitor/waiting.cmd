# a drift alarm in the queue: its number is no chance of harm, and it points to what explains it; what a model was trained on is no news to it
. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
make_people
make_tickets 300 20
awk -F, -v OFS=, 'NR > 240 { $4 = $4 $4 $4 $4 } { print }' tickets.csv >longer.csv
awk 'NR <= 261' longer.csv >earlier.csv
prodrome -q --now 2026-01-01T00:00:00Z import tickets earlier.csv >/dev/null
prodrome --now 2026-01-02T00:00:00Z -q nightly >/dev/null
echo "$(prodrome review list | grep -c drift:) on the day of the training"
prodrome --now 2026-01-02T00:00:00Z model approve route:desk --as cyd --password-file pw >/dev/null
prodrome --now 2026-01-02T00:00:00Z model promote route:desk --as rob --password-file pw >/dev/null
prodrome -q --now 2026-01-02T01:00:00Z import tickets longer.csv >/dev/null
prodrome --now 2026-01-03T00:00:00Z -q nightly >/dev/null
prodrome review list | grep drift:route
prodrome review show drift:route:desk@1 | tail -n 1
