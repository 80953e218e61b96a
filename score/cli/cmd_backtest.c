/*
 * cmd_backtest.c - prodrome backtest
 */
#include <math.h>
#include <string.h>

#include "score/cli/backtest_by_release.h"
#include "score/cli/backtest_rows.h"
#include "score/cli/cmd_backtest_clusters.h"
#include "score/cli/cmd_backtest_dependencies.h"
#include "score/cli/cmd_backtest_duplicates.h"
#include "score/cli/cmd_backtest_releases.h"
#include "score/cli/commands.h"
#include "score/cli/task_words.h"
#include "train/backtest/backtest.h"

static const struct cli_option options[] = {
    { 'p', "project", "NAME", "which project, where the store has several; with --from: fills a missing one, and other projects' rows are left out" },
    { 0, "holdout", "SHARE", "share of the newest rows to predict (default 0.2)" },
    { 0, "folds", "K", "instead: walk forward over K later blocks (with --holdout: of it); dependency-risk: K groups of projects (default 10)" },
    { 0, "split-column", NULL, "instead: train and test as the column 'split' of the changes says" },
    { 0, "by-release", NULL, "instead, change-risk: the changes of each deployed release, by what came before it" },
    { 'l', "label", "team|component", "route: which field to learn (default team)" },
    { 0, "features", "text|filed", "filed: the as-filed values too (default text)" },
    { 0, "labels", "final|known", "as they stand today (the default), or as known at the cut" },
    { 0, "k", "N", "clusters: how many (default 144)" },
    { 0, "intervals", NULL, "95 % bootstrap intervals of the figures too (1,000 draws)" },
    { 'o', "predictions", "FILE", "write each prediction as CSV" },
    { 0, "from", "FILE", "instead of the store: an export as 'import' takes it, tickets or changes by the task (may be given several times)" },
    { 0, "code", "FILE", "with --from, of changes: a second CSV by commit with files, added, removed" },
    { 'm', "map", "FIELD=COLUMN", "with --from: take FIELD from this column (may be given several times)" },
    { 0, "profile", "NAME", "with --from, of tickets: whose export it is, as for 'import'" },
    { 0, "timezone", "ZONE", "with --from: of times that name none (default UTC)" },
    { 0, "date-order", "ORDER", "with --from: day-first or month-first, where the dates of a file do not tell which" },
    { 0, "tolerate", "PERCENT", "with --from: refuse above this share of bad rows (default 5)" },
    { 0, "rejects", "FILE", "with --from: write the bad rows as CSV: file, line, column, reason" },
    { 0, NULL, NULL, NULL },
};

enum { N_INTERVALS = 4, INTERVAL_DRAWS = 1000 };

struct asked {
    struct backtest_options bo;
    struct examples_options eo;
    double                  load_s;
    double                  precision; /* classes: what the configuration asks of suggestions */
    struct abstention_choice sure;     /* by it                                                */
    struct { const char *metric; double low, high; } interval[N_INTERVALS];
    size_t                  n_intervals;
};

