prodrome --threads none audit log; echo $?
prodrome --now yesterday audit log; echo $?
prodrome backtest route --holdout 2; echo $?
prodrome backtest beauty; echo $?
prodrome backtest route --folds 3 --split-column; echo $?
