# Commits before the merge: scored, told, and stored nowhere.
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
seq 1 200 >repo/form.c
commit 1766700000 'adjust the form'
p="prodrome --now 2026-01-02T00:00:00Z"
$p -q import git repo --project app --no-szz >/dev/null
git -C repo checkout -q -b work
seq 1 380 | sed 's/^/long /' >repo/form.c
commit 1767260000 'rework the form'
echo 1 >repo/readme.txt
commit 1767261000 'adjust the form'
echo "--- no model"
$p score changes --repo repo --range main..work --project app; echo "exit $?"
$p -q train change-risk >/dev/null
echo "--- a model that nobody approved"
$p score changes --repo repo --range main..work --project app | steady; echo "exit $?"
$p score changes --repo repo --range main..work --project app >/dev/null; echo "exit $?"
$p score changes --repo repo --range main..work --project app --format sarif | sed -n '/"results"/,/"tool"/p' | sed -E 's/"[0-9a-f]{64}"/"DIGEST"/' | head -70
$p score changes --repo repo --range main..work --project app --json | grep -E '^  "(verdict|exit_status|commits|new|stored)"'
echo "--- nothing in the range; no range; another kind"
$p score changes --repo repo --range work..work --project app; echo "exit $?"
$p score changes --repo repo --range work --project app; echo "exit $?"
$p score releases --repo repo --range main..work; echo "exit $?"
$p score changes --repo repo; echo "exit $?"
echo "--- approved"
make_people
q="prodrome -q --now 2026-01-02T08:00:00Z"
$q model approve change-risk:app --as cyd --password-file pw >/dev/null
$q model promote change-risk:app --as bea --password-file pw >/dev/null
$q score changes --repo repo --range work~1..work --project app | tail -2; echo "exit $?"
$q score changes --repo repo --range work~1..work --project app >/dev/null; echo "exit $?"
