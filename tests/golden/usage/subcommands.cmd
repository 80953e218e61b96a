# The first argument is checked against the table before the command runs, and so is what must follow it.
for call in 'audit verfy' 'audit prove' 'import ticket x.csv' 'score release' 'review shwo 1' 'model show' 'audit log 3' 'report triage now' 'train routes'; do
    # shellcheck disable=SC2086
    prodrome $call; echo $?
done
