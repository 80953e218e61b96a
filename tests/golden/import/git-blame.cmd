# Fixes of incidents blame the changes that they mend; again, nothing new; without tickets only where asked.
. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null
commit()
{
    export GIT_AUTHOR_NAME=Ann GIT_AUTHOR_EMAIL=ann@example.org GIT_COMMITTER_NAME=Ann GIT_COMMITTER_EMAIL=ann@example.org
    export GIT_AUTHOR_DATE="$1 +0000" GIT_COMMITTER_DATE="$1 +0000"
    git -C ehr add -A && git -C ehr commit -q -m "$2"
}
git init -q -b main ehr
printf 'int dose = 1;\nint unit = 1;\n' >ehr/dose.c
commit 1600000000 'doses'
printf 'int dose = 1;\nint unit = 2;\n' >ehr/dose.c
commit 1600086400 'units'
printf 'int dose = 1;\nint unit = 1;\n' >ehr/dose.c
commit 1600259200 'fix EHR-7: units are one'
printf 'int dose = 2;\nint unit = 1;\n' >ehr/dose.c
commit 1600345600 'EHR-8 asked for two doses'
cat >tickets.csv <<'END'
project,id,title,description,created,resolved,type,team
desk,EHR-7,Units,wrong,1600172800,1600300000,bug,web
desk,EHR-8,Doses,two please,1600172800,1600400000,request,web
END
blame() { prodrome "$@" 2>/dev/null | sed -n '/^blame/,$p'; }
blame import git ehr
echo --- by message
blame import git ehr --szz-by-message
prodrome --quiet import tickets tickets.csv >/dev/null
echo --- by ticket
blame import git ehr --tracker desk
echo --- again
blame import git ehr --tracker desk
prodrome --json import git ehr --tracker desk 2>/dev/null | sed 's/.*"blame"/"blame"/'
blame import git ehr --no-szz
prodrome features labels --project ehr | sed -n '/^change-risk/,/^links/p'
prodrome import tickets tickets.csv --no-szz; echo $?
