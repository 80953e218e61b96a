printf 'fine\nno\000text\n' >list.txt; printf 'id,text\n1,x\n2\n' >in.csv; printf 'id,words\n1,x\n' >words.csv
for arguments in "--pattern x=a(b" "--pattern ab" "--deny list.txt" "--allow none.txt" "--spans out.csv in.csv" "--spans out.csv words.csv" "--spans out.csv none.csv" "a b"; do
    echo text | prodrome deidentify $arguments
    echo $?
done
ls
awk 'BEGIN { for (i = 0; i < 30000; i++) printf "a"; print "!" }' | prodrome deidentify --pattern 'ward=(a+)+$'
mkdir folder; prodrome deidentify folder; echo $?
printf 'ward\000\001\377' | prodrome deidentify; echo $?
