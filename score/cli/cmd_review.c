/*
 * cmd_review.c - prodrome review list|show|claim|unclaim|approve|reject|request-changes|need-information|defer|reopen
 */
#include <math.h>
#include <string.h>

#include "datasets/audit/audit.h"
#include "datasets/readers/doc_read.h"
#include "score/cli/commands.h"
#include "score/cli/sign_in.h"
#include "score/review/decisions.h"
#include "score/review/item_facts.h"
#include "score/review/queue.h"

static const struct cli_option options[] = {
    { 'p', "project", "NAME", "list: only this project" },
    { 'a', "all", NULL, "list: decided and deferred ones too" },
    { 0, "state", "STATE", "list: only those in this state (waiting, claimed, changes-requested, information-needed, deferred, approved, rejected, expired)" },
    { 0, "mine", NULL, "list: only those that the user of --as has claimed (no password needed)" },
    { 'n', "last", "N", "list: at most N (default 50; 0 for all)" },
    { 0, "check", NULL, "list: exit status 3 where something waits" },
    SIGN_IN_OPTIONS,
    { 0, "reason", "TEXT", "decisions: why (needed for all but claim, unclaim and approve); identifiers in it are removed" },
    { 0, "until", "TIME", "claim, defer: until when (default of a claim: 8 hours)" },
    { 0, "label", "CLASS", "reject, of a ticket: the team (component, ...) that would have been right; becomes a label" },
    { 0, NULL, NULL, NULL },
};

/* ------------------------------------------------------------- list */

static json_t *number_json(double value)
{
    return isfinite(value) ? json_real(value) : json_null();
}

static json_t *item_json(const struct queue_item *q)
{
    char at[TIME_ISO_MAX], until[TIME_ISO_MAX];

    return json_pack("{s:I, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:o, s:o, s:s, s:b}", "item_id", (json_int_t)q->item_id, "item", q->item, "kind", q->kind, "project",
                     q->project, "state", item_state_name[q->state], "holder", q->holder, "until", time_format(q->until, until), "reason", q->reason, "criticality",
                     q->criticality, "probability", number_json(q->probability), "threshold", number_json(q->threshold), "flagged_at", time_format(q->flagged_at, at), "approved", (int)q->approved);
}

static const char *chance_of(const struct queue_item *q)
{
    if (strcmp(q->kind, "model") == 0)
        return "approval";
    if (strcmp(q->kind, "access-review") == 0)
        return "access review";
    if (strcmp(q->kind, "outcome") == 0)
        return "cause";
    if (strcmp(q->kind, "drift") == 0)
        return "drift";
    return strcmp(q->kind, "ticket") == 0 ? "wrong suggestion" : "harm";
}

static void item_line(struct strbuf *out, const struct queue_item *q)
{
    char until[TIME_ISO_MAX], chance[16] = "-";

    if (isfinite(q->probability))
        snprintf(chance, sizeof chance, "%.2f", q->probability);
    strbuf_addf(out, "%6lld  %-18s  %-6s  %-16s  %s", (long long)q->item_id, item_state_name[q->state], chance, chance_of(q), q->item);
    if (q->until != TIME_NONE)
        strbuf_addf(out, " (%s%suntil %s)", q->holder, q->holder[0] != '\0' ? ", " : "", time_format(q->until, until));
    strbuf_addc(out, '\n');
}

/* What --all, --state and --mine leave. */
struct filter {
    bool            all, has_state;
    enum item_state state;
    const char     *holder;   /* NULL: anybody's */
};

static bool wanted(const struct filter *f, const struct queue_item *q)
{
    if (f->holder != NULL && strcmp(q->holder, f->holder) != 0)
        return false;
    if (f->has_state)
        return q->state == f->state;
    return f->all || (!item_state_decided(q->state) && q->state != ITEM_DEFERRED);
}

static int read_filter(struct cli *cli, struct filter *f)
{
    const char *state = cli_value(cli, "state");

    f->all = cli_has(cli, "all");
    f->has_state = state != NULL;
    if (state != NULL && !item_state_find(&f->state, state))
        return cli_usage_error(cli, "unknown state '%s': waiting, claimed, changes-requested, information-needed, deferred, approved, rejected or expired", state);
    if (cli_has(cli, "mine") && (f->holder = cli_value(cli, "as")) == NULL)
        return cli_usage_error(cli, "whose? --mine goes with --as USER");
    return STATUS_DONE;
}

