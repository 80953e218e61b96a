/*
 * cmd_explain.c - prodrome explain ITEM
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/readers/doc_read.h"
#include "score/cli/commands.h"
#include "score/cli/task_words.h"
#include "score/report/facts_similar.h"
#include "score/scoring.h"

static const struct cli_option options[] = {
    { 0, "task", "TASK", "the score of this task, where an item has several (default: the first, as train lists them)" },
    { 'r', "replay", NULL, "compute the score again from its stored features and model" },
    { 0, NULL, NULL, NULL },
};

static const char score_sql[] =
    "SELECT s.item, s.probability, s.logit, s.label, s.detail, s.approved, s.build, s.scored_at,"
    "       coalesce(m.task || CASE m.project WHEN '' THEN '' ELSE ':' || m.project END || '@' || m.number, 'what was counted')"
    "  FROM scores s LEFT JOIN models m ON m.model_id = s.model_id WHERE s.score_id = ?";

static int read_score(json_t **out, struct store *store, int64_t score_id, struct err *err)
{
    struct db_stmt *stmt = NULL;
    char at[TIME_ISO_MAX];
    int rc = db_prepare(store->db, &stmt, score_sql, err);

    if (rc == 0)
        rc = db_bind(stmt, err, "i", score_id);
    if (rc == 0)
        rc = db_step(stmt, err);
    if (rc == 1) {
        json_t *detail = json_loads(db_text(stmt, 4, NULL), 0, NULL);

        *out = json_pack("{s:i, s:I, s:s, s:f, s:f, s:s, s:b, s:s, s:s, s:s, s:o*}", "schema_version", 1, "score_id", (json_int_t)score_id, "item",
                         db_text(stmt, 0, NULL), "probability", db_double(stmt, 1), "logit", db_double(stmt, 2), "label", db_text(stmt, 3, NULL), "approved",
                         (int)(db_int(stmt, 5) != 0), "build", db_text(stmt, 6, NULL), "scored_at", time_format(db_int(stmt, 7), at), "model",
                         db_text(stmt, 8, NULL), "detail", detail);
        rc = *out == NULL ? err_nomem(err) : 0;
    } else if (rc == 0)
        rc = err_set(err, ERR_NOTFOUND, "no score %lld", (long long)score_id);
    db_finalize(stmt);
    return rc;
}

static void why_text(struct strbuf *out, const json_t *why)
{
    const json_t *one;
    size_t i;

    strbuf_addf(out, "  %+12.6f  (bias)\n", doc_number(why, "bias", 0));
    json_array_foreach(json_object_get(why, "contributions"), i, one)
        strbuf_addf(out, "  %+12.6f  %s\n", doc_number(one, "value", 0), doc_text(one, "column"));
    if (doc_number(why, "rest", 0) != 0)
        strbuf_addf(out, "  %+12.6f  (all others)\n", doc_number(why, "rest", 0));
    strbuf_addf(out, "  %+12.6f  = score\n", doc_number(why, "score", 0));
}

/* What was counted of a dependency, and the newest of it. */
static void dependency_text(struct strbuf *out, const json_t *detail)
{
    const json_t *one;
    size_t i;

    if (json_object_get(detail, "from") != NULL && doc_text(detail, "to")[0] != '\0')
        strbuf_addf(out, "  %s to %s (%s) in release %s\n", doc_text(detail, "from")[0] != '\0' ? doc_text(detail, "from") : "new,", doc_text(detail, "to"), doc_text(detail, "step"), doc_text(detail, "release"));
    strbuf_addf(out, "  95 %%: %.4f to %.4f; %s\n", doc_number(detail, "low", 0), doc_number(detail, "high", 0), doc_text(detail, "summary"));
    json_array_foreach(json_object_get(detail, "levels"), i, one)
        strbuf_addf(out, "  %5.0f of %5.0f broke  %s\n", doc_number(one, "broke", 0), doc_number(one, "updates", 0), doc_text(one, "level"));
    json_array_foreach(json_object_get(detail, "evidence"), i, one) {
        if (json_object_get(one, "service") != NULL)
            strbuf_addf(out, "  %s  %s, then %s\n", doc_text(one, "at"), doc_text(one, "service"), doc_text(one, "system"));
        else
            strbuf_addf(out, "  %s  %s %s/%s: %s to %s\n", json_is_true(json_object_get(one, "broke")) ? "broke    " : "went well", doc_text(one, "kind"), doc_text(one, "project"), doc_text(one, "id"),
                        doc_text(one, "from"), doc_text(one, "to"));
    }
}

/* A ticket that is like none of the classes that the model knows. */
static void unlike_text(struct strbuf *out, const json_t *unlike)
{
    if (json_is_object(unlike))
        strbuf_addf(out, "  like none of the classes that it knows: largest margin %.4f, below %.4f; of past tickets like that %.0f %% were of a class it had not learned\n",
                    doc_number(unlike, "margin", 0), doc_number(unlike, "bar", 0), 100 * doc_number(unlike, "new_share", 0));
}

