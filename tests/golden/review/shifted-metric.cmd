# A metric that runs otherwise since a release becomes a suspected outcome; a person decides, and only then is it one.
. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_estate
make_people
awk 'BEGIN { s = 4711; print "timestamp,value"; for (t = 1763200000; t < 1767571200; t += 900) { s = (s * 16807) % 2147483647; slow = t > 1766188800 + 36000 && t < 1766188800 + 130000 ? 160 : 0
    printf "%d,%.1f\n", t, 200 + 60 * sin(t % 86400 / 86400 * 6.2832) + s % 1000 / 50 + slow } }' >response.csv
awk 'BEGIN { s = 99; print "timestamp,value"; for (t = 1763200000; t < 1767571200; t += 900) { s = (s * 16807) % 2147483647; printf "%d,%.1f\n", t, 50 + s % 1000 / 100 } }' >load.csv
n="prodrome -q --now 2026-01-04T00:00:00Z"
$n import telemetry response.csv --system ehr --metric response_ms >/dev/null
$n import telemetry load.csv --system ehr --metric load >/dev/null
$n nightly >/dev/null

item=$(prodrome -q --now 2026-01-04T01:00:00Z review list | grep 'outcome:app/1.4' | awk '{ print $1 }')
prodrome -q --now 2026-01-04T01:00:00Z review list | grep 'outcome:' | sed -E 's/^ *[0-9]+/N/'
prodrome -q --now 2026-01-04T01:00:00Z report release app/1.4 --format md | sed -n '/^### After/,/^###/p' | grep -E 'series|Metrics'
echo "--- the night again changes nothing"
$n nightly >/dev/null
prodrome -q --now 2026-01-04T01:00:00Z review list | grep -c 'outcome:'
echo "--- the night's page"
sed 's/<[^>]*>/ /g' reports/latest/index.html | tr -s ' \n' ' ' | grep -o 'What is due, and what may.*' | head -1 | sed 's| What ran.*||'
echo "--- before anybody decides, and after"
out() { prodrome -q --now 2026-01-04T03:00:00Z report release app/1.4 --format json | grep -E '^  "outcome"'; }
out
prodrome -q --now 2026-01-04T02:00:00Z review approve "$item" --as bea --password-file pw --reason "users felt it" | sed -E 's/(signature|item) [0-9]+/\1 N/'
out
prodrome -q --now 2026-01-04T03:00:00Z report release app/1.4 --format md | grep '^- series' | cut -c1-60
