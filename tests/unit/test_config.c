#include "datasets/config/config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/nearest.h"
#include "datasets/base/strbuf.h"
#include "datasets/phi/phi_rules.h"
#include "tests/support/support.h"

static int setup(void **state)
{
    (void)state;
    return digest_setup(NULL);
}

static int teardown(void **state)
{
    mem_fail_after(-1);
    return temp_dir_teardown(state);
}

static void load(struct config *config, const char *dir, const char *text)
{
    const char *path = path_in(dir, "c.conf");
    struct err err = ERR_INIT;

    put_file(path, text);
    if (config_load(config, path, NULL, &err) < 0)
        fail_msg("%s", err.msg);
}

/* The file must be wrong at `line`, with these words. */
static void wrong(const char *dir, const char *text, int line, const char *words)
{
    const char *path = path_in(dir, "c.conf");
    struct config config = { .path = "untouched" };
    struct err err = ERR_INIT;
    char at[64];

    put_file(path, text);
    assert_int_equal(config_load(&config, path, NULL, &err), ERR_USAGE);
    assert_int_equal(err.code, ERR_USAGE);
    assert_string_equal(config.path, "untouched");
    snprintf(at, sizeof at, "c.conf:%d: ", line);
    assert_contains(err.msg, at);
    assert_contains(err.msg, words);
}

static void assert_defaults(const struct config *config)
{
    assert_int_equal(config->n_sources + config->n_impacts + config->n_statuses + config->n_acceptances, 0);
    assert_string_equal(config->metrics_file, "");
    assert_string_equal(config->closing_phrases, "");
    assert_int_equal(config->score_window_days, 30);
    assert_int_equal(config->label_maturity_days, 90);
    assert_near(config->reviews_per_week, 0, 0);
    assert_int_equal(config->rebuild_days, 7);
    assert_true(config->rebuild_percent == 10);
    assert_int_equal(config->age_days[AGE_CARE_BLOCKING], 1);
    assert_int_equal(config->age_days[AGE_OPERATIONAL], 7);
    assert_int_equal(config->age_days[AGE_MINOR], 30);
    assert_int_equal(config->age_days[AGE_UNMAPPED], 14);
    assert_near(config->cost[CARE_CRITICAL].miss, 20, 0);
    assert_near(config->cost[CARE_CRITICAL].misroute, 2.5, 0);
    assert_near(config->cost[COMPLIANCE_CRITICAL].miss, 10, 0);
    assert_near(config->cost[COMPLIANCE_CRITICAL].misroute, 2, 0);
    assert_near(config->cost[ADMINISTRATIVE].miss, 4, 0);
    assert_near(config->cost[ADMINISTRATIVE].misroute, 1.5, 0);
    assert_near(config->cost[CRITICALITY_UNKNOWN].miss, 10, 0);
    for (int i = 0; i < N_CRITICALITIES; i++)
        assert_near(config->cost[i].review, 1, 0);
    for (size_t task = 0; task < N_READINESS_TASKS; task++) {
        struct readiness_limits limits;

        readiness_defaults(&limits, task);
        assert_memory_equal(&config->readiness[task], &limits, sizeof limits);
    }
}

static void without_a_file_the_defaults_stand(void **state)
{
    struct config config;
    struct err err = ERR_INIT;

    assert_int_equal(config_load(&config, NULL, path_in(*state, "p.db"), &err), 0);
    assert_int_equal(err.code, 0);
    assert_string_equal(err.msg, "");
    assert_defaults(&config);
    assert_string_equal(config.path, "");
    assert_string_equal(config.reports_dir, path_in(*state, "reports"));
    assert_int_equal(strlen(config.hash), 64);
    config_release(&config);
}

