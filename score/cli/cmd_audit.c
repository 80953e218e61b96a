/*
 * cmd_audit.c - prodrome audit log|verify
 */
#include <jansson.h>
#include <string.h>

#include "datasets/audit/audit_verify.h"
#include "score/cli/commands.h"

static const struct cli_option options[] = {
    { 0, "trust", "PUBKEY", "verify: the public key (64 hex digits) that must have signed" },
    { 0, "expect", "HEAD", "verify: a head (64 hex digits) kept elsewhere, which must be in the chain" },
    { 'n', "last", "N", "log: only the newest N rows" },
    { 0, NULL, NULL, NULL },
};

static const char log_sql[] =
    "SELECT row_id, at, actor, action, subject, lower(hex(hash)) FROM"
    " (SELECT * FROM audit ORDER BY row_id DESC LIMIT ?) ORDER BY row_id";

static int log_rows(struct cli *cli, struct store *store, long long last, struct strbuf *out, json_t *rows)
{
    struct db_stmt *stmt = NULL;
    struct err err = ERR_INIT;
    char at[TIME_ISO_MAX];
    int rc = db_prepare(store->db, &stmt, log_sql, &err);

    if (rc == 0)
        rc = db_bind(stmt, &err, "i", last > 0 ? (int64_t)last : INT64_C(-1));
    while (rc == 0 && (rc = db_step(stmt, &err)) > 0) {
        time_format(db_int(stmt, 1), at);
        if (rows != NULL)
            json_array_append_new(rows, json_pack("{s:I, s:s, s:s, s:s, s:s, s:s}", "row", (json_int_t)db_int(stmt, 0), "at", at, "actor",
                                                  db_text(stmt, 2, NULL), "action", db_text(stmt, 3, NULL), "subject", db_text(stmt, 4, NULL),
                                                  "hash", db_text(stmt, 5, NULL)));
        else
            strbuf_addf(out, "%6lld  %s  %-10s %-18s %-40s %.12s\n", (long long)db_int(stmt, 0), at, db_text(stmt, 2, NULL), db_text(stmt, 3, NULL),
                        db_text(stmt, 4, NULL), db_text(stmt, 5, NULL));
        rc = 0;
    }
    db_finalize(stmt);
    return rc < 0 ? cli_fail(cli, &err) : STATUS_DONE;
}

static int run_log(struct cli *cli, struct store *store, long long last)
{
    json_t *rows = cli->json ? json_array() : NULL;
    struct strbuf out;
    int status;

    strbuf_init(&out);
    status = log_rows(cli, store, last, &out, rows);
    if (status == STATUS_DONE && cli->json) {
        json_t *doc = json_pack("{s:i, s:O}", "schema_version", 1, "rows", rows);

        status = cli_print_json(cli, doc);
    } else if (status == STATUS_DONE)
        status = cli_print_visible(cli, &out);
    json_decref(rows);
    strbuf_release(&out);
    return status;
}

static void verify_text(struct strbuf *out, const struct audit_result *r)
{
    if (r->n_failures == 0)
        strbuf_addf(out, "ok: %lld rows, head %s\n", (long long)r->n_rows, r->head);
    else
        strbuf_addf(out, "BROKEN: %zu checks failed over %lld rows\n", r->n_failures, (long long)r->n_rows);
    for (size_t i = 0; i < r->n_failures; i++) {
        if (r->failure[i].row > 0)
            strbuf_addf(out, "  %s: row %lld: %s\n", r->failure[i].check, (long long)r->failure[i].row, r->failure[i].reason);
        else
            strbuf_addf(out, "  %s: %s\n", r->failure[i].check, r->failure[i].reason);
    }
    if (r->n_undigested > 0)
        strbuf_addf(out, "not covered: explanations of %lld scores that an earlier program made\n", (long long)r->n_undigested);
}

static json_t *verify_json(const struct audit_result *r)
{
    json_t *failures = json_array();

    for (size_t i = 0; i < r->n_failures; i++)
        json_array_append_new(failures, json_pack("{s:s, s:I, s:s}", "check", r->failure[i].check, "row", (json_int_t)r->failure[i].row,
                                                  "reason", r->failure[i].reason));
    return json_pack("{s:i, s:b, s:I, s:s, s:o, s:I}", "schema_version", 1, "ok", r->n_failures == 0, "rows", (json_int_t)r->n_rows, "head",
                     r->head, "failures", failures, "scores_not_covered", (json_int_t)r->n_undigested);
}

static int run_verify(struct cli *cli, struct store *store)
{
    struct audit_result r;
    struct strbuf out;
    struct err err = ERR_INIT;
    int status;

    if (audit_verify(&r, store, cli_value(cli, "trust"), cli_value(cli, "expect"), &err) < 0)
        return cli_fail(cli, &err);
    strbuf_init(&out);
    if (cli->json) {
        json_t *doc = verify_json(&r);

        status = cli_print_json(cli, doc);
    } else {
        verify_text(&out, &r);
        status = cli_print_visible(cli, &out);
    }
    if (status == STATUS_DONE && r.n_failures > 0)
        status = STATUS_INTEGRITY;
    strbuf_release(&out);
    audit_result_release(&r);
    return status;
}

static int run(struct cli *cli)
{
    struct store *store = NULL;
    long long last = 0;
    bool verify;
    int status;

    if (cli->n_args != 1 || (strcmp(cli->arg[0], "log") != 0 && strcmp(cli->arg[0], "verify") != 0))
        return cli_usage_error(cli, "audit takes 'log' or 'verify'");
    verify = strcmp(cli->arg[0], "verify") == 0;
    status = cli_integer(cli, "last", 1, 1000000000, &last);
    if (status == STATUS_DONE)
        status = cli_open_store(cli, &store, STORE_READ);
    if (status == STATUS_DONE)
        status = verify ? run_verify(cli, store) : run_log(cli, store, last);
    store_close(store);
    return status;
}

static const struct cli_subcommand subcommands[] = {
    { "log", "", "each row of the trail" },
    { "verify", "", "whether anyone changed the past" },
    { NULL, NULL, NULL },
};

static const struct cli_exit exits[] = {
    { STATUS_INTEGRITY, "verify: something is broken; each failure is named" },
    { 0, NULL },
};

static const struct cli_example examples[] = {
    { "prodrome audit log --last 20", "what was done last" },
    { "prodrome audit verify --trust KEY --expect HEAD", "against a public key and a head kept elsewhere" },
    { NULL, NULL },
};

const struct cli_command cmd_audit = {
    .name = "audit",
    .synopsis = "audit log|verify [OPTION...]",
    .summary = "the trail of what was done; whether anyone changed the past",
    .description = "'log' lists the trail: time, actor, action, subject and hash of each row. 'verify' walks the hash chain, checks the signed heads, "
                   "and hashes again what the trail vouches for (models, validation records). It needs no keys: only the public key in the store, "
                   "or better, one kept elsewhere (--trust) and a head from a printed report (--expect). Exit status 6 where anything is broken.",
    .option = options,
    .run = run,
    .sub = subcommands,
    .exit = exits,
    .example = examples,
    .see_also = "model review",
};
