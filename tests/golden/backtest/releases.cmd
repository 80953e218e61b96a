. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_estate
prodrome backtest release-risk --holdout 0.6 --predictions p.csv | steady
cut -d, -f1,2,4 p.csv
prodrome backtest release-risk
echo "one release, which did no harm: $?"
prodrome backtest release-risk --folds 3