/* `--folds` and `--split-column` are other ways to cut; only one at a time. */
static int read_options(struct cli *cli, struct asked *a)
{
    const char *features = cli_value(cli, "features"), *labels = cli_value(cli, "labels"), *label = cli_value(cli, "label");
    long long folds = 0;
    int status = cli_number(cli, "holdout", 0.01, 0.99, &a->bo.holdout);

    if (status == STATUS_DONE)
        status = cli_integer(cli, "folds", 1, 100, &folds);
    if (status != STATUS_DONE)
        return status;
    a->bo.folds = (int)folds;
    a->bo.split_column = cli_has(cli, "split-column");
    a->bo.holdout_folds = cli_has(cli, "holdout") && cli_has(cli, "folds");
    if (cli_has(cli, "split-column") && (cli_has(cli, "holdout") || cli_has(cli, "folds")))
        return cli_usage_error(cli, "--split-column excludes --holdout and --folds");
    if (cli_has(cli, "by-release") && (a->eo.task->kind != TASK_OF_RISK || cli_has(cli, "from")))
        return cli_usage_error(cli, "--by-release is for change-risk of a store");
    if (cli_has(cli, "by-release") && (cli_has(cli, "holdout") || cli_has(cli, "folds") || cli_has(cli, "split-column")))
        return cli_usage_error(cli, "--by-release excludes --holdout, --folds and --split-column");
    if (features != NULL && strcmp(features, "text") != 0 && strcmp(features, "filed") != 0)
        return cli_usage_error(cli, "--features takes text or filed, not '%s'", features);
    if (labels != NULL && strcmp(labels, "final") != 0 && strcmp(labels, "known") != 0)
        return cli_usage_error(cli, "--labels takes final or known, not '%s'", labels);
    if (label != NULL && strcmp(label, "team") != 0 && strcmp(label, "component") != 0)
        return cli_usage_error(cli, "--label takes team or component, not '%s'", label);
    if (label != NULL && strcmp(a->eo.task->label_field, "team") != 0)
        return cli_usage_error(cli, "--label is for route");
    if (a->eo.task->kind == TASK_OF_RISK && features != NULL)
        return cli_usage_error(cli, "--features is for tickets");
    if (a->eo.task->kind == TASK_OF_CLASSES && a->bo.split_column)
        return cli_usage_error(cli, "--split-column is for changes");
    if (cli_has(cli, "k"))
        return cli_usage_error(cli, "--k is for clusters");
    a->eo.filed = features != NULL && strcmp(features, "filed") == 0 ? EXAMPLES_FILED : EXAMPLES_TEXT;
    a->bo.labels_known = labels != NULL && strcmp(labels, "known") == 0;
    a->eo.label_field = label;
    return STATUS_DONE;
}

static json_t *seconds(const struct backtest *b, const struct asked *a)
{
    return json_pack("{s:f, s:f, s:f, s:f, s:f}", "load", a->load_s, "features", b->seconds.features, "train", b->seconds.train, "predict",
                     b->seconds.predict, "total", a->load_s + b->seconds.features + b->seconds.train + b->seconds.predict);
}

static json_t *choice(const struct backtest *b)
{
    bool risk = b->examples->task->kind == TASK_OF_RISK;
    json_t *tried = json_array(), *chosen;

    for (size_t i = 0; i < b->n_tried; i++) {
        const struct learn_candidate *t = &b->tried[i];
        json_t *one = json_pack("{s:s, s:f, s:f, s:f}", "recipe", t->recipe, "c", t->c, "balance", t->balance, "score", t->score);

        if (risk)
            json_object_set_new(one, "size_weight", json_real(t->size_weight));
        else
            json_object_update_new(one, json_pack("{s:f, s:f, s:f, s:f}", "half_life", t->half_life, "parents", t->parents, "bayes", t->bayes, "kept", t->kept));
        json_array_append_new(tried, one);
    }
    chosen = json_pack("{s:s, s:f, s:f, s:o}", "recipe", b->recipe, "c", b->c, "balance", b->balance, "tried", tried);
    if (risk) {
        json_object_set_new(chosen, "size_weight", json_real(b->size_weight));
        json_object_set_new(chosen, "why", json_string(b->why));
    } else
        json_object_update_new(chosen, json_pack("{s:f, s:f, s:f, s:f}", "half_life", b->half_life, "parents", b->parents, "bayes", b->bayes, "kept", b->kept));
    return chosen;
}

/* Of classes: from which probability on suggestions are as often right as the configuration asks, what passes and what of it is right. */
static json_t *sure_json(const struct asked *a)
{
    const struct abstention_choice *s = &a->sure;

    return json_pack("{s:f, s:o, s:f, s:o, s:I, s:I}", "asked", a->precision, "threshold", isfinite(s->threshold) ? json_real(s->threshold) : json_null(), "coverage",
                     s->coverage, "precision", isfinite(s->precision) ? json_real(s->precision) : json_null(), "older", (json_int_t)s->older, "least",
                     (json_int_t)s->least);
}

