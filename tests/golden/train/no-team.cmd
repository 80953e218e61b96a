. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
printf 'id,project,title,description,created,status\nT1,desk,vpn down,no line,2025-12-31,New\n' >tickets.csv
prodrome --now 2026-01-01T00:00:00Z -q import tickets tickets.csv >/dev/null
prodrome --now 2026-01-01T00:00:00Z train route
