. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_estate
prodrome features cause
