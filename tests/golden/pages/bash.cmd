# What bash offers, asked as readline asks it.
build=$(dirname "$(command -v prodrome)")
cat >ask.sh <<'END'
. "$1"; shift
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"
_prodrome
echo "$*| ${COMPREPLY[*]}"
END
ask() { bash --norc ask.sh "$build/share/bash-completion/completions/prodrome" "$@"; }
mkdir sub; touch tickets.csv 'two words.csv'
ask prodrome au
ask prodrome --store x.db aud
ask prodrome audit ''
ask prodrome audit --tr
ask prodrome audit log --ex
ask prodrome import ti
ask prodrome import tickets t
ask prodrome import tickets --code t
ask prodrome backtest route --label ''
ask prodrome backtest route --label = c
ask prodrome --keys = s
ask prodrome report --format h
ask prodrome train route ch
ask prodrome help exp
ask prodrome deidentify t
ask prodrome -- au
