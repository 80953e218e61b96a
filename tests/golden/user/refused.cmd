. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
prodrome user list
make_people
now='--now 2026-01-01T00:00:00Z'
say() { echo "exit $?" >&2; }
printf 'wrong horse battery\n' >wrong; chmod 600 wrong
printf 'correct horse battery\n' >open; chmod 644 open
printf 'short\n' >short; chmod 600 short
printf '\n' >empty; chmod 600 empty
add="prodrome $now user add dan --role security --new-password-file pw"
$add --as ada --password-file wrong; say
$add --as nobody --password-file pw; say
$add --password-file pw; say
$add --as ada --password-file open; say
$add --as ada --password-file nowhere; say
$add --as ada --password-file empty; say
$add --as bea --password-file pw; say
setsid -w $add --as ada; say
prodrome $now user add dan --role security --as ada --password-file pw --new-password-file short; say
prodrome $now user add dan --as ada --password-file pw --new-password-file pw; say
prodrome $now user add dan --role king --as ada --password-file pw --new-password-file pw; say
prodrome $now user add BEA --role security --as ada --password-file pw --new-password-file pw; say
prodrome $now user role ada --role auditor --as ada --password-file pw; say
prodrome $now user disable ada --as ada --password-file pw; say
prodrome $now user disable zoe --as ada --password-file pw; say
prodrome $now init --admin eve --password-file pw; say
prodrome $now user dance; say
