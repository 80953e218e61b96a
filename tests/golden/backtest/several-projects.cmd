. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_estate
sed "s/,desk,/,other,/" tickets.csv >other.csv
prodrome -q import tickets other.csv >/dev/null
prodrome backtest route
