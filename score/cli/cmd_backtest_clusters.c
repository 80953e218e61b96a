#include "score/cli/cmd_backtest_clusters.h"

#include <string.h>

#include "score/cli/backtest_rows.h"
#include "train/cluster/backtest_clusters.h"

enum { CLUSTERS = 144, CLUSTERS_MAX = 100000 };

static json_t *result_json(const struct clusters_backtest *b, const char *project, const struct clustering_options *options, double load_s)
{
    const struct cluster_agreement *a = &b->agreement;

    return json_pack("{s:i, s:s, s:s, s:s, s:I, s:I, s:I, s:I, s:f, s:f, s:f, s:f, s:f, s:{s:f, s:f, s:f, s:f, s:f, s:f}}", "schema_version", 1,
                     "task", "clusters", "project", project, "label", "component", "k", (json_int_t)options->k, "tickets",
                     (json_int_t)b->tickets.n, "labels", (json_int_t)b->n_labels, "clusters", (json_int_t)b->n_clusters, "v_measure", a->v_measure,
                     "homogeneity", a->homogeneity, "completeness", a->completeness, "ami", a->ami, "ari", a->ari, "seconds", "load", load_s,
                     "features", b->rows_s, "axes", b->axes_s, "groups", b->groups_s, "compare", b->compare_s, "total",
                     load_s + b->rows_s + b->axes_s + b->groups_s + b->compare_s);
}

static void result_text(struct strbuf *out, const struct clusters_backtest *b, const char *project)
{
    const struct cluster_agreement *a = &b->agreement;

    strbuf_addf(out, "clusters of project %s: %zu tickets of %zu components with %d or more, in %zu clusters by their text alone\n", project,
                b->tickets.n, b->n_labels, (int)BACKTEST_CLUSTERS_LABEL_MIN, b->n_clusters);
    strbuf_addf(out, "  AMI                   %.4f   (agreement with the components; by chance 0)\n  ARI                   %.4f\n", a->ami, a->ari);
    strbuf_addf(out, "  V-measure             %.4f   (homogeneity %.4f, completeness %.4f)\n", a->v_measure, a->homogeneity, a->completeness);
}

static int show(struct cli *cli, const struct clusters_backtest *b, const char *project, const struct clustering_options *options, double load_s)
{
    struct strbuf out;
    int status;

    if (cli->json)
        return cli_print_json(cli, result_json(b, project, options, load_s));
    strbuf_init(&out);
    result_text(&out, b, project);
    status = cli_print_visible(cli, &out);
    strbuf_release(&out);
    return status;
}

static int backtest(struct cli *cli, struct backtest_rows *rows, const struct clustering_options *options)
{
    const char *predictions = cli_value(cli, "predictions");
    struct clusters_backtest b = { 0 };
    struct ticket_table tickets = { 0 };
    struct err err = ERR_INIT;
    int rc = backtest_rows_tickets(&tickets, rows, &err), status;

    if (rc == 0) {
        progress_begin(&cli->log, "clusters", 0);
        rc = backtest_clusters(&b, &tickets, options, &err);
        progress_end(&cli->log, "%zu clusters", b.n_clusters);
    }
    if (rc == 0 && predictions != NULL)
        rc = clusters_write_predictions(&b, predictions, &err);
    status = rc < 0 ? cli_fail(cli, &err) : show(cli, &b, rows->project, options, rows->seconds);
    clusters_backtest_release(&b);
    tickets_release(&tickets);
    return status;
}

/* Nothing is learned from labels, so there is nothing to cut. */
static int check_options(struct cli *cli)
{
    static const char *const other[] = { "intervals", "holdout", "folds", "split-column", "features", "labels" };
    const char *label = cli_value(cli, "label");

    for (size_t i = 0; i < sizeof(other) / sizeof(other[0]); i++)
        if (cli_has(cli, other[i]))
            return cli_usage_error(cli, "--%s is not for clusters", other[i]);
    if (label != NULL && strcmp(label, "component") != 0)
        return cli_usage_error(cli, "clusters are compared with the component, not '%s'", label);
    return STATUS_DONE;
}

int cmd_backtest_clusters_run(struct cli *cli)
{
    struct clustering_options options = { .seed = cli->seed, .n_threads = cli->threads };
    struct backtest_rows rows;
    long long k = CLUSTERS;
    int status = check_options(cli);

    if (status == STATUS_DONE)
        status = cli_integer(cli, "k", 1, CLUSTERS_MAX, &k);
    options.k = (size_t)k;
    if (status == STATUS_DONE)
        status = backtest_rows_open(&rows, cli, "ticket");
    if (status == STATUS_DONE) {
        status = backtest(cli, &rows, &options);
        backtest_rows_close(&rows);
    }
    return status;
}
