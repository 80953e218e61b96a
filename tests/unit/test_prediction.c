#include "datasets/series/prediction.h"

#include <stdio.h>
#include <string.h>

#include "datasets/audit/purge.h"
#include "datasets/import/import.h"
#include "tests/support/fixture_store.h"

static int run(struct fixture *fixture, const char *const *path, size_t n_paths, double tolerate, struct import_report *report, struct err *err)
{
    struct import_options options = { .kind = import_kind_find("predictions"), .path = path, .n_paths = n_paths, .tolerate_percent = tolerate };

    return import_run(report, fixture->store, &options, err);
}

static struct import_report good(struct fixture *fixture, const char *text)
{
    const char *path = path_in(fixture->dir, "in.csv");
    struct import_report report;
    struct err err = ERR_INIT;

    put_file(path, text);
    assert_ok(run(fixture, &path, 1, 5, &report, &err), err);
    assert_int_equal(report.read, report.inserted + report.updated + report.unchanged + report.rescrubbed + report.rejected);
    fixture_verify(fixture->store);
    return report;
}

/* "score:label:subgroup ..." in the order of time. */
static void log_is(struct fixture *fixture, const char *model, const char *version, const char *expected)
{
    struct prediction_log log;
    struct err err = ERR_INIT;
    char text[600] = "";

    assert_ok(predictions_load(&log, fixture->store, model, version, INT64_MIN, INT64_MAX, &err), err);
    for (size_t i = 0; i < log.n; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "%s%g:%s:%s", i > 0 ? " " : "", log.row[i].score, log.row[i].label, log.row[i].subgroup);
    assert_string_equal(text, expected);
    predictions_release(&log);
}

#define count(sql) fixture_count(fixture->store, sql)
#define HEAD "time,model,version,score,label,subgroup,age,note\n"

static void a_log_comes_in_once_and_grows(void **state)
{
    struct fixture *fixture = *state;
    struct import_report report;

    report = good(fixture, HEAD "2023-11-01,sepsis,2,0.25,,F,57,\n2023-11-02,sepsis,2,0.5,,M,60,\n");
    assert_int_equal(report.inserted, 2);
    report = good(fixture, HEAD "2023-11-01,sepsis,2,0.25,,F,57,\n2023-11-02,sepsis,2,0.5,,M,60,\n");
    assert_int_equal(report.unchanged, 2);
    assert_int_equal(count("SELECT count(*) FROM imports"), 1);
    report = good(fixture, HEAD "2023-11-01,sepsis,2,0.25,,F,57,\n2023-11-02,sepsis,2,0.5,,M,60,\n2023-12-01,sepsis,2,0.75,,F,61,\n2023-12-01,sepsis,3,0.1,,F,61,\n");
    assert_int_equal(report.inserted, 2);
    log_is(fixture, "sepsis", "2", "0.25::F 0.5::M 0.75::F");
    log_is(fixture, "sepsis", "3", "0.1::F");
    log_is(fixture, "other", NULL, "");
    assert_int_equal(count("SELECT count(*) FROM records WHERE kind = 'prediction' AND project = 'sepsis'"), 3); /* two months of 2, one of 3 */
    assert_int_equal(count("SELECT count(*) FROM versions"), 3);
}

static void a_label_that_comes_later_counts_from_then_on(void **state)
{
    struct fixture *fixture = *state;
    struct import_report report;
    struct prediction_log log;
    struct err err = ERR_INIT;

    good(fixture, HEAD "2023-11-01,sepsis,2,0.25,,F,57,\n2023-11-02,sepsis,2,0.5,,M,60,\n");
    fixture->store->clock.fixed = FIXTURE_NOW + 100;
    report = good(fixture, HEAD "2023-11-01,sepsis,2,0.25,1,F,57,\n2023-11-02,sepsis,2,0.5,,M,60,\n");
    assert_int_equal(report.updated, 1);
    assert_int_equal(report.unchanged, 1);
    log_is(fixture, "sepsis", NULL, "0.25:1:F 0.5::M");
    report = good(fixture, HEAD "2023-11-01,sepsis,2,0.25,,F,57,\n"); /* an older export takes no label back */
    assert_int_equal(report.unchanged, 1);
    report = good(fixture, HEAD "2023-11-01,sepsis,2,0.25,0,F,57,\n"); /* another label is a correction */
    assert_int_equal(report.updated, 1);
    log_is(fixture, "sepsis", NULL, "0.25:0:F 0.5::M");
    assert_ok(predictions_load(&log, fixture->store, "sepsis", NULL, INT64_MIN, INT64_MAX, &err), err);
    assert_int_equal(log.row[0].label_known_at, FIXTURE_NOW + 100);
    assert_int_equal(log.row[1].label_known_at, TIME_NONE);
    predictions_release(&log);
}

