# What is wrong with the files is said as import says it, and where --from has no place.
. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
export PRODROME_STORE=$PWD/none.db
make_tickets 80 0
sed '2,9s/,desk,/,lab,/' tickets.csv >two.csv
sed '3,5s/,1[0-9]*,/,soon,/' tickets.csv >bad.csv
cut -d, -f1,3- tickets.csv >no-project.csv
say() { "$@" 2>&1 | sed -E 's/in [0-9.]+ s/in SECONDS s/'; echo "exit ${PIPESTATUS[0]}"; }
say prodrome -q backtest route --from none.csv
say prodrome -q backtest route --from two.csv
say prodrome -q backtest route --from two.csv --project nowhere
say prodrome -q backtest route --from no-project.csv
say prodrome -q backtest route --from no-project.csv --project desk | head -1
say prodrome -q backtest route --from bad.csv --tolerate 1
say prodrome backtest route --from bad.csv --rejects r.csv | head -3
cat r.csv
say prodrome -q backtest route --from tickets.csv --map title
say prodrome -q backtest route --from tickets.csv --map titel=title
say prodrome -q backtest route --from tickets.csv --code c.csv
say prodrome -q backtest route --map title=id
say prodrome -q backtest release-risk --from tickets.csv
say prodrome -q backtest dependency-risk --from tickets.csv
head -1 tickets.csv >empty.csv
say prodrome -q --json backtest route --from empty.csv
ls none.db* 2>/dev/null || echo "no store was made"
printf 'project,commit,author_date,nd\napp,c1,2026-01-01,1\n' >of-changes.csv
say prodrome -q backtest route --from of-changes.csv
