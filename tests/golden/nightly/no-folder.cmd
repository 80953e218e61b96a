# where reports cannot be written no path of them is printed; a night counts runs, and names what no project has
. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
echo 'id,project,artifact,from_version,to_version,broke,time
u1,app,lib-a,1.0.0,1.0.1,0,2026-01-01' >updates.csv
prodrome -q --now 2026-01-02T00:00:00Z import updates updates.csv >/dev/null
touch file
printf '[reports]\ndir = file\n' >bad.conf
prodrome --config bad.conf -q --now 2026-01-02T03:00:00Z nightly
echo $?
prodrome -q --now 2026-01-03T03:00:00Z nightly
grep -o 'no name' reports/latest/index.html
grep -c '>dependency-risk<p class="identity">' reports/latest/index.html
