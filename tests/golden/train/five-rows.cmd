. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
make_tickets 5 0
prodrome -q import tickets tickets.csv >/dev/null
prodrome train
