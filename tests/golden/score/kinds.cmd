. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_estate
prodrome --now 2026-01-02T00:00:00Z -q train >/dev/null
prodrome --now 2026-01-02T00:00:00Z score tickets; echo $?
prodrome --now 2026-01-02T00:00:00Z score releases; echo $?
prodrome --now 2026-01-02T00:00:00Z score changes | tail -3
