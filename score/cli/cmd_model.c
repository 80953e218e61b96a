/*
 * cmd_model.c - prodrome model list|show|approve|promote|reject|rollback|retire
 */
#include <string.h>

#include "datasets/readers/doc_read.h"
#include "datasets/store/snapshot.h"
#include "score/cli/commands.h"
#include "score/cli/sign_in.h"
#include "score/report/facts.h"
#include "score/report/report_abstention.h"
#include "score/review/approval.h"
#include "score/review/item_facts.h"

static const struct cli_option options[] = {
    SIGN_IN_OPTIONS,
    { 0, "reason", "TEXT", "why (needed for reject, rollback and retire); identifiers in it are removed" },
    { 0, NULL, NULL, NULL },
};

static int list(struct cli *cli, const struct model_list *models)
{
    json_t *rows = json_array();
    struct strbuf out;
    char at[TIME_ISO_MAX];
    int status;

    strbuf_init(&out);
    for (size_t i = 0; i < models->n; i++) {
        const struct model_version *m = &models->model[i];

        strbuf_addf(&out, "%-40s  %-10s  %s  %.12s\n", m->name, m->stage, time_format(m->created_at, at), m->hash);
        json_array_append_new(rows, json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s}", "name", m->name, "task", m->task, "project", m->project, "stage", m->stage,
                                              "created_at", at, "hash", m->hash, "engine_version", m->engine_version));
    }
    if (models->n == 0)
        strbuf_adds(&out, "no model version yet: 'prodrome train' makes them\n");
    status = cli->json ? cli_print_json(cli, json_pack("{s:i, s:O}", "schema_version", 1, "models", rows)) : cli_print_visible(cli, &out);
    json_decref(rows);
    strbuf_release(&out);
    return status;
}

static void show_text(struct strbuf *out, const json_t *doc)
{
    const json_t *record = json_object_get(doc, "record"), *metrics = json_object_get(record, "metrics"), *part, *one;
    const char *name, *set;
    size_t i;

    strbuf_addf(out, "%s: %s\n", json_string_value(json_object_get(doc, "name")), json_string_value(json_object_get(doc, "stage")));
    json_array_foreach(json_object_get(doc, "history"), i, one)
        strbuf_addf(out, "  %s  %-10s by %s: %s\n", doc_text(one, "at"), doc_text(one, "stage"),
                    doc_text(one, "by"), doc_text(one, "reason"));
    json_object_foreach((json_t *)(uintptr_t)metrics, set, part)
        json_object_foreach((json_t *)(uintptr_t)part, name, one)
        {
            strbuf_addf(out, "  %-22s %.4f", name, doc_number(one, "value", 0));
            if (json_is_number(json_object_get(one, "low")))
                strbuf_addf(out, " [%.4f, %.4f]", doc_number(one, "low", 0), doc_number(one, "high", 0));
            strbuf_addf(out, "  (labels %s)\n", set);
        }
    json_array_foreach(json_object_get(record, "acceptance"), i, one)
        strbuf_addf(out, "  acceptance: %s %.4f %s %.4f: %s\n", doc_text(one, "metric"), doc_number(one, "value", 0),
                    doc_text(one, "relation"), doc_number(one, "bound", 0),
                    json_is_true(json_object_get(one, "passed")) ? "met" : "NOT MET");
    if (json_is_object(json_object_get(record, "abstention"))) {
        strbuf_adds(out, "  suggestions: ");
        report_add_abstention(out, json_object_get(record, "abstention"));
        strbuf_addc(out, '\n');
    }
    json_array_foreach(json_object_get(doc, "signatures"), i, one)
        strbuf_addf(out, "  signature %lld: %s by %s (%s) %s: %s\n", (long long)doc_whole(one, "signature_id"),
                    doc_text(one, "meaning"), doc_text(one, "user"), doc_text(one, "role"),
                    doc_text(one, "at"), doc_text(one, "standing"));
}

/* Who signed for the version, and whether it is still what they signed. */
static int add_signatures(json_t *doc, struct store *store, const struct model_version *m, struct err *err)
{
    struct signature_list list = {0};
    uint8_t content[DIGEST_SIZE];
    struct strbuf subject;
    int rc = approval_content(content, store, m, err);

    strbuf_init(&subject);
    strbuf_addf(&subject, "model:%s", m->name);
    if (rc == 0)
        rc = strbuf_check(&subject, err);
    if (rc == 0)
        rc = signatures_load(&list, store, subject.data, err);
    if (rc == 0)
        json_object_set_new(doc, "signatures", signature_facts(&list, content));
    signatures_release(&list);
    strbuf_release(&subject);
    return rc;
}

