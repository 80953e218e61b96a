#include "score/similar/similar_past.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "datasets/audit/purge.h"
#include "datasets/base/mem.h"
#include "datasets/base/outfile.h"
#include "datasets/import/import.h"
#include "datasets/store/index_place.h"
#include "score/night/run.h"
#include "tests/support/fixture_store.h"

static void import(struct fixture *f, const char *kind, const char *csv)
{
    const char *path = path_in(f->dir, "in.csv");
    struct import_options options = { .kind = import_kind_find(kind), .path = &path, .n_paths = 1, .source = "test", .tolerate_percent = 5, .n_threads = 1 };
    struct import_report report;
    struct err err = ERR_INIT;

    put_file(path, csv);
    assert_ok(import_run(&report, f->store, &options, &err), err);
}

/* 60 tickets of two projects, some marked as duplicates, and a postmortem. */
static int past_setup(void **state)
{
    struct strbuf csv;
    int rc = fixture_setup(state);

    strbuf_init(&csv);
    strbuf_adds(&csv, "id,project,title,description,created,resolved,status,cause,workaround,duplicate_of\n");
    for (int i = 0; i < 60; i++)
        strbuf_addf(&csv, "%d,%s,printer %s,the label printer of unit%d stopped after step%d,%d,%d,Closed,toner,restart,%.*s\n", i, i % 3 == 0 ? "lab" : "desk",
                    i % 2 ? "jam" : "offline", i % 7, i % 11, 1600000000 + i * 86400, 1600003600 + i * 86400, i % 6 == 4 ? 1 : 0, "1");
    import(*state, "tickets", csv.data);
    import(*state, "postmortems", "id,date,root_cause,text\npm-1,2020-10-01,toner of unit3,the label printer of unit3 stopped for a day\n");
    strbuf_release(&csv);
    return rc;
}

static void renew(struct fixture *f, bool made_anew)
{
    struct err err = ERR_INIT;
    bool made;

    assert_ok(similar_file_renew(&made, f->store, 1, &err), err);
    assert_int_equal(made, made_anew);
}

static bool has_index(struct fixture *f)
{
    struct stat st;

    return stat(path_in(f->dir, "test.db.index"), &st) == 0;
}

/* The answer as text: what must be the same with the index and without. */
static void ask(struct strbuf *out, struct similar_past *past, struct fixture *f, const char *name, const char *project)
{
    struct similar_asked asked = { .project = project, .top = 5, .n_threads = 1, .title = { "label printer", 13 }, .description = { "stopped after step3", 19 } };
    struct err err = ERR_INIT;
    struct arena arena;

    arena_init(&arena);
    if (name != NULL)
        assert_ok(similar_past_ticket(&asked.record, &asked.version, &asked.project, &arena, f->store, project, name, &err), err);
    assert_ok(similar_past_ask(past, f->store, &asked, &err), err);
    strbuf_clear(out);
    strbuf_addf(out, "%s %zu of %zu and %zu of %zu, words %zu\n", past->query.row[0].id, past->n_found, past->n_compared, past->n_postmortems,
                past->n_compared_postmortems, past->known_words);
    for (size_t i = 0; i < past->n_found; i++) {
        strbuf_addf(out, "%s/%s %.17g group %s%s cause %s", past->tickets.row[i].project, past->tickets.row[i].id, past->found[i].similarity, past->group[i],
                    past->same_group[i] ? " own" : "", past->tickets.row[i].cause);
        for (size_t t = 0; t < past->found[i].n_terms; t++)
            strbuf_addf(out, " %s %.17g", past->found[i].term[t].text, past->found[i].term[t].share);
        strbuf_addc(out, '\n');
    }
    for (size_t i = 0; i < past->n_postmortems; i++)
        strbuf_addf(out, "%s %.17g %s\n", past->postmortems.row[past->postmortem[i].row].id, past->postmortem[i].similarity,
                    past->postmortems.row[past->postmortem[i].row].root_cause);
    assert_false(out->failed);
    arena_release(&arena);
}

static void assert_same_answers(struct fixture *f, bool by_index)
{
    static const struct { const char *name, *project; } question[] = { { "desk/58", NULL }, { "57", NULL }, { "1", "desk" }, { NULL, NULL }, { NULL, "lab" }, { "0", NULL } };
    struct strbuf with, without;
    char saved[4096];

    strbuf_init(&with);
    strbuf_init(&without);
    for (size_t i = 0; i < sizeof question / sizeof *question; i++) {
        struct similar_past past;

        ask(&with, &past, f, question[i].name, question[i].project);
        assert_int_equal(past.by_index, by_index);
        similar_past_release(&past);
        snprintf(saved, sizeof saved, "%s", f->store->path);
        f->store->path[0] = '?'; /* another name has no index */
        ask(&without, &past, f, question[i].name, question[i].project);
        f->store->path[0] = saved[0];
        assert_false(past.by_index);
        assert_string_equal(past.note, "");
        similar_past_release(&past);
        assert_string_equal(with.data, without.data);
    }
    strbuf_release(&with);
    strbuf_release(&without);
}

