# two releases whose names differ only in what a file name cannot hold do not overwrite each other's report
. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_estate
prodrome -q --now 2026-01-02T00:00:00Z import releases --from-changes app --name 'a/b' --last 3 >/dev/null
prodrome -q --now 2026-01-02T00:00:00Z import releases --from-changes app --name 'a_b' --last 4 >/dev/null
prodrome -q --now 2026-01-02T00:00:00Z import releases --from-changes app --name 'a "b' --last 4 >/dev/null
for name in 'a/b' a_b 'a "b'; do prodrome report release "app/$name" --format md --out out; done
ls out
