. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
cp "$PRODROME_TEST_ROOT"/tests/data/trackers/* .
prodrome import tickets jira.csv --profile jirra || echo "exit $?"
prodrome import changes jira.csv --profile jira || echo "exit $?"
prodrome import tickets jira.csv --map title=Sumary || echo "exit $?"
prodrome import tickets jira.csv --profile servicenow || echo "exit $?"
prodrome import tickets jira.csv --profile generic || echo "exit $?"
prodrome import tickets jira.csv --timezone Mars/Base || echo "exit $?"
prodrome import tickets jira.csv --date-order first || echo "exit $?"
prodrome import tickets jira.csv --project LAB || echo "exit $?"
sed 's/Issue key/Isue key/' jira.csv >typo.csv
prodrome import tickets typo.csv --profile jira || echo "exit $?"
printf 'Number,Short description,Opened\nINC1,slow,03/04/2024 10:00\nINC2,slower,05/06/2024 11:00\n' >either.csv
prodrome import tickets either.csv || echo "exit $?"
prodrome import tickets either.csv --date-order month-first
printf 'INC3,slowest,13/06/2024 11:00\nINC4,slowest,06/13/2024 11:00\n' >>either.csv
prodrome import tickets either.csv || echo "exit $?"
printf '[{"number":1,"title":"a"},\n{"number":2,"title":"b",}]' >comma.json
prodrome import tickets comma.json || echo "exit $?"
printf '[{"number":1,"title":"a"}]' >no-url.json
prodrome import tickets no-url.json || echo "exit $?"
printf '[]' >none.json
prodrome import tickets none.json
