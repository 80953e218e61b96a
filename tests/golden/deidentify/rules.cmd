printf 'staff list\n[NAME] Roe\n' >deny.txt; printf 'x@y.example\n' >allow.txt
printf '[deidentify]\npattern.mrn-old = \\bKH/[0-9]+\ndigits = yes\n' >p.conf
printf 'Roe wrote from x@y.example and z@y.example on BDG1234 of KH/77.\n' >note.txt
prodrome --config p.conf deidentify --deny deny.txt --allow allow.txt --pattern 'badge=BDG[0-9]{4}' note.txt
prodrome deidentify --json note.txt
printf 'id,text\n7,"KH/77, call 555-010-4477"\n"a,b",none\n' >in.csv
prodrome --config p.conf deidentify --spans spans.csv in.csv
cat spans.csv
prodrome deidentify --json --spans - in.csv >/dev/null 2>&1; echo $?
