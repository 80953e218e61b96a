. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_estate
prodrome --now 2026-01-02T00:00:00Z -q nightly >/dev/null
prodrome --now 2026-01-03T00:00:00Z report release app/2.0 --format junit; echo "exit $?"
prodrome --now 2026-01-03T00:00:00Z report triage --format junit; echo "exit $?"