static int print_list(struct cli *cli, const struct queue_list *queue, const struct filter *f, long long most)
{
    json_t *rows = json_array();
    struct strbuf out;
    size_t n = 0, waiting = 0, unapproved = 0;
    int status;

    strbuf_init(&out);
    for (size_t i = 0; i < queue->n; i++) {
        const struct queue_item *q = &queue->row[i];

        waiting += !item_state_decided(q->state) && q->state != ITEM_DEFERRED;
        if (!wanted(f, q) || (++n > (size_t)most && most > 0))
            continue;
        if (n == 1)
            strbuf_adds(&out, "number  state               chance  of                item\n");
        item_line(&out, q);
        unapproved += !q->approved;
        json_array_append_new(rows, item_json(q));
    }
    if (n == 0)
        strbuf_adds(&out, f->has_state || f->holder != NULL ? "no such item\n" : "nothing waits for a person\n");
    else if (n > json_array_size(rows))
        strbuf_addf(&out, "... and %zu more (--last 0 shows all)\n", n - json_array_size(rows));
    if (unapproved > 0)
        strbuf_addf(&out, "model not approved: %zu of these were scored by a version that is not in production\n", unapproved);
    if (cli->json)
        status = cli_print_json(cli, json_pack("{s:i, s:I, s:O}", "schema_version", 1, "waiting", (json_int_t)waiting, "items", rows));
    else
        status = cli_print_visible(cli, &out);
    json_decref(rows);
    strbuf_release(&out);
    return status == STATUS_DONE && cli_has(cli, "check") && waiting > 0 ? STATUS_DECISION : status;
}

static int list(struct cli *cli)
{
    struct store *store = NULL;
    struct queue_list queue = {0};
    struct filter filter = {0};
    struct err err = ERR_INIT;
    long long most = 50;
    int status = cli_integer(cli, "last", 0, 1000000000, &most);

    if (status == STATUS_DONE)
        status = read_filter(cli, &filter);
    if (status == STATUS_DONE)
        status = cli_open_store(cli, &store, STORE_READ);
    if (status == STATUS_DONE)
        status = cli_check_project(cli, store, NULL);
    if (status == STATUS_DONE && queue_load(&queue, store, cli_value(cli, "project"), false, &err) < 0)
        status = cli_fail(cli, &err);
    if (status == STATUS_DONE)
        status = print_list(cli, &queue, &filter, most);
    queue_release(&queue);
    store_close(store);
    return status;
}

/* ------------------------------------------------------------- show */

static void show_line(struct strbuf *out, const json_t *doc, const char *label, const char *key)
{
    if (doc_text(doc, key)[0] != '\0')
        strbuf_addf(out, "  %-13s%s\n", label, doc_text(doc, key));
}

static void show_history(struct strbuf *out, const json_t *doc)
{
    const json_t *one;
    size_t i;

    json_array_foreach(json_object_get(doc, "history"), i, one)
    {
        const char *until = doc_text(one, "until"), *reason = doc_text(one, "reason");

        strbuf_addf(out, "%s%s  %s by %s (%s)%s%s%s%s", i == 0 ? "history\n  " : "  ", doc_text(one, "at"), doc_text(one, "decision"), doc_text(one, "user"), doc_text(one, "role"),
                    *until != '\0' ? " until " : "", until, *reason != '\0' ? ": " : "", reason);
        if (json_is_integer(json_object_get(one, "signature_id")))
            strbuf_addf(out, "  [signature %lld]", (long long)json_integer_value(json_object_get(one, "signature_id")));
        strbuf_addc(out, '\n');
    }
    json_array_foreach(json_object_get(doc, "signatures"), i, one)
        strbuf_addf(out, "%s%lld  %s  %s by %s (%s): %s\n", i == 0 ? "signatures\n  " : "  ", (long long)json_integer_value(json_object_get(one, "signature_id")),
                    doc_text(one, "at"), doc_text(one, "meaning"), doc_text(one, "user"), doc_text(one, "role"), doc_text(one, "standing"));
    json_array_foreach(json_object_get(doc, "similar"), i, one)
        strbuf_addf(out, "%s%.2f  %s  %s\n", i == 0 ? "similar\n  " : "  ", doc_number(one, "similarity", 0), doc_text(one, "item"), doc_text(one, "title"));
}

