. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
make_releases
for kind in releases outcomes estate; do prodrome import $kind $kind.csv; done
