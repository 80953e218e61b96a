. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
make_people
make_tickets 100 2
prodrome --now 2026-01-02T00:00:00Z --quiet import tickets tickets.csv >/dev/null
prodrome --now 2026-01-02T00:00:00Z --quiet nightly >/dev/null
p="prodrome --quiet --now 2026-01-02T08:00:00Z"
by="--as cyd --password-file pw"
say() { echo "exit $?" >&2; }
numbers() { prodrome cluster list --json | sed -n 's/.*"cluster_id": \([0-9]*\),*/\1/p' | sort -n; }
$p cluster rename 1 "The old printer" $by
$p cluster show 1 | sed -n '1p;3p'
$p cluster pin 2 $by --json
$p cluster unpin 2 $by
before=$(numbers | wc -l)
$p cluster merge 1 2 $by | sed 's/[0-9]* tickets moved/N tickets moved/'
numbers | grep -c '^1$'
$p cluster show 2 | sed -n '3p'
ticket=$($p cluster show 2 --json | sed -n 's/.*"id": "\(T[0-9]*\)".*/\1/p' | head -1)
$p cluster split 2 "$ticket" $by | sed 's/[0-9]* clusters, [0-9]* tickets moved/N clusters, N tickets moved/'
$p cluster show 1; say
$p cluster show "$(numbers | tail -1)" | grep -c "$ticket"
$p cluster rename 1 x $by; say
$p cluster rename 2 x --as bob --password-file pw; say
$p cluster rename 2; say
$p cluster merge 2 two $by; say
$p cluster split 2 nothing $by; say
$p cluster rename 2 x --as rob --password-file pw; say
prodrome audit verify | head -1 | steady
