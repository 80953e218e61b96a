# The gate table of whole releases: none while too few were scored before they went out, and one when there are.
. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_estate
p="prodrome -q --now 2026-01-02T00:00:00Z"
planned() { awk 'BEGIN { print "project,release,system,planned,deployed,status,members"
    for (i = 1; i <= 13; i++) { m = ""; for (k = 0; k <= i % 4; k++) m = m (k ? "|" : "") sprintf("c%05d", 455 + i * 3 + k)
        printf "app,3.%d,ehr,2026-%02d-10,%s,%s,%s\n", i, i < 13 ? i : 12, '"$1"', m } }'; }
planned '"", "planned"' >r1.csv
$p import releases r1.csv >/dev/null
$p train change-risk >/dev/null
$p score releases >/dev/null
part() { prodrome -q --now "$1" report release app/3.13 --format md | sed -n '/^### The threshold/,/^### /p' | grep -E 'Whole|Failed caught|^\|' | sed -n '/Whole/,$p'; }
echo "--- before anything went out"
part 2026-01-02T00:00:00Z
planned 'i < 13 ? sprintf("2026-%02d-10", i) : "", i < 13 ? "deployed" : "planned"' >r2.csv
awk 'BEGIN { print "project,release,outcome,time"; for (i = 1; i < 13; i++) printf "app,3.%d,%s,2026-%02d-15\n", i, i % 3 == 1 ? "incident" : "ok", i }' >o2.csv
q="prodrome -q --now 2026-12-20T00:00:00Z"
$q import releases r2.csv >/dev/null
$q import outcomes o2.csv >/dev/null
echo "--- when twelve did"
part 2026-12-20T00:00:00Z
$q report release app/3.13 --format json >out.json; grep -A4 '"gate_releases"' out.json | sed 's/[0-9.]*,$/N,/'
$q report release app/3.13 --format html | grep -o 'Gate the riskiest [a-z]*: what[^<]*'
