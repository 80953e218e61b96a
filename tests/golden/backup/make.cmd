. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_estate
{
    prodrome --now 2026-01-02T04:00:00Z backup kept.db; echo $?
    [ "$(b2sum -l 256 kept.db | cut -d' ' -f1)" = "$(prodrome --now 2026-01-02T04:00:00Z backup other.db | sed -n 's/^digest \([0-9a-f]*\).*/\1/p')" ] || echo another digest, since the trail has one row more
    prodrome --now 2026-01-02T04:00:00Z backup kept.db; echo $?
    prodrome --now 2026-01-02T04:00:00Z --json backup --force kept.db | sed 's/\("bytes": \)[0-9]*/\1BYTES/'; echo $?
    prodrome --store kept.db audit verify; echo $?
    prodrome audit log | tail -n 3 | sed -E 's/ [0-9a-f]{12}$/ DIGEST/'
} | sed 's/: [0-9]* bytes/: BYTES bytes/' | steady
ls