static void rows_alike_are_several_and_files_may_overlap(void **state)
{
    struct fixture *fixture = *state;
    const char *path[2] = { path_in(fixture->dir, "a.csv"), path_in(fixture->dir, "b.csv") };
    struct import_report report;
    struct err err = ERR_INIT;

    put_file(path[0], HEAD "2023-11-01,sepsis,2,0.25,,F,57,\n2023-11-01,sepsis,2,0.25,,F,57,\n");
    put_file(path[1], HEAD "2023-11-01,sepsis,2,0.25,1,F,57,\n2023-11-01,sepsis,2,0.25,,F,57,\n2023-11-01,sepsis,2,0.25,,F,57,\n");
    assert_ok(run(fixture, path, 2, 5, &report, &err), err);
    assert_int_equal(report.inserted, 3);
    assert_int_equal(report.updated, 1);
    assert_int_equal(report.unchanged, 1);
    assert_int_equal(count("SELECT count(*) FROM prediction_rows"), 3);
    assert_int_equal(count("SELECT count(*) FROM prediction_rows WHERE label = '1'"), 1);
    assert_ok(run(fixture, path, 2, 5, &report, &err), err);
    assert_int_equal(report.unchanged, 5);
    fixture_verify(fixture->store);
}

static void text_is_cleaned_and_numbers_stay(void **state)
{
    struct fixture *fixture = *state;

    good(fixture, "time,model,score,subgroup,age,rate,note,MRN,patient\n2023-11-01,sepsis,0.25,ann@example.org,57,-1.5e3,call ann@example.org,4711234,Ann Example\n");
    assert_int_equal(count("SELECT count(*) FROM prediction_rows WHERE subgroup = '[EMAIL]'"), 1);
    assert_int_equal(count("SELECT json_extract(inputs, '$.age') FROM prediction_rows"), 57);
    assert_int_equal(count("SELECT json_extract(inputs, '$.rate') FROM prediction_rows"), -1500);
    assert_int_equal(count("SELECT inputs LIKE '%call [EMAIL]%' FROM prediction_rows"), 1);
    assert_int_equal(count("SELECT inputs LIKE '%4711234%' FROM prediction_rows"), 0);
    assert_int_equal(count("SELECT inputs LIKE '%Ann%' OR inputs LIKE '%example.org%' FROM prediction_rows"), 0);
}

static void an_age_over_89_is_an_identifier_and_others_are_numbers(void **state)
{
    struct fixture *fixture = *state;

    good(fixture, "time,model,score,age\n2023-11-01,sepsis,0.25,57\n2023-11-02,sepsis,0.25,94\n");
    assert_int_equal(count("SELECT count(*) FROM prediction_rows WHERE inputs = '{\"age\":57}'"), 1);
    assert_int_equal(count("SELECT count(*) FROM prediction_rows WHERE inputs LIKE '%94%'"), 0);
}

static void newer_rules_clean_what_is_stored(void **state)
{
    struct fixture *fixture = *state;
    static const char text[] = HEAD "2023-11-01,sepsis,2,0.25,1,F,57,call ann@example.org\n2023-11-02,sepsis,2,0.5,,M,60,\n";
    struct import_report report;

    good(fixture, text);
    /* As if older rules, which missed it, had cleaned it: what nobody may do to a completed import, a test may. */
    fixture_run(fixture->store, "DROP TRIGGER versions_no_update; UPDATE versions SET rules_version = 0;"
                                "UPDATE prediction_rows SET inputs = '{\"age\":57,\"note\":\"call ann@example.org\"}' WHERE row = 0;"
                                "UPDATE prediction_rows SET inputs = '{\"note\":\"Halld\303\263r: What a wife.\"}' WHERE row = 1");
    {
        const char *path = path_in(fixture->dir, "in.csv");
        struct err err = ERR_INIT;

        assert_ok(run(fixture, &path, 1, 5, &report, &err), err);
    }
    assert_int_equal(report.rescrubbed, 2);
    assert_int_equal(count("SELECT count(*) FROM prediction_rows WHERE inputs LIKE '%ann@%'"), 0);
    assert_int_equal(count("SELECT count(*) FROM prediction_rows WHERE inputs = '{\"age\":57,\"note\":\"call [EMAIL]\"}'"), 1);
    assert_int_equal(count("SELECT count(*) FROM prediction_rows WHERE inputs = '{\"note\":\"[NAME]: What a wife.\"}'"), 1); /* which shows in the value alone */
    assert_int_equal(count("SELECT count(*) FROM versions WHERE overwritten = 'rescrub' AND rules_version > 0"), 1);
}

