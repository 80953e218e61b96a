. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
make_tickets 900 4
# Past tickets of pharmacy and records say what they touched, in a further column; the others touched nothing of the kind.
awk -F, 'NR == 1 { print $0 ",damage"; next } { print $0 "," ($9 == "New" ? "" : $7 == "pharmacy" ? "safety" : $7 == "records" ? "Privacy" : "other") }' tickets.csv >kinds.csv
p="prodrome --now 2026-01-02T00:00:00Z -q"
$p import tickets kinds.csv >/dev/null
$p backtest damage --project desk --json | steady | grep -E '"(task|classes|train_rows|test_rows)"'
$p features readiness --project desk | grep '^damage'
$p train damage | sed 's/, macro_f1 .*//'
$p score tickets --out out.csv >/dev/null; echo $?
# id, damage, by what
tr -d '\r' <out.csv | cut -d, -f2,31,32 | sort
$p report triage --format json | grep -A4 '"damage_learned"'
