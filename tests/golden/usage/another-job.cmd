. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
command -v flock >/dev/null || { echo "flock is not installed" >&2; exit 77; }
make_store
exec 9>>p.db.lock
flock 9
prodrome nightly 2>&1 | sed -E 's/process [0-9]+/process N/'
exit ${PIPESTATUS[0]}
