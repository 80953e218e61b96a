/*
 * What was planted in the made-up hospital against what the engine finds in it: one night over an estate of scale 4, then the truth beside it.
 * Floors are well below what was measured (docs/benchmarks.md) and above the trivial baseline, each stated where it stands.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/parallel.h"
#include "datasets/hospital/hospital.h"
#include "score/cluster/cluster_bursts.h"
#include "score/night/nightly.h"
#include "tests/support/fixture_store.h"
#include "tests/support/sheet.h"
#include "train/backtest/backtest.h"
#include "train/cluster/cluster_metrics.h"
#include "train/cluster/clustering.h"
#include "train/duplicate/backtest_duplicates.h"

enum { SCALE = 4, SEED = 3, N_SYSTEM_ROWS = 24, TICKET_FIRST = 100001 };

static struct {
    struct fixture *f;
    struct config config;
    struct snapshot snapshot;
    struct sheet tickets, families, changes, true_changes, systems, bursts;
} planted;

static void write_config(const char *dir)
{
    char path[4200];

    snprintf(path, sizeof path, "%s/night.conf", dir);
    put_file(
        path,
        "[source estate]\nkind = estate\npath = data/estate.csv\n[source tickets]\nkind = tickets\npath = data/tickets.csv\n"
        "[source changes]\nkind = changes\npath = data/changes.csv\ncode = data/changes-code.csv\n"
        "[source releases]\nkind = releases\npath = data/releases.csv\n[source outcomes]\nkind = outcomes\npath = data/outcomes.csv\n"
        "[reports]\ndir = reports\n");
}

static void read_truth(const char *dir)
{
    sheet_read(&planted.tickets, path_in(dir, "tickets.csv"));
    sheet_read(&planted.families, path_in(dir, "truth/families.csv"));
    sheet_read(&planted.changes, path_in(dir, "changes.csv"));
    sheet_read(&planted.true_changes, path_in(dir, "truth/changes.csv"));
    sheet_read(&planted.systems, path_in(dir, "truth/systems.csv"));
    sheet_read(&planted.bursts, path_in(dir, "truth/bursts.csv"));
}

static int group_setup(void **state)
{
    struct hospital_options ho = { .seed = SEED, .scale = SCALE };
    struct nightly_options no = { .config = &planted.config, .seed = 1, .n_threads = parallel_cores() };
    struct nightly night;
    struct err err = ERR_INIT;
    char data[4200], conf[4200];
    void *f = NULL;

    (void)state;
    fixture_setup(&f);
    planted.f = f;
    snprintf(data, sizeof data, "%s/data", planted.f->dir);
    snprintf(conf, sizeof conf, "%s/night.conf", planted.f->dir);
    assert_ok(hospital_write(data, &ho, NULL, &err), err);
    read_truth(data);
    write_config(planted.f->dir);
    assert_ok(config_load(&planted.config, conf, planted.f->path, &err), err);
    assert_ok(nightly_run(&night, planted.f->store, &no, &err), err);
    assert_ok(snapshot_take(&planted.snapshot, planted.f->store, &err), err);
    return 0;
}

static int group_teardown(void **state)
{
    void *f = planted.f;

    (void)state;
    sheet_release(&planted.tickets);
    sheet_release(&planted.families);
    sheet_release(&planted.changes);
    sheet_release(&planted.true_changes);
    sheet_release(&planted.systems);
    sheet_release(&planted.bursts);
    snapshot_release(&planted.snapshot);
    config_release(&planted.config);
    return fixture_teardown(&f);
}

/* ------------------------------------------------------------------------------------------------ order */

/* Ranks from 1, ties shared. */
static void rank_of(double *rank, const double *value, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        size_t below = 0, equal = 0;

        for (size_t j = 0; j < n; j++) {
            below += value[j] < value[i];
            equal += value[j] == value[i];
        }
        rank[i] = (double)below + ((double)equal + 1) / 2;
    }
}

/* Spearman's: the correlation of the ranks. */
static double rank_correlation(const double *a, const double *b, size_t n)
{
    double *rank_a = calloc(2 * n, sizeof(double)), *rank_b = rank_a + n, mean = ((double)n + 1) / 2, ab = 0, aa = 0,
           bb = 0;

    assert_non_null(rank_a);
    rank_of(rank_a, a, n);
    rank_of(rank_b, b, n);
    for (size_t i = 0; i < n; i++) {
        ab += (rank_a[i] - mean) * (rank_b[i] - mean);
        aa += (rank_a[i] - mean) * (rank_a[i] - mean);
        bb += (rank_b[i] - mean) * (rank_b[i] - mean);
    }
    free(rank_a);
    return ab / sqrt(aa * bb);
}