static void score_text(struct strbuf *out, const json_t *doc)
{
    const json_t *detail = json_object_get(doc, "detail"), *one;
    size_t i;

    strbuf_addf(out, "%s: %.4f%s%s by %s%s\n", doc_text(doc, "item"), doc_number(doc, "probability", 0), doc_text(doc, "label")[0] != '\0' ? " for " : "", doc_text(doc, "label"),
                doc_text(doc, "model"), json_is_true(json_object_get(doc, "approved")) ? "" : " (model not approved)");
    if (json_object_get(detail, "basis") != NULL)
        dependency_text(out, detail);
    json_array_foreach(json_object_get(detail, "top"), i, one)
        strbuf_addf(out, "  %.4f  %s\n", doc_number(one, "p", 0), doc_text(one, "label"));
    unlike_text(out, json_object_get(detail, "unlike_any_class"));
    if (json_object_get(detail, "changes") != NULL)
        strbuf_addf(out, "%s%s%s\n", doc_text(detail, "method"), doc_text(detail, "change_model")[0] != '\0' ? "; its changes by " : "", doc_text(detail, "change_model"));
    if (json_object_get(detail, "interval") != NULL && json_object_get(detail, "changes") != NULL)
        strbuf_addf(out, "  95 %%: %.4f to %.4f\n", doc_number(json_object_get(detail, "interval"), "low", 0), doc_number(json_object_get(detail, "interval"), "high", 0));
    json_array_foreach(json_object_get(detail, "changes"), i, one)
        strbuf_addf(out, "  %.4f  change %.12s, %.0f %% of the release's risk\n", doc_number(one, "p", 0), doc_text(one, "commit"), 100 * doc_number(one, "share", 0));
    if (json_object_get(doc, "purged") != NULL)
        strbuf_addf(out, "purged: what it was made from was removed by the rule '%s' at %s\n", doc_text(json_object_get(doc, "purged"), "rule"),
                    doc_text(json_object_get(doc, "purged"), "at"));
    if (json_object_get(detail, "why") != NULL)
        why_text(out, json_object_get(detail, "why"));
}

/* What is gone, and why, instead of contributions. */
static int add_purged(json_t *doc, struct store *store, int64_t score_id, struct err *err)
{
    char at[TIME_ISO_MAX], *rule = NULL;
    int64_t when = 0;
    int rc = score_purged(&rule, &when, store, score_id, err);

    if (rc == 1)
        json_object_set_new(doc, "purged", json_pack("{s:s, s:s}", "rule", rule, "at", time_format(when, at)));
    mem_free(rule);
    return rc < 0 ? rc : 0;
}

/* The past tickets most like it, as the run of the score found them. */
static int add_similar(json_t *doc, struct strbuf *out, struct store *store, int64_t score_id, struct err *err)
{
    const char *item = doc_text(doc, "item"), *id = strchr(item, '/');
    char project[512];
    json_t *list = NULL, *one;
    int64_t run_id;
    size_t i;
    int rc;

    if (strncmp(item, "ticket:", 7) != 0)
        return 0;
    rc = db_get_int(store->db, &run_id, err, "SELECT run_id FROM scores WHERE score_id = ?", "i", score_id);
    for (; rc == 0 && id != NULL && json_array_size(list) == 0; id = strchr(id + 1, '/')) { /* a project's name may have slashes */
        json_decref(list);
        snprintf(project, sizeof(project), "%.*s", (int)(id - item - 7), item + 7);
        rc = facts_similar_of(&list, store, run_id, project, id + 1, err);
    }
    if (rc < 0)
        return rc;
    if (json_array_size(list) > 0)
        strbuf_adds(out, "most similar before:\n");
    json_array_foreach(list, i, one)
    {
        strbuf_addf(out, "  %.3f  %s  %s", doc_number(one, "similarity", 0), doc_text(one, "id"), doc_text(one, "title")[0] != '\0' ? doc_text(one, "title") : "(no title)");
        if (json_is_true(json_object_get(one, "suspected")))
            strbuf_addf(out, " (suspected duplicate, %.0f %% likely)", 100 * doc_number(one, "probability", 0));
        else if (json_is_object(json_object_get(one, "why")))
            strbuf_addf(out, " (%.1f %% likely the same)", 100 * doc_number(one, "probability", 0));
        strbuf_addc(out, '\n');
    }
    json_object_set_new(doc, "similar", list);
    return 0;
}

