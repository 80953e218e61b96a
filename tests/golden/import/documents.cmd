. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
make_releases
prodrome import estate estate.csv
mkdir -p wiki/2025
cat >wiki/2025/2025-10-02-record.md <<END
# Health record down after 1.3

Users of the Health record, see DESK-7. Came with release 1.3.

## Timeline

- 09:12 rollout began
- 09:30 first alert
- 11:00 service restored

## Root cause

a missing index
END
printf -- '---\nid: PM-2\nresolved: later\n---\nx\n' >wiki/bad.md
prodrome import postmortems wiki --tolerate 50 --rejects bad.csv
cat bad.csv
prodrome import postmortems wiki --tolerate 50
printf '<testsuite><testcase name="a"/><testcase classname="x.Y" name="b"><failure/></testcase></testsuite>' >junit.xml
prodrome import evidence junit.xml
prodrome import evidence junit.xml --release app/2.0
printf '{"release": "2.0",\n "evidence": [{"item": "runbook", "value": "updated"},\n {"item": "runboook"}]}' >evidence.json
prodrome import evidence evidence.json --project app
prodrome import evidence evidence.json --project app --tolerate 50
