#include "score/cli/cmd_backtest_releases.h"

#include <string.h>

#include "score/cli/backtest_rows.h"
#include "score/cli/opening.h"
#include "score/cli/options.h"
#include "train/release/backtest_releases.h"

static json_t *walked_json(const struct releases_walked *w)
{
    return json_pack("{s:I, s:I, s:f, s:[f, f], s:f, s:[f, f], s:f, s:[f, f], s:f}", "releases", (json_int_t)w->n, "harms", (json_int_t)w->harms, "roc_auc", w->roc_auc,
                     "roc_auc_interval", w->roc_auc_low, w->roc_auc_high, "size_only_roc_auc", w->size_roc_auc, "size_only_interval", w->size_low, w->size_high, "brier",
                     w->brier, "brier_interval", w->brier_low, w->brier_high, "past_share_brier", w->share_brier);
}

static json_t *result_json(const struct releases_backtest *b, const char *project, const struct backtest_options *options)
{
    json_t *doc = json_pack("{s:i, s:s, s:s, s:I, s:I, s:s, s:f, s:f, s:f, s:f, s:f, s:f, s:f}", "schema_version", 1, "task", "release-risk", "project",
                            project, "train_rows", (json_int_t)b->train_rows, "test_rows", (json_int_t)b->n, "labels",
                            options->labels_known ? "known" : "final", "base_rate", b->base_rate, "roc_auc", b->roc_auc, "pr_auc", b->pr_auc, "brier",
                            b->brier, "ece", b->ece, "recall_at_20_effort", b->recall_at_20_effort, "popt", b->popt);
    json_t *more = json_pack("{s:{s:s, s:I, s:I, s:s}, s:{s:f, s:f, s:f}, s:{s:f}, s:{s:f}, s:{s:f, s:f}, s:{s:f, s:f}}", "method", "name",
                             release_method_name(b->model.method), "releases", (json_int_t)b->model.n, "harms", (json_int_t)b->model.harms, "without",
                             b->without, "product", "roc_auc", b->product_roc_auc, "brier", b->product_brier, "ece", b->product_ece, "past_share", "brier", b->base_brier, "size_only",
                             "roc_auc", b->size_roc_auc, "small_first", "recall_at_20_effort", b->small_first_recall, "popt", b->small_first_popt,
                             "seconds", "changes", b->learn_s, "total", b->learn_s);

    json_object_update(doc, more);
    json_decref(more);
    json_object_set_new(doc, "outcomes_told", json_integer((json_int_t)b->n_told));
    if (b->walked.n > 0)
        json_object_set_new(doc, "walked", walked_json(&b->walked));
    return doc;
}

static void walked_text(struct strbuf *out, const struct releases_walked *w)
{
    if (w->n == 0)
        return;
    strbuf_addf(out, "  each release by those before it alone: %zu predicted, %zu of them did harm\n", w->n, w->harms);
    strbuf_addf(out, "    ROC-AUC             %.4f [%.4f, %.4f]   (size only: %.4f [%.4f, %.4f])\n", w->roc_auc, w->roc_auc_low, w->roc_auc_high, w->size_roc_auc, w->size_low,
                w->size_high);
    strbuf_addf(out, "    Brier               %.4f [%.4f, %.4f]   (the share of past harm for each: %.4f)\n", w->brier, w->brier_low, w->brier_high, w->share_brier);
}

