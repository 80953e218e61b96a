. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
printf 'id,project,title,description,created\n1,a,b,c,never\n2,a,b,c,2025-01-01\n' >t.csv
prodrome import tickets t.csv --json | steady
prodrome audit log | wc -l