static void the_index_is_made_once_and_answers_the_same(void **state)
{
    struct fixture *f = *state;
    struct similar_past past;
    struct strbuf out;

    assert_false(has_index(f));
    assert_same_answers(f, false);
    renew(f, true);
    assert_true(has_index(f));
    renew(f, false);
    assert_same_answers(f, true);
    strbuf_init(&out);
    ask(&out, &past, f, "desk/58", NULL);
    assert_contains(out.data, "58 5 of 38 and 1 of 1, words 9\n");
    assert_contains(out.data, " own cause toner");
    assert_contains(out.data, "pm-1 ");
    strbuf_release(&out);
    similar_past_release(&past);
}

static void a_newer_import_makes_it_old_and_it_is_said(void **state)
{
    struct fixture *f = *state;
    struct similar_past past;
    struct strbuf out;

    strbuf_init(&out);
    renew(f, true);
    import(f, "changes", "project,commit,author_date\napp,abc1,2020-01-01\n"); /* no ticket: nothing is old */
    renew(f, false);
    import(f, "tickets", "id,project,title,description,created\n99,desk,printer jam,the label printer of unit3 stopped,2020-12-01\n");
    ask(&out, &past, f, "desk/99", NULL);
    assert_false(past.by_index);
    assert_contains(past.note, "older than what was last imported");
    similar_past_release(&past);
    renew(f, true);
    assert_same_answers(f, true);
    import(f, "tickets", "id,project,title,description,created\n99,desk,printer jam,the label printer of unit3 stopped,2020-12-01\n");
    renew(f, false); /* the same file again brought nothing */
    strbuf_release(&out);
}

static void a_purge_takes_the_index_with_it(void **state)
{
    struct fixture *f = *state;
    struct purge_options options = { .kind = RETAIN_TICKETS, .before = 1600000000 + 30 * 86400 };
    struct purge_plan plan;
    struct purge_counts counts;
    struct config config;
    struct err err = ERR_INIT;

    renew(f, true);
    assert_ok(config_load(&config, NULL, f->path, &err), err);
    assert_ok(purge_plan_make(&plan, f->store, &config, &options, &err), err);
    assert_ok(purge_run(&counts, f->store, &plan, "tester", &err), err);
    assert_true(counts.n_records > 0);
    assert_false(has_index(f));
    purge_plan_release(&plan);
    config_release(&config);
    renew(f, true);
    assert_same_answers(f, true);
}

static void what_is_removed_is_zeroed_first(void **state)
{
    struct fixture *f = *state;
    const char *path = path_in(f->dir, "test.db.index");
    struct similar_file file;
    struct err err = ERR_INIT;

    renew(f, true);
    assert_ok(similar_file_open(&file, path, &err), err);
    assert_ok(index_place_remove(f->store, &err), err);
    for (size_t i = 0; i < file.size; i++)
        assert_int_equal(file.data[i], 0); /* the reader's mapping is of the same bytes */
    similar_file_close(&file);
    assert_false(has_index(f));
    assert_ok(index_place_remove(f->store, &err), err);
}

/* Each byte, and each length: refused, or what it says is what it said. */
static void damage_is_refused_or_does_not_matter(void **state)
{
    struct fixture *f = *state;
    const char *path = path_in(f->dir, "test.db.index");
    struct strbuf good, now;
    struct similar_past past;
    size_t len, noted = 0;
    char *bytes;

    strbuf_init(&good);
    strbuf_init(&now);
    renew(f, true);
    ask(&good, &past, f, "desk/58", NULL);
    similar_past_release(&past);
    bytes = get_file(path, &len);
    for (size_t i = 0; i < len; i += 1 + i % 31) {
        bytes[i] ^= 0x41;
        put_bytes(path, bytes, len);
        ask(&now, &past, f, "desk/58", NULL);
        assert_string_equal(now.data, good.data);
        assert_true(past.by_index == (past.note[0] == '\0'));
        noted += !past.by_index;
        similar_past_release(&past);
        bytes[i] ^= 0x41;
    }
    assert_true(noted > 50);
    for (size_t cut = 0; cut < len; cut += 487) {
        put_bytes(path, bytes, cut);
        ask(&now, &past, f, "desk/58", NULL);
        assert_string_equal(now.data, good.data);
        assert_false(past.by_index);
        similar_past_release(&past);
    }
    renew(f, true); /* a damaged one is made anew */
    free(bytes);
    strbuf_release(&good);
    strbuf_release(&now);
}

