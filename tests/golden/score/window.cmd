. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
printf 'id,project,title,description,created,status\nT1,desk,vpn down,no line,2025-12-31,New\nT2,desk,vpn down,no line,2023-05-01,New\nT3,desk,vpn down,no line,2025-12-30,\nT4,desk,vpn up,all well,2023-05-01,Closed\n' >tickets.csv
prodrome --now 2026-01-01T00:00:00Z -q import tickets tickets.csv >/dev/null
prodrome --now 2026-01-01T00:00:00Z score tickets --out out.csv
tr -d '\r' <out.csv | cut -d, -f1-2
stat -c %a out.csv
