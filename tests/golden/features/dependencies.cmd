. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
mkdir d
printf 'a==1.9\nb==2.0\nc==3.0\n' >d/requirements.txt
prodrome -q --now 2026-01-01T00:00:00Z import dependencies d --system ehr --release 1.0 >/dev/null
printf 'a==1.10\nb==1.0\nx==1\n' >d/requirements.txt
prodrome -q --now 2026-02-01T00:00:00Z import dependencies d --system ehr --release 1.1 >/dev/null
prodrome features dependencies ehr/1.0
prodrome features dependencies ehr/1.1
prodrome --json features dependencies ehr/1.1
prodrome features dependencies ehr/9; echo $?
prodrome features dependencies ehr; echo $?
