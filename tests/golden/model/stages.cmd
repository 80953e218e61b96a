. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_estate
make_people
prodrome --now 2026-01-02T00:00:00Z -q nightly >/dev/null
p="prodrome --now 2026-01-02T08:00:00Z"
s="--as cyd --password-file pw"
say() { echo "exit $?" >&2; }
$p review list --json | grep '"item"' | grep model
$p model promote route:desk --as rob --password-file pw; say
$p model approve route:desk --as rob --password-file pw; say
$p model approve route:desk $s --reason "good enough"
$p model approve route:desk@1 $s; say
$p model promote route:desk --as rob --password-file pw --json
$p model rollback route:desk --as rob --password-file pw --reason "worse"; say
$p train route --seed 2 --as bea --password-file pw | sed 's/,.*//'
$p model approve route:desk --as bea --password-file pw; say
$p model approve route:desk@2 $s
$p model promote route:desk@2 --as rob --password-file pw
$p model rollback route:desk --as rob --password-file pw --reason "misroutes pharmacy"
$p model reject change-risk:app $s; say
$p model reject change-risk:app $s --reason "only counts lines"
$p model show route:desk@1 | grep -v '\[\|acceptance' | steady
$p model list | steady
prodrome audit verify | head -1 | steady
