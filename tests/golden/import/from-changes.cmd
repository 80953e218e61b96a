. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
make_changes 60
prodrome import changes changes.csv
import_release() { prodrome import releases --from-changes "$@"; }
import_release app --name next --last 5
import_release app --name next --last 5
sed -n '1p;$p' changes.csv | sed 's/c00060,[0-9]*/c00061,1767311999/' >newer.csv
prodrome import changes newer.csv
import_release app --name next --last 5 --json | sed -E 's/"seconds": ?[0-9.e-]+/"seconds": S/; s/[0-9a-f]{64}/DIGEST/'
import_release app --name all --last 100 -q
printf 'project,release,planned,members\napp,named,2026-02-01,c00001|c00002| c00002\n' >releases.csv
prodrome -q import releases releases.csv >/dev/null
import_release app --name named --last 5; echo $?
import_release none --name next --last 5; echo $?
import_release app --name next; echo $?
import_release app --name next --last 0; echo $?
prodrome import releases releases.csv --name next; echo $?
prodrome import changes --from-changes app --name next --last 2; echo $?
prodrome audit verify >/dev/null; echo $?
