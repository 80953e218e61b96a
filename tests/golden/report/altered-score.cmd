# a score that was altered in the store makes no verdict
command -v sqlite3 >/dev/null || { echo "sqlite3 is not installed" >&2; exit 77; }
. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_estate
prodrome --now 2026-01-02T00:00:00Z -q nightly >/dev/null
sqlite3 p.db "DROP TRIGGER scores_no_update; UPDATE scores SET probability = 0.0001 WHERE item = 'release:app/2.0'"
prodrome report release 2.0 --format md
