. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_estate
# says COMMAND...: its exit status, and whether what it prints says that the model is not approved
says()
{
    "$@" >out 2>err
    echo "$? $(grep -qiE 'model.not.approved|"approved": false|"stage": "validated"' out && echo 'says so' || echo silent): $*"
}
prodrome --now 2026-01-02T00:00:00Z -q nightly >/dev/null 2>&1; echo "$? nightly"
for form in html md json; do
    says prodrome --now 2026-01-03T00:00:00Z report release app/2.0 --format $form
    says prodrome --now 2026-01-03T00:00:00Z report triage --format $form
done
for kind in tickets releases changes; do says prodrome --now 2026-01-03T00:00:00Z -q score $kind; done
for item in ticket:desk/T300 change:app/c00495 release:app/2.0; do says prodrome explain $item; done
says prodrome review list
says prodrome review show release:app/2.0
for file in reports/latest/*; do
    case $file in *.html | *.md | *.json) says cat "$file" ;; esac
done
