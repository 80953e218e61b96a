/*
 * Which rules a release meets: each kind of condition, what is told of it, and what must not meet it.
 */
#include "score/policy/policy_match.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/import/import.h"
#include "datasets/manifest/dependency_import.h"
#include "score/policy/policy_file.h"
#include "score/policy/policy_text_match.h"
#include "tests/support/release_world.h"

static void match(struct policy_hits *out, struct release_world *w, const char *text)
{
    struct policy policy;
    const struct policy *list[] = { &policy };
    struct policy_subject subject = { .store = w->f->store, .changes = &w->changes, .systems = &w->systems };
    struct err err = ERR_INIT;

    release_world_look(w, false);
    subject.release = &w->releases.row[0];
    assert_ok(policy_parse(&policy, "p", text, strlen(text), &w->config, &err), err);
    assert_ok(policy_match(out, list, 1, &subject, &err), err);
    policy_release(&policy);
}

/* How often the rule 'x' with these conditions is met; *in, where not NULL, must be in what it says of the first. */
static size_t met(struct release_world *w, const char *conditions, const char *matched, const char *in)
{
    struct policy_hits hits;
    char text[600];
    size_t n = 0;

    snprintf(text, sizeof(text), "[rule x]\neffect = hold\nreason = r\n%s\n", conditions);
    match(&hits, w, text);
    for (size_t i = 0; i < hits.n; i++)
        if (strcmp(hits.hit[i].rule, "x") == 0) {
            n = hits.hit[i].n_met;
            assert_int_equal(i, 0); /* the strictest first */
            if (matched != NULL)
                assert_string_equal(hits.hit[i].met[0].matched, matched);
            if (in != NULL)
                assert_contains(hits.hit[i].met[0].in, in);
        }
    policy_hits_release(&hits);
    return n;
}

static void import_changes(struct release_world *w)
{
    const char *path = path_in(w->f->dir, "rows.csv");
    struct import_options options = { .kind = import_kind_find("changes"), .path = &path, .n_paths = 1, .code_path = path_in(w->f->dir, "code.csv"), .tolerate_percent = 5,
                                      .n_threads = 1 };
    struct import_report report;
    struct err err = ERR_INIT;

    assert_ok(import_run(&report, w->f->store, &options, &err), err);
}

/* Of the system ehr in the release 2.0: one library. */
static void import_dependency(struct release_world *w, const char *name)
{
    const char *path = path_in(w->f->dir, "requirements.txt");
    char line[64];
    struct import_options options = { .path = &path, .n_paths = 1, .project = "ehr", .tolerate_percent = 5, .n_threads = 1 };
    struct dependency_options more = { .release = "2.0" };
    struct import_report report;
    struct err err = ERR_INIT;

    snprintf(line, sizeof(line), "%s==2.17\n", name);
    put_file(path, line);
    options.kind = import_kind_find("dependencies");
    assert_ok(dependency_import(&report, w->f->store, &options, &more, &err), err);
}

static int setup(void **state)
{
    struct release_world *w = calloc(1, sizeof(*w));

    release_world_open(w);
    release_world_import(w, "estate", "system,criticality,support,internet_facing,replacement_date,depends_on\nehr,care-critical,supported,no,,fax|lis\n"
                             "portal,administrative,,yes,2023-01-01,\nfax,administrative,end of life,no,,\nlis,care-critical,supported,no,,\n");
    release_world_import(w, "releases", "project,release,system,planned,status\napp,2.0,ehr,2023-12-01,planned\n");
    release_world_import(w, "tickets", "project,id,title,description,labels\napp,T-1,a,,type::privacy|night\ndesk,D-9,b,,Patient Safety\n");
    put_file(path_in(w->f->dir, "rows.csv"),
             "project,commit,author_date,message,kind,release,tickets,system\n"
             "app,c1,2023-11-01,Change the Dosage of a tablet,code,2.0,T-1,\n"
             "app,c2,2023-11-02,tidy up,configuration,2.0,D-9,portal\n"
             "app,c3,2023-11-03,audit_log is written twice,code,2.0,,\n");
    put_file(path_in(w->f->dir, "code.csv"), "commit,files,added,removed\nc1,src/auth/Login.c|doc/x.md,,\nc2,db/V1.sql,,\n");
    import_changes(w);
    *state = w;
    return 0;
}