static void the_default_file_lies_beside_the_store(void **state)
{
    struct config config;

    put_file(path_in(*state, "p.db.conf"), "[reports]\ndir = /var/reports\nmetrics = m.prom\n");
    assert_int_equal(config_load(&config, NULL, path_in(*state, "p.db"), NULL), 0);
    assert_string_equal(config.path, path_in(*state, "p.db.conf"));
    assert_string_equal(config.reports_dir, "/var/reports");
    assert_string_equal(config.metrics_file, path_in(*state, "m.prom"));
    config_release(&config);
}

static void a_given_file_must_exist(void **state)
{
    struct config config;
    struct err err = ERR_INIT;

    assert_int_equal(config_load(&config, path_in(*state, "no.conf"), "p.db", &err), ERR_USAGE);
    assert_int_equal(err.code, ERR_USAGE);
    assert_contains(err.msg, "no.conf'");
    assert_int_equal(config_load(&config, *state, "p.db", &err), ERR_USAGE);
}

/* Takes the ';' from "; key = value" and "; [section]". */
static void uncomment(struct strbuf *out, const char *line, size_t len)
{
    bool comment = len > 1 && line[0] == ';';
    const char *start = line + (comment ? 1 + (line[1] == ' ') : 0);
    const char *equals = memchr(start, '=', len - (size_t)(start - line));
    size_t word = strcspn(start, " =\n");

    if (comment && (*start == '[' || (equals != NULL && (size_t)(equals - start) <= word + 1)))
        strbuf_add(out, start, len - (size_t)(start - line));
    else
        strbuf_add(out, line, len);
}

static void the_template_is_the_defaults_with_and_without_its_comments(void **state)
{
    const char *at = config_template();
    struct config config;
    struct strbuf text;

    load(&config, *state, at);
    assert_defaults(&config);
    config_release(&config);

    strbuf_init(&text);
    while (*at != '\0') {
        size_t len = strcspn(at, "\n") + 1;

        uncomment(&text, at, len);
        at += len;
    }
    assert_contains(text.data, "\nmiss = 20\n");
    put_file(path_in(*state, "allow.txt"), "wells\n");
    put_file(path_in(*state, "deny.txt"), "");
    load(&config, *state, text.data);
    assert_int_equal(config.n_sources, 7);
    assert_string_equal(config.source[1].name, "commits");
    assert_string_equal(config.source[5].system, "ehr");
    assert_string_equal(config.source[5].git, "no");
    assert_string_equal(config.source[6].metric, "latency_ms");
    assert_string_equal(config.source[2].kind, "git");
    assert_string_equal(config.source[2].issues, "INC[0-9]{7}");
    assert_string_equal(config.source[4].release, "ehr/2026.07");
    assert_int_equal(config.n_impacts, 3);
    assert_int_equal(config.n_statuses, 1);
    assert_int_equal(config.n_acceptances, 1);
    assert_non_null(config.rules);
    assert_false(phi_rules_wants_digits(config.rules));
    config.n_sources = config.n_impacts = config.n_statuses = config.n_acceptances = 0;
    assert_string_equal(config.closing_phrases, "as agreed by phone | see vendor ticket");
    config.metrics_file = config.closing_phrases = "";
    assert_defaults(&config);
    config_release(&config);
    strbuf_release(&text);
}

static void sources_come_in_order_with_paths_of_their_folder(void **state)
{
    struct config config;

    load(
        &config, *state,
        "\xEF\xBB\xBF[source desk]\n  kind = tickets ; inline\n  path = exports/t*.csv\n  project=ehr\n\tmap.title = Summary: short\n  map.id=Key\n"
        "[source  log]\nkind = changes\npath = /abs/c.csv\ncode = code.csv\nprofile = generic\n");
    assert_int_equal(config.n_sources, 2);
    assert_string_equal(config.source[0].name, "desk");
    assert_string_equal(config.source[0].kind, "tickets");
    assert_string_equal(config.source[0].path, path_in(*state, "exports/t*.csv"));
    assert_string_equal(config.source[0].project, "ehr");
    assert_string_equal(config.source[0].profile, "auto");
    assert_null(config.source[0].code);
    assert_int_equal(config.source[0].n_maps, 2);
    assert_string_equal(config.source[0].map[0].field, "title");
    assert_string_equal(config.source[0].map[0].column, "Summary: short");
    assert_string_equal(config.source[0].map[1].column, "Key");
    assert_string_equal(config.source[1].name, "log");
    assert_string_equal(config.source[1].path, "/abs/c.csv");
    assert_string_equal(config.source[1].code, path_in(*state, "code.csv"));
    assert_null(config.source[1].project);
    config_release(&config);
}

