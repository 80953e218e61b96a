#include "tests/support/sheet.h"
#include "tests/support/support.h"

#include <assert.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/clock.h"
#include "datasets/base/mem.h"
#include "datasets/base/outfile.h"
#include "datasets/hospital/hospital.h"

enum { DAY_S = 86400, SEED = 2, N_FILES = 22 };

static const char *const file_name[N_FILES] = {
    "estate.csv",
    "tickets.csv",
    "changes.csv",
    "changes-code.csv",
    "releases.csv",
    "outcomes.csv",
    "evidence.csv",
    "truth/systems.csv",
    "truth/changes.csv",
    "truth/releases.csv",
    "truth/families.csv",
    "truth/identifiers.csv",
    "truth/people.csv",
    "truth/causes.csv",
    "truth/bursts.csv",
    "truth/postmortems.csv",
    "truth/dependencies.csv",
    "dependencies.csv",
    "updates.csv",
    "dependencies/ehr/pom.xml",
    "dependencies/portal/package-lock.json",
    "README.txt",
};

/* Tickets are numbered without gaps, so a ticket is found by its number. */
static size_t ticket_row(const struct sheet *tickets, const char *id)
{
    long first = strtol(sheet_cell(tickets, 0, "id") + 4, NULL, 10), number;

    assert_int_equal(strncmp(id, "LGH-", 4), 0);
    number = strtol(id + 4, NULL, 10);
    assert_true(number >= first && (size_t)(number - first) < tickets->n);
    assert_string_equal(sheet_cell(tickets, (size_t)(number - first), "id"), id);
    return (size_t)(number - first);
}

/* ------------------------------------------------------------------------------------------------ one estate for all */

static struct {
    char *dir;
    struct hospital_counts counts;
    struct sheet estate, tickets, changes, code, releases, outcomes, families, true_changes, true_releases, identifiers,
        people;
} estate;

static void write_estate(const char *dir, uint64_t seed, unsigned scale, struct hospital_counts *counts)
{
    struct hospital_options options = { .seed = seed, .scale = scale };
    struct err err = ERR_INIT;

    if (hospital_write(dir, &options, counts, &err) != 0)
        fail_msg("%s", err.msg);
}

static int group_setup(void **state)
{
    (void)state;
    estate.dir = temp_dir_new();
    write_estate(estate.dir, SEED, 1, &estate.counts);
    sheet_read(&estate.estate, path_in(estate.dir, "estate.csv"));
    sheet_read(&estate.tickets, path_in(estate.dir, "tickets.csv"));
    sheet_read(&estate.changes, path_in(estate.dir, "changes.csv"));
    sheet_read(&estate.code, path_in(estate.dir, "changes-code.csv"));
    sheet_read(&estate.releases, path_in(estate.dir, "releases.csv"));
    sheet_read(&estate.outcomes, path_in(estate.dir, "outcomes.csv"));
    sheet_read(&estate.families, path_in(estate.dir, "truth/families.csv"));
    sheet_read(&estate.true_changes, path_in(estate.dir, "truth/changes.csv"));
    sheet_read(&estate.true_releases, path_in(estate.dir, "truth/releases.csv"));
    sheet_read(&estate.identifiers, path_in(estate.dir, "truth/identifiers.csv"));
    sheet_read(&estate.people, path_in(estate.dir, "truth/people.csv"));
    return 0;
}

static int group_teardown(void **state)
{
    struct sheet *all[] = { &estate.estate,   &estate.tickets,       &estate.changes,    &estate.code,
                            &estate.releases, &estate.outcomes,      &estate.families,   &estate.true_changes,
                            &estate.people,   &estate.true_releases, &estate.identifiers };

    (void)state;
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        sheet_release(all[i]);
    temp_dir_free(estate.dir);
    return 0;
}

/* ------------------------------------------------------------------------------------------------ bytes and shape */

static bool same_bytes(const char *dir_a, const char *dir_b, const char *name)
{
    size_t len_a, len_b;
    char *a = get_file(path_in(dir_a, name), &len_a), *b = get_file(path_in(dir_b, name), &len_b);
    bool same = len_a == len_b && memcmp(a, b, len_a) == 0;

    free(a);
    free(b);
    return same;
}