static int teardown(void **state)
{
    release_world_close(*state);
    free(*state);
    return 0;
}

static void systems_by_name_criticality_and_exposure(void **state)
{
    assert_int_equal(met(*state, "system = eh?", "eh?", "ehr"), 1);
    assert_int_equal(met(*state, "system = eh", NULL, NULL), 0);
    assert_int_equal(met(*state, "criticality = care-critical", "care-critical", "ehr"), 1);
    assert_int_equal(met(*state, "internet_facing = yes", "yes", "portal"), 1); /* that of a change */
    assert_int_equal(met(*state, "criticality = care-critical\ninternet_facing = yes", NULL, NULL), 0); /* of no one system */
    assert_int_equal(met(*state, "criticality = care-critical|administrative", NULL, NULL), 2);
}

static void words_whole_and_in_any_case(void **state)
{
    assert_int_equal(met(*state, "word = DOSAGE", "DOSAGE", NULL), 1);
    assert_int_equal(met(*state, "word = dos", NULL, NULL), 0);
    assert_int_equal(met(*state, "word = audit log", "audit log", NULL), 1);
    assert_int_equal(met(*state, "word = dosage of a  tablet", NULL, NULL), 1);
    assert_int_equal(met(*state, "word = tablet dosage", NULL, NULL), 0);
    assert_int_equal(met(*state, "word = ...", NULL, NULL), 0);
}

static void words_of_what_may_be_damaged(void **state)
{
    struct release_world *w = *state;

    assert_int_equal(met(w, "word = @safety", "@safety", "'dosage*' (care-critical system)"), 1);
    assert_int_equal(met(w, "word = @continuity", NULL, NULL), 0);
    assert_int_equal(met(w, "word = @privacy", NULL, NULL), 0); /* 'audit log', which is weak */
    release_world_import(w, "changes", "project,commit,author_date,message,release\napp,c4,2023-11-04,no overdose is left,2.0\napp,c5,2023-11-05,a data breach and an overdose,2.0\n");
    assert_int_equal(met(w, "word = @safety", NULL, NULL), 2);
    assert_int_equal(met(w, "word = @privacy", "@privacy", "'data breach*'"), 1); /* though safety is graver */
    assert_int_equal(met(w, "word = overdose", NULL, NULL), 2); /* words as they stand do not know a 'no' */
}

static void paths_kinds_and_labels_of_one_change(void **state)
{
    assert_int_equal(met(*state, "path = auth", "auth", "src/auth/Login.c"), 1);
    assert_int_equal(met(*state, "path = *.sql", "*.sql", "db/V1.sql"), 1);
    assert_int_equal(met(*state, "path = src/*.c", NULL, NULL), 0);
    assert_int_equal(met(*state, "path = src/**/login.c", NULL, NULL), 1);
    assert_int_equal(met(*state, "kind = Configuration", NULL, NULL), 1);
    assert_int_equal(met(*state, "kind = configuration\npath = *.c", NULL, NULL), 0); /* of two changes */
    assert_int_equal(met(*state, "kind = configuration\npath = *.sql", "*.sql", NULL), 1);
    assert_int_equal(met(*state, "label = privacy", "privacy", "T-1: type::privacy"), 1);
    assert_int_equal(met(*state, "label = patient-safety", NULL, "D-9: Patient Safety"), 1); /* the only ticket of that id */
    assert_int_equal(met(*state, "label = safety", NULL, NULL), 0);
    assert_int_equal(met(*state, "system = ehr\nword = dosage\nkind = code", NULL, NULL), 2); /* the system, and the change */
}