static int show(struct cli *cli, struct store *store, const struct model_list *models)
{
    const struct model_version *m = registry_find(models, cli->arg[1]);
    struct snapshot none = {0};
    struct facts facts = { .store = store, .snapshot = &none, .models = models };
    json_t *doc = NULL;
    struct strbuf out;
    struct err err = ERR_INIT;
    int status;

    if (m == NULL)
        return cli_usage_error(cli, "no model version '%s'; 'prodrome model list' names them", cli->arg[1]);
    if (facts_model(&doc, &facts, m, &err) < 0)
        return cli_fail(cli, &err);
    if (add_signatures(doc, store, m, &err) < 0) {
        json_decref(doc);
        return cli_fail(cli, &err);
    }
    if (cli->json)
        return cli_print_json(cli, doc);
    strbuf_init(&out);
    show_text(&out, doc);
    status = cli_print_visible(cli, &out);
    strbuf_release(&out);
    json_decref(doc);
    return status;
}

/* ------------------------------------------------------------- stages */

static int say(struct cli *cli, const struct approval_made *made)
{
    struct strbuf out;
    int status;

    if (cli->json)
        return cli_print_json(cli, json_pack("{s:i, s:s, s:s, s:s, s:I}", "schema_version", 1, "model", made->model, "stage", made->stage, "retired", made->retired, "signature_id",
                                             (json_int_t)made->signature_id));
    strbuf_init(&out);
    strbuf_addf(&out, "%s: %s, signature %lld\n", made->model, made->stage, (long long)made->signature_id);
    if (made->retired[0] != '\0')
        strbuf_addf(&out, "%s: retired\n", made->retired);
    status = cli_print_visible(cli, &out);
    strbuf_release(&out);
    return status;
}

static int act(struct cli *cli, enum approval_action action)
{
    struct person person;
    struct approval_request request = { .action = action, .model = cli->arg[1], .person = &person, .reason = cli_value(cli, "reason") };
    struct approval_made made;
    struct store *store = NULL;
    struct err err = ERR_INIT;
    int status = cli_open_store(cli, &store, STORE_WRITE);

    if (status == STATUS_DONE)
        status = sign_in(cli, store, &person);
    if (status == STATUS_DONE && approval_make(&made, store, &request, &err) < 0)
        status = cli_fail(cli, &err);
    store_close(store);
    return status == STATUS_DONE ? say(cli, &made) : status;
}

static int look(struct cli *cli, bool showing)
{
    struct store *store = NULL;
    struct model_list models = {0};
    struct err err = ERR_INIT;
    int status = cli_open_store(cli, &store, STORE_READ);

    if (status == STATUS_DONE && registry_list(&models, store, &err) < 0)
        status = cli_fail(cli, &err);
    if (status == STATUS_DONE)
        status = showing ? show(cli, store, &models) : list(cli, &models);
    model_list_release(&models);
    store_close(store);
    return status;
}

static int run(struct cli *cli)
{
    const char *verb = cli->n_args > 0 ? cli->arg[0] : "";

    if (cli->n_args == 1 && strcmp(verb, "list") == 0)
        return look(cli, false);
    if (cli->n_args == 2 && strcmp(verb, "show") == 0)
        return look(cli, true);
    for (int i = 0; i < N_APPROVAL_ACTIONS && cli->n_args == 2; i++)
        if (strcmp(approval_action_name[i], verb) == 0)
            return act(cli, (enum approval_action)i);
    return cli_usage_error(cli, "model takes 'list', 'show NAME', or 'approve', 'promote', 'reject', 'rollback' or 'retire' with a NAME");
}

static const struct cli_subcommand subcommands[] = {
    { "list", "", "every model version with its stage" },
    { "show", "NAME", "one of them: TASK:PROJECT@N, without @N the newest" },
    { "approve", "NAME", "sign for a validated version" },
    { "promote", "NAME", "put an approved version into production" },
    { "reject", "NAME", "sign against a version" },
    { "rollback", "NAME", "put the version that was in production before back there" },
    { "retire", "NAME", "take a version out of production" },
    { NULL, NULL, NULL },
};

static const struct cli_exit exits[] = {
    { STATUS_INTEGRITY, "the validation record or a part of the model was altered, or the store is damaged" },
    { 0, NULL },
};

static const struct cli_example examples[] = {
    { "prodrome model list", "every version with its stage" },
    { "prodrome --json model show route:desk@3", "the whole validation record" },
    { "prodrome model approve route:desk@3 --as anna", "signed by anna, who is asked for her password" },
    { NULL, NULL },
};

const struct cli_command cmd_model = {
    .name = "model",
    .synopsis = "model SUBCOMMAND [NAME] [OPTION...]",
    .summary = "model versions: stages, validation records, approvals",
    .description = "'list' shows every model version with its stage. 'show' tells of one (TASK:PROJECT@N; without @N the newest): its history, its measures with intervals, its "
                   "acceptance criteria, who signed for it; with --json the whole validation record. Exit status 6 where the record was altered.\n"
                   "The rest moves a version on, signed by the user of --as, who proves it by a password: 'approve' a validated one, 'promote' an approved one into production (the one "
                   "that was there is retired), 'reject', 'retire', and 'rollback', which puts the version that was in production before back there. Without @N the newest version for "
                   "which that is possible. Parts and record are hashed anew before: exit status 6 where they were altered. Nobody decides on a version that they had trained ('train --as').",
    .option = options,
    .run = run,
    .sub = subcommands,
    .exit = exits,
    .example = examples,
    .see_also = "train report audit",
};