static void the_same_seed_gives_the_same_bytes(void **state)
{
    write_estate(*state, SEED, 1, NULL);
    for (size_t i = 0; i < N_FILES; i++) {
        if (!same_bytes(estate.dir, *state, file_name[i]))
            fail_msg("'%s' differs", file_name[i]);
    }
}

static void another_seed_gives_other_bytes(void **state)
{
    write_estate(*state, SEED + 1, 1, NULL);
    for (size_t i = 0; i < N_FILES; i++) {
        if (strcmp(file_name[i], "truth/systems.csv") != 0 && same_bytes(estate.dir, *state, file_name[i]))
            fail_msg("'%s' does not depend on the seed", file_name[i]);
    }
}

static void rows_are_counted_and_follow_the_scale(void **state)
{
    struct hospital_counts counts;
    struct sheet tickets;

    assert_int_equal(estate.counts.systems, 24);
    assert_int_equal(estate.counts.tickets, 2000);
    assert_int_equal(estate.counts.changes, 1000);
    assert_int_equal(estate.counts.releases, HOSPITAL_RELEASES + 1); /* and the recent one */
    assert_int_equal(estate.estate.n, estate.counts.systems);
    assert_int_equal(estate.tickets.n, estate.counts.tickets);
    assert_int_equal(estate.families.n, estate.counts.tickets);
    assert_int_equal(estate.changes.n, estate.counts.changes);
    assert_int_equal(estate.code.n, estate.counts.changes);
    assert_int_equal(estate.true_changes.n, estate.counts.changes);
    assert_int_equal(estate.releases.n, estate.counts.releases);
    assert_int_equal(estate.outcomes.n, estate.counts.outcomes);
    assert_int_equal(estate.identifiers.n, estate.counts.identifiers);
    assert_int_equal(estate.people.n, estate.counts.people);

    write_estate(*state, SEED, 3, &counts);
    sheet_read(&tickets, path_in(*state, "tickets.csv"));
    assert_int_equal(tickets.n, 6000);
    assert_int_equal(counts.changes, 3000);
    assert_int_equal(counts.releases, 3 * HOSPITAL_RELEASES + 1);
    sheet_release(&tickets);
}

static void assert_header(const char *name, const char *header)
{
    char *text = get_file(path_in(estate.dir, name), NULL);

    text[strcspn(text, "\r")] = '\0';
    assert_string_equal(text, header);
    free(text);
}

static void headers_are_those_of_the_contract(void **state)
{
    (void)state;
    assert_header("estate.csv",
                  "system,name,owner,criticality,support,vendor,internet_facing,replacement_date,depends_on,workflows");
    assert_header(
        "tickets.csv",
        "id,project,title,description,created,updated,resolved,component,team,assignee,severity,priority,type,"
        "status,resolution,duplicate_of,parent,system,cause,maintenance,workflow,workaround,labels,started,"
        "detected,restored,reopened,escalated,caused_by_change,release,component_filed,team_filed,"
        "severity_filed,priority_filed");
    assert_header("changes.csv",
                  "project,commit,author_date,author,message,ns,nd,nf,entropy,la,ld,lt,fix,ndev,age,nuc,exp,rexp,sexp,"
                  "buggy,split,label_time,kind,system,release,tickets,approver");
    assert_header("changes-code.csv", "commit,files,added,removed");
    assert_header("releases.csv", "project,release,system,planned,deployed,status");
    assert_header("outcomes.csv", "project,release,outcome,time,evidence");
    assert_header("evidence.csv", "project,release,item,value,time,by,starts,ends");
    assert_header("truth/families.csv", "ticket,family,true_team,true_component,misfiled,true_severity");
    assert_header("truth/systems.csv", "system,risk");
    assert_header("truth/changes.csv", "commit,p_true,caused,reasons");
    assert_header("truth/releases.csv", "release,p_true,outcome");
    assert_header("truth/identifiers.csv", "ticket,field,type,value");
    assert_header("truth/people.csv", "author,experience");
}

