. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
rm -rf p.db*; sqlite3 p.db 'CREATE TABLE mine(x)' 2>/dev/null || { echo 'sqlite3 is not installed' >&2; exit 77; }
sha256sum p.db >before; prodrome import tickets t.csv; echo $?; sha256sum --quiet -c before && echo untouched
