. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
mkdir -p tree/web
printf 'module a\nrequire (\n  example.org/x v1.0.0\n  example.org/y v1.1.0 // indirect\n)\n' >tree/go.mod
printf '{"packages": {"": {"dependencies": {"a": "1"}}, "node_modules/a": {"version": "2.0.0"}}}\n' >tree/web/package-lock.json
echo text >tree/README
prodrome -q import dependencies tree --system ehr --release 1.0 --list list.csv
cat list.csv
printf 'module a\nrequire example.org/x v1.2.0\n' >tree/go.mod
prodrome -q --json import dependencies tree --system ehr --release 1.1 | steady
echo '{"packages": [' >tree/web/package-lock.json
prodrome import dependencies tree --system ehr; echo $?
prodrome import dependencies tree; echo $?
prodrome import dependencies tree/README --system ehr; echo $?
