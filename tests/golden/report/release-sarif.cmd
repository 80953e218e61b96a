. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_estate
prodrome --now 2026-01-02T00:00:00Z -q nightly >/dev/null
prodrome --now 2026-01-03T00:00:00Z report release app/2.0 --format sarif | sed -E 's/"[0-9a-f]{64}"/"DIGEST"/' | head -120
