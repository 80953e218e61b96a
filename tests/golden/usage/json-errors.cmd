# A command that fails says why in one document on standard output, wherever --json stands; and on standard error as ever.
for call in 'audit log --json' '--json nightley' 'import tickets x.csv --project --json' 'review --json show' 'report triage -j' 'backtest route --holdout 2 --json'; do
    # shellcheck disable=SC2086
    prodrome $call 2>stderr >stdout; echo "$call: $?"
    cat stderr stdout
done
prodrome --json deidentify missing.txt 2>/dev/null
prodrome --json audit "$(printf 'a\377b')" 2>/dev/null; echo $?
