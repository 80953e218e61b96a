. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
# Undated, one team, no labels of anything else; and a project whose releases have no outcome.
make_tickets 100 0
awk -F, -v OFS=, 'NR > 1 { $5 = $6 = $10 = ""; $7 = "network" } 1' tickets.csv >bare.csv
prodrome -q import tickets bare.csv >/dev/null
make_releases
prodrome -q import releases releases.csv >/dev/null
prodrome features readiness; echo $?
prodrome train