/* What was marked as like no learned class, and of how many of these that was so. */
static json_t *unlike_told(const struct backtest *b)
{
    return json_pack("{s:I, s:I, s:o}", "marked", (json_int_t)b->n_unlike, "marked_new", (json_int_t)b->n_unlike_new, "inner", unlike_json(&b->unlike));
}

static json_t *intervals_json(const struct asked *a)
{
    json_t *list = json_object();

    for (size_t i = 0; i < a->n_intervals; i++)
        json_object_set_new(list, a->interval[i].metric, json_pack("[f, f]", a->interval[i].low, a->interval[i].high));
    return list;
}

static json_t *part_json(const struct backtest_part *p)
{
    if (p->n == 0)
        return json_null();
    return json_pack("{s:I, s:f, s:f, s:f, s:f}", "rows", (json_int_t)p->n, "top1", p->top1, "macro_f1", p->macro_f1, "without_top1", p->without_top1, "without_macro_f1",
                     p->without_macro_f1);
}

static json_t *result_json(const struct backtest *b, const struct asked *a)
{
    json_t *doc = json_pack("{s:i, s:s, s:s, s:I, s:I, s:s, s:o, s:o}", "schema_version", 1, "task", a->eo.task->name, "project", a->eo.project,
                            "train_rows", (json_int_t)b->train_rows, "test_rows", (json_int_t)b->test_rows, "labels",
                            a->bo.labels_known ? "known" : "final", "chosen", choice(b), "seconds", seconds(b, a));
    json_t *more;

    if (a->eo.task->kind == TASK_OF_CLASSES)
        more = json_pack("{s:s, s:I, s:f, s:f, s:f, s:f, s:f, s:f}", "label", b->examples->label_field, "classes", (json_int_t)b->n_classes, "top1",
                         b->top1, "top3", b->top3, "macro_f1", b->macro_f1, "baseline_top1", b->baseline_top1, "baseline_macro_f1",
                         b->baseline_macro_f1, "unlearned_share", b->unlearned);
    else
        more = json_pack("{s:f, s:f, s:f, s:f, s:f, s:f, s:f, s:{s:f, s:f}, s:{s:f, s:f}}", "base_rate", b->base_rate, "roc_auc", b->roc_auc,
                         "pr_auc", b->pr_auc, "brier", b->brier, "ece", b->ece, "recall_at_20_effort", b->recall_at_20_effort, "popt", b->popt,
                         "size_only", "roc_auc", b->size_roc_auc, "brier", b->size_brier, "small_first", "recall_at_20_effort",
                         b->small_first_recall, "popt", b->small_first_popt);
    json_object_update(doc, more);
    json_decref(more);
    if (a->eo.task->kind == TASK_OF_CLASSES)
        json_object_update_new(doc, json_pack("{s:o, s:o}", "abstention", sure_json(a), "unlike_any_class", unlike_told(b)));
    if (a->eo.filed != EXAMPLES_TEXT)
        json_object_update_new(doc, json_pack("{s:I, s:I, s:I, s:f, s:o, s:o}", "by_filed", (json_int_t)b->n_filed, "copied", (json_int_t)b->n_copied, "copied_right",
                                              (json_int_t)b->n_copied_right, "copy_top1", b->copy_top1, "of_filed", part_json(&b->of_filed), "of_others",
                                              part_json(&b->of_others)));
    if (a->n_intervals > 0)
        json_object_set_new(doc, "intervals", intervals_json(a));
    return doc;
}

static void sure_text(struct strbuf *out, const struct asked *a)
{
    const struct abstention_choice *s = &a->sure;

    strbuf_addf(out, "  %.0f %% right asked      ", 100 * a->precision);
    if (isfinite(s->threshold) && isfinite(s->precision))
        strbuf_addf(out, "from a probability of %.2f on, chosen on the older ones: of the newer ones %.1f %% pass, %.1f %% of them right\n", s->threshold,
                    100 * s->coverage, 100 * s->precision);
    else if (isfinite(s->threshold))
        strbuf_addf(out, "from a probability of %.2f on, chosen on the older ones: of the newer ones nothing passes\n", s->threshold);
    else if (s->older < s->least)
        strbuf_addf(out, "at no probability: with %u suggestions to choose by, all would have to be right and %u be there\n", (unsigned)s->older, (unsigned)s->least);
    else
        strbuf_adds(out, "at no probability: a person should look at every suggestion\n");
}