static void facts_of_support_and_patches(void **state)
{
    struct release_world *w = *state;

    assert_int_equal(met(w, "when = always", NULL, NULL), 1);
    assert_int_equal(met(w, "when = out-of-support", NULL, "portal: it was to be replaced by 2023-01-01"), 1);
    assert_int_equal(met(w, "when = unsupported-dependency", NULL, "fax (ehr depends on it): support is 'end of life'"), 1);
    assert_int_equal(met(w, "when = overdue-patch", NULL, NULL), 0);
    release_world_import(w, "patches", "system,component,published,due,applied,exception_until,reason\nehr,done,2023-01-01,2023-02-01,2023-01-09,,\n"
                              "ehr,excused,2023-01-01,2023-02-01,,2024-01-01,later\nehr,later,2023-11-01,2024-02-01,,,\n");
    assert_int_equal(met(w, "when = overdue-patch", NULL, NULL), 0);
    release_world_import(w, "patches", "system,component,published,due,applied,exception_until,reason\nehr,openssl,2023-01-01,2023-02-01,,,\n"
                              "ehr,kernel,2023-01-01,2023-03-01,,2023-04-01,ended\n");
    assert_int_equal(met(w, "when = overdue-patch", NULL, "ehr: openssl, due 2023-02-01, and 1 more"), 1);
}

static void a_library_that_the_release_changes_and_the_estate_knows(void **state)
{
    struct release_world *w = *state;

    release_world_import(w, "estate", "system,criticality,support\nlog4j,administrative,EOL\n");
    assert_int_equal(met(w, "when = unsupported-dependency", NULL, NULL), 1); /* fax */
    import_dependency(w, "log4j");
    assert_int_equal(met(w, "when = unsupported-dependency", NULL, NULL), 2);
}

static void before_the_merge_no_evidence_is_asked_and_no_release_meant(void **state)
{
    static const char text[] = "[rule x]\neffect = hold\nreason = r\nwhen = release\n[rule y]\neffect = hold\nreason = r\nwhen = unsupported-dependency\n"
                               "[evidence care-critical]\nrunbook = hold\n";
    struct release_world *w = *state;
    struct dependency_change row = { .kind = DEPENDENCY_ADDED, .name = "fax" };
    const struct dependency_changes changed = { .row = &row, .n = 1 };
    struct policy_subject subject = { .store = w->f->store, .changes = &w->changes, .systems = &w->systems, .before_merge = true, .dependencies = &changed };
    struct release commits;
    struct policy policy;
    const struct policy *list[] = { &policy };
    struct policy_hits hits;
    struct err err = ERR_INIT;

    assert_int_equal(met(w, "when = release", NULL, NULL), 1);
    commits = w->releases.row[0];
    commits.name = "";
    commits.system = "lis"; /* which depends on nothing */
    subject.release = &commits;
    assert_ok(policy_parse(&policy, "p", text, strlen(text), &w->config, &err), err);
    assert_ok(policy_match(&hits, list, 1, &subject, &err), err);
    assert_string_equal(hits.hit[0].rule, "y");
    assert_string_equal(hits.hit[0].met[0].in, "fax (these commits change it): support is 'end of life'");
    for (int e = 0; e < N_POLICY_EVIDENCE; e++)
        assert_false(policy_lacks(&hits, (enum policy_evidence)e));
    for (size_t i = 0; i < hits.n; i++) {
        assert_string_not_equal(hits.hit[i].rule, "x");
        assert_string_not_equal(hits.hit[i].rule, "care-critical-production");
    }
    policy_hits_release(&hits);
    policy_release(&policy);
}