static void numbers_words_and_bounds_are_read(void **state)
{
    struct config config;

    load(
        &config, *state,
        "[score]\nscore_window_days = 7\nlabel_maturity_days=365\n[capacity]\nreviews_per_week = 12.5\n[cost compliance-critical]\nmiss = 8\n"
        "[age]\ncare-blocking = 2\n[impact]\nSev 1 - High = care-blocking\nlow = Minor\n[status]\nParked = open\nIn Progress = closed\n"
        "[acceptance change-risk]\nroc_auc = 0.75\nece = .04\n[acceptance route]\ntop1 = 0.7\n");
    assert_int_equal(config.score_window_days, 7);
    assert_int_equal(config.label_maturity_days, 365);
    assert_int_equal(config.age_days[AGE_CARE_BLOCKING], 2);
    assert_int_equal(config.age_days[AGE_MINOR], 30);
    assert_near(config.reviews_per_week, 12.5, 0);
    assert_near(config.cost[COMPLIANCE_CRITICAL].miss, 8, 0);
    assert_near(config.cost[CRITICALITY_UNKNOWN].miss, 8, 0); /* as compliance-critical */
    assert_string_equal(config_impact(&config, "sev 1-HIGH"), "care-blocking");
    assert_string_equal(config_impact(&config, "LOW"), "minor");
    assert_string_equal(config_impact(&config, "medium"), "");
    assert_int_equal(config_status_open(&config, "parked"), 1);
    assert_int_equal(config_status_open(&config, "IN_PROGRESS"), 0);
    assert_int_equal(config.n_acceptances, 3);
    assert_string_equal(config.acceptance[1].task, "change-risk");
    assert_string_equal(config.acceptance[1].metric, "ece");
    assert_near(config.acceptance[1].bound, 0.04, 0);
    config_release(&config);
}

static void unknown_criticality_may_have_costs_of_its_own(void **state)
{
    struct config config;

    load(&config, *state, "[cost unknown]\nmiss = 3\n[cost Care Critical]\nreview = 2\n");
    assert_near(config.cost[CRITICALITY_UNKNOWN].miss, 3, 0);
    assert_near(config.cost[CARE_CRITICAL].review, 2, 0);
    config_release(&config);
    assert_int_equal(criticality_of("Care Critical"), CARE_CRITICAL);
    assert_int_equal(criticality_of("administrative"), ADMINISTRATIVE);
    assert_int_equal(criticality_of("critical"), CRITICALITY_UNKNOWN);
    assert_int_equal(criticality_of(""), CRITICALITY_UNKNOWN);
}

