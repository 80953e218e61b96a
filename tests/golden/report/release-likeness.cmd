# Incidents that followed, the time to restore, workflows that failed; who reads what; what may be damaged.
. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_estate
cat >after.csv <<'END'
id,project,title,description,created,started,restored,resolved,system,workflow,release,caused_by_change,team,status
A1,desk,Orders hang,orders hang,2025-08-02T08:00:00Z,2025-08-02T07:00:00Z,2025-08-02T10:00:00Z,2025-08-03,ehr,ordering,1.1,,network,Closed
A2,desk,Orders hang again,orders hang,2025-10-03T08:00:00Z,,2025-10-03T09:00:00Z,2025-10-03,ehr,ordering,,c00080,network,Closed
A3,desk,Charts slow,charts slow,2025-09-02T08:00:00Z,,,2025-09-03,ehr,charting,,,records,Closed
A4,desk,Later,too late,2025-11-30T08:00:00Z,,,2025-12-03,ehr,billing,,,records,Closed
END
printf 'project,commit,author_date,message,la,ld,nf\napp,late,2026-01-01T22:00:00Z,"rework the form: overdose alert of the infusion pump, patient data in the audit log",300,90,4\n' >late.csv
prodrome --now 2026-01-02T00:00:00Z -q import tickets after.csv >/dev/null
prodrome --now 2026-01-02T00:00:00Z -q import changes late.csv >/dev/null
prodrome --now 2026-01-02T00:00:00Z -q nightly >/dev/null
prodrome --now 2026-01-03T00:00:00Z report release app/2.0 --format md >report.md; echo "exit $?"
sed -n '/^### What it means/,/^### People/p' report.md | grep -v '^$'
sed -n '/^### What was like/,/^### Releases before/p' report.md | grep -v '^$' | sed -E 's/0\.[0-9]+/N/g'