static void windows_and_tests(void **state)
{
    struct release_world *w = *state;

    assert_int_equal(met(w, "when = outside-window", NULL, NULL), 0);
    release_world_import(w, "evidence", "project,release,item,value,starts,ends\napp,2.0,window,night,2023-12-01T20:00Z,2023-12-01T23:00Z\n");
    assert_int_equal(met(w, "when = outside-window", NULL, NULL), 0); /* planned for that day */
    release_world_import(w, "releases", "project,release,system,planned,status\napp,2.0,ehr,2023-12-01T12:00Z,planned\n");
    assert_int_equal(met(w, "when = outside-window", NULL, "planned 2023-12-01T12:00:00Z, window 2023-12-01T20:00:00Z to"), 1);
    release_world_import(w, "evidence", "project,release,item,value\napp,2.0,tests,\"412 passed, 0 failed\"\n");
    assert_int_equal(met(w, "when = tests-failed", NULL, NULL), 0);
    release_world_import(w, "evidence", "project,release,item,value\napp,2.0,tests,\"412 passed, 3 failed; failed: a.b\"\n");
    assert_int_equal(met(w, "when = tests-failed", NULL, "3 failed"), 1);
}

static void tests_that_failed_or_were_not_run_are_no_evidence(void **state)
{
    static const struct { const char *value; enum evidence_state is; uint64_t failed; } cases[] = {
        { "failed", EVIDENCE_DENIED, 1 }, { "FAIL", EVIDENCE_DENIED, 1 }, { "failed: 7 of 412", EVIDENCE_DENIED, 7 }, { "not run", EVIDENCE_DENIED, 0 },
        { "no", EVIDENCE_DENIED, 0 }, { "skipped", EVIDENCE_DENIED, 0 }, { "0 passed", EVIDENCE_DENIED, 0 }, { "0 failed", EVIDENCE_GIVEN, 0 },
        { "failed: 0", EVIDENCE_GIVEN, 0 }, { "0 of 412 failed", EVIDENCE_GIVEN, 0 }, { "3 of 412 failed", EVIDENCE_GIVEN, 3 }, { "0/412 failed", EVIDENCE_GIVEN, 0 },
        { "412 run, 2/412 failed", EVIDENCE_GIVEN, 2 }, { "412 tests, 0 of 412 tests failed", EVIDENCE_GIVEN, 0 }, { "All 7 tests failed", EVIDENCE_GIVEN, 7 },
        { "no tests failed", EVIDENCE_GIVEN, 0 }, { "no tests were run", EVIDENCE_DENIED, 0 }, { "passed 409, failed 3", EVIDENCE_GIVEN, 3 }, { "0 of 412 passed", EVIDENCE_DENIED, 0 }, { "no failures", EVIDENCE_GIVEN, 0 }, { "3 failed", EVIDENCE_GIVEN, 3 }, { "passed", EVIDENCE_GIVEN, 0 },
    };
    struct release_world *w = *state;
    struct policy_hits hits;
    char text[120];

    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        snprintf(text, sizeof(text), "project,release,item,value\napp,2.0,tests,\"%s\"\n", cases[i].value);
        release_world_import(w, "evidence", text);
        match(&hits, w, "");
        assert_int_equal(hits.facts.evidence[EVIDENCE_TESTS].state, cases[i].is);
        assert_int_equal(hits.facts.tests_failed, cases[i].failed);
        assert_int_equal(policy_lacks(&hits, EVIDENCE_TESTS), cases[i].is == EVIDENCE_DENIED);
        policy_hits_release(&hits);
    }
}