static void intervals_text(struct strbuf *out, const struct asked *a)
{
    for (size_t i = 0; i < a->n_intervals; i++)
        strbuf_addf(out, "%s%s [%.4f, %.4f]", i == 0 ? "  95 % intervals        " : ", ", a->interval[i].metric, a->interval[i].low, a->interval[i].high);
    strbuf_adds(out, a->n_intervals > 0 ? "\n" : "");
}

/* Where something was filed, against copying it; where nothing was, against the baseline. */
static void parts_text(struct strbuf *out, const struct backtest *b)
{
    const struct backtest_part *f = &b->of_filed, *o = &b->of_others;

    if (f->n > 0)
        strbuf_addf(out, "  of %zu filed rows    %.4f, macro-F1 %.4f   (copying: %.4f, %.4f)\n", f->n, f->top1, f->macro_f1, f->without_top1, f->without_macro_f1);
    if (o->n > 0)
        strbuf_addf(out, "  of %zu others        %.4f, macro-F1 %.4f   (majority class: %.4f, %.4f)\n", o->n, o->top1, o->macro_f1, o->without_top1, o->without_macro_f1);
}

static void result_text(struct strbuf *out, const struct backtest *b, const struct asked *a)
{
    strbuf_addf(out, "%s of project %s, labels %s: trained on %zu rows, tested on the %zu after them\n", a->eo.task->name, a->eo.project,
                a->bo.labels_known ? "known at the cut" : "as they stand today", b->train_rows, b->test_rows);
    if (a->eo.task->kind == TASK_OF_CLASSES) {
        strbuf_addf(out, "  classes learned       %zu (%s); %.1f %% of the test rows are in others\n", b->n_classes, b->examples->label_field, 100 * b->unlearned);
        strbuf_addf(out, "  right at first        %.4f   (%s: %.4f)\n", b->top1, a->eo.filed ? "the most frequent of what was filed" : "majority class", b->baseline_top1);
        strbuf_addf(out, "  right among three     %.4f\n  macro-F1              %.4f   (%s: %.4f)\n", b->top3, b->macro_f1,
                    a->eo.filed ? "the most frequent of what was filed" : "majority class", b->baseline_macro_f1);
        if (a->eo.filed != EXAMPLES_TEXT) {
            strbuf_addf(out, "  kept as filed         %zu whose class was not learned, %zu of them right   (always copying: %.4f)\n", b->n_copied, b->n_copied_right,
                        b->copy_top1);
            parts_text(out, b);
        }
        sure_text(out, a);
        if (b->unlike.marks)
            strbuf_addf(out, "  like no known class   %zu, of which %zu are of a class that was not learned   (of all %zu: %.0f)\n", b->n_unlike, b->n_unlike_new,
                        b->test_rows, b->unlearned * (double)b->test_rows);
    } else {
        strbuf_addf(out, "  base rate             %.4f\n", b->base_rate);
        strbuf_addf(out, "  ROC-AUC               %.4f   (size only: %.4f)\n", b->roc_auc, b->size_roc_auc);
        strbuf_addf(out, "  average precision     %.4f\n", b->pr_auc);
        strbuf_addf(out, "  Brier                 %.4f   (size only: %.4f)\n  calibration error     %.4f\n", b->brier, b->size_brier, b->ece);
        strbuf_addf(out, "  found in 20 %% effort  %.4f   (smallest first: %.4f)\n", b->recall_at_20_effort, b->small_first_recall);
        strbuf_addf(out, "  Popt                  %.4f   (smallest first: %.4f)\n", b->popt, b->small_first_popt);
    }
    intervals_text(out, a);
    strbuf_addf(out, "  chosen on inner cuts  %s, C = %g", b->recipe, b->c);
    if (b->balance > 0)
        strbuf_addf(out, ", classes weighted by their rarity to the power %g", b->balance);
    if (b->half_life > 0)
        strbuf_addf(out, ", half the weight for a row where %.0f %% of the rows are newer", 100 * b->half_life);
    if (b->parents > 0)
        strbuf_addf(out, ", beside it %g of the weights of what a class is part of", b->parents);
    if (b->bayes > 0)
        strbuf_addf(out, ", beside it %.3g of how often each class has each word", b->bayes);
    if (b->kept > 0)
        strbuf_addf(out, ", %g for the class that was filed", b->kept);
    if (b->size_weight > 0 && b->size_weight < 1)
        strbuf_addf(out, ", %.0f %% of it size alone", 100 * b->size_weight);
    strbuf_addc(out, '\n');
    if (b->why[0] != '\0')
        strbuf_addf(out, "  %s\n", b->why);
}