/* ------------------------------------------------------------------------------------------------ references */

static void systems_depend_on_systems_and_never_in_circles(void **state)
{
    (void)state;
    for (size_t row = 0; row < estate.estate.n; row++) {
        char list[256], *at = list, *name;

        snprintf(list, sizeof list, "%s", sheet_cell(&estate.estate, row, "depends_on"));
        while ((name = strsep(&at, "|")) != NULL) {
            if (name[0] != '\0' && sheet_find(&estate.estate, "system", name, row) == row)
                fail_msg("'%s' needs '%s', which does not stand before it", sheet_cell(&estate.estate, row, "system"),
                         name);
        }
    }
}

/* Whether a list joined by '|' holds the word. */
static bool list_has(const char *list, const char *word)
{
    size_t len = strlen(word);

    for (; *list != '\0'; list += strcspn(list, "|"), list += *list == '|') {
        if (strncmp(list, word, len) == 0 && (list[len] == '|' || list[len] == '\0'))
            return true;
    }
    return false;
}

static void tickets_come_in_order_and_point_backwards(void **state)
{
    const struct sheet *tickets = &estate.tickets;

    (void)state;
    for (size_t row = 0; row < tickets->n; row++) {
        const char *original = sheet_cell(tickets, row, "duplicate_of"), *parent = sheet_cell(tickets, row, "parent");

        if (row > 0)
            assert_true(sheet_time(tickets, row, "created") >= sheet_time(tickets, row - 1, "created"));
        if (original[0] != '\0') {
            size_t earlier = ticket_row(tickets, original);

            assert_true(earlier < row);
            assert_string_equal(sheet_cell(&estate.families, earlier, "family"),
                                sheet_cell(&estate.families, row, "family"));
        }
        if (parent[0] != '\0')
            assert_true(ticket_row(tickets, parent) < row);
    }
}

static void tickets_name_systems_workflows_changes_and_releases_that_are_there(void **state)
{
    const struct sheet *tickets = &estate.tickets;

    (void)state;
    for (size_t row = 0; row < tickets->n; row++) {
        const char *commit = sheet_cell(tickets, row, "caused_by_change"),
                   *release = sheet_cell(tickets, row, "release");
        size_t system = sheet_find(&estate.estate, "system", sheet_cell(tickets, row, "system"), estate.estate.n);

        assert_true(system < estate.estate.n);
        if (sheet_cell(tickets, row, "workflow")[0] != '\0')
            assert_true(
                list_has(sheet_cell(&estate.estate, system, "workflows"), sheet_cell(tickets, row, "workflow")));
        if (commit[0] != '\0') {
            size_t change = sheet_find(&estate.changes, "commit", commit, estate.changes.n);

            assert_true(change < estate.changes.n);
            assert_true(sheet_time(&estate.changes, change, "author_date") < sheet_time(tickets, row, "created"));
        }
        if (release[0] != '\0') {
            size_t at = sheet_find(&estate.releases, "release", release, estate.releases.n);

            assert_true(at < estate.releases.n);
            assert_true(sheet_time(&estate.releases, at, "deployed") < sheet_time(tickets, row, "created"));
        }
    }
}

