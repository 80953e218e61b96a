. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
make_tickets 300 20
prodrome -q import tickets tickets.csv >/dev/null
printf '[deidentify]\ndeny = [NAME] vpn\n' >p.db.conf # what is in the store was cleaned before this was denied
prodrome --now 2026-01-02T00:00:00Z train route
echo $?
prodrome -q --now 2026-01-02T00:00:00Z nightly >/dev/null 2>&1
echo $?
prodrome audit log | grep -c model.refuse
prodrome --now 2026-01-02T00:00:00Z import tickets tickets.csv 2>&1 | sed 's/version [0-9]*/version N/'
prodrome -q --now 2026-01-02T00:00:00Z train route | sed 's/,.*//'
