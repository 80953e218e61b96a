. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
make_people
prodrome purge; echo $?
prodrome purge --as ada --password-file pw; echo $?
prodrome purge --as ada --password-file pw --kind tiket; echo $?
prodrome purge --as ada --password-file pw --kind estate; echo $?
prodrome purge --as ada --password-file pw --before 2020-01-01; echo $?
prodrome purge --as ada --password-file pw --kind tickets --before yesterday; echo $?
prodrome --now 2026-01-02T04:00:00Z purge --as ada --password-file pw --kind tickets --before 2026-01-01; echo $?
printf '[retention]\ntickets = 30\n' >>p.db.conf
prodrome purge --as ada --password-file pw; echo $?
printf '[retention]\nestate = 300\n' >p.db.conf
prodrome purge --as ada --password-file pw; echo $?
printf '[retention]\ntickets = 1825\n' >p.db.conf
prodrome --now 2026-01-02T04:00:00Z purge --as bea --password-file pw; echo $?
