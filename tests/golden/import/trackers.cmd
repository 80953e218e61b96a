. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
cp "$PRODROME_TEST_ROOT"/tests/data/trackers/* .
for file in jira.csv servicenow.csv servicenow-labels.csv gitlab.csv bugzilla.csv github.json github-rest.json; do
    prodrome import tickets "$file"
done
prodrome --json import tickets jira.csv --timezone +01:00 | steady
prodrome import tickets - <github.json
