. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
# Updates of dependencies: what was tried, and whether it broke; a row without a version, one known before it was tried.
cat > updates.csv <<'EOF'
id,project,group_id,artifact,from_version,to_version,scope,time,broke,label_time
41,ehr,org.slf4j,slf4j-api,1.7.36,2.0.0,compile,2026-01-05,1,2026-01-06
42,ehr,com.google.guava,guava,31.1-jre,32.0.0-jre,compile,2026-01-07,0,
43,ehr,,lodash,4.17.20,,runtime,2026-01-08,0,
44,ehr,,lodash,4.17.20,4.17.21,runtime,2026-01-08,0,2026-01-07
45,ehr,,@hapi/hoek,9.0.0,9.3.0,runtime,,maybe,
46,ehr,,@hapi/hoek,9.0.0,9.3.0,runtime,,,
EOF
prodrome import updates updates.csv --tolerate 60 --rejects bad.csv
prodrome import updates updates.csv --tolerate 60
cat bad.csv
