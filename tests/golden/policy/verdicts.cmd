# Rules and the model: the stricter wins, in every combination of exit statuses 0, 3, 4 and 5; signing, and what an edited file cannot do.
. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_estate
make_people
p="prodrome -q --now 2026-01-02T08:00:00Z"
hashes() { sed -E 's/hash [0-9a-f]{12}/hash DIGEST/g'; }
verdict()
{
    $p --json report release app/2.0 >report.json 2>report.err
    echo "exit $?: $(jq -r '.verdict' report.json)"
    jq -r '.judged[] | select(.question == "rules" or .question == "evidence" or .question == "policy") | "  \(.leads_to): \(.text)"' report.json
}
command -v jq >/dev/null || { echo "jq is not installed" >&2; exit 77; }
echo "--- nothing was scored, and a rule asks"
verdict
echo "--- what the rules say of it"
$p policy check app/2.0
echo "--- nothing was scored, and nobody asks"
printf '[rule care-critical-production]\neffect = off\n[evidence care-critical]\nrollback_plan = off\nrollback_tested = off\nrunbook = off\ntraining = off\nstaged = off\nparity = off\napproval = off\ntests = off\nwindow = off\n' >p.db.policy
verdict
$p policy sign --as bea --password-file pw 2>&1; echo "exit $?"
$p policy sign --as ada --password-file pw | hashes
$p policy sign --as ada --password-file pw 2>&1; echo "exit $?"
verdict
echo "--- a model, approved; mandatory evidence is missing"
printf '[policy]\nversion = 2026-01\n[evidence care-critical]\nrollback_plan = hold\n' >p.db.policy
$p policy check
$p policy sign --as ada --password-file pw | hashes
$p nightly >/dev/null 2>&1; echo "night: exit $?"
$p model approve change-risk:app@1 --as cyd --password-file pw >/dev/null
$p model promote change-risk:app@1 --as bea --password-file pw >/dev/null
$p review approve release:app/2.0 --as cyd --password-file pw >/dev/null 2>&1; echo "approve: exit $?"
verdict
$p score releases >/dev/null 2>&1; echo "score releases: exit $?"
echo "--- the evidence comes, and a person looks again"
printf 'project,release,item,value\napp,2.0,rollback_plan,restore the image of the day before\n' >evidence.csv
$p import evidence evidence.csv >/dev/null
$p score releases >/dev/null 2>&1; echo "score releases: exit $?"
$p review approve release:app/2.0 --as cyd --password-file pw >/dev/null 2>&1; echo "approve: exit $?"
verdict
echo "--- edited: both hold, and every release needs a review; costs that nobody signed do not hold"
printf '[rule late]\neffect = note\nreason = nobody is here\nwhen = always\n' >p.db.policy
printf '[cost care-critical]\nmiss = 2\nreview = 1\n' >p.db.conf
verdict
cat report.err
jq -c '.policy | [.state, .costs.state, .signed.number]' report.json; jq -c .cost report.json
$p policy show | head -6 | hashes
echo "--- a file that cannot be read"
printf '[rule late]\neffect = maybe\n' >p.db.policy
$p report release app/2.0 2>&1 >/dev/null; echo "report: exit $?"
$p nightly 2>&1 >/dev/null; echo "night: exit $?"
$p policy check 2>&1; echo "check: exit $?"
rm p.db.policy
prodrome audit verify >/dev/null; echo "audit: exit $?"
