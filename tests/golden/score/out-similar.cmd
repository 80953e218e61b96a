. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_estate
# Half of the past tickets repeat an earlier one and say so: from some similarity on a repetition is suspected. No model is needed for it.
awk 'BEGIN {
    print "id,project,title,description,created,resolved,status,duplicate_of,cause,close notes"
    split("rack scanner badge lamp turnstile kiosk", a); split("frozen flickering misaligned jammed overheating silent", b)
    for (i = 1; i <= 120; i++) {
        k = (i - 1) % 36; at = 1760000000 + i * 3600
        printf "H%d,halls,%s %s,the %s of hall %d is %s,%d,%d,Closed,%s,%s,%s\n", i, a[k % 6 + 1], b[int(k / 6) + 1], a[k % 6 + 1], k, b[int(k / 6) + 1], at, at + 60, \
            (i > 36 ? "H" (i - 36) : ""), (i % 2 ? "worn part" : ""), (i % 2 ? "" : "=swapped the spare part")
    }
    print "N1,halls,rack frozen,the rack of hall 0 is frozen again,1767200000,,New,,,"
    print "N2,halls,zebra unknown,nobody has ever written such words,1767200000,,New,,,"
}' >halls.csv
prodrome --now 2026-01-02T00:00:00Z -q import tickets halls.csv >/dev/null
prodrome --now 2026-01-02T00:00:00Z score tickets --project halls --out out.csv >/dev/null; echo $?
# id, similar, suspected_duplicate_of, similar_cause, similar_cause_of, damage, damage_by
tr -d '\r' <out.csv | cut -d, -f2,15,16,29-32
grep -c 'none is in use for this project' out.csv
