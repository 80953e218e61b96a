# Every command, option and subcommand that the program tells of is in its page and in both completions; README names every command.
build=$(dirname "$(command -v prodrome)")
readme=$PRODROME_TEST_ROOT/README.md
bash_file=$build/share/bash-completion/completions/prodrome
zsh_file=$build/share/zsh/site-functions/_prodrome
for command in $(prodrome help | sed -n '/^Commands/,/^$/s/^  \([a-z]*\) .*/\1/p'); do
    page=$build/share/man/man1/prodrome-$command.1
    [ -s "$page" ] || echo "$command has no page"
    grep -q "^\\\\fB$command\\\\fR\$" "$build/share/man/man1/prodrome.1" || echo "prodrome(1) does not name $command"
    grep -q "^        $command)\$" "$bash_file" || echo "bash does not know $command"
    grep -q "^ *$command)\$" "$zsh_file" || echo "zsh does not know $command"
    grep -qE "(prodrome|\`)\`? ?$command\b" "$readme" || echo "README does not name $command"
    for heading in NAME SYNOPSIS DESCRIPTION OPTIONS 'EXIT STATUS' ENVIRONMENT 'SEE ALSO'; do
        grep -q "^.SH $heading\$" "$page" || echo "$command: no $heading"
    done
    prodrome help "$command" | sed -n 's/^  \(-., \|    \)--\([a-z-]*\).*/\2/p' | while read -r option; do
        grep -qF -- "\\-\\-${option//-/\\-}\\fR" "$page" || echo "$command: --$option is not in the page"
        grep -qE "^            options=.*--$option( |\")" <(sed -n "/^        $command)\$/,/;;/p" "$bash_file") || echo "$command: bash lacks --$option"
        sed -n "/^                $command)\$/,/;;/p" "$zsh_file" | grep -q -- "--$option" || echo "$command: zsh lacks --$option"
    done
    sed -n '/^.SH EXIT STATUS/,/^.SH FILES/s/^\\fB\([0-9]*\)\\fR$/\1/p' "$page" | grep -vx '[0-8]' | sed "s/^/$command: no such status /"
done
echo "looked at all"