static void unknown_names_are_errors_with_the_nearest_known_one(void **state)
{
    wrong(*state, "[score]\n\nscore_windw_days = 3\n", 3,
          "unknown key 'score_windw_days' in [score]; did you mean 'score_window_days'?");
    wrong(*state, "[scoer]\n", 1, "unknown section 'scoer'; did you mean 'score'?");
    wrong(*state, "[nothing like it]\n", 1, "unknown section 'nothing'");
    wrong(*state, "[cost care-crtical]\n", 1, "unknown criticality 'care-crtical'; did you mean 'care-critical'?");
    wrong(*state, "[acceptance duplicates]\ntop1 = 0.7\n", 2, "unknown metric 'top1'");
    wrong(*state, "[readiness duplicates]\nmin_rows = 20\n", 2, "63");
    wrong(*state, "[acceptance rout]\n", 1, "unknown task 'rout'; did you mean 'route'?");
    wrong(*state, "[acceptance route]\nroc_auc = 0.7\n", 2, "unknown metric 'roc_auc'");
    wrong(*state, "[cost administrative]\nmis = 3\n", 2, "did you mean 'miss'?");
    wrong(*state, "[source a]\nkind = ticket\npath = x\n", 1, "unknown kind 'ticket'; did you mean 'tickets'?");
    wrong(*state, "[source a]\nkind = tickets\npath = x\nmap.titel = T\n", 1,
          "unknown field 'titel'; did you mean 'title'?");
    wrong(*state, "[source a]\nkind = tickets\npath = x\nprofile = jirra\n", 1, "unknown profile 'jirra'; did you mean 'jira'?");
    wrong(*state, "[source a]\nkind = changes\npath = x\nprofile = jira\n", 1, "profile 'jira' goes with tickets, not with changes");
    wrong(*state, "[source a]\nkind = tickets\npath = x\ndate_order = dayfirst\n", 1, "unknown date_order 'dayfirst'; did you mean 'day-first'?");
    wrong(*state, "[source a]\nkind = tickets\npath = x\ntimezone = Europe/Berlinn\n", 1, "unknown time zone 'Europe/Berlinn'");
}

static void wrong_values_are_errors_with_their_line(void **state)
{
    wrong(*state, "[cluster]\nrebuild_day = 1\n", 2, "unknown key 'rebuild_day' in [cluster]; did you mean 'rebuild_days'?");
    wrong(*state, "[cluster]\nrebuild_days = 0\n", 2, "is not between 1 and 36500");
    wrong(*state, "[age]\nurgent = 1\n", 2, "unknown key 'urgent' in [age]");
    wrong(*state, "[age]\nminor = 0\n", 2, "is not between 1 and 36500");
    wrong(*state, "[score]\nscore_window_days = soon\n", 2, "'score_window_days = soon' is not a number");
    wrong(*state, "[score]\nscore_window_days = 1.5\n", 2, "is not a whole number of days");
    wrong(*state, "[score]\nscore_window_days = 0\n", 2, "is not between 1 and 36500");
    wrong(*state, "[score]\nscore_window_days =\n", 2, "is not a number");
    wrong(*state, "[capacity]\nreviews_per_week = nan\n", 2, "is not a number");
    wrong(*state, "[capacity]\nreviews_per_week = -1\n", 2, "is not between");
    wrong(*state, "[cost administrative]\nmiss = 0\n", 2, "is not between");
    wrong(*state, "[acceptance route]\ntop1 = 70\n", 2, "is not between 0 and 1");
    wrong(*state, "[impact]\nhigh = bad\n", 2, "a word of [impact] is care-blocking, operational or minor");
    wrong(*state, "[status]\nx = opne\n", 2, "a word of [status] is open or closed; did you mean 'open'?");
    wrong(*state, "[reports]\ndir =\n", 2, "'dir' has no value");
    wrong(*state, "[source a]\nkind=tickets\npath=x\nmap. = T\n", 4, "a map is written map.FIELD = COLUMN");
}

