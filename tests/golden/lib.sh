# Sourced by golden cases: a small store with a fixed clock, and small learnable files. Numbers come from a generator of awk, so the rows
# are the same everywhere.
export PRODROME_STORE=$PWD/p.db

# A store made at a fixed time; says nothing.
make_store()
{
    prodrome --now 2026-01-01T00:00:00Z init >/dev/null
}

# make_tickets N OPEN: three teams told apart by their words, one ticket a day until 2026-01-01, the newest OPEN not resolved.
make_tickets()
{
    awk -v n="$1" -v open="$2" 'function rnd(m) { s = (s * 16807) % 2147483647; return int(s / 127) % m }
    BEGIN {
        s = 70007
        split("switch wireless router vpn cable firewall", w1); split("dose dispensing medication infusion formulary interaction", w2)
        split("chart document patient merge allergy discharge", w3); split("network pharmacy records", team)
        print "id,project,title,description,created,resolved,team,component,status,severity"
        for (i = 1; i <= n; i++) {
            t = rnd(3) + 1; text = ""
            for (k = 0; k < 6; k++) { u = rnd(5) > 1 ? t : rnd(3) + 1; j = rnd(6) + 1; text = text (u == 1 ? w1[j] : u == 2 ? w2[j] : w3[j]) " " }
            at = 1767225600 - (n - i) * 86400
            if (i > n - open) printf "T%d,desk,%s,%s,%d,,,,New,high\n", i, substr(text, 1, 20), text, at
            else printf "T%d,desk,%s,%s,%d,%d,%s,%s desk,Closed,low\n", i, substr(text, 1, 20), text, at, at + 3600, team[t], team[t]
        }
    }' >tickets.csv
}

# make_changes N: two a day until 2026-01-01; harm follows from size.
make_changes()
{
    awk -v n="$1" 'function rnd(m) { s = (s * 16807) % 2147483647; return int(s / 127) % m }
    BEGIN {
        s = 110011
        print "project,commit,author_date,author,message,ns,nd,nf,entropy,la,ld,lt,fix,ndev,age,nuc,exp,rexp,sexp,buggy,label_time,split"
        for (i = 1; i <= n; i++) {
            la = 1 + rnd(200); bug = rnd(100) < (la > 120 ? 70 : 10); at = 1767225600 - (n - i) * 43200; old = (n - i) / 2 > 20
            printf "app,c%05d,%d,p%d@example.org,%s the form,1,1,%d,0.5,%d,%d,200,0,2,10,3,%d,5,5,%s,%s,%s\n", i, at, rnd(7), rnd(4) == 0 ? "rewrite" : bug && rnd(2) ? "rework" : "adjust", 1 + rnd(5), \
                la, int(la / 3), 1 + rnd(90), old ? bug : "", old ? (bug ? at + 864000 : 0) : "", i <= n * 0.8 ? "train" : "test"
        }
    }' >changes.csv
}

# make_releases: five deployed with outcomes, one planned; and one system.
make_releases()
{
    cat >releases.csv <<END
project,release,system,planned,deployed,status
app,1.0,ehr,2025-07-01,2025-07-01,deployed
app,1.1,ehr,2025-08-01,2025-08-01,deployed
app,1.2,ehr,2025-09-01,2025-09-01,deployed
app,1.3,ehr,2025-10-01,2025-10-01,deployed
app,1.4,ehr,2025-12-20,2025-12-20,deployed
app,2.0,ehr,2026-01-05,,planned
END
    cat >outcomes.csv <<END
project,release,outcome,time
app,1.0,ok,2025-07-10
app,1.1,incident,2025-08-03
app,1.2,ok,2025-09-10
app,1.3,rollback,2025-10-02
app,1.4,ok,2025-12-25
END
    cat >estate.csv <<END
system,name,criticality
ehr,Health record,care-critical
END
}

# The whole of it in a store; says nothing.
make_estate()
{
    make_store
    make_tickets 300 4
    make_changes 500
    make_releases
    for kind in tickets changes releases outcomes estate; do
        prodrome --now 2026-01-02T00:00:00Z --quiet import "$kind" "$kind.csv" >/dev/null
    done
}

# What differs from run to run or from machine to machine: keys are random, so digests under them are too; seconds; the processor; and the
# last digits of figures.
steady()
{
    sed -E 's/[0-9a-f]{64}/DIGEST/g; s/(\[PERSON:)[0-9a-f]{12}/\1DIGEST/g; s/  [0-9a-f]{12}$/  DIGEST/; s/("build": )"[^"]*"/\1BUILD/
        s/("(seconds|load|features|train|predict|total)": )[0-9.e-]+/\1SECONDS/; s/([0-9]\.[0-9]{4})[0-9]+(e-[0-9]+)?/\1/g'
}

# make_people: ada (administrator), bea (engineering), cyd (clinical), rob (release-manager), each with the password in ./pw. For a store that is there.
make_people()
{
    printf 'correct horse battery\n' >pw
    chmod 600 pw
    prodrome --now 2026-01-01T00:00:00Z init --admin ada --password-file pw >/dev/null
    for who in bea:engineering cyd:clinical rob:release-manager; do
        prodrome --now 2026-01-01T00:00:00Z user add "${who%%:*}" --role "${who##*:}" --as ada --password-file pw --new-password-file pw >/dev/null
    done
}
