. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
command -v sqlite3 >/dev/null || { echo "no sqlite3" >&2; exit 77; }
make_estate
make_people
prodrome --now 2026-01-02T00:00:00Z -q train route >/dev/null
sqlite3 p.db "DROP TRIGGER model_parts_no_update; UPDATE model_parts SET data = CAST(data || x'00' AS BLOB) WHERE name = 'weights'"
prodrome --now 2026-01-02T08:00:00Z model approve route:desk --as cyd --password-file pw 2>&1 | steady | sed 's/hash [0-9a-f]*, registered was [0-9a-f]*/hash A, registered was B/'
prodrome --now 2026-01-02T08:00:00Z model approve route:desk --as cyd --password-file pw 2>/dev/null
echo "exit $?"
