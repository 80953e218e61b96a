# All that 'prodrome help' lists, each in its turn.
for command in $(prodrome help | sed -n '/^Commands/,/^$/s/^  \([a-z]*\) .*/\1/p'); do
    prodrome help "$command" || exit
    echo
done
