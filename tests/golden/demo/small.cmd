prodrome -q demo d | sed -E "s/^[0-9]+ items/N items/"
ls d d/data d/data/truth
prodrome --store d/prodrome.db review list --check >/dev/null; echo $?
prodrome --store d/prodrome.db audit verify >/dev/null; echo $?
