# Every task of an export gives the same predictions and says the same as an import into an empty store and a backtest of that. Of the rows some are bad, some
# have no time, some come again with another text or in another project.
. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_tickets 400 6
awk -F, 'BEGIN { OFS = "," }
    NR == 1 { print $0, "assignee", "duplicate_of", "component_filed", "severity_filed", "cause", "maintenance", "damage"; next }
    {
        n = NR - 1
        if (n % 59 == 0) $5 = "yesterday"
        if (n % 31 == 0) $5 = ""
        if (n % 13 == 0) $2 = "lab"
        if ($7 == "pharmacy" && n % 2) sub(/low$/, "critical")
        row = $0 OFS "Ann " n % 3 OFS (n > 260 && n % 4 == 1 ? "T" n - 200 : "") OFS (n % 3 ? $8 : "") OFS (n % 5 ? $10 : "minor") OFS \
            ($7 == "network" ? "wiring" : $7) OFS ($7 == "records" ? "corrective" : "adaptive") OFS ($7 == "pharmacy" ? "safety" : "privacy")
        print row
        if (n % 47 == 0) { print row; sub(/^T[0-9]+,[a-z]+,/, "&late ", row); again = again row "\n"; sub(/,desk,/, ",lab,", row); again = again row "\n" }
    }
    END { printf "%s", again }' tickets.csv >t.csv
make_changes 500
awk -F, 'BEGIN { OFS = "," } NR > 1 { if (NR % 7 == 0) $1 = "lib"; if (NR % 97 == 0) $3 = "soon" } { print } NR % 83 == 0 { print }' changes.csv >c.csv
awk -F, 'BEGIN { print "commit,files,added,removed" } NR > 1 { print $2 ",src/a" NR % 9 ".c|doc/b.txt,int x = " NR % 5 ";,return " NR % 3 ";" }' c.csv >code.csv

make_store
now=2026-01-01T06:00:00Z
prodrome -q --now $now import tickets t.csv >/dev/null
prodrome -q --now $now import changes c.csv --code code.csv >/dev/null

# what a backtest says, without the seconds that it takes
told() { sed -E '/"(features|load|train|predict|total|index|query|axes|groups|compare)": [0-9.e-]+,?$/d' "$1"; }

# same TASK FILES OPTION...
same()
{
    local task=$1 files=$2 from
    shift 2
    rm -f stored.csv read.csv
    prodrome -q --json backtest "$task" "$@" --predictions stored.csv >stored.json 2>stored.err
    echo $? >stored.exit
    read -ra from <<<"$files"
    PRODROME_STORE=$PWD/none.db prodrome -q --json --now $now backtest "$task" "${from[@]}" "$@" --predictions read.csv >read.json 2>read.err
    echo $? >read.exit
    [ "$(cat stored.exit)" = 0 ] || cat stored.err
    if cmp -s stored.exit read.exit && cmp -s stored.csv read.csv && cmp <(told stored.json) <(told read.json); then
        echo "$task $*: same, $(wc -l <read.csv) lines"
    else
        echo "$task $*: differs" && diff <(told stored.json) <(told read.json)
        cat read.err
    fi
}

for options in "" "--features filed" "--label component" "--labels known" "--folds 2"; do
    read -ra more <<<"$options"
    same route "--from t.csv" --project desk "${more[@]}"
done
same severity "--from t.csv" --project desk
same severity "--from t.csv" --project desk --features filed --labels known
for task in cause component maintenance damage; do
    same $task "--from t.csv" --project desk
done
same duplicates "--from t.csv" --project desk
same clusters "--from t.csv" --project desk --k 3
for options in "" "--split-column" "--labels known" "--intervals"; do
    read -ra more <<<"$options"
    same change-risk "--from c.csv --code code.csv" --project app "${more[@]}"
done
ls none.db* 2>/dev/null || echo "no store was made"
