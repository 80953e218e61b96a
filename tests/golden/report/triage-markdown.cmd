. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_estate
prodrome --now 2026-01-02T00:00:00Z -q nightly >/dev/null
prodrome --now 2026-01-03T00:00:00Z report triage --format md | steady | sed -E 's/ \(cluster [0-9]+: [^)]*\)/ (CLUSTER)/; /^\| [0-9]+: /d'
