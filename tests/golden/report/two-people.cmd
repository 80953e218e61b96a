# Two people take a release from flagged to approved; new content makes the signature stale; a rejection holds.
. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_estate
make_people
p="prodrome -q --now 2026-01-02T08:00:00Z"
hashes() { sed -E 's/`[0-9a-f]{12}`/`DIGEST`/'; }
verdict()
{
    $p report release app/2.0 --format md >report.md 2>report.err
    echo "exit $?"
    sed -n '3,/^\*\*/p' report.md | grep '[a-z]' | grep -v '^\*\*'
}
$p nightly >/dev/null 2>&1; echo "night: exit $?"
verdict
echo "--- the models first: nobody approves alone what is then used"
$p model approve change-risk:app@1 --as cyd --password-file pw
$p model promote change-risk:app@1 --as bea --password-file pw
verdict
echo "--- one claims it and leaves it, the other signs"
$p review claim release:app/2.0 --as cyd --password-file pw
$p review approve release:app/2.0 --as bea --password-file pw 2>&1; echo "exit $?"
$p review approve release:app/2.0 --as cyd --password-file pw --reason "tried on the test system"
verdict
sed -n '/^### People/,/^### Changes/p' report.md | grep '^|\|^-' | hashes
$p score releases >/dev/null 2>&1; echo "score releases: exit $?"
echo "--- one more change"
printf 'project,commit,author_date,message,la,ld\napp,late,2026-01-01T22:00:00Z,one more,3,1\n' >late.csv
$p import changes late.csv >/dev/null
verdict
$p score releases >/dev/null 2>&1; echo "score releases: exit $?"
verdict
sed -n '/^### People/,/^### Changes/p' report.md | grep 'stale' | hashes
echo "--- rejected"
$p review reject release:app/2.0 --as bea --password-file pw --reason "no way back"
verdict
$p --now 2026-01-03T08:00:00Z score releases >/dev/null 2>&1; echo "score releases: exit $?"
$p --now 2026-01-03T09:00:00Z nightly >/dev/null 2>&1; echo "night: exit $?"
prodrome audit verify >/dev/null; echo "audit: exit $?"