static void changes_belong_to_releases_of_their_system_and_every_release_has_some(void **state)
{
    size_t members[HOSPITAL_RELEASES + 1] = { 0 };

    (void)state;
    for (size_t row = 0; row < estate.changes.n; row++) {
        const char *release = sheet_cell(&estate.changes, row, "release"),
                   *ticket = sheet_cell(&estate.changes, row, "tickets");
        int64_t time = sheet_time(&estate.changes, row, "author_date");

        assert_string_equal(sheet_cell(&estate.changes, row, "commit"), sheet_cell(&estate.code, row, "commit"));
        assert_string_equal(sheet_cell(&estate.changes, row, "commit"),
                            sheet_cell(&estate.true_changes, row, "commit"));
        if (row > 0)
            assert_true(time >= sheet_time(&estate.changes, row - 1, "author_date"));
        if (ticket[0] != '\0')
            assert_true(sheet_time(&estate.tickets, ticket_row(&estate.tickets, ticket), "created") <= time);
        if (release[0] != '\0') {
            size_t at = sheet_find(&estate.releases, "release", release, estate.releases.n);
            int64_t deployed;

            assert_true(at < estate.releases.n);
            deployed = sheet_time(&estate.releases, at, "deployed");
            assert_true(deployed == TIME_NONE || deployed > time);
            assert_string_equal(sheet_cell(&estate.releases, at, "system"), sheet_cell(&estate.changes, row, "system"));
            members[at]++;
        }
    }
    for (size_t at = 0; at < estate.releases.n; at++)
        assert_true(members[at] > 0);
}

static void a_ticket_in_a_message_is_the_ticket_of_the_change(void **state)
{
    size_t named = 0;

    (void)state;
    for (size_t row = 0; row < estate.changes.n; row++) {
        const char *ticket = sheet_cell(&estate.changes, row, "tickets");

        if (ticket[0] != '\0') {
            assert_contains(sheet_cell(&estate.changes, row, "message"), ticket);
            named++;
        }
    }
    assert_in_range(named, 150, 500);
}

/* ------------------------------------------------------------------------------------------------ truth */

static void planted_identifiers_stand_in_the_text(void **state)
{
    size_t n_tickets = 0;

    (void)state;
    for (size_t row = 0; row < estate.identifiers.n; row++) {
        const char *id = sheet_cell(&estate.identifiers, row, "ticket");
        size_t ticket = ticket_row(&estate.tickets, id);
        const char *text = sheet_cell(&estate.tickets, ticket, sheet_cell(&estate.identifiers, row, "field"));

        assert_contains(text, sheet_cell(&estate.identifiers, row, "value"));
        n_tickets += row == 0 || strcmp(id, sheet_cell(&estate.identifiers, row - 1, "ticket")) != 0;
    }
    assert_in_range(n_tickets, 180, 300); /* 12 % of 2,000 */
}

static void assert_nobodys(const char *type, const char *value)
{
    if (strcmp(type, "PHONE") == 0) {
        assert_true(strstr(value, "555-01") != NULL || strstr(value, "555.01") != NULL);
    } else if (strcmp(type, "EMAIL") == 0) {
        assert_contains(value, "example.");
    } else if (strcmp(type, "IP") == 0) {
        assert_true(strncmp(value, "192.0.2.", 8) == 0 || strncmp(value, "198.51.100.", 11) == 0 ||
                    strncmp(value, "203.0.113.", 10) == 0);
    } else if (strcmp(type, "SSN") == 0) {
        int area = atoi(value), group = atoi(value + 4);

        assert_true(area == 0 || area == 666 || (area >= 900 && group <= 49) || strncmp(value, "987-65-432", 10) == 0);
    } else if (strcmp(type, "MRN") == 0) {
        assert_int_equal(strncmp(value, "00", 2), 0);
    }
}

static void planted_identifiers_can_belong_to_nobody(void **state)
{
    static const char *const types[] = { "NAME", "MRN", "DATE",    "PHONE", "EMAIL",     "SSN",
                                         "IP",   "URL", "ACCOUNT", "CARD",  "HEALTHPLAN" };
    size_t seen[sizeof types / sizeof types[0]] = { 0 };

    (void)state;
    for (size_t row = 0; row < estate.identifiers.n; row++) {
        const char *type = sheet_cell(&estate.identifiers, row, "type");
        size_t i = 0;

        while (i < sizeof types / sizeof types[0] && strcmp(types[i], type) != 0)
            i++;
        assert_true(i < sizeof types / sizeof types[0]);
        seen[i]++;
        assert_nobodys(type, sheet_cell(&estate.identifiers, row, "value"));
    }
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        assert_true(seen[i] > 0);
}

