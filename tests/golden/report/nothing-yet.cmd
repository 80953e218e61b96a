. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_estate
prodrome report release 2.0 --format md | head -3; echo ${PIPESTATUS[0]}
prodrome report release 7.7; echo $?
prodrome report triage; echo $?
prodrome report sales
