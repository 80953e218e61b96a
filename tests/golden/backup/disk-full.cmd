. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_estate
echo 'the backup of yesterday' >kept.db
(ulimit -f 200; prodrome backup --force kept.db); echo $?
(ulimit -f 200; prodrome backup new.db); echo $?
cat kept.db
ls