static void evidence_is_there_denied_or_missing(void **state)
{
    struct release_world *w = *state;
    struct policy_hits hits;

    release_world_import(w, "evidence", "project,release,item,value,by\napp,2.0,runbook,see the wiki,\napp,2.0,training,no,\napp,2.0,approval,yes,ann\napp,2.0,approval,not yet,ben\n"
                               "app,2.0/x,parity,of another,\n");
    match(&hits, w, "");
    assert_false(policy_lacks(&hits, EVIDENCE_RUNBOOK));
    assert_true(policy_lacks(&hits, EVIDENCE_TRAINING));
    assert_int_equal(hits.facts.evidence[EVIDENCE_TRAINING].state, EVIDENCE_DENIED);
    assert_true(policy_lacks(&hits, EVIDENCE_APPROVAL)); /* one of two denies it */
    assert_string_equal(hits.facts.evidence[EVIDENCE_APPROVAL].value, "not yet");
    assert_int_equal(hits.facts.evidence[EVIDENCE_PARITY].state, EVIDENCE_MISSING);
    assert_false(policy_lacks(&hits, EVIDENCE_ACCESS_REVIEW)); /* nobody asks for it */
    assert_int_equal(hits.without_paths, 1);
    policy_hits_release(&hits);
}

static void a_line_that_nobody_filled_in_is_no_evidence(void **state)
{
    struct release_world *w = *state;
    struct policy_hits hits;

    release_world_import(w, "evidence", "project,release,item,value,by,time,starts,ends\napp,2.0,rollback_plan,,,2026-06-30,,\napp,2.0,runbook,,,,,\napp,2.0,training,,ann,,,\n"
                               "app,2.0,window,,,,2026-07-01T20:00Z,2026-07-01T22:00Z\napp,2.0,approval,yes,ann,,,\napp,2.0,approval,,,,,\n");
    match(&hits, w, "");
    assert_int_equal(hits.facts.evidence[EVIDENCE_ROLLBACK_PLAN].state, EVIDENCE_MISSING);
    assert_true(policy_lacks(&hits, EVIDENCE_RUNBOOK));
    assert_int_equal(hits.facts.evidence[EVIDENCE_TRAINING].state, EVIDENCE_GIVEN);
    assert_int_equal(hits.facts.evidence[EVIDENCE_WINDOW].state, EVIDENCE_GIVEN);
    assert_int_equal(hits.facts.evidence[EVIDENCE_APPROVAL].state, EVIDENCE_GIVEN);
    policy_hits_release(&hits);
    release_world_import(w, "evidence", "project,release,item,value,by,time\napp,2.0,training,,,2026-07-01\n"); /* taken back */
    match(&hits, w, "");
    assert_true(policy_lacks(&hits, EVIDENCE_TRAINING));
    policy_hits_release(&hits);
}

/* In whichever order they come; who denied it may think otherwise later. */
static void one_denial_outweighs_any_approval(void **state)
{
    static const struct { const char *rows, *by; enum evidence_state is; } cases[] = {
        { "app,2.0,approval,no,ann\napp,2.0,approval,yes,ben\n", "ann", EVIDENCE_DENIED },
        { "app,2.0,approval,yes,cyd\n", "ann", EVIDENCE_DENIED },
        { "app,2.0,approval,yes,ann\n", NULL, EVIDENCE_GIVEN },
        { "app,2.0,approval,no: not tested,ben\n", "ben", EVIDENCE_DENIED },
    };
    struct release_world *w = *state;
    struct policy_hits hits;
    char text[200], denied_by[100] = "";

    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        snprintf(text, sizeof(text), "project,release,item,value,by\n%s", cases[i].rows);
        release_world_import(w, "evidence", text);
        match(&hits, w, "");
        assert_int_equal(hits.facts.evidence[EVIDENCE_APPROVAL].state, cases[i].is);
        assert_int_equal(policy_lacks(&hits, EVIDENCE_APPROVAL), cases[i].is == EVIDENCE_DENIED);
        if (i == 0)
            snprintf(denied_by, sizeof(denied_by), "%s", hits.facts.evidence[EVIDENCE_APPROVAL].by);
        if (cases[i].by != NULL)
            assert_int_equal(strcmp(cases[i].by, "ann") == 0, strcmp(hits.facts.evidence[EVIDENCE_APPROVAL].by, denied_by) == 0);
        policy_hits_release(&hits);
    }
}

