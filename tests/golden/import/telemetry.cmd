. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
printf 'timestamp,value\n2025-01-01 00:00:00,1\n2025-01-01T00:05:00Z,NaN\n1735690200000,2\n' >ehr.wait.csv
prodrome import telemetry ehr.wait.csv
printf '2025-01-01T00:15:00Z,3\n' >>ehr.wait.csv
prodrome -q --json import telemetry ehr.wait.csv | steady
printf 'timestamp,value\n2025-01-01 00:00:00,high\n' >bad.csv
prodrome -q import telemetry bad.csv --system ehr --metric wait; echo $?
prodrome import tickets bad.csv --metric wait; echo $?