/* ------------------------------------------------------------------------------------------------ routing */

static void open_tickets_that_were_misfiled_get_their_team(void **state)
{
    struct store *store = planted.f->store;
    size_t n_misfiled = 0, n_corrected = 0, n_right = 0, n_spoiled = 0;
    struct db_stmt *stmt = NULL;
    struct err err = ERR_INIT;

    (void)state;
    /* A suggestion counts where it is sure; otherwise the ticket goes where it was filed. */
    assert_ok(
        db_prepare(
            store->db, &stmt,
            "SELECT item, label FROM scores JOIN models USING (model_id) WHERE task = 'route' AND probability >= 0.6",
            &err),
        err);
    while (db_step(stmt, &err) == 1) {
        const char *id = strchr(db_text(stmt, 0, NULL), '/') + 1, *label = db_text(stmt, 1, NULL);
        size_t row = strtoul(id + 4, NULL, 10) - TICKET_FIRST;
        const char *filed = sheet_cell(&planted.tickets, row, "team_filed"),
                   *truth = sheet_cell(&planted.families, row, "true_team");

        if (strcmp(filed, truth) == 0) {
            n_spoiled += strcmp(label, truth) != 0;
        } else {
            n_corrected += strcmp(label, truth) == 0;
        }
    }
    db_finalize(stmt);
    for (size_t row = 0; row < planted.tickets.n; row++) {
        bool open = sheet_cell(&planted.tickets, row, "resolved")[0] == '\0';
        bool right = strcmp(sheet_cell(&planted.tickets, row, "team_filed"),
                            sheet_cell(&planted.families, row, "true_team")) == 0;

        n_right += open && right;
        n_misfiled += open && !right;
    }
    print_message("routing: %zu of %zu misfiled corrected, %zu of %zu right ones spoiled\n", n_corrected, n_misfiled,
                  n_spoiled, n_right);
    assert_true(n_misfiled >= 25);
    /* measured .73 to .82 corrected, .004 to .03 spoiled; leaving tickets where they are filed corrects none */
    assert_true(n_corrected * 10 >= n_misfiled * 6);
    assert_true(n_spoiled * 100 <= n_right * 7);
}

/* ------------------------------------------------------------------------------------------------ change risk */

/* By system: what is said of its changes in the test part, and what is true of them. */
struct by_system {
    double said[N_SYSTEM_ROWS], truth[N_SYSTEM_ROWS];
    size_t n;            /* systems with enough changes             */
    double risky, other; /* mean said of the planted risky systems, of the others */
};

enum { ENOUGH = 8 };

static void sum_up(struct by_system *out, const double *said, const double *truth, const size_t *system, size_t n)
{
    double sum[2] = { 0 };
    size_t count[2] = { 0 };

    memset(out, 0, sizeof *out);
    for (size_t s = 0; s < planted.systems.n; s++) {
        bool risky = strtod(sheet_cell(&planted.systems, s, "risk"), NULL) > 0.5;
        double all_said = 0, all_truth = 0;
        size_t k = 0;

        for (size_t i = 0; i < n; i++) {
            if (system[i] != s)
                continue;
            all_said += said[i];
            all_truth += truth[i];
            k++;
        }
        sum[risky] += all_said;
        count[risky] += k;
        if (k < ENOUGH)
            continue;
        out->said[out->n] = all_said / (double)k;
        out->truth[out->n++] = all_truth / (double)k;
    }
    out->other = sum[0] / (double)count[0];
    out->risky = sum[1] / (double)count[1];
}

