. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
{ printf 'id,project,title,description\n'; for i in $(seq 300); do echo "$i,a,b,c"; done; printf '301,a,b\000b,c\n302,a,\377\376,c\n'; } >t.csv
prodrome import tickets t.csv --rejects rejects.csv
cat rejects.csv
