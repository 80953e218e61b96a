. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
printf 'id,project,title,description,title\n1,a,b,c,d\n' >t.csv
prodrome import tickets t.csv
