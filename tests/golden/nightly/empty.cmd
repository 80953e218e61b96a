. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
prodrome --now 2026-01-02T03:00:00Z nightly
