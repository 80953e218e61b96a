# A text is compared with the tickets of all projects; what it holds is neither stored nor shown, and identifiers in it are replaced.
. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
cat >tickets.csv <<END
id,project,title,description,created,resolved,status,team
1,desk,printer jam,"call [PHONE] about the printer",2025-01-01,2025-01-03,Closed,devices
2,desk,"<b>login</b> refused","the portal refuses the printer, call +1 202 555 0143",2025-01-05,,New,
1,lab,"=cmd|printer",$(printf 'printer \033[31mof the lab'),2025-01-07,2025-01-08,Closed,lab
END
prodrome -q import tickets tickets.csv >/dev/null
prodrome --now 2025-02-01 similar --text 'printer: call +1 202 555 0177'
printf 'call the printer\nportal printer\0printer \377 \033[2J' | prodrome --now 2025-02-01 similar --text - --project desk --json
prodrome similar --text printer --project lab
echo "exit $?" >&2
prodrome similar --text 'nothing of this sort'
echo "exit $?" >&2
prodrome --json similar --text 'nothing of this sort'
