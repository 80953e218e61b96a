#include "score/cli/cmd_backtest_duplicates.h"

#include <math.h>

#include "score/cli/backtest_rows.h"
#include "score/cli/options.h"
#include "train/duplicate/backtest_duplicates.h"
#include "train/statistics/abstention.h"

static json_t *interval(const struct duplicates_interval *i)
{
    return json_pack("[f, f]", i->low, i->high);
}

static json_t *result_json(const struct duplicates_backtest *b, const char *project, double load_s)
{
    json_t *doc = json_pack("{s:i, s:s, s:s, s:I, s:I, s:I, s:f, s:f, s:f, s:f, s:{s:o, s:o, s:o, s:o}, s:I, s:{s:f, s:f, s:f, s:f, s:f}}", "schema_version", 1,
                     "task", "duplicates", "project", project, "tickets", (json_int_t)b->tickets->n, "train_rows", (json_int_t)b->n_train,
                     "queries", (json_int_t)b->n_queries, "recall_at_1", b->recall_at_1.value, "recall_at_5", b->recall_at_5.value,
                     "recall_at_10", b->recall_at_10.value, "map", b->map.value, "intervals", "recall_at_1", interval(&b->recall_at_1),
                     "recall_at_5", interval(&b->recall_at_5), "recall_at_10", interval(&b->recall_at_10), "map", interval(&b->map), "learned_from",
                     (json_int_t)b->n_learned, "seconds", "load", load_s, "index", b->index_s, "train", b->train_s, "query", b->query_s, "total",
                     load_s + b->index_s + b->train_s + b->query_s);

    json_object_update_new(doc, json_pack("{s:{s:{s:f, s:f}, s:{s:f, s:f}}, s:f, s:o}", "baselines", "words", "recall_at_1", b->words_at_1.value, "recall_at_10", b->words_at_10.value,
                                          "words_and_age", "recall_at_1", b->recent_at_1.value, "recall_at_10", b->recent_at_10.value, "in_pool", b->in_pool, "suggested",
                                          duplicate_bar_json(&b->bar)));
    return doc;
}

static void line(struct strbuf *out, const char *name, const struct duplicates_interval *i)
{
    strbuf_addf(out, "  %-20s  %.4f   (95 %%: %.4f to %.4f)\n", name, i->value, i->low, i->high);
}

/* What a suggested duplicate is worth: all newer tickets asked, duplicates or not. */
static void suggested_text(struct strbuf *out, const struct duplicate_bar *bar)
{
    if (isinf(bar->threshold)) {
        strbuf_addf(out, "  suggested             none: at no score were enough of the older pairs marked (%zu tickets looked at)\n", bar->n_queries);
        return;
    }
    strbuf_addf(out, "  suggested             from probability %.2f on: %zu pairs of the newer %zu tickets, of which %zu were marked", duplicate_bar_probability(bar, bar->threshold), bar->reached,
                bar->n_queries - bar->n_queries / 2, bar->reached_same);
    if (bar->reached > 0)
        strbuf_addf(out, " (%.0f %%, at least %.0f %%)", 100 * (double)bar->reached_same / (double)bar->reached,
                    100 * abstention_lower_bound((uint32_t)bar->reached_same, (uint32_t)bar->reached));
    strbuf_addf(out, "; found %zu of %zu duplicates; calibration error %.3f\n", bar->found, bar->duplicates, bar->ece);
}

static void result_text(struct strbuf *out, const struct duplicates_backtest *b, const char *project)
{
    strbuf_addf(out, "duplicates of project %s: %zu tickets of the newest %zu are duplicates of earlier ones\n", project, b->n_queries,
                b->tickets->n - b->n_train);
    if (b->n_learned > 0)
        strbuf_addf(out, "  order learned from    %zu past duplicates\n", b->n_learned);
    else
        strbuf_adds(out, "  order                 by words and age: too few past duplicates to learn from\n");
    line(out, "found first", &b->recall_at_1);
    line(out, "found among five", &b->recall_at_5);
    line(out, "found among ten", &b->recall_at_10);
    line(out, "mean avg. precision", &b->map);
    strbuf_addf(out, "  words alone           %.4f first, %.4f among ten; words and age %.4f, %.4f; %.4f have a right one among those that were ranked\n", b->words_at_1.value, b->words_at_10.value,
                b->recent_at_1.value, b->recent_at_10.value, b->in_pool);
    suggested_text(out, &b->bar);
}

static int show(struct cli *cli, const struct duplicates_backtest *b, const char *project, double load_s)
{
    struct strbuf out;
    int status;

    if (cli->json)
        return cli_print_json(cli, result_json(b, project, load_s));
    strbuf_init(&out);
    result_text(&out, b, project);
    status = cli_print_visible(cli, &out);
    strbuf_release(&out);
    return status;
}

static int backtest(struct cli *cli, struct backtest_rows *rows, const struct duplicates_options *options)
{
    const char *predictions = cli_value(cli, "predictions");
    struct duplicates_backtest b = {0};
    struct ticket_table tickets = {0};
    struct err err = ERR_INIT;
    int rc = backtest_rows_tickets(&tickets, rows, &err), status;

    if (rc == 0) {
        progress_begin(&cli->log, "duplicates", 0);
        rc = backtest_duplicates(&b, &tickets, options, &err);
        progress_end(&cli->log, "%zu queries", b.n_queries);
    }
    if (rc == 0 && predictions != NULL)
        rc = duplicates_write_predictions(&b, predictions, &err);
    status = rc < 0 ? cli_fail(cli, &err) : show(cli, &b, rows->project, rows->seconds);
    duplicates_backtest_release(&b);
    tickets_release(&tickets);
    return status;
}

static int check_options(struct cli *cli)
{
    static const char *const other[] = { "intervals", "folds", "split-column", "label", "features", "labels", "k" };

    for (size_t i = 0; i < sizeof(other) / sizeof(other[0]); i++)
        if (cli_has(cli, other[i]))
            return cli_usage_error(cli, "--%s is not for duplicates", other[i]);
    return STATUS_DONE;
}

int cmd_backtest_duplicates_run(struct cli *cli)
{
    struct duplicates_options options = { .holdout = 0.2, .seed = cli->seed, .n_threads = cli->threads, .log = &cli->log };
    struct config config = {0};
    struct backtest_rows rows;
    int status = check_options(cli);

    if (status == STATUS_DONE)
        status = cli_number(cli, "holdout", 0.01, 0.99, &options.holdout);
    if (status == STATUS_DONE)
        status = cli_load_config(cli, &config);
    options.asked = config.duplicate_precision;
    if (status == STATUS_DONE)
        status = backtest_rows_open(&rows, cli, "ticket");
    if (status == STATUS_DONE) {
        status = backtest(cli, &rows, &options);
        backtest_rows_close(&rows);
    }
    config_release(&config);
    return status;
}