static void outcomes_are_those_of_the_truth(void **state)
{
    size_t n_planned = 0, n_bad = 0, n_recent = 0;

    (void)state;
    for (size_t row = 0; row < estate.releases.n; row++) {
        const char *name = sheet_cell(&estate.releases, row, "release"),
                   *truth = sheet_cell(&estate.true_releases, row, "outcome");
        size_t at = sheet_find(&estate.outcomes, "release", name, estate.outcomes.n);

        assert_string_equal(sheet_cell(&estate.true_releases, row, "release"), name);
        if (strcmp(sheet_cell(&estate.releases, row, "status"), "planned") == 0) {
            assert_true(sheet_time(&estate.releases, row, "planned") > HOSPITAL_END);
            assert_string_equal(sheet_cell(&estate.releases, row, "deployed"), "");
            assert_string_equal(truth, "");
            assert_int_equal(at, estate.outcomes.n);
            n_planned++;
            continue;
        }
        if (sheet_time(&estate.releases, row, "deployed") > HOSPITAL_END - 14 * 86400) { /* it went well, and nobody has said so yet */
            assert_string_equal(truth, "ok");
            assert_int_equal(at, estate.outcomes.n);
            n_recent++;
            continue;
        }
        assert_true(at < estate.outcomes.n);
        assert_string_equal(sheet_cell(&estate.outcomes, at, "outcome"), truth);
        assert_true(sheet_time(&estate.outcomes, at, "time") > sheet_time(&estate.releases, row, "deployed"));
        assert_true(sheet_time(&estate.outcomes, at, "time") < HOSPITAL_END);
        n_bad += strcmp(truth, "ok") != 0;
    }
    assert_int_equal(n_planned, 2);
    assert_int_equal(n_recent, 1);
    assert_int_equal(estate.outcomes.n, estate.releases.n - n_planned - n_recent);
    assert_int_equal(n_bad, estate.counts.bad_releases);
    assert_in_range(n_bad, 6, 14); /* about a quarter of 38 */
}

static void labels_are_known_three_to_sixty_days_later_or_not_at_all(void **state)
{
    size_t n_caused = 0, n_hidden = 0;

    (void)state;
    for (size_t row = 0; row < estate.changes.n; row++) {
        int64_t time = sheet_time(&estate.changes, row, "author_date"),
                known = sheet_time(&estate.changes, row, "label_time");
        bool buggy = strcmp(sheet_cell(&estate.changes, row, "buggy"), "1") == 0;
        bool caused = strcmp(sheet_cell(&estate.true_changes, row, "caused"), "1") == 0;

        assert_int_equal(buggy, known != TIME_NONE);
        assert_true(caused || !buggy);
        assert_string_equal(sheet_cell(&estate.changes, row, "split"), row < 800 ? "train" : "test");
        if (buggy) {
            assert_in_range(known - time, 3 * DAY_S, 60 * DAY_S);
            assert_true(known < HOSPITAL_END);
        } else if (caused) {
            assert_true(HOSPITAL_END - time < 60 * DAY_S); /* only the newest can hide */
            n_hidden++;
        }
        n_caused += caused;
    }
    assert_int_equal(n_caused, estate.counts.caused_changes);
    assert_in_range(n_caused, 90, 230);
    assert_true(n_hidden > 0);
}

static void a_change_that_caused_a_ticket_was_faulty(void **state)
{
    size_t n = 0;

    (void)state;
    for (size_t row = 0; row < estate.tickets.n; row++) {
        const char *commit = sheet_cell(&estate.tickets, row, "caused_by_change");

        if (commit[0] != '\0') {
            size_t change = sheet_find(&estate.true_changes, "commit", commit, estate.true_changes.n);

            assert_string_equal(sheet_cell(&estate.true_changes, change, "caused"), "1");
            n++;
        }
    }
    assert_true(n > 40);
}

