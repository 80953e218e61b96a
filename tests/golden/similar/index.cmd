# The index changes how fast an answer comes, not the answer; a newer import makes it old, and that is said.
. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
printf 'id,project,title,description,created\nA,desk,printer jam,toner,2026-01-01\nB,desk,printer jam,toner,2026-01-02\nC,lab,printer,,2026-01-03\n' >t.csv
prodrome -q import tickets t.csv >/dev/null
prodrome similar desk/B >without
prodrome similar --index
prodrome similar --index
prodrome similar desk/B | cmp - without
prodrome similar --text 'printer jam' --json | grep -c '"by_index": true'
printf 'id,project,title,description,created\nD,desk,printer jam,toner,2026-01-04\n' >t.csv
prodrome -q import tickets t.csv >/dev/null
prodrome similar desk/D
printf 'no index at all' >"$PRODROME_STORE.index"
prodrome similar desk/B | cmp - without
prodrome similar --index --top 3
