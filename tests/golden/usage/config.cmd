. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
prodrome --config missing.conf review list; echo $?
prodrome --config . review list; echo $?
printf '[socre]\nscore_window_days = 3\n' >bad.conf
prodrome --config bad.conf review list; echo $?
prodrome --config bad.conf policy check; echo $?
printf '[source nightly]\nkind = tickets\npath = t.csv\n' >good.conf
prodrome --config good.conf policy check; echo $?
