. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_estate
printf 'id,project,title,description,created,status,severity\n=1+1,desk,wireless router,the vpn cable of the ward,2026-01-01,New,=high\n' >formula.csv
prodrome --now 2026-01-02T00:00:00Z -q import tickets formula.csv >/dev/null
prodrome --now 2026-01-02T00:00:00Z -q train >/dev/null
prodrome --now 2026-01-02T00:00:00Z -q score tickets --out out.csv >/dev/null; echo $?
tr -d '\r' <out.csv | head -1
tr -d '\r' <out.csv | tail -n +2 | cut -d, -f1-3,9 | sort
grep -c "'=1+1" out.csv
prodrome score changes --out out.csv; echo $?