static int show(struct cli *cli, const struct backtest *b, const struct asked *a, const struct changes_by_release *by)
{
    struct strbuf out;
    int status;

    if (cli->json) {
        json_t *doc = result_json(b, a);

        if (cli_has(cli, "by-release"))
            json_object_set_new(doc, "by_release", by_release_json(by));
        return cli_print_json(cli, doc);
    }
    strbuf_init(&out);
    result_text(&out, b, a);
    if (cli_has(cli, "by-release"))
        by_release_text(&out, by);
    status = cli_print_visible(cli, &out);
    strbuf_release(&out);
    return status;
}

/* What is told beside the figures: how sure is sure enough, and intervals where they are asked for. */
static int judge(struct asked *a, const struct backtest *b, const struct cli *cli, struct err *err)
{
    static const char *const metric[2][N_INTERVALS] = { { "top1", "top3", "macro_f1", NULL }, { "roc_auc", "pr_auc", "brier", "ece" } };
    bool risk = a->eo.task->kind == TASK_OF_RISK;
    struct abstention abstention;
    int rc = risk ? 0 : backtest_abstention(&abstention, b, err);

    if (rc == 0 && !risk)
        a->sure = abstention_choose(&abstention, a->precision);
    for (size_t i = 0; rc == 0 && cli_has(cli, "intervals") && i < N_INTERVALS && metric[risk][i] != NULL; i++) {
        a->interval[i].metric = metric[risk][i];
        rc = backtest_interval(&a->interval[i].low, &a->interval[i].high, b, metric[risk][i], INTERVAL_DRAWS, cli->seed, err);
        a->n_intervals = i + 1;
    }
    return rc;
}

static int backtest(struct cli *cli, struct backtest_rows *rows, struct asked *a)
{
    const char *predictions = cli_value(cli, "predictions");
    struct examples e = {0};
    struct backtest b = {0};
    struct changes_by_release by = { .n = 0 };
    struct err err = ERR_INIT;
    int status = STATUS_DONE, rc;

    a->eo.project = rows->project;
    rc = backtest_rows_examples(&e, rows, &a->eo, &err);
    a->load_s = rows->seconds;
    if (rc == 0) {
        progress_begin(&cli->log, "backtest", 0);
        rc = cli_has(cli, "by-release") ? changes_by_release_run(&by, &b, &e, rows->store, &rows->snapshot, &a->bo, &err) : backtest_run(&b, &e, &a->bo, &err);
        progress_end(&cli->log, NULL);
    }
    if (rc == 0)
        rc = judge(a, &b, cli, &err);
    if (rc == 0 && predictions != NULL)
        rc = backtest_write_predictions(&b, predictions, &err);
    status = rc < 0 ? cli_fail(cli, &err) : show(cli, &b, a, &by);
    changes_by_release_release(&by);
    backtest_release(&b);
    examples_release(&e);
    return status;
}

