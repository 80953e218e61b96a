#include "score/cli/cmd_backtest_dependencies.h"

#include "score/cli/backtest_rows.h"
#include "score/cli/commands.h"
#include "train/dependency/dependency_backtest.h"

static json_t *measures_json(const struct dependency_measures *m)
{
    return json_pack("{s:f, s:[f, f], s:f, s:[f, f], s:f}", "roc_auc", m->roc_auc, "roc_auc_interval", m->roc_low, m->roc_high, "precision_top_10_percent",
                     m->precision_top, "precision_interval", m->top_low, m->top_high, "pr_auc", m->pr_auc);
}

static json_t *families_json(unsigned families)
{
    json_t *list = json_array();

    for (size_t i = 0; i < N_FAMILIES; i++)
        if ((families & (1U << i)) != 0)
            json_array_append_new(list, json_string(dependency_family_name[i]));
    return list;
}

static json_t *result_json(const struct dependency_backtest *b)
{
    json_t *chosen = json_array(), *doc = json_pack("{s:i, s:s, s:I, s:I, s:I, s:I, s:f, s:f, s:f, s:f}", "schema_version", 1, "task", "dependency-risk", "test_rows",
                                                    (json_int_t)b->n, "broke", (json_int_t)b->n_broke, "projects", (json_int_t)b->n_projects, "train_rows",
                                                    (json_int_t)b->n_train, "base_rate", b->base_rate, "brier", b->brier, "base_brier", b->base_brier, "ece", b->ece);

    for (size_t k = 0; k < N_DEPENDENCY_RANKERS; k++)
        json_object_set_new(doc, dependency_ranker_name[k], measures_json(&b->measures[k]));
    for (size_t i = 0; i < b->n_folds; i++)
        json_array_append_new(chosen, json_pack("{s:o, s:f, s:f, s:f, s:f, s:f}", "families", families_json(b->chosen[i].families), "c", b->chosen[i].c, "share", b->chosen[i].share, "repeats",
                                                b->chosen[i].weights.repeats, "projects", b->chosen[i].weights.projects, "inner_roc_auc", b->chosen[i].roc_auc));
    json_object_set_new(doc, "chosen", chosen);
    return doc;
}

static void result_text(struct strbuf *out, const struct dependency_backtest *b)
{
    static const char *const text[N_DEPENDENCY_RANKERS] = { "model", "shrunken rates alone", "kind of step alone" };

    strbuf_addf(out, "dependency-risk: %zu updates of %zu projects, %zu of which broke something, predicted from other rows\n", b->n, b->n_projects, b->n_broke);
    strbuf_adds(out, "                          ROC-AUC (95 %)          in the top 10 % (95 %)\n");
    for (size_t k = 0; k < N_DEPENDENCY_RANKERS; k++) {
        const struct dependency_measures *m = &b->measures[k];

        strbuf_addf(out, "  %-22s  %.4f (%.3f to %.3f)  %.4f (%.3f to %.3f)\n", text[k], m->roc_auc, m->roc_low, m->roc_high, m->precision_top, m->top_low, m->top_high);
    }
    strbuf_addf(out, "  average precision       %.4f   (by chance: %.4f)\n", b->measures[RANK_MODEL].pr_auc, b->base_rate);
    strbuf_addf(out, "  Brier                   %.4f   (the base rate: %.4f)\n  calibration error       %.4f\n", b->brier, b->base_brier, b->ece);
    strbuf_adds(out, "  chosen on inner groups ");
    for (size_t i = 0; i < b->n_folds; i++) {
        const struct dependency_candidate *c = &b->chosen[i];

        strbuf_addf(out, "%s rates%s%s%s", i > 0 ? ";" : "", (c->families & FAMILY_STEP) != 0 ? "+step" : "", (c->families & FAMILY_NAMES) != 0 ? "+names" : "", (c->families & FAMILY_TRIED) != 0 ? "+tried" : "");
        if (c->families != 0)
            strbuf_addf(out, " C=%g share=%g", c->c, c->share);
        strbuf_addf(out, " repeats=%g projects=%g (%.3f)", c->weights.repeats, c->weights.projects, c->roc_auc);
    }
    strbuf_addc(out, '\n');
}

static int show(struct cli *cli, const struct dependency_backtest *b)
{
    struct strbuf out;
    int status;

    if (cli->json)
        return cli_print_json(cli, result_json(b));
    strbuf_init(&out);
    result_text(&out, b);
    status = cli_print_visible(cli, &out);
    strbuf_release(&out);
    return status;
}

static int read_options(struct cli *cli, struct dependency_backtest_options *o)
{
    static const char *const others[] = { "intervals", "label", "features", "labels", "k" };
    long long folds = 10;
    int status;

    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (cli_has(cli, others[i]))
            return cli_usage_error(cli, "--%s does not go with dependency-risk", others[i]);
    if (backtest_rows_refuse(cli, "dependency-risk") != STATUS_DONE)
        return STATUS_USAGE;
    if (cli_has(cli, "holdout") + cli_has(cli, "folds") + cli_has(cli, "split-column") > 1)
        return cli_usage_error(cli, "--holdout, --folds and --split-column exclude each other");
    status = cli_integer(cli, "folds", 2, DEPENDENCY_FOLDS_MAX, &folds);
    if (status == STATUS_DONE && cli_has(cli, "holdout"))
        status = cli_number(cli, "holdout", 0.01, 0.99, &o->holdout);
    o->folds = (int)folds;
    o->split_column = cli_has(cli, "split-column");
    return status;
}

int cmd_backtest_dependencies_run(struct cli *cli)
{
    struct dependency_backtest_options options = { .folds = 10, .seed = cli->seed, .n_threads = cli->threads, .log = &cli->log };
    const char *predictions = cli_value(cli, "predictions");
    struct dependency_backtest b = { .n = 0 };
    struct update_table updates = { .n = 0 };
    struct snapshot snapshot = { 0 };
    struct store *store = NULL;
    struct err err = ERR_INIT;
    int status = read_options(cli, &options), rc = 0;

    if (status == STATUS_DONE)
        status = cli_open_store(cli, &store, STORE_READ);
    if (status != STATUS_DONE)
        return status;
    rc = snapshot_take(&snapshot, store, &err);
    if (rc == 0)
        rc = updates_load(&updates, store, &snapshot, cli_value(cli, "project"), &err);
    if (rc == 0)
        rc = dependency_backtest_run(&b, &updates, &options, &err);
    if (rc == 0 && predictions != NULL)
        rc = dependency_backtest_write(&b, predictions, &err);
    status = rc < 0 ? cli_fail(cli, &err) : show(cli, &b);
    dependency_backtest_release(&b);
    updates_release(&updates);
    snapshot_release(&snapshot);
    store_close(store);
    return status;
}
