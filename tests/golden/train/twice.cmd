. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_estate
prodrome --now 2026-01-02T00:00:00Z train | steady
prodrome --now 2026-01-02T00:00:00Z train --json route | steady
