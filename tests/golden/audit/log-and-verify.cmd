. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_estate
prodrome --now 2026-01-02T00:00:00Z -q nightly >/dev/null
prodrome audit log | steady
prodrome audit verify | steady
prodrome audit verify --json | steady
prodrome audit verify --expect 0000000000000000000000000000000000000000000000000000000000000001 | steady; echo ${PIPESTATUS[0]}