static void risky_systems_and_changes_come_out_on_top(void **state)
{
    struct examples_options eo = { .task = task_find("change-risk"),
                                   .project = "hospital",
                                   .n_threads = parallel_cores() };
    struct backtest_options bo = {
        .holdout = 0.2, .split_column = true, .maturity_days = 90, .seed = 1, .n_threads = parallel_cores()
    };
    double *said, *truth, *size, by_change, by_size;
    struct by_system systems;
    struct examples e;
    struct backtest b;
    struct err err = ERR_INIT;
    size_t *system;

    (void)state;
    assert_ok(examples_load(&e, planted.f->store, &planted.snapshot, &eo, &err), err);
    assert_ok(backtest_run(&b, &e, &bo, &err), err);
    said = calloc(3 * b.test_rows, sizeof *said);
    system = calloc(b.test_rows, sizeof *system);
    assert_true(said != NULL && system != NULL);
    truth = said + b.test_rows;
    size = truth + b.test_rows;
    for (size_t i = 0; i < b.test_rows; i++) {
        size_t row = sheet_find(&planted.changes, "commit", e.id[b.prediction[i].row], planted.changes.n);

        assert_true(row < planted.changes.n);
        said[i] = b.prediction[i].p[0];
        truth[i] = strtod(sheet_cell(&planted.true_changes, row, "p_true"), NULL);
        size[i] = e.effort[b.prediction[i].row];
        system[i] =
            sheet_find(&planted.systems, "system", sheet_cell(&planted.changes, row, "system"), planted.systems.n);
    }
    by_change = rank_correlation(said, truth, b.test_rows);
    by_size = rank_correlation(size, truth, b.test_rows);
    sum_up(&systems, said, truth, system, b.test_rows);
    print_message(
        "changes: rank correlation with the true probability %.2f, of their size %.2f; systems %.2f; risky %.3f, other %.3f\n",
        by_change, by_size, rank_correlation(systems.said, systems.truth, systems.n), systems.risky, systems.other);
    /* measured .84 to .88 against .56 to .62 by size; systems .68 to .95; the four planted systems 1.5 times the others */
    assert_true(by_change > 0.72);
    assert_true(by_change > by_size + 0.1);
    assert_true(systems.n >= 10);
    assert_true(rank_correlation(systems.said, systems.truth, systems.n) > 0.5);
    assert_true(systems.risky > 1.3 * systems.other);
    free(said);
    free(system);
    backtest_release(&b);
    examples_release(&e);
}

/* ------------------------------------------------------------------------------------------------ duplicates */

static void repeats_are_found(void **state)
{
    struct duplicates_options options = { .holdout = 0.2, .seed = 1, .n_threads = parallel_cores() };
    struct duplicates_backtest b;
    struct ticket_table tickets;
    struct err err = ERR_INIT;
    size_t n = 0, n_found = 0, n_newest = 0;

    (void)state;
    assert_ok(tickets_load(&tickets, planted.f->store, &planted.snapshot, "hospital", &err), err);
    assert_ok(backtest_duplicates(&b, &tickets, &options, &err), err);
    for (size_t i = 0; i < b.n_queries; i++) {
        const struct duplicate_prediction *p = &b.prediction[i];
        const uint32_t *member;
        size_t n_earlier = duplicates_earlier(&member, &b.groups, p->row);

        if (tickets.row[p->row].parent[0] != '\0')
            continue; /* of a burst: that is seen by the hour, not by the words */
        n++;
        n_found += p->rank >= 1 && p->rank <= DUPLICATES_TOP;
        n_newest += n_earlier > 0 && member[n_earlier - 1] + DUPLICATES_TOP >= p->row; /* one of the ten before it */
    }
    print_message("duplicates: %zu of %zu among ten, all %.3f; the newest ten %zu\n", n_found, n, b.recall_at_10.value,
                  n_newest);
    assert_true(n >= 40);
    /* measured .42 to .47; the ten newest .21 to .27; a third of all repeats say nothing that could be found */
    assert_true(n_found * 100 >= n * 35);
    assert_true(n_found > n_newest);
    duplicates_backtest_release(&b);
    tickets_release(&tickets);
}

/* ------------------------------------------------------------------------------------------------ clusters */

