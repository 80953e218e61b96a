. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
make_tickets 40 3
prodrome import tickets tickets.csv --json | steady
prodrome import tickets tickets.csv
make_tickets 42 0
prodrome import tickets tickets.csv
