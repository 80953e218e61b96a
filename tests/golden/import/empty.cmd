. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
: >t.csv
prodrome import tickets t.csv
