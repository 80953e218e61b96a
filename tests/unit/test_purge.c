#include "datasets/audit/purge.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "datasets/audit/audit_verify.h"
#include "datasets/base/rng.h"
#include "datasets/import/import.h"
#include "tests/support/fixture_store.h"

enum { DAY = 86400 };

struct world {
    struct fixture *f;
    struct config   config;
};

static int world_setup(void **state)
{
    struct world *w = calloc(1, sizeof *w);
    struct err err = ERR_INIT;
    void *f = NULL;

    fixture_setup(&f);
    w->f = f;
    assert_ok(config_load(&w->config, NULL, w->f->path, &err), err);
    w->config.retention_days[RETAIN_TICKETS] = 365;
    *state = w;
    return 0;
}

static int world_teardown(void **state)
{
    struct world *w = *state;
    void *f = w->f;

    config_release(&w->config);
    fixture_teardown(&f);
    free(w);
    return 0;
}

static void import(struct world *w, const char *kind, const char *csv, const char *code)
{
    const char *path = path_in(w->f->dir, "in.csv");
    struct import_options options = { .kind = import_kind_find(kind), .path = &path, .n_paths = 1, .source = "test", .tolerate_percent = 5, .n_threads = 1 };
    struct import_report report;
    struct err err = ERR_INIT;

    put_file(path, csv);
    if (code != NULL) {
        options.code_path = path_in(w->f->dir, "code.csv");
        put_file(options.code_path, code);
    }
    assert_ok(import_run(&report, w->f->store, &options, &err), err);
}

static struct purge_counts purged(struct world *w)
{
    struct purge_options options = { .kind = -1, .before = TIME_NONE };
    struct purge_plan plan;
    struct purge_counts counts;
    struct err err = ERR_INIT;

    assert_ok(purge_plan_make(&plan, w->f->store, &w->config, &options, &err), err);
    assert_ok(purge_run(&counts, w->f->store, &plan, "anna", &err), err);
    purge_plan_release(&plan);
    return counts;
}

static size_t failures(struct world *w, const char *words)
{
    struct audit_result result;
    struct err err = ERR_INIT;
    size_t n;

    assert_ok(audit_verify(&result, w->f->store, NULL, NULL, &err), err);
    n = result.n_failures;
    if (n > 0 && words == NULL)
        fail_msg("%s: %s", result.failure[0].check, result.failure[0].reason);
    if (words != NULL) {
        assert_true(n > 0);
        assert_contains(result.failure[0].reason, words);
    }
    audit_result_release(&result);
    return n;
}

static const char tickets[] =
    "id,project,title,description,created,resolved,team,component,status,assignee,cause,workaround,note\n"
    "old,p,old title,old text,2020-01-01,2020-02-01,red,web,Closed,ann@example.org,a sentence of its own,restart it,by the way\n"
    "open,p,open title,open text,2020-01-01,,,,New,,,,\n"
    "late,p,late title,late text,2020-01-01,2023-11-01,red,web,Closed,,,,\n"
    "none,p,none title,none text,,,red,web,Closed,,,,\n";

static void old_text_goes_and_ids_words_and_times_stay(void **state)
{
    struct world *w = *state;
    struct store *s = w->f->store;
    struct purge_counts c;

    import(w, "tickets", tickets, NULL);
    fixture_run(s, "INSERT INTO purges(rule, before, \"by\", at, counts) SELECT 'x', 1, 'x', 1, '' WHERE 0");
    c = purged(w);
    assert_int_equal(c.n_records, 1);
    assert_int_equal(c.n_versions, 1);
    assert_int_equal(fixture_count(s, "SELECT count(*) FROM tickets WHERE id = 'old' AND title || description || assignee || cause || workaround || extra = ''"
                                      " AND team = 'red' AND component = 'web' AND status = 'Closed' AND created = 1577836800 AND resolved = 1580515200"), 1);
    assert_int_equal(fixture_count(s, "SELECT count(*) FROM tickets WHERE title <> '' AND description <> ''"), 3); /* open, late, undated */
    assert_int_equal(fixture_count(s, "SELECT count(*) FROM versions WHERE overwritten = 'purge:tickets=365' AND overwritten_at = 1700000000"), 1);
    assert_int_equal(fixture_count(s, "SELECT count(*) FROM purges WHERE rule = 'tickets=365' AND \"by\" = 'anna' AND before = 1700000000 - 365 * 86400"), 1);
    failures(w, NULL);
    assert_int_equal(purged(w).n_records, 0);
    assert_int_equal(fixture_count(s, "SELECT count(*) FROM purges"), 1);
}

