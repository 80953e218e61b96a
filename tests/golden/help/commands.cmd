for command in demo init import deidentify features train backtest similar cluster score explain report review model user audit nightly; do
    prodrome "$command" --help || exit
# All that 'prodrome help' lists, each in its turn.
for command in $(prodrome help | sed -n '/^Commands/,/^$/s/^  \([a-z]*\) .*/\1/p'); do
    prodrome help "$command" || exit
    echo
done
