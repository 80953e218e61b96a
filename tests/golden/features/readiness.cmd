. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_estate
prodrome features readiness; echo $?
prodrome features readiness cause; echo $?
prodrome features readiness route --project desk --json | steady
printf '[readiness route]\nrows = 1000\nmin_rows = 400\n' >p.db.conf
prodrome features readiness route; echo $?
prodrome train route; echo $?
printf '[readiness route]\nmin_row = 400\n' >p.db.conf
prodrome features readiness route; echo $?
rm p.db.conf
prodrome features readiness rout; echo $?
prodrome features readiness --project nowhere; echo $?
prodrome features readiness --top 3; echo $?
