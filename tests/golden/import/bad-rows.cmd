. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
{ printf 'id,project,title,description,created\n'; for i in $(seq 100); do echo "$i,a,b,c,2025-01-01"; done
  printf '101,a,b,c,2025-02-30\n102,a,b\n103,a,b,c,2025-01-01,more\n,a,b,c,2025-01-01\n'; } >t.csv
prodrome import tickets t.csv --rejects rejects.csv --json | steady
cat rejects.csv