static void wrong_shapes_are_errors_with_their_line(void **state)
{
    char text[6000];

    wrong(*state, "; c\nmiss = 3\n", 2, "key 'miss' stands before the first section");
    wrong(*state, "[score]\nnonsense\n", 2, "neither a [section] nor 'key = value'");
    wrong(*state, "[score]\nnonsense\nfoo = 1\n", 2, "neither a [section]");
    wrong(*state, "[score\nscore_window_days = 3\n", 1, "neither a [section]");
    wrong(*state, "[score]\n= 3\n", 2, "a line without a key");
    wrong(*state, "[source]\n", 1, "section [source] is written [source NAME]");
    wrong(*state, "[score x]\n", 1, "section [score x] is written [score]");
    wrong(*state, "[score]\nscore_window_days = 3\nscore_window_days = 4\n", 3,
          "key 'score_window_days' is given twice in [score]");
    wrong(*state, "[source a]\nkind=tickets\npath=x\n[source a]\n", 4, "source 'a' is there already, on line 1");
    wrong(*state, "[score]\n\n[source a]\npath = x\n", 3, "source 'a' has no 'kind'");
    wrong(*state, "[source a]\nkind = tickets\n", 1, "source 'a' has no 'path'");
    wrong(*state, "[source a]\nkind=tickets\npath=x\ncode=y\n", 1, "'code' belongs to changes");
    wrong(*state, "[source a]\nkind=dependencies\npath=x\n", 1, "dependencies need 'system': who uses them");
    wrong(*state, "[source a]\nkind=dependencies\npath=x\nsystem=s\nproject=p\n", 1, "'project' does not go with dependencies");
    wrong(*state, "[source a]\nkind=dependencies\npath=x\nsystem=s\nmetric=m\n", 1, "'metric' belongs to telemetry");
    wrong(*state, "[source a]\nkind=dependencies\npath=x\nsystem=s\ngit=perhaps\n", 1, "'git' is yes or no, not 'perhaps'");
    wrong(*state, "[source a]\nkind=dependencies\npath=x\nsystem=s\ngit=yes\nrelease=1\n", 1, "'release' does not go with 'git = yes'");
    wrong(*state, "[source a]\nkind=tickets\npath=x\nsystem=s\n", 1, "'system' belongs to dependencies and telemetry");
    wrong(*state, "[source a]\nkind=tickets\npath=x\ngit=yes\n", 1, "'git' belongs to dependencies");
    snprintf(text, sizeof text, "[source %060d]\n", 1);
    wrong(*state, text, 1, "section name over 49 bytes");
    snprintf(text, sizeof text, "[reports]\ndir = %05000d\n", 1);
    wrong(*state, text, 2, "line over 4094 bytes");
    put_bytes(path_in(*state, "c.conf"), "[score]\n\0", 9);
    {
        struct config config;
        struct err err = ERR_INIT;

        assert_int_equal(config_load(&config, path_in(*state, "c.conf"), NULL, &err), ERR_USAGE);
        assert_contains(err.msg, "not a configuration file: NUL bytes");
    }
}

static void rules_of_deidentification_are_made_of_their_section(void **state)
{
    static const char text[] = "John at Wells score, BDG1234, KH/7 in ward x of wing y; x@y.example";
    uint64_t counts[PHI_N_TYPES] = { 0 };
    struct phi_spans spans = { 0 };
    struct config config;
    struct strbuf out;

    load(&config, *state, "[score]\n");
    assert_null(config.rules);
    config_release(&config);
    put_file(path_in(*state, "deny.txt"), "\xEF\xBB\xBF# places\r\n[LOCATION] ward x\r\nwing y");
    load(&config, *state,
         "[deidentify]\nallow = wells score | x@y.example\ndeny = [NAME] john | Wells\ndeny_file = deny.txt\n"
         "pattern.badge = BDG[0-9]{4}\npattern.mrn-old = \\bKH/\\d\ndigits = Yes\n");
    assert_true(phi_rules_wants_digits(config.rules));
    strbuf_init(&out);
    assert_int_equal(deidentify_text(&out, text, strlen(text), config.rules, counts, &spans, NULL), 0);
    assert_string_equal(out.data, "[NAME] at Wells score, [ID], [MRN] in [LOCATION] of [ID]; x@y.example");
    strbuf_release(&out);
    phi_spans_release(&spans);
    config_release(&config);
    load(&config, *state, "[deidentify]\ndigits = no\n");
    assert_false(phi_rules_wants_digits(config.rules));
    config_release(&config);
}

