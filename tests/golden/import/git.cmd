. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null
commit()
{
    export GIT_AUTHOR_NAME=Ann GIT_AUTHOR_EMAIL=ann@example.org GIT_COMMITTER_NAME=Ann GIT_COMMITTER_EMAIL=ann@example.org
    export GIT_AUTHOR_DATE="$1 +0000" GIT_COMMITTER_DATE="$1 +0000"
    git -C ehr add -A && git -C ehr commit -q --allow-empty -m "$2"
}
git init -q -b main ehr
echo 'int dose = 1;' >ehr/dose.c
commit 1600000000 'EHR-1: doses'
git -C ehr tag v1.0.0
echo 'int dose = 2;' >ehr/dose.c
commit 1600086400 'INC0000007: two, for patient mary.jones@example.org'
git -C ehr revert --no-edit HEAD >/dev/null
git -C ehr tag v1.0.1
prodrome import git ehr 2>/dev/null | sed 's/ in [0-9.]* s ([0-9]* commits.s)//'
prodrome --json import git ehr 2>/dev/null | sed 's/"\([a-z_]*seconds\|commits_per_second\)": [0-9.]*/"\1": N/g'
prodrome --quiet import git ehr --issues 'INC[0-9]{7}' | tail -3
prodrome import git ehr --issues '(' ; echo $?
prodrome import git nowhere; echo $?
prodrome import git ehr/dose.c; echo $?
mkdir empty
prodrome import git empty 2>&1 | sed "s|$PWD|.|g"; prodrome --quiet --json import git empty >/dev/null 2>&1; echo $?
git clone -q --depth 1 "file://$PWD/ehr" shallow
prodrome import git shallow 2>&1 | sed "s|$PWD|.|g"
prodrome import tickets ehr/dose.c --branch x; echo $?
