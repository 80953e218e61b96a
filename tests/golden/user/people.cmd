. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
make_people
now='--now 2026-01-01T00:00:00Z'
prodrome user list
prodrome $now user add dan --role security --identity dan@example.org --identity "Dan D" --as ada --password-file pw --new-password-file pw
prodrome $now user role dan --role auditor --as ada --password-file pw
prodrome $now user identify dan --identity d.d@example.org --as ada --password-file pw
prodrome $now user disable dan --as ada --password-file pw
prodrome $now user list --json
printf 'another long password\n' >new
chmod 600 new
prodrome $now user passwd --as bea --password-file pw --new-password-file new
prodrome $now user passwd --as bea --password-file new --new-password-file pw --json
prodrome $now user passwd cyd --as ada --password-file pw --new-password-file new
prodrome audit verify | head -1 | sed 's/[0-9a-f]\{64\}/DIGEST/'
