. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_estate
command -v sqlite3 >/dev/null || { echo "sqlite3 is not installed" >&2; exit 77; }
sqlite3 p.db "DROP TRIGGER audit_no_update; UPDATE audit SET actor = 'nobody' WHERE row_id = 3"
prodrome audit verify | steady
exit ${PIPESTATUS[0]}
