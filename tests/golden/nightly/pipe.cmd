. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
mkfifo late.csv
printf '[source desk]\nkind = tickets\npath = late.csv\nproject = desk\n' >>p.db.conf
timeout 20 prodrome --now 2026-01-02T00:00:00Z --quiet nightly >/dev/null; echo $?