static void wrong_rules_of_deidentification_are_told_with_their_line(void **state)
{
    put_bytes(path_in(*state, "bad.txt"), "fine\nx\0y\n", 9);
    wrong(*state, "[deidentify]\nalow = x\n", 2, "unknown key 'alow' in [deidentify]; did you mean 'allow'?");
    wrong(*state, "[deidentify]\nallow =\n", 2, "'allow' has no value");
    wrong(*state, "[deidentify]\nallow = a || b\n", 2, "'allow': a phrase without a letter or digit");
    wrong(*state, "[deidentify]\ndeny = [WARD] a\n", 2, "'deny': '[WARD]' is no type of identifier");
    wrong(*state, "[deidentify]\nallow = a\ndeny = A\n", 3, "'deny': the phrase is both allowed and denied");
    wrong(*state, "[deidentify]\nallow_file = none.txt\n", 2, "'allow_file': ");
    wrong(*state, "[deidentify]\ndeny_file = bad.txt\n", 2, "bad.txt:2: a NUL byte");
    wrong(*state, "[deidentify]\npattern. = a\n", 2, "a pattern is written pattern.NAME = REGEX");
    wrong(*state, "[deidentify]\npattern.x = a(b\n", 2, "'pattern.x': byte 4 of the pattern: missing closing parenthesis");
    wrong(*state, "[deidentify]\ndigits = 12\n", 2, "'digits = 12' is neither yes nor no");
}

static void long_lines_keep_their_whole_value(void **state)
{
    char text[4000];
    struct config config;

    snprintf(text, sizeof text, "[reports]\ndir = /%03800d\n", 7);
    load(&config, *state, text);
    assert_int_equal(strlen(config.reports_dir), 3801);
    config_release(&config);
}

static void the_usual_words_of_trackers_are_open_or_closed(void **state)
{
    static const char *const open[] = {
        "NEW",     "Assigned", "REOPENED",  "needinfo", "In Progress",       "in-progress",    "TO_DO",
        "Todo",    "Backlog",  "In Review", "On Hold",  "AWAITING CUSTOMER", "Awaiting_Parts", "Work in Progress",
        "Tracked", "Pending",  " open "
    };
    static const char *const closed[] = {
        "RESOLVED", "Verified",  "CLOSED",   "done",   "Won't Fix", "WONTFIX", "Won\xE2\x80\x99t fix",
        "Canceled", "CANCELLED", "Complete", "Merged", "Duplicate"
    };
    static const char *const unknown[] = { "", "  ", "banana", "NEWS", "-", "closedish" };
    struct config config;

    load(&config, *state, "");
    for (size_t i = 0; i < sizeof open / sizeof *open; i++)
        assert_int_equal(config_status_open(&config, open[i]), 1);
    for (size_t i = 0; i < sizeof closed / sizeof *closed; i++)
        assert_int_equal(config_status_open(&config, closed[i]), 0);
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++)
        assert_int_equal(config_status_open(&config, unknown[i]), -1);
    config_release(&config);
}

static void the_hash_is_that_of_the_bytes(void **state)
{
    struct config a, b, c;

    load(&a, *state, "[score]\nscore_window_days = 30\n");
    load(&b, *state, "[score]\nscore_window_days = 30\n");
    load(&c, *state, "[score]\nscore_window_days = 31\n");
    assert_string_equal(a.hash, b.hash);
    assert_string_not_equal(a.hash, c.hash);
    config_release(&a);
    config_release(&b);
    config_release(&c);
}

static void any_failed_allocation_is_reported(void **state)
{
    const char *path = path_in(*state, "c.conf");

    put_file(path, "[source a]\nkind=tickets\npath=x\nmap.id=Key\nmap.damage=Harm\n[status]\na=open\n[acceptance route]\ntop1=1\n[deidentify]\ndeny=a|b\npattern.x=y\n");
    for (long n = 0;; n++) {
        struct config config;
        struct err err = ERR_INIT;
        int rc;

        mem_fail_after(n);
        rc = config_load(&config, path, NULL, &err);
        if (rc == 0)
            config_release(&config);
        if (!mem_failed())
            break;
        assert_int_equal(rc, ERR_NOMEM);
        assert_string_equal(err.msg, "out of memory");
    }
}