static void each_failed_allocation_leaves_the_store_and_the_old_index(void **state)
{
    struct fixture *f = *state;
    struct err err = ERR_INIT;
    int rc = ERR_NOMEM;
    bool made;

    for (long i = 0; rc == ERR_NOMEM; i++) {
        mem_fail_after(i);
        rc = similar_file_renew(&made, f->store, 1, &err);
        mem_fail_after(-1);
        assert_int_equal(has_index(f), rc == 0);
    }
    assert_int_equal(rc, 0);
    assert_int_equal(db_in_transaction(f->store->db), 0);
    assert_same_answers(f, true);
    fixture_verify(f->store);
}

static void each_failed_write_leaves_no_half_of_an_index(void **state)
{
    struct fixture *f = *state;
    struct err err = ERR_INIT;
    size_t n_files = dir_count(f->dir);
    int rc = ERR_IO;
    bool made;

    for (long i = 0; rc < 0; i++) {
        outfile_fail_after(i);
        rc = similar_file_renew(&made, f->store, 1, &err);
        outfile_fail_after(-1);
        assert_int_equal(has_index(f), rc == 0);
        assert_int_equal(dir_count(f->dir), n_files + (rc == 0));
        assert_true(i < 1000);
    }
    assert_same_answers(f, true);
}

static void a_question_survives_each_failed_allocation(void **state)
{
    struct fixture *f = *state;
    struct similar_asked asked = { .top = 5, .n_threads = 1, .title = { "label printer", 13 }, .description = { "stopped after step3", 19 } };
    struct similar_past past;
    struct err err = ERR_INIT;

    for (int by_index = 0; by_index < 2; by_index++) {
        int rc = ERR_NOMEM;

        if (by_index)
            renew(f, true);
        for (long i = 0; rc == ERR_NOMEM; i++) {
            mem_fail_after(i);
            rc = similar_past_ask(&past, f->store, &asked, &err);
            mem_fail_after(-1);
            assert_false(db_in_transaction(f->store->db));
        }
        assert_int_equal(rc, 0);
        assert_int_equal(past.by_index, by_index);
        similar_past_release(&past);
    }
}

static void the_bar_of_the_newest_night_is_told(void **state)
{
    struct fixture *f = *state;
    struct run_state run;
    struct similar_past past;
    struct strbuf out;
    struct err err = ERR_INIT;

    strbuf_init(&out);
    ask(&out, &past, f, "desk/58", NULL);
    assert_true(isinf(past.bar.threshold) && !past.bar.calibrated); /* no night yet */
    similar_past_release(&past);
    assert_ok(run_begin(&run, f->store, "nightly:2026-01-01:x", &err), err);
    assert_ok(run_stage_begin(f->store, run.run_id, "similar", &err), err);
    assert_ok(run_stage_end(f->store, run.run_id, "similar", "ok",
                            "{\"bars\": [{\"project\": \"lab\", \"threshold\": null}, {\"project\": \"desk\", \"threshold\": 0.75, \"a\": 4, \"b\": -3, \"pairs\": 8,"
                            " \"right\": 4}]}", &err), err);
    assert_ok(run_complete(f->store, run.run_id, false, 0, &err), err);
    ask(&out, &past, f, "desk/58", NULL);
    assert_near(past.bar.threshold, .75, 0);
    assert_near(duplicate_bar_probability(&past.bar, .75), .5, 0);
    assert_int_equal(past.bar.reached, 2 * past.bar.reached_same);
    similar_past_release(&past);
    ask(&out, &past, f, "lab/57", NULL);
    assert_true(isinf(past.bar.threshold));
    similar_past_release(&past);
    strbuf_release(&out);
}

#define WITH_PAST(test) cmocka_unit_test_setup_teardown(test, past_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PAST(the_index_is_made_once_and_answers_the_same),
        WITH_PAST(a_newer_import_makes_it_old_and_it_is_said),
        WITH_PAST(a_purge_takes_the_index_with_it),
        WITH_PAST(what_is_removed_is_zeroed_first),
        WITH_PAST(damage_is_refused_or_does_not_matter),
        WITH_PAST(each_failed_allocation_leaves_the_store_and_the_old_index),
        WITH_PAST(each_failed_write_leaves_no_half_of_an_index),
        WITH_PAST(the_bar_of_the_newest_night_is_told),
        WITH_PAST(a_question_survives_each_failed_allocation),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
