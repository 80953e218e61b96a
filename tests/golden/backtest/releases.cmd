. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_estate
prodrome backtest release-risk --predictions p.csv | steady
head -3 p.csv | cut -c1-18
prodrome backtest release-risk --folds 3
