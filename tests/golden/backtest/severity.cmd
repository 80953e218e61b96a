. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
# half of the pharmacy's tickets is critical, all others low
make_store
make_tickets 400 0
awk -F, 'NR > 1 && $7 == "pharmacy" && ++n % 2 == 0 { sub(/low$/, "critical") } { print }' tickets.csv >filed.csv
prodrome --quiet import tickets filed.csv >/dev/null
prodrome --quiet --threads 1 backtest severity --predictions p.csv | steady
head -1 p.csv
prodrome --quiet backtest severity --label component || echo "exit $?"