static void a_plan_counts_and_changes_nothing(void **state)
{
    struct world *w = *state;
    struct purge_options options = { .kind = -1, .before = TIME_NONE };
    struct purge_plan plan;
    struct err err = ERR_INIT;

    import(w, "tickets", tickets, NULL);
    fixture_reopen(w->f, STORE_READ);
    assert_ok(purge_plan_make(&plan, w->f->store, &w->config, &options, &err), err);
    assert_int_equal(plan.n_parts, 1);
    assert_string_equal(plan.part[0].rule, "tickets=365");
    assert_int_equal(plan.part[0].n_records, 1);
    assert_int_equal(plan.part[0].kept_open, 1);
    purge_plan_release(&plan);
    assert_int_equal(fixture_count(w->f->store, "SELECT count(*) FROM tickets WHERE title = ''"), 0);
    options.before = FIXTURE_NOW - 10 * DAY;
    assert_int_equal(purge_plan_make(&plan, w->f->store, &w->config, &options, &err), ERR_USAGE);
    assert_contains(err.msg, "label_maturity_days");
    options.before = TIME_NONE;
    options.kind = RETAIN_CHANGES;
    assert_int_equal(purge_plan_make(&plan, w->f->store, &w->config, &options, &err), ERR_USAGE);
    assert_contains(err.msg, "no rule for changes");
    options.before = FIXTURE_NOW - 1000 * DAY;
    options.kind = RETAIN_TICKETS;
    assert_ok(purge_plan_make(&plan, w->f->store, &w->config, &options, &err), err);
    assert_string_equal(plan.part[0].rule, "tickets before 2021-02-17T22:13:20Z");
    assert_int_equal(plan.part[0].n_records, 1);
    purge_plan_release(&plan);
}

static void all_versions_of_a_record_go_and_a_repeated_import_brings_nothing_back(void **state)
{
    struct world *w = *state;
    struct store *s = w->f->store;

    import(w, "tickets", "id,project,title,description,created,resolved,team\nold,p,first,text,2020-01-01,2020-02-01,red\n", NULL);
    import(w, "tickets", "id,project,title,description,created,resolved,team\nold,p,second,text,2020-01-01,2020-03-01,red\n", NULL);
    assert_int_equal(purged(w).n_versions, 2);
    assert_int_equal(fixture_count(s, "SELECT count(*) FROM tickets WHERE title = ''"), 2);
    import(w, "tickets", "id,project,title,description,created,resolved,team\nold,p,second,text,2020-01-01,2020-03-01,red\n", NULL);
    assert_int_equal(fixture_count(s, "SELECT count(*) FROM tickets WHERE title = ''"), 2);
    fixture_run(s, "UPDATE versions SET rules_version = rules_version - 1"); /* newer rules of de-identification */
    import(w, "tickets", "id,project,title,description,created,resolved,team\nold,p,second,text,2020-01-01,2020-03-01,red\n", NULL);
    assert_int_equal(fixture_count(s, "SELECT count(*) FROM tickets WHERE title = ''"), 2);
    assert_int_equal(fixture_count(s, "SELECT count(*) FROM versions"), 2);
    import(w, "tickets", "id,project,title,description,created,resolved,team\nold,p,reopened,text,2020-01-01,2023-11-01,red\n", NULL); /* it lives again */
    assert_int_equal(fixture_count(s, "SELECT count(*) FROM tickets WHERE title = ''"), 2);
    assert_int_equal(purged(w).n_records, 0);
    failures(w, NULL);
}

