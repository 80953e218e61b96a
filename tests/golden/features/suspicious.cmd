. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
make_tickets 300 20
prodrome -q import tickets tickets.csv >/dev/null
printf '[deidentify]\ndeny = [NAME] vpn\n' >p.db.conf # what is in the store was cleaned before this was denied
prodrome features route --suspicious | tail -n 4 | sed "s,^ *,," 
prodrome --json features route --suspicious | grep -A 4 '"term": "vpn"'
printf '[deidentify]\n' >p.db.conf
prodrome features route --suspicious