static void experience_is_counted_from_the_history(void **state)
{
    size_t *done = calloc(estate.people.n, sizeof *done);

    (void)state;
    assert_non_null(done);
    for (size_t row = 0; row < estate.changes.n; row++) {
        size_t person =
            sheet_find(&estate.people, "author", sheet_cell(&estate.changes, row, "author"), estate.people.n);
        long exp = strtol(sheet_cell(&estate.changes, row, "exp"), NULL, 10);

        assert_true(person < estate.people.n);
        assert_int_equal(exp,
                         strtol(sheet_cell(&estate.people, person, "experience"), NULL, 10) + (long)done[person]++);
        assert_true(strtol(sheet_cell(&estate.changes, row, "sexp"), NULL, 10) <= exp);
        assert_true(strtod(sheet_cell(&estate.changes, row, "rexp"), NULL) <= (double)exp + 1e-3);
    }
    free(done);
}

static void metrics_agree_with_the_files_of_the_change(void **state)
{
    (void)state;
    for (size_t row = 0; row < estate.changes.n; row++) {
        long n = 1, nf = strtol(sheet_cell(&estate.changes, row, "nf"), NULL, 10);
        long nd = strtol(sheet_cell(&estate.changes, row, "nd"), NULL, 10),
             ns = strtol(sheet_cell(&estate.changes, row, "ns"), NULL, 10);
        const char *files = sheet_cell(&estate.code, row, "files");

        for (const char *c = files; *c != '\0'; c++)
            n += *c == '|';
        assert_int_equal(n, nf);
        assert_true(ns >= 1 && ns <= nd && nd <= nf);
        assert_true(strtod(sheet_cell(&estate.changes, row, "entropy"), NULL) <= 5.0); /* log2 of at most 24 files */
    }
}

static void misfiling_repeats_and_open_tickets_have_their_rates(void **state)
{
    size_t n_misfiled = 0, n_duplicates = 0, n_open = 0, n_recent = 0;

    (void)state;
    for (size_t row = 0; row < estate.tickets.n; row++) {
        const char *status = sheet_cell(&estate.tickets, row, "status");
        bool open = strcmp(status, "New") == 0 || strcmp(status, "In Progress") == 0;
        bool wrong = strcmp(sheet_cell(&estate.tickets, row, "component_filed"),
                            sheet_cell(&estate.families, row, "true_component")) != 0;

        assert_int_equal(wrong, atoi(sheet_cell(&estate.families, row, "misfiled")));
        assert_int_equal(open, sheet_time(&estate.tickets, row, "resolved") == TIME_NONE);
        if (strcmp(status, "New") == 0)
            assert_string_equal(sheet_cell(&estate.tickets, row, "team"), "");
        else
            assert_string_equal(sheet_cell(&estate.tickets, row, "team"),
                                sheet_cell(&estate.families, row, "true_team"));
        n_misfiled += wrong;
        n_duplicates += sheet_cell(&estate.tickets, row, "duplicate_of")[0] != '\0';
        n_open += open;
        n_recent += open && HOSPITAL_END - sheet_time(&estate.tickets, row, "created") < 30 * DAY_S;
    }
    assert_in_range(n_misfiled, 300, 500);
    assert_in_range(n_duplicates, 150, 330);
    assert_in_range(n_recent, 45, 100);
    assert_int_equal(n_open, estate.counts.open_tickets);
}

static void severities_map_to_clinical_impact(void **state)
{
    (void)state;
    for (size_t row = 0; row < estate.tickets.n; row++) {
        size_t i = 0;

        while (i < HOSPITAL_SEVERITIES &&
               strcmp(hospital_severity[i].verbatim, sheet_cell(&estate.tickets, row, "severity")) != 0)
            i++;
        assert_true(i < HOSPITAL_SEVERITIES);
    }
}

/* ------------------------------------------------------------------------------------------------ failures */

static void a_scale_of_nothing_is_refused(void **state)
{
    struct hospital_options options = { .seed = 1, .scale = 0 };
    struct err err = ERR_INIT;

    assert_int_equal(hospital_write(*state, &options, NULL, &err), ERR_USAGE);
    assert_contains(err.msg, "scale 0");
    assert_int_equal(dir_count(*state), 0);
}

