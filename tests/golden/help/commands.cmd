for command in demo init import deidentify features train backtest similar cluster score explain report review model user audit nightly; do
    prodrome "$command" --help || exit
    echo
done