static void the_nearest_word_is_found_or_none(void **state)
{
    static const char *const words[] = { "title", "team", "status", "component_filed", "id" };
    char hint[NEAREST_HINT_MAX];

    (void)state;
    assert_string_equal(nearest_word("titel", words, 5), "title");
    assert_string_equal(nearest_word("Titles", words, 5), "title");
    assert_string_equal(nearest_word("ID", words, 5), "id");
    assert_string_equal(nearest_word("componentfiled", words, 5), "component_filed");
    assert_null(nearest_word("banana", words, 5));
    assert_null(nearest_word("nd", words, 5));
    assert_null(nearest_word("", words, 5));
    assert_null(nearest_word("x", words, 0));
    assert_string_equal(nearest_hint(hint, "satus", words, 5), "; did you mean 'status'?");
    assert_string_equal(nearest_hint(hint, "zzz", words, 5), "");
}

#define dir_test(name) cmocka_unit_test_setup_teardown(name, temp_dir_setup, teardown)

static void retention_has_days_by_kind_and_not_less_than_the_maturity_of_labels(void **state)
{
    struct config config = { .path = "untouched" };
    struct err err = ERR_INIT;

    load(&config, *state, "[retention]\ntickets = 365\npredictions = 90\nupdates = 400\n");
    assert_int_equal(config.retention_days[RETAIN_UPDATES], 400);
    assert_int_equal(config.retention_days[RETAIN_TICKETS], 365);
    assert_int_equal(config.retention_days[RETAIN_PREDICTIONS], 90);
    assert_int_equal(config.retention_days[RETAIN_CHANGES], 0);
    config_release(&config);
    wrong(*state, "[retention]\nchanges = 0\n", 2, "is not between 1 and 36500");
    wrong(*state, "[retention]\nticket = 300\n", 2, "unknown key 'ticket' in [retention]; did you mean 'tickets'?");
    put_file(path_in(*state, "c.conf"), "[retention]\nchanges = 100\n[score]\nlabel_maturity_days = 120\n");
    assert_int_equal(config_load(&config, path_in(*state, "c.conf"), NULL, &err), ERR_USAGE);
    assert_contains(err.msg, "'changes = 100' in [retention] is less than label_maturity_days (120)");
}

static void precision_is_asked_of_all_suggestions_or_of_one_task(void **state)
{
    struct config config;

    load(&config, *state, "");
    assert_near(config_precision(&config, "route"), 0.9, 1e-12);
    config_release(&config);
    load(&config, *state, "[suggest]\nprecision = 0.8\n[suggest cause]\nprecision = 0.6\n");
    assert_near(config_precision(&config, "route"), 0.8, 1e-12);
    assert_near(config_precision(&config, "cause"), 0.6, 1e-12);
    config_release(&config);
    wrong(*state, "[suggest caus]\n", 1, "unknown task 'caus'; did you mean 'cause'?");
    wrong(*state, "[suggest change-risk]\n", 1, "unknown task 'change-risk'");
    wrong(*state, "[suggest]\nprecison = 1\n", 2, "unknown key 'precison'; did you mean 'precision'?");
    wrong(*state, "[suggest]\nprecision = 90\n", 2, "is not between 0.01 and 1");
}

