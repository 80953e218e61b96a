. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_estate
prodrome explain ticket:desk/T1
status=$?
prodrome explain foo
prodrome explain ticket:desk/none
exit $status
