. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
mkdir ehr
printf 'a==1.9\nb==2.0\n' >ehr/requirements.txt
printf 'timestamp,value\n2025-01-01,1\n2025-01-02,2\n' >ehr.wait.csv
printf 'time,model,score\n2025-01-01,sepsis,0.5\n' >log.csv
cat >>p.db.conf <<END
[source libraries]
kind = dependencies
path = ehr
system = ehr
[source waiting]
kind = telemetry
path = *.wait.csv
[source sepsis]
kind = predictions
path = log.csv
END
prodrome -q --now 2026-01-02T00:00:00Z nightly >/dev/null 2>&1
prodrome -q import dependencies ehr --system ehr
prodrome -q import telemetry ehr.wait.csv
prodrome -q import predictions log.csv
