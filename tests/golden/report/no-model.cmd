. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
# Sixty changes: there is no model, and the report says why.
make_changes 60
make_releases
for kind in changes releases outcomes estate; do
    prodrome --now 2026-01-02T00:00:00Z --quiet import "$kind" "$kind.csv" >/dev/null
done
prodrome report release 2.0 --format md | sed -n '3,12p'; echo ${PIPESTATUS[0]}
prodrome report release 2.0 --format json | grep -c '"task": "change-risk"'
