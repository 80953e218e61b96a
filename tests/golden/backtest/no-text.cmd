. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
make_tickets 200 0
awk -F, -v OFS=, 'NR > 1 { $3 = ""; $4 = "" } 1' tickets.csv >bare.csv
prodrome -q import tickets bare.csv >/dev/null
prodrome backtest route