static void readiness_has_limits_by_task(void **state)
{
    const struct readiness_limits *route, *risk;
    struct config config;

    load(&config, *state, "[readiness route]\nrows = 1000\nmin_rows = 100\nagreement = 0.75\n[readiness change-risk]\nmin_harmful = 20\n");
    route = config_readiness(&config, "route");
    risk = config_readiness(&config, "change-risk");
    assert_true(route->wanted[READINESS_ROWS] == 1000 && route->needed[READINESS_ROWS] == 100);
    assert_true(route->wanted[READINESS_AGREEMENT] == 0.75 && route->needed[READINESS_AGREEMENT] == 0);
    assert_true(risk->needed[READINESS_HARMFUL] == 20 && risk->wanted[READINESS_HARMFUL] == 50);
    assert_true(config_readiness(&config, "severity")->wanted[READINESS_ROWS] == 200);
    assert_false(route->asked[READINESS_HARMFUL]);
    config_release(&config);
}

static void hostile_readiness_is_refused_with_its_line(void **state)
{
    wrong(*state, "[readiness]\n", 1, "section [readiness] is written [readiness TASK]");
    wrong(*state, "[readiness rout]\n", 1, "unknown task 'rout'; did you mean 'route'?");
    wrong(*state, "[readiness route]\nrow = 3\n", 2, "unknown key 'row' in [readiness route]; did you mean 'rows'?");
    wrong(*state, "[readiness route]\nharmful = 30\n", 2, "unknown key 'harmful' in [readiness route]");
    wrong(*state, "[readiness route]\n\nrows = many\n", 3, "'rows = many' is not a number");
    wrong(*state, "[readiness route]\nrows = -1\n", 2, "is not between 63 and 1e+06");
    wrong(*state, "[readiness route]\nrows = nan\n", 2, "is not a number");
    wrong(*state, "[readiness route]\nrows = 1e300\n", 2, "is not between");
    wrong(*state, "[readiness route]\nrows = 100.5\n", 2, "is not a whole number");
    wrong(*state, "[readiness route]\nmin_classes = 1\n", 2, "is not between 2 and");
    wrong(*state, "[readiness route]\nagreement = 60\n", 2, "is not between 0 and 1");
    wrong(*state, "[readiness route]\nrows = 100\nrows = 100\n", 3, "key 'rows' is given twice");
    wrong(*state, "[readiness route]\nmin_rows = 300\n", 2, "[readiness route]: 'rows = 200' is less than 'min_rows = 300'");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        dir_test(without_a_file_the_defaults_stand),
        dir_test(the_default_file_lies_beside_the_store),
        dir_test(a_given_file_must_exist),
        dir_test(the_template_is_the_defaults_with_and_without_its_comments),
        dir_test(rules_of_deidentification_are_made_of_their_section),
        dir_test(wrong_rules_of_deidentification_are_told_with_their_line),
        dir_test(sources_come_in_order_with_paths_of_their_folder),
        dir_test(numbers_words_and_bounds_are_read),
        dir_test(unknown_criticality_may_have_costs_of_its_own),
        dir_test(unknown_names_are_errors_with_the_nearest_known_one),
        dir_test(wrong_values_are_errors_with_their_line),
        dir_test(wrong_shapes_are_errors_with_their_line),
        dir_test(long_lines_keep_their_whole_value),
        dir_test(the_usual_words_of_trackers_are_open_or_closed),
        dir_test(the_hash_is_that_of_the_bytes),
        dir_test(any_failed_allocation_is_reported),
        cmocka_unit_test_setup_teardown(precision_is_asked_of_all_suggestions_or_of_one_task, temp_dir_setup, temp_dir_teardown),
        cmocka_unit_test_setup_teardown(readiness_has_limits_by_task, temp_dir_setup, temp_dir_teardown),
        cmocka_unit_test_setup_teardown(hostile_readiness_is_refused_with_its_line, temp_dir_setup, temp_dir_teardown),
        cmocka_unit_test_setup_teardown(retention_has_days_by_kind_and_not_less_than_the_maturity_of_labels, temp_dir_setup, temp_dir_teardown),
        cmocka_unit_test(the_nearest_word_is_found_or_none),
    };

    return cmocka_run_group_tests(tests, setup, NULL);
}
