# 'help COMMAND' is 'COMMAND --help', and a mistyped one gets a hint.
for command in audit import; do
    prodrome help "$command" | cmp - <(prodrome "$command" --help) && echo "$command: the same"
done
prodrome help | cmp - <(prodrome --help) && echo "the same"
prodrome help imprt; echo $?
prodrome help audit import; echo $?
