. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
# A ticket that keeps care from being given stands before newer ones.
make_store
make_tickets 300 4
sed -i -e '/^T298,/s/high$/outage/' -e '/^T300,/s/high$/cosmetic/' tickets.csv
prodrome -q import tickets tickets.csv >/dev/null
printf '[impact]\noutage = care-blocking\nhigh = operational\ncosmetic = minor\n' >>p.db.conf
prodrome -q --now 2026-01-02T03:00:00Z nightly >/dev/null
# "projects": [ { "tickets": [ { "id", "impact" } ] } ]: by the indentation, so that what is inside of a ticket does not count.
prodrome report triage --format json | awk '
    { match($0, /^ */); depth = RLENGTH }
    /^ *"projects":/ { of_projects = depth }
    of_projects && /"tickets": \[/ && depth > of_projects { of_tickets = depth; step = (depth - of_projects) / 2 }
    of_tickets && depth == of_tickets && /\]/ { exit }
    of_tickets && depth == of_tickets + 2 * step && /"(id|impact)":/ { gsub(/[ ",]/, ""); print }'