static void a_folder_that_cannot_be_made_is_named(void **state)
{
    struct hospital_options options = { .seed = 1, .scale = 1 };
    struct err err = ERR_INIT;

    put_file(path_in(*state, "file"), "in the way");
    assert_int_equal(hospital_write(path_in(*state, "file"), &options, NULL, &err), ERR_IO);
    assert_contains(err.msg, "file");
}

static void a_failed_write_leaves_the_old_files(void **state)
{
    struct hospital_options options = { .seed = SEED + 2, .scale = 1 };
    struct err err = ERR_INIT;

    write_estate(*state, SEED, 1, NULL);
    outfile_fail_after(20);
    assert_int_equal(hospital_write(*state, &options, NULL, &err), ERR_IO);
    outfile_fail_after(-1);
    for (size_t i = 0; i < N_FILES; i++)
        assert_true(same_bytes(estate.dir, *state, file_name[i]));
    assert_int_equal(dir_count(*state), 14); /* nothing left beside them */
}

/* How many allocations an estate needs: an n with which all goes well. Each failure on the way is reported as such and leaves no
 * half-written file behind. The first are failed one by one, then every ninth: there it is one file after the other. */
static long allocations_needed(const char *dir)
{
    struct hospital_options options = { .seed = SEED, .scale = 1 };

    for (long n = 0;; n += n < 130 ? 1 : 9) {
        struct err err = ERR_INIT;
        int rc;

        mem_fail_after(n);
        rc = hospital_write(dir, &options, NULL, &err);
        mem_fail_after(-1);
        if (rc == 0)
            return n;
        assert_int_equal(rc, ERR_NOMEM);
        assert_int_equal(err.code, ERR_NOMEM);
        assert_true(dir_count(path_in(dir, "truth")) <= 10); /* whole files, or none */
        assert_true(dir_count(dir) <= 13);
    }
}

static void every_failed_allocation_is_reported(void **state)
{
    assert_int_equal(outfile_make_dirs(path_in(*state, "truth"), 0755, NULL), 0);
    assert_in_range(allocations_needed(*state), 10, 700);
}

/* Memory has a fixed bound: three times the rows need no more allocations than one time, give or take a longer line. */
static void more_rows_need_no_more_memory(void **state)
{
    struct hospital_options options = { .seed = SEED, .scale = 4 };
    struct err err = ERR_INIT;
    long few = 1000; /* allocations; there are 8,000 tickets */

    mem_fail_after(few);
    assert_int_equal(hospital_write(*state, &options, NULL, &err), 0);
    assert_false(mem_failed());
    mem_fail_after(-1);
}

/* Each update of a library with the change that made it; whether it broke something is told where the change's label is, or two months have passed. */
static void updates_are_those_of_the_changes_and_each_upcoming_release_has_a_release_before(void **state)
{
    struct sheet updates;
    size_t known = 0, broke = 0;

    (void)state;
    sheet_read(&updates, path_in(estate.dir, "updates.csv"));
    assert_int_equal(updates.n, estate.counts.updates);
    assert_int_equal(updates.n, estate.counts.library_updates);
    for (size_t i = 0, row = 0; i < updates.n; i++, row++) {
        const char *said = sheet_cell(&updates, i, "broke");

        while (strncmp(sheet_cell(&estate.changes, row, "commit"), sheet_cell(&updates, i, "id"), 12) != 0) /* in the order of the changes */
            assert_true(++row < estate.changes.n);
        assert_string_equal(sheet_cell(&estate.changes, row, "system"), sheet_cell(&updates, i, "project"));
        if (strcmp(sheet_cell(&estate.changes, row, "buggy"), "1") == 0)
            assert_string_equal(said, "1");
        else
            assert_string_equal(said, sheet_time(&estate.changes, row, "author_date") + 60 * 86400 < HOSPITAL_END ? "0" : "");
        assert_true((said[0] == '\0') == (sheet_time(&updates, i, "label_time") == TIME_NONE));
        known += said[0] != '\0';
        broke += said[0] == '1';
    }
    assert_true(broke > 0 && known > broke);
    assert_int_equal(estate.counts.n_read, 4);
    for (size_t i = 0; i < 4; i++) {
        char folder[128];

        assert_int_equal(estate.counts.read[i].upcoming, i % 2 == 1);
        assert_string_equal(estate.counts.read[i].system, estate.counts.read[i - i % 2].system);
        snprintf(folder, sizeof folder, "release-dependencies/%s", estate.counts.read[i].release);
        assert_int_equal(dir_count(path_in(estate.dir, folder)), 1);
    }
    sheet_release(&updates);
}

