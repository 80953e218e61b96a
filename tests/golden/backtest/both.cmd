. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_estate
prodrome backtest route
prodrome backtest change-risk --split-column --json --predictions p.csv | steady
head -2 p.csv | cut -c1-30