static void a_cause_that_many_share_is_a_label_and_stays(void **state)
{
    struct world *w = *state;
    struct strbuf csv;

    strbuf_init(&csv);
    strbuf_adds(&csv, "id,project,title,description,created,resolved,cause\n");
    for (int i = 0; i < 21; i++)
        strbuf_addf(&csv, "t%d,p,title,text,2020-01-01,2020-02-01,%s\n", i, i < 20 ? "expired certificate" : "nobody told anybody");
    import(w, "tickets", csv.data, NULL);
    strbuf_release(&csv);
    assert_int_equal(purged(w).n_records, 21);
    assert_int_equal(fixture_count(w->f->store, "SELECT count(*) FROM tickets WHERE cause = 'expired certificate'"), 20);
    assert_int_equal(fixture_count(w->f->store, "SELECT count(*) FROM tickets WHERE cause = ''"), 1);
}

static void changes_lose_message_people_and_code_and_keep_their_metrics(void **state)
{
    struct world *w = *state;
    struct store *s = w->f->store;

    w->config.retention_days[RETAIN_CHANGES] = 100;
    import(w, "changes",
           "project,commit,author_date,author,message,la,ld,buggy,approver\na,c1,2020-01-01,x@example.org,the message,5,2,1,y@example.org\n"
           "a,c2,2023-11-10,x@example.org,a new message,5,2,,\n",
           "commit,files,added,removed\nc1,a.c|b.c,int old,char old\nc2,a.c,int fresh,char fresh\n");
    assert_int_equal(purged(w).n_versions, 2); /* the change and its code */
    assert_int_equal(fixture_count(s, "SELECT count(*) FROM changes WHERE \"commit\" = 'c1' AND message || author || approver = '' AND la = 5 AND buggy = 1"), 1);
    assert_int_equal(fixture_count(s, "SELECT count(*) FROM code WHERE files || added || removed = ''"), 1);
    assert_int_equal(fixture_count(s, "SELECT count(*) FROM code WHERE files <> ''"), 1);
    failures(w, NULL);
}

/* A score of each ticket, and similar ones. */
static void scored(struct store *s)
{
    fixture_run(s, "INSERT INTO runs(run_id, key, started_at) VALUES (1, 'k', 1);"
                   "INSERT INTO models VALUES (1, 'route', 'p', 1, NULL, x'00', '{}', 1, x'00', '1', 1, 'engine');"
                   "INSERT INTO feature_rows(hash, data) VALUES (x'01', x'0102'), (x'02', x'0304');"
                   "INSERT INTO scores(score_id, run_id, model_id, item, version_id, probability, detail, feature_hash, approved, scored_at)"
                   " SELECT t.version_id, 1, 1, 'ticket:p/' || t.id, t.version_id, 0.5, '{\"why\":\"' || t.title || '\"}', iif(t.id = 'old', x'01', x'02'), 0, 1"
                   "   FROM tickets t;"
                   "INSERT INTO neighbours SELECT 1, a.record_id, 1, b.record_id, 0.5, '[[\"title\",1]]', 0 FROM records a, records b WHERE a.id = 'open' AND b.id = 'old';"
                   "INSERT INTO neighbours SELECT 1, a.record_id, 1, b.record_id, 0.5, '[[\"title\",1]]', 0 FROM records a, records b WHERE a.id = 'late' AND b.id = 'none'");
}

static void scores_keep_their_figures_and_lose_words_and_features(void **state)
{
    struct world *w = *state;
    struct store *s = w->f->store;
    struct purge_counts c;

    import(w, "tickets", tickets, NULL);
    scored(s);
    c = purged(w);
    assert_int_equal(c.n_scores, 1);
    assert_int_equal(c.n_feature_rows, 1);
    assert_int_equal(fixture_count(s, "SELECT count(*) FROM scores WHERE detail = '' AND probability = 0.5 AND feature_hash = x'01'"), 1);
    assert_int_equal(fixture_count(s, "SELECT count(*) FROM scores WHERE detail <> ''"), 3);
    assert_int_equal(fixture_count(s, "SELECT count(*) FROM feature_rows WHERE data IS NULL AND purged = 'tickets=365' AND purged_at = 1700000000"), 1);
    assert_int_equal(fixture_count(s, "SELECT count(*) FROM neighbours WHERE terms = '[]' AND similarity = 0.5"), 1);
    assert_int_equal(fixture_count(s, "SELECT count(*) FROM neighbours"), 2);
}

