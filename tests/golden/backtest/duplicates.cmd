# Tickets 41 to 60 repeat earlier ones; the newest fifth asks.
. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
{
    echo id,project,title,description,created,resolved,duplicate_of,status
    for i in $(seq 1 60); do
        about=$((i > 40 ? (i - 40) % 15 : i % 15))
        duplicate=
        [ $i -gt 40 ] && duplicate=T$((i - 40))
        echo "T$i,desk,thing$about broke again,the screen of part$about shows nothing in room$((i % 7)),$((1700000000 + i * 86400)),$((1700050000 + i * 86400)),$duplicate,Closed"
    done
} >tickets.csv
prodrome -q import tickets tickets.csv >/dev/null
prodrome backtest duplicates --json --predictions p.csv | steady | sed 's/"\(index\|query\)": .*[0-9]/"\1": SECONDS/'
wc -l <p.csv
head -3 p.csv | cut -d, -f1-4
prodrome backtest duplicates --folds 3
echo "exit $?" >&2
prodrome backtest duplicates --holdout 0.01
prodrome -q backtest duplicates | grep suggested
printf '[score]\nduplicate_precision = 0\n' >p.db.conf
prodrome -q backtest duplicates | grep suggested
