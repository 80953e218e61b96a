#include "tests/support/small_estate.h"

#include <stdio.h>
#include <string.h>

#include "datasets/base/rng.h"
#include "datasets/manifest/dependency_import.h"

enum { DAY = 86400, TEAMS = 3, WORDS = 6 };

static const char *const team_name[TEAMS] = { "network", "pharmacy", "records" };

static const char *const team_word[TEAMS][WORDS] = {
    { "switch", "wireless", "router", "vpn", "cable", "firewall" },
    { "dose", "dispensing", "medication", "infusion", "formulary", "interaction" },
    { "chart", "document", "patient", "merge", "allergy", "discharge" },
};

static const char *const common_word[] = { "slow", "error", "since", "morning", "ward", "again", "please", "screen" };

static FILE *open_for_writing(const char *path)
{
    FILE *out = fopen(path, "w");

    assert_non_null(out);
    return out;
}

static void words(FILE *out, struct rng *rng, int team, int n)
{
    for (int i = 0; i < n; i++) {
        int of = rng_below(rng, 3) == 0 ? (int)rng_below(rng, TEAMS) : team;

        if (rng_below(rng, 3) == 0)
            fprintf(out, "%s ", common_word[rng_below(rng, sizeof(common_word) / sizeof(common_word[0]))]);
        else
            fprintf(out, "%s ", team_word[of][rng_below(rng, WORDS)]);
    }
}

void small_tickets_csv(const char *path, size_t n, size_t open, uint64_t seed)
{
    FILE *out = open_for_writing(path);
    struct rng rng;

    rng_init(&rng, seed);
    fprintf(out, "id,project,title,description,created,resolved,team,component,status,severity,system\n");
    for (size_t i = 0; i < n; i++) {
        int team = (int)rng_below(&rng, TEAMS);
        long long created = (long long)FIXTURE_NOW - (long long)(n - i) * DAY;
        bool is_open = i + open >= n;

        fprintf(out, "T%zu,desk,", i + 1);
        words(out, &rng, team, 3);
        fprintf(out, ",");
        words(out, &rng, team, 12);
        if (is_open)
            fprintf(out, ",%lld,,,,New,high,ehr\n", created);
        else
            fprintf(out, ",%lld,%lld,%s,%s desk,Closed,%s,ehr\n", created, created + DAY / 2, team_name[team], team_name[team],
                    team == 1 && i % 2 == 1 ? "critical" : "low");
    }
    assert_int_equal(fclose(out), 0);
}

void small_changes_csv(const char *path, size_t n, uint64_t seed)
{
    FILE *out = open_for_writing(path);
    struct rng rng;

    rng_init(&rng, seed);
    fprintf(out, "project,commit,author_date,author,message,ns,nd,nf,entropy,la,ld,lt,fix,ndev,age,nuc,exp,rexp,sexp,buggy,label_time,split\n");
    for (size_t i = 0; i < n; i++) {
        long long date = (long long)FIXTURE_NOW - (long long)(n - i) * DAY / 2;
        double la = 1 + 40 * rng_exponential(&rng), exp = 1 + 100 * rng_double(&rng);
        bool labelled = (n - i) / 2 > 20;
        bool buggy = rng_double(&rng) < (la > 40 ? 0.6 : 0.1) + (exp < 20 ? 0.2 : 0);

        fprintf(out, "app,c%05zu,%lld,person%u@example.org,%s the %s,1,1,%u,0.5,%.0f,%.0f,200,0,2,10,3,%.0f,%.1f,%.0f,", i, date, rng_below(&rng, 7),
                buggy != (i % 7 == 0) ? "rewrite" : "adjust" /* one in seven says otherwise: words alone must not settle it */, team_word[i % TEAMS][i % WORDS], 1 + rng_below(&rng, 6), la, la / 3, exp, exp / 2, exp / 3);
        if (labelled)
            fprintf(out, "%d,%lld,%s\n", buggy, buggy ? date + 10 * DAY : 0, i < n * 4 / 5 ? "train" : "test");
        else
            fprintf(out, ",,\n");
    }
    assert_int_equal(fclose(out), 0);
}

void small_releases_csv(const char *releases, const char *outcomes, const char *estate)
{
    FILE *r = open_for_writing(releases), *o = open_for_writing(outcomes), *e = open_for_writing(estate);

    fprintf(r, "project,release,system,planned,deployed,status\n");
    fprintf(o, "project,release,outcome,time,evidence\n");
    for (int i = 6; i >= 1; i--) {
        long long at = (long long)FIXTURE_NOW - (long long)i * 30 * DAY;

        fprintf(r, "app,1.%d,ehr,%lld,%lld,deployed\n", 6 - i, at, at);
        fprintf(o, "app,1.%d,%s,%lld,\n", 6 - i, i % 3 == 0 ? "incident" : "ok", at + 5 * DAY);
    }
    fprintf(r, "app,2.0,ehr,%lld,,planned\n", (long long)FIXTURE_NOW + DAY);
    fprintf(e, "system,name,criticality\nehr,Health record,care-critical\n");
    assert_int_equal(fclose(r), 0);
    assert_int_equal(fclose(o), 0);
    assert_int_equal(fclose(e), 0);
}

void small_import(struct fixture *f, const char *kind, const char *path)
{
    struct import_options options = { .kind = import_kind_find(kind), .path = &path, .n_paths = 1, .tolerate_percent = 5, .n_threads = 1 };
    struct import_report report;
    struct err err = ERR_INIT;

    assert_non_null(options.kind);
    assert_ok(import_run(&report, f->store, &options, &err), err);
}

void small_dependencies(struct fixture *f, const char *dir, const char *release, const char *text)
{
    struct import_options options = { .path = &dir, .n_paths = 1, .project = "ehr", .tolerate_percent = 5 };
    struct import_report report;
    struct err err = ERR_INIT;

    put_file(path_in(dir, "requirements.txt"), text);
    assert_ok(dependency_import(&report, f->store, &options, &(struct dependency_options){ .release = release }, &err), err);
}

void small_estate(struct fixture *f, size_t n_tickets, size_t n_changes)
{
    char tickets[4200], changes[4200], releases[4200], outcomes[4200], estate[4200];

    snprintf(tickets, sizeof(tickets), "%s/tickets.csv", f->dir);
    snprintf(changes, sizeof(changes), "%s/changes.csv", f->dir);
    snprintf(releases, sizeof(releases), "%s/releases.csv", f->dir);
    snprintf(outcomes, sizeof(outcomes), "%s/outcomes.csv", f->dir);
    snprintf(estate, sizeof(estate), "%s/estate.csv", f->dir);
    small_tickets_csv(tickets, n_tickets, 5, 1);
    small_changes_csv(changes, n_changes, 2);
    small_releases_csv(releases, outcomes, estate);
    small_import(f, "tickets", tickets);
    small_import(f, "changes", changes);
    small_import(f, "releases", releases);
    small_import(f, "outcomes", outcomes);
    small_import(f, "estate", estate);
}
