. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
prodrome backup kept.db >/dev/null
mv p.db lost.db
prodrome restore; echo $?
prodrome restore none.db; echo $?
cp kept.db cut.db; truncate -s 100000 cut.db
prodrome restore cut.db 2>&1 | sed 's/: \*\*\*.*//'; echo ${PIPESTATUS[0]}
echo no >text.db
prodrome restore text.db; echo $?
cp kept.db newer.db; printf '\0\0\0\143' | dd of=newer.db bs=1 seek=60 conv=notrunc status=none
prodrome restore newer.db; echo $?
cp kept.db foreign.db; printf 'XXXX' | dd of=foreign.db bs=1 seek=68 conv=notrunc status=none
prodrome restore foreign.db; echo $?
prodrome restore kept.db --expect 00; echo $?
ls p.db
prodrome restore kept.db >/dev/null; echo $?
(flock 9; prodrome restore --force kept.db) 9>p.db.lock; echo $?
