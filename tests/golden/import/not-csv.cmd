. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
printf '\211PNG\r\n\032\n\000\000' >t.csv
prodrome import tickets t.csv
