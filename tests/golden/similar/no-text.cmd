# a ticket whose title and description are empty, or were purged
. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
printf 'id,project,title,description,created\nA,desk,printer jam,toner,2026-01-01\nB,desk,printer jam,toner,2026-01-02\nC,desk,,,2026-01-03\n' >t.csv
prodrome -q import tickets t.csv >/dev/null
prodrome similar desk/C
