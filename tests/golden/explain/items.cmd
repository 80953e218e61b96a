. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_estate
prodrome --now 2026-01-02T00:00:00Z -q nightly >/dev/null
prodrome explain release:app/2.0 | head -5
prodrome explain ticket:desk/T299 --replay | sed -E 's/(replayed: [0-9.]{6})[0-9]*/\1/'
prodrome explain ticket:desk/T299 --json | steady | head -30
