. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
printf 'time,model,version,score,label,subgroup,age\n2025-01-01,sepsis,2,0.25,,F,57\n2025-01-02,sepsis,2,0.5,,M,60\n' >p.csv
prodrome import predictions p.csv
sed -i 's/0.25,,/0.25,1,/' p.csv
prodrome -q --json import predictions p.csv | steady
printf 'time,model,version,score\n2025-01-01,sepsis,2,high\n' >bad.csv
prodrome -q import predictions bad.csv; echo $?
