. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_estate
make_people
prodrome --now 2026-01-02T00:00:00Z -q nightly >/dev/null
p="prodrome --now 2026-01-02T08:00:00Z"
say() { echo "exit $?" >&2; }
$p review list
$p review claim release:app/2.0 --as bea --password-file pw
$p review approve release:app/2.0 --as cyd --password-file pw; say
$p review list --mine --as bea
$p review request-changes release:app/2.0 --as bea --password-file pw --reason "call 555-123-4567 about the rollback plan"
$p review approve release:app/2.0 --as rob --password-file pw --json
$p review reject release:app/2.0 --as cyd --password-file pw --reason "no"; say
$p review approve 99 --as cyd --password-file pw; say
$p review reject release:app/2.0 --as cyd --password-file pw; say
$p review list --state approved
$p review reopen release:app/2.0 --as cyd --password-file pw --reason "too early"
$p review defer release:app/2.0 --as cyd --password-file pw --reason "after the freeze" --until 2026-01-04
$p review list
$p review show release:app/2.0
$p review show release:app/2.0 --json | steady
prodrome audit verify | head -1 | steady