static void words_shared_with_a_purged_postmortem_go_too(void **state)
{
    struct world *w = *state;
    struct store *s = w->f->store;

    import(w, "tickets", tickets, NULL);
    import(w, "postmortems", "id,text,date\npm,the title of old times,2001-01-01\n", NULL);
    scored(s);
    fixture_run(s, "INSERT INTO neighbours SELECT 1, a.record_id, 6, b.record_id, 0.4, '[[\"title\",1]]', 0 FROM records a, records b WHERE a.id = 'open' AND b.id = 'pm'");
    w->config.retention_days[RETAIN_TICKETS] = 0;
    w->config.retention_days[RETAIN_POSTMORTEMS] = 365;
    assert_int_equal(purged(w).n_records, 1);
    assert_int_equal(fixture_count(s, "SELECT count(*) FROM neighbours WHERE rank = 6 AND terms = '[]' AND similarity = 0.4"), 1);
    assert_int_equal(fixture_count(s, "SELECT count(*) FROM neighbours WHERE rank = 1 AND terms <> '[]'"), 2);
}

static void features_that_a_record_which_stays_has_too_stay(void **state)
{
    struct world *w = *state;
    struct store *s = w->f->store;

    import(w, "tickets", tickets, NULL);
    scored(s);
    fixture_run(s, "INSERT INTO scores(run_id, model_id, item, version_id, feature_hash, approved, scored_at)"
                   " SELECT NULL, 1, 'ticket:p/late', version_id, x'01', 0, 2 FROM tickets WHERE id = 'late'");
    assert_int_equal(purged(w).n_feature_rows, 0);
}

static void what_waits_for_a_person_stays_until_it_is_decided(void **state)
{
    struct world *w = *state;
    struct store *s = w->f->store;
    struct purge_options options = { .kind = -1, .before = TIME_NONE };
    struct purge_plan plan;
    struct err err = ERR_INIT;

    import(w, "tickets", tickets, NULL);
    fixture_run(s, "INSERT INTO review_items(item_id, item, kind, reason, flagged_at, content_hash) VALUES (1, 'ticket:p/old', 'ticket', 'why', 1, x'00');"
                   "INSERT INTO decisions(item_id, decision, user, role, at) VALUES (1, 'claim', 'anna', 'engineering', 2)");
    assert_ok(purge_plan_make(&plan, s, &w->config, &options, &err), err);
    assert_int_equal(plan.part[0].n_records, 0);
    assert_int_equal(plan.part[0].kept_waiting, 1);
    purge_plan_release(&plan);
    fixture_run(s, "INSERT INTO decisions(item_id, decision, user, role, at) VALUES (1, 'approve', 'anna', 'engineering', 3)");
    assert_int_equal(purged(w).n_records, 1);
}

static void the_changes_of_a_waiting_release_stay(void **state)
{
    struct world *w = *state;
    struct store *s = w->f->store;

    w->config.retention_days[RETAIN_CHANGES] = 100;
    import(w, "changes", "project,commit,author_date,message,la\na,c1,2020-01-01,one,5\na,c2,2020-01-01,two,5\n", NULL);
    fixture_run(s, "INSERT INTO scores(score_id, item, version_id, approved, scored_at) SELECT 1, 'change:a/c1', version_id, 0, 1 FROM changes WHERE \"commit\" = 'c1';"
                   "INSERT INTO scores(score_id, item, approved, scored_at) VALUES (2, 'release:a/1.0', 0, 1); INSERT INTO score_members VALUES (2, 1);"
                   "INSERT INTO review_items(item, kind, score_id, reason, flagged_at, content_hash) VALUES ('release:a/1.0', 'release', 2, 'why', 1, x'00')");
    assert_int_equal(purged(w).n_records, 1);
    assert_int_equal(fixture_count(s, "SELECT count(*) FROM changes WHERE message = 'one'"), 1);
}

