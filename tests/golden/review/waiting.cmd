. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_estate
prodrome --now 2026-01-02T00:00:00Z -q nightly >/dev/null
prodrome review list
prodrome review show release:app/2.0
prodrome review list --json | steady | head -16
prodrome review list --check >/dev/null; echo $?
prodrome review show 99