static void result_text(struct strbuf *out, const struct releases_backtest *b, const char *project, const struct backtest_options *options)
{
    strbuf_addf(out, "release-risk of project %s, labels %s: learned from %zu releases, tested on the %zu after them\n", project,
                options->labels_known ? "known at the cut" : "as they stand today", b->train_rows, b->n);
    strbuf_addf(out, "  method                %s (%zu of %zu did harm)\n", release_method_name(b->model.method), b->model.harms, b->model.n);
    if (b->model.method == RELEASE_PRODUCT && release_may_calibrate(b->model.n, b->model.harms))
        strbuf_adds(out, "                        as it is: calibrated it told the newest of them no better\n");
    else if (b->model.method == RELEASE_PRODUCT)
        strbuf_addf(out, "                        not calibrated on releases: %d with an outcome, %d of each kind, are needed\n", RELEASE_PLATT_MIN,
                    RELEASE_PLATT_KINDS);
    if (b->without[0] != '\0')
        strbuf_addf(out, "  changes               have no probability of their own: %s\n", b->without);
    strbuf_addf(out, "  base rate             %.4f\n", b->base_rate);
    strbuf_addf(out, "  ROC-AUC               %.4f   (product: %.4f, size only: %.4f)\n", b->roc_auc, b->product_roc_auc, b->size_roc_auc);
    strbuf_addf(out, "  average precision     %.4f\n", b->pr_auc);
    strbuf_addf(out, "  Brier                 %.4f   (product: %.4f, the share of past harm for each: %.4f)\n", b->brier, b->product_brier, b->base_brier);
    strbuf_addf(out, "  calibration error     %.4f   (product: %.4f)\n", b->ece, b->product_ece);
    strbuf_addf(out, "  found in 20 %% effort  %.4f   (smallest first: %.4f)\n", b->recall_at_20_effort, b->small_first_recall);
    strbuf_addf(out, "  Popt                  %.4f   (smallest first: %.4f)\n", b->popt, b->small_first_popt);
    walked_text(out, &b->walked);
    if (b->n_told > 0)
        strbuf_addf(out, "  outcomes              of %zu releases told from how often they were mended in the %d days after them; recorded of the others\n", b->n_told,
                    (int)options->maturity_days);
}

static int backtest(struct cli *cli, struct store *store, const struct snapshot *snapshot, const char *project, const struct backtest_options *options)
{
    const char *predictions = cli_value(cli, "predictions");
    struct releases_backtest b = {0};
    struct strbuf out;
    struct err err = ERR_INIT;
    int rc, status;

    progress_begin(&cli->log, "releases", 0);
    rc = backtest_releases(&b, store, snapshot, project, options, NULL, &err);
    progress_end(&cli->log, NULL);
    if (rc == 0 && predictions != NULL)
        rc = releases_write_predictions(&b, predictions, &err);
    strbuf_init(&out);
    if (rc < 0)
        status = cli_fail(cli, &err);
    else if (cli->json)
        status = cli_print_json(cli, result_json(&b, project, options));
    else {
        result_text(&out, &b, project, options);
        status = cli_print_visible(cli, &out);
    }
    strbuf_release(&out);
    releases_backtest_release(&b);
    return status;
}

static int read_options(struct cli *cli, struct backtest_options *options)
{
    static const char *const other[] = { "intervals", "folds", "split-column", "by-release", "label", "features", "k" };
    const char *labels = cli_value(cli, "labels");

    for (size_t i = 0; i < sizeof(other) / sizeof(other[0]); i++)
        if (cli_has(cli, other[i]))
            return cli_usage_error(cli, "--%s is not for release-risk", other[i]);
    if (labels != NULL && strcmp(labels, "final") != 0 && strcmp(labels, "known") != 0)
        return cli_usage_error(cli, "--labels takes final or known, not '%s'", labels);
    options->labels_known = labels != NULL && strcmp(labels, "known") == 0;
    if (backtest_rows_refuse(cli, "release-risk") != STATUS_DONE)
        return STATUS_USAGE;
    return cli_number(cli, "holdout", 0.01, 0.99, &options->holdout);
}

int cmd_backtest_releases_run(struct cli *cli)
{
    struct backtest_options options = { .holdout = 0.2, .seed = cli->seed, .n_threads = cli->threads, .log = &cli->log };
    struct config config = {0};
    struct store *store = NULL;
    struct snapshot snapshot = {0};
    struct arena arena;
    struct err err = ERR_INIT;
    const char *project = NULL;
    int status = read_options(cli, &options);

    if (status == STATUS_DONE)
        status = cli_load_config(cli, &config);
    options.maturity_days = config.label_maturity_days;
    arena_init(&arena);
    if (status == STATUS_DONE)
        status = cli_open_store(cli, &store, STORE_READ);
    if (status == STATUS_DONE && snapshot_take(&snapshot, store, &err) < 0)
        status = cli_fail(cli, &err);
    if (status == STATUS_DONE)
        status = cli_choose_project(cli, store, &snapshot, "release", &arena, &project);
    if (status == STATUS_DONE)
        status = backtest(cli, store, &snapshot, project, &options);
    snapshot_release(&snapshot);
    store_close(store);
    config_release(&config);
    arena_release(&arena);
    return status;
}
