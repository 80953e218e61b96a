. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
prodrome -q score dependencies; echo $?
cat >releases.csv <<'EOF'
project,release,system,deployed,planned,status
ehr,1,ehr,2023-01-01,,deployed
ehr,2,ehr,2023-02-01,,deployed
ehr,3,ehr,2023-03-01,,deployed
ehr,4,ehr,,2026-12-01,planned
EOF
cat >outcomes.csv <<'EOF'
project,release,outcome,time
ehr,2,incident,2023-02-03
EOF
cat >updates.csv <<'EOF'
id,project,artifact,from_version,to_version,time,broke
7,lab,flask,2.0,2.1,2023-02-20,0
8,lab,hl7,1.0,2.0,2023-02-21,1
EOF
cat >estate.csv <<'EOF'
system,criticality,depends_on
ehr,care-critical,lab
lab,care-critical,
EOF
cat >tickets.csv <<'EOF'
id,project,title,description,type,system,created
1,desk,no results,none arrive,incident,lab,2023-05-01T08:00Z
2,desk,no results shown,none,incident,ehr,2023-05-01T09:00Z
3,desk,no results,none arrive,incident,lab,2023-06-01T08:00Z
EOF
for kind in releases outcomes updates estate tickets; do prodrome -q import $kind $kind.csv >/dev/null; done
mkdir src
for release in 1:1.0:2.0 2:2.0:2.0 3:2.0:2.1 4:2.1:2.2; do
    printf 'hl7==%s\nflask==%s\n' "$(echo $release | cut -d: -f2)" "$(echo $release | cut -d: -f3)" >src/requirements.txt
    prodrome -q import dependencies src --system ehr --release "${release%%:*}" >/dev/null
done
prodrome -q score dependencies
prodrome -q --json score dependencies --project lab
prodrome explain dependency:ehr/hl7
prodrome explain dependency:ehr/lab
prodrome explain dependency:ehr/none; echo $?
prodrome -q score dependencies --out x.csv; echo $?
