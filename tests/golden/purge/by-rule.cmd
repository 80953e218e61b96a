. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_estate
make_people
printf '[cost unknown]\nmisroute = 1\n' >>p.db.conf # no ticket is worth a review
prodrome -q --now 2026-01-02T03:00:00Z nightly >/dev/null
printf '[retention]\ntickets = 100\nchanges = 120\n' >>p.db.conf
{
    prodrome --now 2026-01-02T04:00:00Z purge --dry-run; echo $?
    prodrome --now 2026-01-02T04:00:00Z purge --as ada --password-file pw; echo $?
    prodrome --now 2026-01-02T04:00:00Z purge --as ada --password-file pw --kind changes --json; echo $?
    prodrome audit verify
    prodrome --now 2026-01-02T05:00:00Z import tickets tickets.csv
    prodrome --now 2026-05-20T04:00:00Z purge --as ada --password-file pw; echo $?
    prodrome explain release:app/2.0 | grep -c purged
    prodrome explain ticket:desk/T300 | head -n 1
    printf '[status]\nNew = closed\n' >>p.db.conf
    prodrome --now 2026-05-20T04:00:00Z purge --as ada --password-file pw; echo $?
    prodrome explain ticket:desk/T300 | grep '^purged'; echo $?
    prodrome explain ticket:desk/T300 --replay >/dev/null; echo $?
    prodrome explain ticket:desk/T300 --replay --json | grep -A 3 '"purged"'
    prodrome backtest route --project desk; echo $?
    prodrome audit verify
} 2>&1 | steady