static void one_upcoming_release_lacks_no_evidence_and_others_do(void **state)
{
    static const char *const item[] = { "rollback_plan", "rollback_tested", "runbook", "training", "staged", "parity", "tests", "approval", "window" };
    size_t complete = 0, lacking = 0;
    struct sheet evidence;

    (void)state;
    sheet_read(&evidence, path_in(estate.dir, "evidence.csv"));
    for (size_t r = 0; r < estate.releases.n; r++) {
        const char *name = sheet_cell(&estate.releases, r, "release");
        size_t given = 0;

        if (strcmp(sheet_cell(&estate.releases, r, "status"), "planned") != 0)
            continue;
        for (size_t e = 0; e < evidence.n; e++)
            for (size_t i = 0; i < sizeof item / sizeof *item && strcmp(sheet_cell(&evidence, e, "release"), name) == 0; i++)
                given += strcmp(sheet_cell(&evidence, e, "item"), item[i]) == 0 && strcmp(sheet_cell(&evidence, e, "value"), "not yet") != 0 &&
                         strcmp(sheet_cell(&evidence, e, "value"), "pending") != 0;
        complete += given == sizeof item / sizeof *item;
        lacking += given < sizeof item / sizeof *item;
    }
    sheet_release(&evidence);
    assert_int_equal(complete, 1);
    assert_true(lacking > 0);
}

int main(void)
{
#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, temp_dir_setup, temp_dir_teardown)
    const struct CMUnitTest tests[] = {
        IN_FOLDER(the_same_seed_gives_the_same_bytes),
        IN_FOLDER(another_seed_gives_other_bytes),
        IN_FOLDER(rows_are_counted_and_follow_the_scale),
        cmocka_unit_test(headers_are_those_of_the_contract),
        cmocka_unit_test(updates_are_those_of_the_changes_and_each_upcoming_release_has_a_release_before),
        cmocka_unit_test(one_upcoming_release_lacks_no_evidence_and_others_do),
        cmocka_unit_test(systems_depend_on_systems_and_never_in_circles),
        cmocka_unit_test(tickets_come_in_order_and_point_backwards),
        cmocka_unit_test(tickets_name_systems_workflows_changes_and_releases_that_are_there),
        cmocka_unit_test(changes_belong_to_releases_of_their_system_and_every_release_has_some),
        cmocka_unit_test(a_ticket_in_a_message_is_the_ticket_of_the_change),
        cmocka_unit_test(planted_identifiers_stand_in_the_text),
        cmocka_unit_test(planted_identifiers_can_belong_to_nobody),
        cmocka_unit_test(outcomes_are_those_of_the_truth),
        cmocka_unit_test(labels_are_known_three_to_sixty_days_later_or_not_at_all),
        cmocka_unit_test(a_change_that_caused_a_ticket_was_faulty),
        cmocka_unit_test(experience_is_counted_from_the_history),
        cmocka_unit_test(metrics_agree_with_the_files_of_the_change),
        cmocka_unit_test(misfiling_repeats_and_open_tickets_have_their_rates),
        cmocka_unit_test(severities_map_to_clinical_impact),
        IN_FOLDER(a_scale_of_nothing_is_refused),
        IN_FOLDER(a_folder_that_cannot_be_made_is_named),
        IN_FOLDER(a_failed_write_leaves_the_old_files),
        IN_FOLDER(every_failed_allocation_is_reported),
        IN_FOLDER(more_rows_need_no_more_memory),
    };

    return cmocka_run_group_tests_name("hospital", tests, group_setup, group_teardown);
}
