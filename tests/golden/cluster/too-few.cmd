. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
make_tickets 30 2
prodrome --now 2026-01-02T00:00:00Z --quiet import tickets tickets.csv >/dev/null
prodrome --now 2026-01-02T00:00:00Z --quiet nightly
prodrome cluster list
