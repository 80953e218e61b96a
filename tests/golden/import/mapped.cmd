. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
printf 'Nr,Summary,Text,Extra\r\n1,printer down,on ward 3,x\r\n' >t.csv
prodrome import tickets t.csv --project desk --map id=Nr --map title=Summary --map description=Text