static void show_text(struct strbuf *out, const json_t *doc)
{
    strbuf_addf(out, "%s\n  %-13s%lld%s\n", doc_text(doc, "item"), "number", (long long)json_integer_value(json_object_get(doc, "item_id")),
                json_is_true(json_object_get(doc, "newest")) ? "" : ": out of date, it was flagged anew with other content");
    show_line(out, doc, "state", "state");
    show_line(out, doc, "claimed by", "holder");
    show_line(out, doc, "until", "until");
    show_line(out, doc, "flagged", "flagged_at");
    show_line(out, doc, "reason", "reason");
    show_line(out, doc, "criticality", "criticality");
    show_line(out, doc, "suggestion", "suggestion");
    show_line(out, doc, "model", "model");
    if (strcmp(doc_text(doc, "requested_by"), "engine") != 0)
        show_line(out, doc, "requested by", "requested_by");
    show_history(out, doc);
    if (strcmp(doc_text(doc, "kind"), "model") == 0)
        strbuf_addf(out, "'prodrome model show %s' shows its validation record\n", doc_text(doc, "item") + strlen("model:"));
    else if (strcmp(doc_text(doc, "kind"), "drift") == 0)
        strbuf_adds(out, "'prodrome monitor' compares each model in use with its training as of today\n");
    else if (strcmp(doc_text(doc, "kind"), "outcome") == 0)
        strbuf_adds(out, "approve: the incident comes from the release, and is its outcome; reject: it does not, and is never suspected again\n");
    else if (strcmp(doc_text(doc, "kind"), "access-review") == 0)
        strbuf_adds(out, "evidence 'access_review' of after the release closes it; approve says that it was done\n");
    else
        strbuf_addf(out, "'prodrome explain %s' tells why the score is what it is\n", doc_text(doc, "item"));
}

static int show(struct cli *cli)
{
    struct store *store = NULL;
    json_t *doc = NULL;
    struct strbuf out;
    struct err err = ERR_INIT;
    int status = cli_open_store(cli, &store, STORE_READ);

    if (status == STATUS_DONE && item_facts(&doc, store, cli->arg[1], &err) < 0)
        status = cli_fail(cli, &err);
    store_close(store);
    if (status != STATUS_DONE)
        return status;
    if (cli->json) {
        json_object_set_new(doc, "schema_version", json_integer(1));
        return cli_print_json(cli, doc);
    }
    strbuf_init(&out);
    show_text(&out, doc);
    status = cli_print_visible(cli, &out);
    strbuf_release(&out);
    json_decref(doc);
    return status;
}

/* ------------------------------------------------------------- decide */

static int say(struct cli *cli, const struct decision_made *made)
{
    char until[TIME_ISO_MAX];
    struct strbuf out;
    int status;

    time_format(made->until, until);
    if (cli->json)
        return cli_print_json(cli, json_pack("{s:i, s:s, s:I, s:s, s:s, s:I, s:o, s:o}", "schema_version", 1, "item", made->item, "item_id", (json_int_t)made->item_id, "state",
                                             item_state_name[made->state], "until", until, "decision_id", (json_int_t)made->decision_id, "signature_id",
                                             made->signature_id != 0 ? json_integer((json_int_t)made->signature_id) : json_null(), "label",
                                             made->label[0] != '\0' ? json_string(made->label) : json_null()));
    strbuf_init(&out);
    strbuf_addf(&out, "%s: %s%s%s", made->item, item_state_name[made->state], until[0] != '\0' ? " until " : "", until);
    if (made->signature_id != 0)
        strbuf_addf(&out, ", signature %lld", (long long)made->signature_id);
    if (made->label[0] != '\0')
        strbuf_addf(&out, ", label '%s'", made->label);
    strbuf_addc(&out, '\n');
    status = cli_print_visible(cli, &out);
    strbuf_release(&out);
    return status;
}

static int read_request(struct cli *cli, struct decision_request *r)
{
    const char *until = cli_value(cli, "until");

    r->item = cli->arg[1];
    r->reason = cli_value(cli, "reason");
    r->label = cli_value(cli, "label");
    r->until = TIME_NONE;
    if (until != NULL && !time_parse(until, strlen(until), &r->until))
        return cli_usage_error(cli, "--until takes a time, not '%s'", until);
    return STATUS_DONE;
}

