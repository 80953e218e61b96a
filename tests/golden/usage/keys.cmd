. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
make_tickets 5 0
mv p.db.keys gone
prodrome import tickets tickets.csv; echo $?
mkdir -m 700 p.db.keys
prodrome import tickets tickets.csv; echo $?
rmdir p.db.keys
mv gone p.db.keys
chmod 755 p.db.keys
prodrome import tickets tickets.csv; echo $?
