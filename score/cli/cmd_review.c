/*
 * cmd_review.c - prodrome review list|show
 */
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "score/cli/commands.h"
#include "score/review/queue.h"

static const struct cli_option options[] = {
    { 'p', "project", "NAME", "list: only this project" },
    { 'a', "all", NULL, "list: decided ones too" },
    { 'n', "last", "N", "list: at most N (default 50; 0 for all)" },
    { 0, "check", NULL, "list: exit status 3 where something waits" },
    { 0, NULL, NULL, NULL },
};

static json_t *item_json(const struct queue_item *q)
{
    char at[TIME_ISO_MAX];

    return json_pack("{s:I, s:s, s:s, s:s, s:s, s:s, s:s, s:f, s:f, s:s}", "item_id", (json_int_t)q->item_id, "item", q->item, "kind", q->kind, "project",
                     q->project, "state", q->state, "reason", q->reason, "criticality", q->criticality, "probability", q->probability, "threshold",
                     q->threshold, "flagged_at", time_format(q->flagged_at, at));
}

static int list(struct cli *cli, const struct queue_list *queue, long long most)
{
    json_t *rows = json_array();
    struct strbuf out;
    size_t shown = most > 0 && (size_t)most < queue->n ? (size_t)most : queue->n;
    int status;

    strbuf_init(&out);
    if (shown > 0)
        strbuf_adds(&out, "number  state     chance  of                item\n");
    for (size_t i = 0; i < shown; i++) {
        const struct queue_item *q = &queue->row[i];

        strbuf_addf(&out, "%6lld  %-9s %.2f    %-16s  %s\n", (long long)q->item_id, q->state, q->probability,
                    strcmp(q->kind, "ticket") == 0 ? "wrong suggestion" : "harm", q->item);
        json_array_append_new(rows, item_json(q));
    }
    if (queue->n == 0)
        strbuf_adds(&out, "nothing waits for a person\n");
    else if (shown < queue->n)
        strbuf_addf(&out, "... and %zu more (--last 0 shows all)\n", queue->n - shown);
    if (cli->json)
        status = cli_print_json(cli, json_pack("{s:i, s:I, s:O}", "schema_version", 1, "waiting", (json_int_t)queue->n, "items", rows));
    else
        status = cli_print_visible(cli, &out);
    json_decref(rows);
    strbuf_release(&out);
    if (status == STATUS_DONE && cli_has(cli, "check") && queue->n > 0)
        status = STATUS_DECISION;
    return status;
}

/* By number or by item name. */
static const struct queue_item *find(const struct queue_list *queue, const char *what)
{
    char *end;
    long long number = strtoll(what, &end, 10);

    for (size_t i = 0; i < queue->n; i++)
        if (strcmp(queue->row[i].item, what) == 0 || (*what != '\0' && *end == '\0' && queue->row[i].item_id == number))
            return &queue->row[i];
    return NULL;
}

static void item_text(struct strbuf *out, const struct queue_item *q)
{
    char at[TIME_ISO_MAX];

    strbuf_addf(out, "%s\n  number       %lld\n  state        %s\n  flagged      %s\n  reason       %s\n  criticality  %s\n"
                "'prodrome explain %s' tells why the score is what it is\n", q->item, (long long)q->item_id, q->state, time_format(q->flagged_at, at), q->reason,
                q->criticality, q->item);
}

static int show(struct cli *cli, const struct queue_list *queue)
{
    const struct queue_item *q = find(queue, cli->arg[1]);
    struct strbuf out;
    int status;

    if (q == NULL)
        return cli_usage_error(cli, "no review item '%s'", cli->arg[1]);
    if (cli->json) {
        json_t *doc = item_json(q);

        json_object_set_new(doc, "schema_version", json_integer(1));
        return cli_print_json(cli, doc);
    }
    strbuf_init(&out);
    item_text(&out, q);
    status = cli_print_visible(cli, &out);
    strbuf_release(&out);
    return status;
}

static int run(struct cli *cli)
{
    struct store *store = NULL;
    struct queue_list queue = {0};
    struct err err = ERR_INIT;
    long long most = 50;
    bool showing = cli->n_args == 2 && strcmp(cli->arg[0], "show") == 0;
    int status;

    if (!showing && !(cli->n_args == 1 && strcmp(cli->arg[0], "list") == 0))
        return cli_usage_error(cli, "review takes 'list' or 'show ITEM'");
    status = cli_integer(cli, "last", 0, 1000000000, &most);
    if (status == STATUS_DONE)
        status = cli_open_store(cli, &store, STORE_READ);
    if (status == STATUS_DONE)
        status = cli_check_project(cli, store, NULL);
    if (status == STATUS_DONE && queue_load(&queue, store, cli_value(cli, "project"), !showing && !cli_has(cli, "all"), &err) < 0)
        status = cli_fail(cli, &err);
    if (status == STATUS_DONE)
        status = showing ? show(cli, &queue) : list(cli, &queue, most);
    queue_release(&queue);
    store_close(store);
    return status;
}

const struct cli_command cmd_review = {
    .name = "review",
    .synopsis = "review list|show ITEM [OPTION...]",
    .summary = "what waits for a person's decision",
    .description = "'list' shows what was flagged and is not decided: number, state, probability, item; releases first, then by probability over threshold. 'show' tells of one, "
                   "by its number or name, why it was flagged.",
    .option = options,
    .run = run,
};