static void families_come_together_in_clusters(void **state)
{
    struct clustering_options options = { .k = 60, .seed = 1, .n_threads = parallel_cores() };
    struct cluster_agreement agreement;
    struct ticket_table tickets;
    struct clustering c;
    struct err err = ERR_INIT;
    uint32_t *family, *cluster;
    size_t n = 0;

    (void)state;
    assert_ok(tickets_load(&tickets, planted.f->store, &planted.snapshot, "hospital", &err), err);
    assert_ok(clustering_run(&c, &tickets, &options, &err), err);
    family = calloc(tickets.n, sizeof *family);
    cluster = calloc(tickets.n, sizeof *cluster);
    assert_true(family != NULL && cluster != NULL);
    for (size_t row = 0; row < tickets.n; row++) {
        size_t truth = strtoul(tickets.row[row].id + 4, NULL, 10) - TICKET_FIRST;
        const char *name = sheet_cell(&planted.families, truth, "family");

        if (name[0] == '\0') /* what comes once has no family */
            continue;
        family[n] =
            (uint32_t)sheet_find(&planted.families, "family", name, truth); /* the first of its kind stands for it */
        cluster[n++] = c.groups.cluster[row] == KMEANS_NONE ? (uint32_t)c.groups.k : c.groups.cluster[row];
    }
    assert_ok(cluster_agreement(&agreement, family, cluster, n, &err), err);
    print_message("clusters: AMI %.3f, ARI %.3f over %zu tickets\n", agreement.ami, agreement.ari, n);
    assert_true(agreement.ami > 0.45); /* measured .58; by chance 0 */
    assert_true(agreement.ami < 0.9);  /* else the estate has become too easy to say anything */
    free(family);
    free(cluster);
    clustering_release(&c);
    tickets_release(&tickets);
}

/* ------------------------------------------------------------------------------------------------ bursts */

enum { DAY_S = 86400, LARGE_BURST = 6, PAST_DAYS = 90 };

struct looking {
    struct cluster_list list;
    int64_t *busy; /* [planted.bursts.n] when the tickets of bursts were filed */
};

static int64_t filed(const char *ticket)
{
    return sheet_time(&planted.tickets, strtoul(ticket + 4, NULL, 10) - TICKET_FIRST, "created");
}

/* Whether at that time one of the suspected incidents is a cluster that holds at least half of the burst's tickets (first to last row of the truth);
 * *said: how many are suspected. */
static bool is_found(const struct looking *l, int64_t at, size_t first, size_t last, size_t *said)
{
    const struct cluster_grouping *g = &l->list.grouping[0];
    struct bursts found = { 0 };
    struct err err = ERR_INIT;
    bool any = false;

    assert_ok(cluster_bursts_until(&found, planted.f->store, &l->list, g, at, &err), err);
    for (size_t b = 0; b < found.n; b++) {
        size_t in_it = 0;

        for (size_t row = first; row < last; row++) {
            int64_t cluster_id = 0;

            assert_ok(cluster_of_ticket(&cluster_id, planted.f->store, "hospital", sheet_cell(&planted.bursts, row, "ticket"), g->run_id, &err), err);
            in_it += cluster_id == l->list.row[found.burst[b].group].cluster_id;
        }
        any |= 2 * in_it >= last - first && last > first;
    }
    *said = found.n;
    bursts_release(&found);
    return any;
}

static size_t end_of_burst(size_t first)
{
    size_t last = first;

    while (last < planted.bursts.n && strcmp(sheet_cell(&planted.bursts, last, "burst"), sheet_cell(&planted.bursts, first, "burst")) == 0)
        last++;
    return last;
}

static bool is_near_a_burst(const struct looking *l, int64_t at)
{
    for (size_t i = 0; i < planted.bursts.n; i++)
        if (l->busy[i] <= at && l->busy[i] > at - 4 * DAY_S) /* the longest span, and the day */
            return true;
    return false;
}

static void look_at_quiet_days(const struct looking *l, int64_t from, int64_t to, size_t *days, size_t *false_alarms)
{
    for (int64_t day = from; day < to; day += DAY_S) {
        size_t said;

        if (is_near_a_burst(l, day))
            continue;
        is_found(l, day, 0, 0, &said);
        ++*days;
        *false_alarms += said > 0;
    }
}

