. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
prodrome similar --text 'printer'
echo "exit $?" >&2
printf 'id,project,title,description\n1,desk,printer,printer\n1,lab,printer,\n' >tickets.csv
prodrome -q import tickets tickets.csv >/dev/null
for arguments in '' '1 2' '1' 'desk/2' 'nowhere/1' '1 --project ward' '1 --text printer' '--text=' '1 --top 0'; do
    # shellcheck disable=SC2086
    prodrome similar $arguments
    echo "exit $? of: $arguments" >&2
done
prodrome similar --text "$(printf ' \n\t')"
echo "exit $?" >&2
head -c 1100000 /dev/zero | prodrome similar --text -
