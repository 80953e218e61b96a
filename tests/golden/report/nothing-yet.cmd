. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_estate
prodrome report release 2.0 --format md >report.md; echo $?; head -3 report.md
prodrome report release 7.7; echo $?
prodrome report triage; echo $?
prodrome report sales
