. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
prodrome cluster list
make_tickets 100 2
prodrome --now 2026-01-02T00:00:00Z --quiet import tickets tickets.csv >/dev/null
prodrome --now 2026-01-02T00:00:00Z --quiet nightly
prodrome cluster list | sed -E 's/^ *[0-9]+ +[0-9]+  [0-9 ]+[a-z].*/  NUMBER SIZE WEEKS NAME/' | uniq
prodrome cluster list --json | steady | sed -n '/"\(cluster_id\|last_7_days\|project\|reason\|tickets\|run_id\)"/p' | grep -v cluster_id | sort -u | grep -v last_7
prodrome cluster show 1 | cut -c1-15 | head -7 | sed "1s/:.*/: NAME/"
prodrome cluster show 1 --json | grep -c '"item": "ticket:desk/T'
prodrome cluster show 99
prodrome cluster show first
prodrome cluster list --project nowhere
prodrome cluster rename 1 x
