. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_estate
prodrome --now 2026-01-02T00:00:00Z -q nightly >/dev/null
prodrome report release 2.0 --out out; echo $?; prodrome report triage --out out; prodrome report model route:desk --out out; ls out
stat -c %a out out/triage.html; stat -Lc %a reports/* reports/*/triage.html