/* In the clusters that the night made of all tickets, looked at as of each time. */
static void large_bursts_are_seen_and_quiet_days_are_quiet(void **state)
{
    struct looking l = { .busy = calloc(planted.bursts.n, sizeof *l.busy) };
    size_t n = 0, n_found = 0, days = 0, false_alarms = 0, said;
    int64_t from = filed(sheet_cell(&planted.tickets, 0, "id")) + PAST_DAYS * DAY_S, to = filed(sheet_cell(&planted.tickets, planted.tickets.n - 1, "id"));
    struct err err = ERR_INIT;

    (void)state;
    assert_non_null(l.busy);
    assert_ok(cluster_list_load(&l.list, planted.f->store, "hospital", 0, &err), err);
    for (size_t i = 0; i < planted.bursts.n; i++)
        l.busy[i] = filed(sheet_cell(&planted.bursts, i, "ticket"));
    for (size_t first = 0, last; first < planted.bursts.n; first = last) {
        int64_t at = 0;

        last = end_of_burst(first);
        for (size_t i = first; i < last; i++)
            at = l.busy[i] > at ? l.busy[i] : at;
        if (last - first < LARGE_BURST || at < from)
            continue;
        n++;
        n_found += is_found(&l, at, first, last, &said);
    }
    look_at_quiet_days(&l, from, to, &days, &false_alarms);
    print_message("bursts: %zu of %zu with at least %d tickets found at their last one; of %zu quiet days %zu with one\n", n_found, n, (int)LARGE_BURST, days,
                  false_alarms);
    assert_true(n >= 10);
    assert_true(2 * n_found > n);
    assert_true(days >= 100);
    assert_true(100 * false_alarms <= 3 * days); /* stated: one look in a hundred */
    cluster_list_release(&l.list);
    free(l.busy);
}

/* ------------------------------------------------------------------------------------------------ severity */

enum { N_IMPACTS = 3 };

/* care-blocking 0, operational 1, minor 2. */
static int impact_of(const char *severity)
{
    static const char *const name[N_IMPACTS] = { "care-blocking", "operational", "minor" };
    int impact = 0;

    for (size_t i = 0; i < HOSPITAL_SEVERITIES; i++) {
        if (strcmp(hospital_severity[i].verbatim, severity) != 0)
            continue;
        while (strcmp(name[impact], hospital_severity[i].impact) != 0)
            impact++;
        return impact;
    }
    fail_msg("'%s' is no severity of the hospital", severity);
    return 0;
}

/* What the words say of the impact on care, against the impact that was planted: the mean over the three impacts of the share that is
 * recognised. Always saying the same makes a third. */
static void impact_on_care_is_read_from_the_words(void **state)
{
    struct examples_options eo = { .task = task_find("severity"),
                                   .project = "hospital",
                                   .n_threads = parallel_cores() };
    struct backtest_options bo = { .holdout = 0.2, .maturity_days = 90, .seed = 1, .n_threads = parallel_cores() };
    size_t n[N_IMPACTS] = { 0 }, n_right[N_IMPACTS] = { 0 };
    double recall = 0;
    struct examples e;
    struct backtest b;
    struct err err = ERR_INIT;

    (void)state;
    if (eo.task == NULL)
        skip_because("no task of this name");
    assert_ok(examples_load(&e, planted.f->store, &planted.snapshot, &eo, &err), err);
    assert_ok(backtest_run(&b, &e, &bo, &err), err);
    for (size_t i = 0; i < b.test_rows; i++) {
        size_t row = strtoul(e.id[b.prediction[i].row] + 4, NULL, 10) - TICKET_FIRST;
        int truth = impact_of(sheet_cell(&planted.families, row, "true_severity"));

        n[truth]++;
        n_right[truth] += impact_of(e.class_name.str[b.prediction[i].top[0]]) == truth;
    }
    for (int impact = 0; impact < N_IMPACTS; impact++)
        recall += (double)n_right[impact] / (double)n[impact] / N_IMPACTS;
    print_message("impact: mean recall %.3f (care-blocking %zu of %zu); severity macro-F1 %.3f\n", recall, n_right[0],
                  n[0], b.macro_f1);
    assert_true(recall > 0.48);    /* measured .58 */
    assert_true(b.macro_f1 > 0.4); /* always the most frequent of four: .14 */
    backtest_release(&b);
    examples_release(&e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(open_tickets_that_were_misfiled_get_their_team),
        cmocka_unit_test(risky_systems_and_changes_come_out_on_top),
        cmocka_unit_test(repeats_are_found),
        cmocka_unit_test(families_come_together_in_clusters),
        cmocka_unit_test(large_bursts_are_seen_and_quiet_days_are_quiet),
        cmocka_unit_test(impact_on_care_is_read_from_the_words),
    };

    return cmocka_run_group_tests_name("planted", tests, group_setup, group_teardown);
}
