. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
make_tickets 200 0
sed -i "s/,pharmacy,pharmacy desk,/,network,network desk,/; s/,records,records desk,/,network,network desk,/" tickets.csv
prodrome -q import tickets tickets.csv >/dev/null
prodrome backtest route