static void what_is_done_to_purged_rows_is_found(void **state)
{
    static const struct {
        const char *sql, *words;
    } done[] = {
        { "UPDATE tickets SET title = 'put back' WHERE id = 'old'", "what purge:1 left" },
        { "DROP TRIGGER tickets_no_update; UPDATE tickets SET team = 'blue' WHERE id = 'old'", "what purge:1 left" },
        { "UPDATE tickets SET title = '' WHERE id = 'late'; UPDATE versions SET overwritten = 'purge:tickets=365', overwritten_at = 1700000000"
          " WHERE version_id = (SELECT version_id FROM tickets WHERE id = 'late')", "what purge:1 left" },
        { "UPDATE tickets SET title = '' WHERE id = 'late'; UPDATE versions SET overwritten = 'purge:mine', overwritten_at = 5"
          " WHERE version_id = (SELECT version_id FROM tickets WHERE id = 'late')", "by no purge that there was" },
        { "INSERT INTO purges(rule, before, \"by\", at, counts) VALUES ('tickets=1', 5, 'me', 5, '{}')", "not in the chain" },
        { "UPDATE versions SET overwritten = '', overwritten_at = NULL WHERE overwritten <> ''", "is not what was imported" },
    };
    struct world *w = *state;

    import(w, "tickets", tickets, NULL);
    purged(w);
    failures(w, NULL);
    for (size_t i = 0; i < sizeof done / sizeof *done; i++) {
        fixture_run(w->f->store, "BEGIN");
        fixture_run(w->f->store, done[i].sql);
        failures(w, done[i].words);
        fixture_run(w->f->store, "ROLLBACK");
    }
    failures(w, NULL);
}

/* n old tickets and n young ones, of all lengths, versions and orders; each text has its own word. */
static void many(struct world *w, int n)
{
    struct strbuf csv;
    struct rng rng;

    rng_init(&rng, 5);
    for (int round = 0; round < 2; round++) {
        strbuf_init(&csv);
        strbuf_adds(&csv, "id,project,title,description,created,resolved,team,note\n");
        for (int i = 0; i < 2 * n; i++) {
            bool old = i % 2 == 0;

            if (round == 1 && rng_below(&rng, 3) > 0)
                continue;
            strbuf_addf(&csv, "t%d,p,%sTitle%dx%d,", i, old ? "old" : "new", i, round);
            for (uint32_t k = 0, words = rng_below(&rng, 20) == 0 ? 2000 : rng_below(&rng, 120); k < words; k++)
                strbuf_addf(&csv, "%sWord%d ", old ? "old" : "new", i);
            strbuf_addf(&csv, ",%s,%s,red,%sNote%d\n", old ? "2020-01-01" : "2023-10-01", old ? "2020-02-01" : "2023-10-02", old ? "old" : "new", i);
        }
        import(w, "tickets", csv.data, NULL);
        strbuf_release(&csv);
    }
}

static int occurrences(const char *path, const char *word)
{
    size_t len;
    char *file = get_file(path, &len);
    int n = 0;

    for (char *at = file; (at = memmem(at, len - (size_t)(at - file), word, strlen(word))) != NULL; at++)
        n++;
    free(file);
    return n;
}

static void no_byte_of_purged_text_is_left_in_the_file_or_its_log(void **state)
{
    static const char *const words[] = { "oldTitle", "oldWord", "oldNote" };
    struct world *w = *state;
    struct purge_counts c;

    many(w, 400);
    fixture_run(w->f->store, "UPDATE tickets SET workaround = printf('%.*c', 30, 'w') WHERE created > 1690000000"); /* moves rows about */
    assert_true(occurrences(w->f->path, "oldWord") + occurrences(path_in(w->f->dir, "test.db-wal"), "oldWord") > 1000);
    c = purged(w);
    assert_int_equal(c.n_records, 400);
    assert_false(c.log_left);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(occurrences(w->f->path, words[i]), 0);
        assert_int_equal(occurrences(path_in(w->f->dir, "test.db-wal"), words[i]), 0);
    }
    assert_true(occurrences(w->f->path, "newWord") > 1000);
}

static void a_reader_that_holds_the_log_is_told_of(void **state)
{
    struct world *w = *state;
    struct db *reader = NULL;
    struct err err = ERR_INIT;
    int64_t n;

    many(w, 20);
    assert_ok(db_open(&reader, w->f->path, DB_READ, &err), err);
    assert_ok(db_exec(reader, "BEGIN", &err), err);
    assert_ok(db_get_int(reader, &n, &err, "SELECT count(*) FROM tickets", ""), err);
    assert_true(purged(w).log_left);
    db_close(reader);
    assert_ok(db_checkpoint(w->f->store->db, &err), err);
    assert_int_equal(occurrences(w->f->path, "oldWord"), 0);
    assert_int_equal(occurrences(path_in(w->f->dir, "test.db-wal"), "oldWord"), 0);
}

