. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
# A ticket that keeps care from being given stands before newer ones.
make_store
make_tickets 300 4
sed -i -e '/^T298,/s/high$/outage/' -e '/^T300,/s/high$/cosmetic/' tickets.csv
prodrome -q import tickets tickets.csv >/dev/null
printf '[impact]\noutage = care-blocking\nhigh = operational\ncosmetic = minor\n' >>p.db.conf
prodrome -q --now 2026-01-02T03:00:00Z nightly >/dev/null
prodrome report triage --format json | sed -n 's/^ *"\(id\|impact\)": \("T[0-9]*"\|"care-blocking"\|"operational"\|"minor"\),*$/\2/p' | grep -A1 -E '"T(297|298|299|300)"' | grep -v -- --