static int replay(struct cli *cli, struct store *store, int64_t score_id, json_t *doc, struct strbuf *out)
{
    struct err err = ERR_INIT;
    double was, now;
    int rc;

    if (json_object_get(doc, "purged") != NULL)
        return STATUS_NODATA; /* score_text says it */
    rc = score_replay(&was, &now, store, score_id, &err);

    if (rc < 0)
        return cli_fail(cli, &err);
    strbuf_addf(out, "replayed: %.17g, %s\n", now, rc == 1 ? "the same bits" : "NOT the same bits");
    json_object_set_new(doc, "replay", json_pack("{s:f, s:f, s:b}", "was", was, "now", now, "same", rc == 1));
    if (rc == 1)
        return STATUS_DONE;
    cli_error(cli, "the replayed score differs from the stored one (%.17g)", was);
    return STATUS_INTEGRITY;
}

/* That it is an item; and of a ticket or a release, which is named in full, that there is one. */
static int check_item(struct cli *cli, struct store *store, const char *item, struct err *err)
{
    static const char *const kind[] = { "ticket", "change", "release", "dependency" };
    const char *colon = strchr(item, ':'), *slash = colon != NULL ? strchr(colon, '/') : NULL;
    int64_t n = 0;
    bool known = false;

    for (size_t i = 0; slash != NULL && i < sizeof kind / sizeof *kind; i++)
        known = known || (strlen(kind[i]) == (size_t)(colon - item) && strncmp(item, kind[i], (size_t)(colon - item)) == 0);
    if (!known)
        return cli_usage_error(cli, "'%s' is no item: these are ticket:PROJECT/ID, change:PROJECT/COMMIT, release:PROJECT/NAME and dependency:SYSTEM/NAME", item);
    if (item[0] != 't' && item[0] != 'r')
        return STATUS_DONE;
    if (db_get_int(store->db, &n, err, "SELECT (SELECT count(*) FROM scores WHERE item = ?1) + (SELECT count(*) FROM records WHERE kind || ':' || project || '/' || id = ?1"
                   " AND kind = ?2)", "tt", item, item[0] == 't' ? "ticket" : "release") < 0)
        return cli_fail(cli, err);
    return n > 0 ? STATUS_DONE : cli_usage_error(cli, "there is no %.*s '%s' in the store", (int)(colon - item), item, colon + 1);
}

static int explain(struct cli *cli, struct store *store)
{
    const char *task = cli_value(cli, "task");
    int64_t score_id;
    json_t *doc = NULL;
    struct strbuf out;
    struct err err = ERR_INIT;
    int status, printed;

    status = check_item(cli, store, cli->arg[0], &err);
    if (status != STATUS_DONE)
        return status;
    if (score_find(&score_id, store, cli->arg[0], task, &err) < 0 || read_score(&doc, store, score_id, &err) < 0 || add_purged(doc, store, score_id, &err) < 0)
        return cli_fail(cli, &err);
    strbuf_init(&out);
    score_text(&out, doc);
    if (add_similar(doc, &out, store, score_id, &err) < 0)
        status = cli_fail(cli, &err);
    if (status == STATUS_DONE && cli_has(cli, "replay"))
        status = replay(cli, store, score_id, doc, &out);
    if (cli->json)
        printed = cli_print_json(cli, doc);
    else {
        printed = cli_print_visible(cli, &out);
        json_decref(doc);
    }
    strbuf_release(&out);
    return status != STATUS_DONE ? status : printed;
}

static int run(struct cli *cli)
{
    struct store *store = NULL;
    int status;

    if (cli->n_args != 1)
        return cli_usage_error(cli, "explain takes one item: ticket:PROJECT/ID, change:PROJECT/COMMIT, release:PROJECT/NAME or dependency:SYSTEM/NAME");
    if (cli_value(cli, "task") != NULL && task_find(cli_value(cli, "task")) == NULL)
        return cli_usage_error(cli, "unknown task '%s': " TASK_WORDS_TRAINED_OR, cli_value(cli, "task"));
    status = cli_open_store(cli, &store, STORE_READ);
    if (status == STATUS_DONE)
        status = explain(cli, store);
    store_close(store);
    return status;
}

static const struct cli_exit exits[] = {
    { STATUS_INTEGRITY, "the replayed score has other bits than the stored one, or the store is damaged" },
    { 0, NULL },
};

static const struct cli_example examples[] = {
    { "prodrome explain ticket:desk/4711", "why this team" },
    { "prodrome explain release:ehr/2026.07 --replay", "why this risk, and the same bits again" },
    { NULL, NULL },
};

const struct cli_command cmd_explain = {
    .name = "explain",
    .synopsis = "explain ITEM [OPTION...]",
    .summary = "why this score: contributions that add up to it",
    .description = "Shows the newest score of ITEM (ticket:PROJECT/ID, change:PROJECT/COMMIT, release:PROJECT/NAME, dependency:SYSTEM/NAME) with its contributions: bias + contributions = score. "
                   "With --replay it is computed again from the stored feature row and model; exit status 6 where the bits differ, 5 where what it was made from "
                   "was purged (by which rule, and when).",
    .option = options,
    .run = run,
    .exit = exits,
    .example = examples,
    .see_also = "score report model",
};
