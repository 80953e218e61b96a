# Labels by provenance, links by rule, and what was left out.
. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
cat >changes.csv <<'END'
project,commit,author_date,message,tickets
app,0123456789abcdef,2025-01-01T00:00:00Z,a rework,
app,fedcba9876543210,2025-01-05T00:00:00Z,another,
app,aaaaaaaaaaaaaaaa,2025-02-01T00:00:00Z,mends it,D-1|D-9
app,bbbbbbbbbbbbbbbb,2025-12-20T00:00:00Z,young,
END
cat >releases.csv <<'END'
project,release,system,deployed,status
app,1.0,ehr,2025-01-10T00:00:00Z,deployed
END
cat >tickets.csv <<'END'
project,id,title,description,created,resolved,system,type,caused_by_change,release,team
desk,D-1,Screen is empty,text,2025-01-20T00:00:00Z,2025-02-02T00:00:00Z,ehr,incident,0123456,,web
desk,D-2,Slow,text,2025-01-12T00:00:00Z,2025-01-14T00:00:00Z,ehr,incident,,,web
desk,D-3,Slow again,text,2025-06-12T00:00:00Z,2025-06-14T00:00:00Z,ehr,incident,,,
desk,D-4,Please add,text,2025-01-12T00:00:00Z,,ehr,request,,,
desk,D-5,Wrong sum,text,2025-01-12T00:00:00Z,2025-01-14T00:00:00Z,ehr,,,1.0|0.9,web
END
for kind in changes releases; do
    prodrome --now 2026-01-02T00:00:00Z --quiet import $kind $kind.csv >/dev/null
done
for again in 1 2; do # the second time there is nothing new to link
    prodrome --now 2026-01-02T00:00:00Z import tickets tickets.csv
done
prodrome --now 2026-01-02T00:00:00Z features labels
prodrome --now 2026-01-02T00:00:00Z --json features labels --project app | tail -30
prodrome features labels --project nowhere
