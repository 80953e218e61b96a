. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
make_changes 20
printf 'commit,files,added,removed\nc00001,a/b.c|a/c.h,int x,\nzzz,q,,\n' >code.csv
prodrome import changes changes.csv --code code.csv