/* What can be known to fail is said before the password is asked for. */
static int check_item(struct cli *cli, struct store *store)
{
    struct standing s;
    struct err err = ERR_INIT;

    if (standing_find(&s, store, cli->arg[1], &err) < 0)
        return cli_fail(cli, &err);
    standing_release(&s);
    return STATUS_DONE;
}

static int decide(struct cli *cli, enum decision decision)
{
    struct decision_request request = { .decision = decision };
    struct decision_made made;
    struct store *store = NULL;
    struct person person;
    struct err err = ERR_INIT;
    int status = read_request(cli, &request);

    if (status == STATUS_DONE)
        status = cli_open_store(cli, &store, STORE_WRITE);
    if (status == STATUS_DONE)
        status = check_item(cli, store);
    if (status == STATUS_DONE)
        status = sign_in(cli, store, &person);
    request.person = &person;
    if (status == STATUS_DONE && decision_make(&made, store, &request, &err) < 0)
        status = cli_fail(cli, &err);
    store_close(store);
    return status == STATUS_DONE ? say(cli, &made) : status;
}

static int run(struct cli *cli)
{
    const char *verb = cli->n_args > 0 ? cli->arg[0] : "";
    enum decision decision;

    if (cli->n_args == 1 && strcmp(verb, "list") == 0)
        return list(cli);
    if (cli->n_args == 2 && strcmp(verb, "show") == 0)
        return show(cli);
    if (cli->n_args == 2 && decision_find(&decision, verb) && decision != DECISION_EXPIRE)
        return decide(cli, decision);
    return cli_usage_error(cli, "review takes 'list', 'show ITEM', or 'claim', 'unclaim', 'approve', 'reject', 'request-changes', 'need-information', 'defer' or 'reopen' with an ITEM");
}

static const struct cli_subcommand subcommands[] = {
    { "list", "", "what was flagged and is not decided" },
    { "show", "ITEM", "one item, by its number or name" },
    { "claim", "ITEM", "hold it, so that others wait" },
    { "unclaim", "ITEM", "let it go again" },
    { "approve", "ITEM", "sign for it" },
    { "reject", "ITEM", "sign against it" },
    { "request-changes", "ITEM", "sign that something must change first" },
    { "need-information", "ITEM", "sign that something must be known first" },
    { "defer", "ITEM", "decide later: --until" },
    { "reopen", "ITEM", "take up what was decided or deferred" },
    { NULL, NULL, NULL },
};

static const struct cli_exit exits[] = {
    { STATUS_DECISION, "list with --check: something waits" },
    { 0, NULL },
};

static const struct cli_example examples[] = {
    { "prodrome review list --project ehr", "what waits in one project" },
    { "prodrome review show 12", "why it was flagged" },
    { "prodrome review approve release:ehr/2026.07 --as anna", "signed by anna, who is asked for her password" },
    { NULL, NULL },
};

const struct cli_command cmd_review = {
    .name = "review",
    .synopsis = "review SUBCOMMAND [ITEM] [OPTION...]",
    .summary = "what waits for a person's decision, and the decisions",
    .description = "'list' shows what was flagged and is not decided: number, state, chance, item; releases first, then by probability over threshold. 'show' tells of one, "
                   "by its number or name, why it was flagged, what was decided and signed, and what was similar.\n"
                   "The rest decides, as the user of --as, who proves it by a password. 'claim' holds an item for its time, and others wait. 'approve', 'reject', 'request-changes', "
                   "'need-information', 'defer' (--until) and 'reopen' are signed: name, role, time, meaning, and the hash of exactly what was shown; where that changes, the item is flagged "
                   "anew and the signature is stale. All but 'approve' need a --reason. What is approved or rejected takes no further decision until it is reopened. Nobody decides on what they asked for, "
                   "wrote or approved. Approving a ticket's suggestion, and rejecting it with --label, teach: they become labels of the next training. A release or change that "
                   "was rejected is no harm, and teaches nothing. Model versions are decided on with 'prodrome model'.",
    .option = options,
    .run = run,
    .sub = subcommands,
    .exit = exits,
    .example = examples,
    .see_also = "report explain audit",
};