static int run(struct cli *cli)
{
    struct asked a = { .bo = { .holdout = 0.2, .seed = cli->seed, .n_threads = cli->threads, .log = &cli->log }, .eo = { .n_threads = cli->threads, .forget_texts = true } };
    struct config config = {0};
    struct backtest_rows rows;
    int status;

    if (cli->n_args != 1)
        return cli_usage_error(cli, "backtest takes one task: " TASK_WORDS ", release-risk, dependency-risk, duplicates or clusters");
    if (strcmp(cli->arg[0], "duplicates") == 0)
        return cmd_backtest_duplicates_run(cli);
    if (strcmp(cli->arg[0], "release-risk") == 0)
        return cmd_backtest_releases_run(cli);
    if (strcmp(cli->arg[0], "clusters") == 0)
        return cmd_backtest_clusters_run(cli);
    if (strcmp(cli->arg[0], "dependency-risk") == 0)
        return cmd_backtest_dependencies_run(cli);
    a.eo.task = task_find(cli->arg[0]);
    if (a.eo.task == NULL)
        return cli_usage_error(cli, "unknown task '%s': " TASK_WORDS ", release-risk, dependency-risk, duplicates or clusters", cli->arg[0]);
    status = read_options(cli, &a);
    if (status == STATUS_DONE)
        status = cli_load_config(cli, &config);
    a.bo.maturity_days = config.label_maturity_days;
    if (status == STATUS_DONE)
        a.precision = config_precision(&config, a.eo.task->name);
    if (status == STATUS_DONE)
        status = backtest_rows_open(&rows, cli, a.eo.task->record);
    if (status == STATUS_DONE) {
        status = backtest(cli, &rows, &a);
        backtest_rows_close(&rows);
    }
    config_release(&config);
    return status;
}

static const struct cli_subcommand subcommands[] = {
    TASK_SUBCOMMANDS(""),
    { "release-risk", "", "the chance that a release does harm, from its changes and past releases" },
    { "duplicates", "", "which earlier ticket a new one repeats" },
    { "clusters", "", "groups by text alone, against the components" },
    { "dependency-risk", "", "which updates of dependencies break something, each project told from the others" },
    { NULL, NULL, NULL },
};

static const struct cli_exit exits[] = {
    { STATUS_NODATA, "the data does not suffice; the reason is said" },
    { STATUS_REFUSED, "with --from: a file that cannot be read, no CSV, a column missing, or too many bad rows" },
    { 0, NULL },
};

static const struct cli_example examples[] = {
    { "prodrome backtest route --project desk --label component", "train on the first four fifths, predict the last" },
    { "prodrome backtest change-risk --folds 5 --labels known", "walk forward, with what was known at each cut" },
    { "prodrome backtest change-risk --by-release --labels known", "each release's changes, by what was known when it went out" },
    { "prodrome --json backtest route --predictions p.csv", "metrics as JSON, predictions as CSV" },
    { "prodrome backtest route --from tickets.csv --project desk", "how good would it be, before there is a store" },
    { "prodrome backtest change-risk --from changes.csv --code code.csv", "the same of changes" },
    { NULL, NULL },
};

const struct cli_command cmd_backtest = {
    .name = "backtest",
    .synopsis = "backtest " TASK_SYNOPSIS "|duplicates|clusters|dependency-risk [OPTION...]",
    .summary = "walk forward through time; print metrics, write predictions",
    .description = "Trains on the older rows and predicts the newer ones, in time order, never at random; everything that is chosen is chosen on an "
                   "inner cut of the older rows. Of duplicates, which earlier ticket a new one repeats (column duplicate_of), it tells how often the right one is "
                   "found first, among five and among ten. Of clusters, how far groups by text alone agree with the components. Of release-risk, beside the newest fifth, every "
                   "release by those before it alone, with intervals; outcomes that nobody recorded are told from how often a release was mended soon after it, where blame "
                   "knows. Nothing is stored.\n\n"
                   "With --from the rows come from files, read and de-identified as 'import' does it, and neither store nor keys are needed; the rules of [deidentify] count. The "
                   "predictions are those that an import into an empty store and a backtest of it would give. Not for release-risk and dependency-risk. Exit status 5 where the data does not suffice, with the reason.",
    .option = options,
    .run = run,
    .sub = subcommands,
    .sub_is = "task",
    .exit = exits,
    .example = examples,
    .see_also = "train features",
};
