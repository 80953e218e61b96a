. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_estate
prodrome features route --top 5
prodrome features change-risk --top 3
prodrome features route --id T7 --json | steady | head -20
