. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_estate
prodrome backup kept.db >/dev/null
{
    prodrome --store drill.db restore kept.db; echo $?
    prodrome --store drill.db --keys p.db.keys --now 2026-01-02T04:00:00Z restore kept.db; echo $?
    prodrome --store drill.db --keys p.db.keys audit verify
    prodrome --store drill.db --keys p.db.keys restore kept.db; echo $?
    prodrome --store drill.db --keys p.db.keys --now 2026-01-02T04:00:00Z --json restore --force kept.db | sed 's/\("bytes": \)[0-9]*/\1BYTES/'; echo $?
} 2>&1 | steady
ls