static void what_is_asked_is_part_of_the_content(void **state)
{
    struct release_world *w = *state;
    struct policy_hits hits;
    uint8_t bare[DIGEST_SIZE] = { 1 }, before[DIGEST_SIZE] = { 1 }, after[DIGEST_SIZE] = { 1 };

    match(&hits, w, "");
    policy_bind_content(before, &hits);
    policy_hits_release(&hits);
    release_world_import(w, "evidence", "project,release,item,value\napp,2.0,runbook,see the wiki\n");
    match(&hits, w, "");
    policy_bind_content(after, &hits);
    assert_memory_not_equal(before, bare, DIGEST_SIZE);
    assert_memory_not_equal(before, after, DIGEST_SIZE);
    hits.strictest = POLICY_NOTE; /* nothing is asked: the content stays that of the score */
    memcpy(after, bare, DIGEST_SIZE);
    policy_bind_content(after, &hits);
    assert_memory_equal(after, bare, DIGEST_SIZE);
    policy_hits_release(&hits);
}

static void a_rule_names_few_and_counts_all(void **state)
{
    struct release_world *w = *state;
    struct policy_hits hits;
    struct strbuf text;

    strbuf_init(&text);
    strbuf_adds(&text, "project,commit,author_date,message,release\n");
    for (int i = 0; i < 30; i++)
        strbuf_addf(&text, "app,d%02d,2023-11-05,some dose,2.0\n", i);
    release_world_import(w, "changes", text.data);
    strbuf_release(&text);
    match(&hits, w, "[rule x]\neffect = hold\nreason = r\nword = dose\n");
    assert_int_equal(hits.hit[0].n_met, 30);
    assert_int_equal(hits.hit[0].n_told, POLICY_MATCHES_MAX);
    policy_hits_release(&hits);
}

static int glob(const char *pattern, const char *path)
{
    struct err err = ERR_INIT;

    return path_match(pattern, path, strlen(path), &err);
}

static void globs(void **state)
{
    (void)state;
    assert_int_equal(glob("a", "x/a/y"), 1);
    assert_int_equal(glob("a", "x/ab/y"), 0);
    assert_int_equal(glob("a*", "x/ab/y"), 1);
    assert_int_equal(glob("x/*", "x/ab/y"), 0);
    assert_int_equal(glob("x/**", "x/ab/y"), 1);
    assert_int_equal(glob("**/y", "y"), 1);
    assert_int_equal(glob("**/y", "x/ab/y"), 1);
    assert_int_equal(glob("**/y", "x/aby"), 0);
    assert_int_equal(glob("x/**/y", "x/y"), 1);
    assert_int_equal(glob("x/?b/y", "x/ab/y"), 1);
    assert_int_equal(glob("x?y", "x/y"), 0);
    assert_int_equal(glob("*", ""), 1);
    assert_int_equal(glob("*a*a*a*a*a*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"), 0); /* and is soon told */
}

#define WITH_WORLD(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_WORLD(systems_by_name_criticality_and_exposure),
        WITH_WORLD(words_whole_and_in_any_case),
        WITH_WORLD(words_of_what_may_be_damaged),
        WITH_WORLD(paths_kinds_and_labels_of_one_change),
        WITH_WORLD(facts_of_support_and_patches),
        WITH_WORLD(a_library_that_the_release_changes_and_the_estate_knows),
        WITH_WORLD(before_the_merge_no_evidence_is_asked_and_no_release_meant),
        WITH_WORLD(windows_and_tests),
        WITH_WORLD(tests_that_failed_or_were_not_run_are_no_evidence),
        WITH_WORLD(evidence_is_there_denied_or_missing),
        WITH_WORLD(a_line_that_nobody_filled_in_is_no_evidence),
        WITH_WORLD(one_denial_outweighs_any_approval),
        WITH_WORLD(what_is_asked_is_part_of_the_content),
        WITH_WORLD(a_rule_names_few_and_counts_all),
        cmocka_unit_test(globs),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
