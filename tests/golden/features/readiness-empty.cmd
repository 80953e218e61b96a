. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
prodrome features readiness; echo $?
prodrome features readiness --json
