. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
prodrome purge; echo $?
prodrome purge --as anna; echo $?
prodrome purge --as anna --kind tiket; echo $?
prodrome purge --as anna --kind estate; echo $?
prodrome purge --as anna --before 2020-01-01; echo $?
prodrome purge --as anna --kind tickets --before yesterday; echo $?
prodrome --now 2026-01-02T04:00:00Z purge --as anna --kind tickets --before 2026-01-01; echo $?
printf '[retention]\ntickets = 30\n' >>p.db.conf
prodrome purge --as anna; echo $?
printf '[retention]\nestate = 300\n' >p.db.conf
prodrome purge --as anna; echo $?