static void bad_rows_are_named(void **state)
{
    struct fixture *fixture = *state;
    static const struct { const char *text, *words; } bad[] = {
        { HEAD "2023-11-01,sepsis,2,high,,F,57,\n", "in.csv:2: column 'score': not a number" },
        { HEAD "2023-11-01,sepsis,2,nan,,F,57,\n", "in.csv:2: column 'score': not a number" },
        { HEAD "2023-11-01,,2,0.5,,F,57,\n", "in.csv:2: column 'model': empty" },
        { HEAD "soon,sepsis,2,0.5,,F,57,\n", "in.csv:2: column 'time': not a date" },
        { "time,model,label\n2023-11-01,sepsis,1\n", "no column 'score'" },
        { HEAD "2023-11-01,sepsis,2\n", "row too short" },
    };

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        const char *path = path_in(fixture->dir, "in.csv");
        struct import_report report;
        struct err err = ERR_INIT;

        put_file(path, bad[i].text);
        assert_int_equal(run(fixture, &path, 1, 5, &report, &err), ERR_REFUSED);
        assert_contains(err.msg, bad[i].words);
    }
    assert_int_equal(count("SELECT count(*) FROM records"), 0);
}

static void inputs_age_out_by_month(void **state)
{
    struct fixture *fixture = *state;
    struct config config;
    struct purge_plan plan;
    struct purge_counts counts;
    struct purge_options options = { .kind = RETAIN_PREDICTIONS, .before = INT64_C(1672531200) }; /* 2023-01-01 */
    struct err err = ERR_INIT;

    good(fixture, HEAD "2022-11-01,sepsis,2,0.25,1,F,57,\n2023-11-02,sepsis,2,0.5,,M,60,\n");
    assert_ok(config_load(&config, NULL, fixture->path, &err), err);
    assert_ok(purge_plan_make(&plan, fixture->store, &config, &options, &err), err);
    assert_int_equal(plan.part[0].n_records, 1);
    assert_ok(purge_run(&counts, fixture->store, &plan, "ada", &err), err);
    purge_plan_release(&plan);
    assert_int_equal(count("SELECT count(*) FROM prediction_rows WHERE inputs = ''"), 1);
    assert_int_equal(count("SELECT count(*) FROM prediction_rows WHERE time < 1672531200 AND inputs = '' AND label = '1' AND subgroup = 'F'"), 1);
    fixture_verify(fixture->store);
    good(fixture, HEAD "2022-11-01,sepsis,2,0.25,0,F,57,\n"); /* a corrected label does not bring its inputs back */
    assert_int_equal(count("SELECT count(*) FROM prediction_rows WHERE time < 1672531200 AND inputs <> ''"), 0);
    log_is(fixture, "sepsis", NULL, "0.25:0:F 0.5::M");
    config_release(&config);
}

int main(void)
{
#define CASE(f) cmocka_unit_test_setup_teardown(f, fixture_setup, fixture_teardown)
    const struct CMUnitTest tests[] = {
        CASE(a_log_comes_in_once_and_grows),
        CASE(a_label_that_comes_later_counts_from_then_on),
        CASE(rows_alike_are_several_and_files_may_overlap),
        CASE(text_is_cleaned_and_numbers_stay),
        CASE(an_age_over_89_is_an_identifier_and_others_are_numbers),
        CASE(newer_rules_clean_what_is_stored),
        CASE(bad_rows_are_named),
        CASE(inputs_age_out_by_month),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
