# Commits before the merge: rules of the policy stand beside the model, and the stricter wins.
. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_estate
export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null
commit()
{
    export GIT_AUTHOR_NAME=Ann GIT_AUTHOR_EMAIL=ann@example.org GIT_COMMITTER_NAME=Ann GIT_COMMITTER_EMAIL=ann@example.org
    export GIT_AUTHOR_DATE="$1 +0000" GIT_COMMITTER_DATE="$1 +0000"
    git -C repo add -A && git -C repo commit -q -m "$2"
}
git init -q -b main repo
seq 1 20 >repo/form.c
printf 'left-pad==1.0.0\nforms==2.0.0\n' >repo/requirements.txt
commit 1766700000 'adjust the form'
p="prodrome -q --now 2026-01-02T00:00:00Z"
$p import git repo --project app --no-szz >/dev/null
git -C repo checkout -q -b work
seq 1 22 >repo/form.c
commit 1767260000 'adjust the form'
seq 1 21 >repo/form.c
commit 1767261000 'adjust the dose in the form'
printf 'left-pad==1.3.0\nlegacy-hl7==0.9.0\n' >repo/requirements.txt
commit 1767262000 'adjust the form'
$p train change-risk >/dev/null
make_people
q="prodrome -q --now 2026-01-02T08:00:00Z"
$q model approve change-risk:app --as cyd --password-file pw >/dev/null
$q model promote change-risk:app --as bea --password-file pw >/dev/null
score() { $q score changes --repo repo --range "$1" --project app "${@:2}" >out; echo "exit $?"; }
echo "--- no rule is met"
score main..work~2; cat out
echo "--- a word"
score main..work~1; cat out
echo "--- a library that the estate knows to be out of support"
printf 'system,name,criticality,support\nlegacy-hl7,An old library,administrative,ended\n' >estate2.csv
$q import estate estate2.csv >/dev/null
score work~1..work; cat out
echo "--- what an organisation holds, also without a model; and what it has not signed"
printf '[rule forms]\neffect = hold\nreason = forms are frozen until the audit\nsystem = ehr\npath = form.c\n' >p.db.policy
score main..work; cat out
score main..work --format json
grep -E '^  "(verdict|exit_status)"|^      "(rule|effect|reason|matched)"' out
score main..work --format sarif
grep -E '"(level|ruleId|uri)": ' out
score main..work --format junit
grep -E '<testcase|<failure|tests=' out
score main..work --format toml 2>&1
echo "--- signed costs hold before the merge as well, whatever the configuration says now"
rm p.db.policy
costs() { for of in unknown care-critical; do printf '[cost %s]\nreview = %s\nmiss = 10\n' "$of" "$1"; done >p.db.conf; }
costs 1
$q policy sign --as ada --password-file pw >/dev/null; echo "sign: exit $?"
costs 9
score main..work~2 --format json 2>err; cat err
grep -E '^  "threshold"|"(miss|review)": [0-9]' out
