. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
prodrome import ticket t.csv
