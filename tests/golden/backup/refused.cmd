. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
prodrome backup; echo $?
prodrome backup a b; echo $?
prodrome backup p.db --force; echo $?
prodrome backup .; echo $?
prodrome backup nowhere/b.db; echo $?
mv p.db.keys elsewhere
prodrome backup b.db; echo $?
prodrome --keys elsewhere backup b.db >/dev/null; echo $?
prodrome --store none.db backup b2.db; echo $?
ls
