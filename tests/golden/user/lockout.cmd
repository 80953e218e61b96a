. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
make_people
printf 'wrong horse battery\n' >wrong; chmod 600 wrong
prodrome --now 2026-01-01T00:00:00Z user passwd --as cyd --password-file pw --new-password-file pw
for i in 1 2 3 4 5 6 7 8 9 10; do prodrome --now 2026-01-01T00:00:00Z user passwd --as cyd --password-file wrong --new-password-file pw; done
echo "the right one, locked" >&2
prodrome --now 2026-01-01T00:14:59Z user passwd --as cyd --password-file pw --new-password-file pw
echo "exit $?" >&2
prodrome --now 2026-01-01T00:01:00Z user list
prodrome --now 2026-01-01T00:15:00Z user passwd --as cyd --password-file pw --new-password-file pw
prodrome audit log --last 100 2>/dev/null | grep -c login.failure
