. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
printf 'Id,project,titel,description\n1,a,b,c\n' >t.csv
prodrome import tickets t.csv