/* The same end as an undisturbed one, wherever it was killed. */
static void a_killed_purge_is_finished_by_the_next(void **state)
{
    struct world *w = *state;
    int stopped = 0;

    many(w, 300);
    for (int i = 0; i < 8; i++) {
        pid_t child;
        int status;

        fixture_close(w->f);
        child = fork();
        if (child == 0) {
            fixture_open(w->f, STORE_JOB);
            purged(w);
            _exit(0);
        }
        usleep((useconds_t)(i * i * 1500));
        kill(child, SIGKILL);
        waitpid(child, &status, 0);
        fixture_open(w->f, STORE_JOB);
        failures(w, NULL); /* also in between */
        stopped += fixture_count(w->f->store, "SELECT count(*) FROM purges p WHERE NOT EXISTS (SELECT 1 FROM audit WHERE action = 'purge.rows')") > 0;
    }
    purged(w);
    failures(w, NULL);
    assert_int_equal(fixture_count(w->f->store, "SELECT count(DISTINCT record_id) FROM versions WHERE overwritten = 'purge:tickets=365'"), 300);
    assert_int_equal(fixture_count(w->f->store, "SELECT count(*) FROM purges p WHERE NOT EXISTS (SELECT 1 FROM audit WHERE action = 'purge.rows' AND subject = 'purge:'||purge_id)"), 0);
    assert_int_equal(occurrences(w->f->path, "oldWord"), 0);
    print_message("stopped in between: %d\n", stopped);
}

static void what_a_source_said_of_an_update_goes_and_what_it_teaches_stays(void **state)
{
    static const char csv[] = "id,project,artifact,from_version,to_version,time,broke,note\n"
                              "1,app,flask,2.0,2.1,2019-02-20,1,bumped by hand\n2,app,flask,2.1,2.2,2019-03-20,0,bumped again\n3,app,jinja,2.0,2.1,2033-05-01,0,newest\n";
    struct world *w = *state;

    import(w, "updates", csv, NULL);
    w->config.retention_days[RETAIN_UPDATES] = 365;
    w->config.retention_days[RETAIN_TICKETS] = 0;
    assert_int_equal(purged(w).n_versions, 2);
    assert_int_equal(fixture_count(w->f->store, "SELECT count(*) FROM updates WHERE extra LIKE '%bumped%'"), 0);
    assert_int_equal(fixture_count(w->f->store, "SELECT count(*) FROM updates WHERE extra LIKE '%newest%'"), 1);
    assert_int_equal(fixture_count(w->f->store, "SELECT count(*) FROM updates WHERE artifact = 'flask' AND broke IS NOT NULL AND time IS NOT NULL AND to_version <> ''"), 2);
    import(w, "updates", csv, NULL); /* brings nothing back */
    assert_int_equal(fixture_count(w->f->store, "SELECT count(*) FROM updates WHERE extra LIKE '%bumped%'"), 0);
    fixture_verify(w->f->store);
    fixture_run(w->f->store, "DROP TRIGGER updates_no_update; UPDATE updates SET broke = 0 WHERE id = '1'"); /* what it taught was altered */
    assert_true(failures(w, "is not what the chain vouches for") > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(old_text_goes_and_ids_words_and_times_stay, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(a_plan_counts_and_changes_nothing, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(all_versions_of_a_record_go_and_a_repeated_import_brings_nothing_back, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(a_cause_that_many_share_is_a_label_and_stays, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(changes_lose_message_people_and_code_and_keep_their_metrics, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(scores_keep_their_figures_and_lose_words_and_features, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(words_shared_with_a_purged_postmortem_go_too, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(features_that_a_record_which_stays_has_too_stay, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(what_waits_for_a_person_stays_until_it_is_decided, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(the_changes_of_a_waiting_release_stay, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(what_is_done_to_purged_rows_is_found, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(no_byte_of_purged_text_is_left_in_the_file_or_its_log, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(a_reader_that_holds_the_log_is_told_of, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(what_a_source_said_of_an_update_goes_and_what_it_teaches_stays, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(a_killed_purge_is_finished_by_the_next, world_setup, world_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
