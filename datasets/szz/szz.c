/*
 * szz.c - see szz.h.
 *
 *   szz_run -> szz_fixes_choose -> leave_out_answered -> answer_some (blamed on all threads) -> write_some, until none is left
 */
#include "datasets/szz/szz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "datasets/base/mem.h"
#include "datasets/base/parallel.h"
#include "datasets/git/git_process.h"
#include "datasets/rows/labels.h"

enum { RULE_VERSION = 2 /* of what szz_blame answers: a change blames every fix again */, AT_ONCE = 256 };

/* A fix that is to be answered. */
struct asked {
    const struct szz_fix *fix;
    uint8_t               basis[DIGEST_SIZE];
    bool                  again;   /* it was answered before, on another basis */
};

struct run {
    struct store             *store;
    const struct szz_options *options;
    char                     *git_dir;
    struct szz_ignore         ignore;
    struct szz_fixes          fixes;
    struct asked             *asked;    /* [n_asked]      */
    size_t                    n_asked;
    size_t                    first;    /* of those at hand */
    struct szz_answer         answer[AT_ONCE];
    struct szz_report         report;
};

static void basis_of(uint8_t out[DIGEST_SIZE], const struct szz_fix *fix, const struct szz_ignore *ignore)
{
    struct digest d;

    digest_init(&d);
    digest_int(&d, RULE_VERSION);
    digest_field(&d, fix->evidence, strlen(fix->evidence));
    digest_int(&d, fix->before);
    digest_field(&d, ignore->hash, sizeof ignore->hash);
    digest_final(&d, out);
}

/* 1: answered on this basis; 0: not; *again: on another. */
static int was_answered(struct db_stmt *stmt, const struct asked *asked, bool *again, struct err *err)
{
    const void *basis;
    size_t len = 0;
    int rc = db_bind(stmt, err, "i", asked->fix->record_id);

    if (rc == 0)
        rc = db_step(stmt, err);
    if (rc <= 0)
        return rc;
    *again = true;
    basis = db_blob(stmt, 0, &len);
    return len == DIGEST_SIZE && memcmp(basis, asked->basis, len) == 0;
}

static int leave_out_answered(struct run *r, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc;

    r->asked = mem_calloc(r->fixes.n, sizeof *r->asked);
    if (r->asked == NULL)
        return err_nomem(err);
    rc = db_prepare(r->store->db, &stmt, "SELECT basis FROM szz_fixes WHERE record_id = ? ORDER BY szz_id DESC LIMIT 1", err);
    for (size_t i = 0; rc >= 0 && i < r->fixes.n; i++) {
        struct asked asked = { .fix = &r->fixes.fix[i] };

        basis_of(asked.basis, asked.fix, &r->ignore);
        rc = was_answered(stmt, &asked, &asked.again, err);
        if (rc == 0)
            r->asked[r->n_asked++] = asked;
        r->report.n_answered += rc == 1;
    }
    db_finalize(stmt);
    return rc < 0 ? rc : 0;
}

static int answer_one(void *ctx, size_t i, struct err *err)
{
    struct run *r = ctx;
    const struct szz_fix *fix = r->asked[r->first + i].fix;

    return szz_blame(&r->answer[i], r->git_dir, fix->commit, fix->before, &r->ignore, err);
}

/* --------------------------------------------------------------------------------------------------------- writing */

static int put_szz(struct run *r, const struct szz_fix *fix, const char *item, const char *value, int64_t known_at, struct err *err)
{
    struct label label = { .item = item, .task = "change-risk", .field = "", .value = value, .provenance = LABEL_SZZ, .known_at = known_at, .by = fix->commit,
                           .evidence = fix->evidence };

    return label_put(r->store, &label, err);
}

/* What the fix blamed before and does not now. `now` are its items as they will be. */
static int withdraw(struct run *r, const struct szz_fix *fix, const struct intern *now, struct intern *kept, int64_t known_at, struct err *err)
{
    struct intern gone;
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(r->store->db, &stmt,
                        "SELECT item, value, evidence FROM labels l WHERE task = 'change-risk' AND provenance = 'szz' AND \"by\" = ?1 AND label_id ="
                        " (SELECT max(m.label_id) FROM labels m WHERE m.task = l.task AND m.item = l.item AND m.provenance = 'szz' AND m.\"by\" = ?1)"
                        " ORDER BY label_id",
                        err);

    intern_init(&gone);
    if (rc == 0)
        rc = db_bind(stmt, err, "t", fix->commit);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        size_t len;
        const char *item = db_text(stmt, 0, &len);
        bool stays = intern_find(now, item, len) != INTERN_NONE;

        rc = 0;
        if (strcmp(db_text(stmt, 1, NULL), "1") != 0 || (stays && strcmp(db_text(stmt, 2, NULL), fix->evidence) != 0))
            continue; /* taken back before; or said anew, on other evidence */
        if (intern_add(stays ? kept : &gone, item, len) == INTERN_NONE)
            rc = err_nomem(err);
    }
    db_finalize(stmt);
    for (size_t i = 0; rc == 0 && i < gone.n; i++) {
        rc = put_szz(r, fix, gone.str[i], "", known_at, err);
        r->report.n_withdrawn++;
    }
    intern_release(&gone);
    return rc;
}

/* The items of the candidates that are changes of the store. */
static int items_of(struct run *r, struct intern *items, struct szz_answer *a, struct err *err)
{
    struct strbuf item;
    int rc = 0;

    strbuf_init(&item);
    for (size_t i = 0; rc == 0 && i < a->n; i++) {
        if (intern_find(&r->fixes.commits, a->candidate[i].commit, strlen(a->candidate[i].commit)) == INTERN_NONE) {
            a->count[SZZ_UNKNOWN]++;
            continue;
        }
        a->count[SZZ_KEPT]++;
        strbuf_clear(&item);
        strbuf_addf(&item, "change:%s/%s", r->options->project, a->candidate[i].commit);
        rc = strbuf_check(&item, err);
        if (rc == 0 && intern_add(items, item.data, item.len) == INTERN_NONE)
            rc = err_nomem(err);
    }
    strbuf_release(&item);
    return rc;
}

/* When the fix was made: what it blames was known from then on. */
static int64_t known_at(const struct run *r, const struct szz_fix *fix, const struct szz_answer *a)
{
    int64_t time = a->fix_time > fix->time ? a->fix_time : fix->time; /* TIME_NONE is before all */

    return time == TIME_NONE ? store_now(r->store) : time;
}

static int put_answer(struct run *r, const struct asked *asked, const struct szz_answer *a, struct err *err)
{
    json_t *counts = json_object();
    char *text;
    int rc;

    if (counts == NULL)
        return err_nomem(err);

    for (size_t i = 0; i < N_SZZ_COUNTS; i++)
        if (a->count[i] != 0)
            json_object_set_new(counts, szz_count_name[i], json_integer(a->count[i]));
    text = json_dumps(counts, JSON_COMPACT | JSON_SORT_KEYS);
    json_decref(counts);
    if (text == NULL)
        return err_nomem(err);
    rc = db_run(r->store->db, err, "INSERT INTO szz_fixes(record_id, basis, result, counts, at) VALUES(?, ?, ?, ?, ?)", "ibtti", asked->fix->record_id, asked->basis,
                (size_t)DIGEST_SIZE, szz_result_name[a->result], text, store_now(r->store));
    free(text);
    return rc;
}

static int write_one(struct run *r, const struct asked *asked, struct szz_answer *a, struct err *err)
{
    struct intern items, kept;
    int64_t since = known_at(r, asked->fix, a);
    int rc;

    intern_init(&items);
    intern_init(&kept);
    rc = items_of(r, &items, a, err);
    if (rc == 0 && asked->again)
        rc = withdraw(r, asked->fix, &items, &kept, since, err);
    for (size_t i = 0; rc == 0 && i < items.n; i++) {
        if (intern_find(&kept, items.str[i], items.len[i]) != INTERN_NONE)
            continue;
        rc = put_szz(r, asked->fix, items.str[i], "1", since, err);
        r->report.n_labels++;
    }
    if (rc == 0)
        rc = put_answer(r, asked, a, err);
    if (a->result == SZZ_MISSING)
        log_verbose(r->options->log, "fix %s: %s", asked->fix->commit, a->words);
    r->report.by_result[a->result]++;
    for (size_t i = 0; i < N_SZZ_COUNTS; i++)
        r->report.count[i] += a->count[i];
    intern_release(&items);
    intern_release(&kept);
    return rc;
}

static int write_some(struct run *r, size_t n, struct err *err)
{
    int rc = db_begin(r->store->db, err);

    for (size_t i = 0; rc == 0 && i < n; i++)
        rc = write_one(r, &r->asked[r->first + i], &r->answer[i], err);
    if (rc == 0)
        rc = db_commit(r->store->db, err);
    db_rollback(r->store->db);
    return rc;
}

/* Fixes that were answered once and are chosen no more. */
static int find_dropped(struct szz_fixes *out, struct run *r, const struct intern *chosen, struct err *err)
{
    struct db_stmt *stmt = NULL;
    size_t cap = 0;
    int rc = db_prepare(r->store->db, &stmt,
                        "SELECT s.record_id, r.id FROM szz_fixes s JOIN records r ON r.record_id = s.record_id WHERE r.project = ? AND s.result <> 'no-fix'"
                        "   AND s.szz_id = (SELECT max(m.szz_id) FROM szz_fixes m WHERE m.record_id = s.record_id) ORDER BY s.record_id",
                        err);

    if (rc == 0)
        rc = db_bind(stmt, err, "t", r->options->project);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        size_t len;
        const char *commit = db_text(stmt, 1, &len);

        rc = 0;
        if (intern_find(chosen, commit, len) != INTERN_NONE)
            continue;
        rc = mem_grow(&out->fix, &cap, out->n + 1, sizeof *out->fix, err);
        if (rc < 0)
            break;
        out->fix[out->n] = (struct szz_fix){ db_int(stmt, 0), arena_strdup(&out->arena, commit), TIME_NONE, "", TIME_NONE };
        rc = out->fix[out->n++].commit == NULL ? err_nomem(err) : 0;
    }
    db_finalize(stmt);
    return rc;
}

/* What they blamed is taken back. */
static int drop_fixes(struct run *r, struct err *err)
{
    struct szz_fixes dropped = { .n = 0 };
    struct intern chosen;
    int rc = 0;

    intern_init(&chosen);
    for (size_t i = 0; rc == 0 && i < r->fixes.n; i++)
        if (intern_add(&chosen, r->fixes.fix[i].commit, strlen(r->fixes.fix[i].commit)) == INTERN_NONE)
            rc = err_nomem(err);
    if (rc == 0)
        rc = find_dropped(&dropped, r, &chosen, err);
    if (rc == 0)
        rc = db_begin(r->store->db, err);
    for (size_t i = 0; rc == 0 && i < dropped.n; i++) {
        struct asked asked = { .fix = &dropped.fix[i], .again = true };
        struct szz_answer none = { .result = SZZ_NO_FIX, .fix_time = TIME_NONE };

        rc = write_one(r, &asked, &none, err);
    }
    if (rc == 0)
        rc = db_commit(r->store->db, err);
    db_rollback(r->store->db);
    szz_fixes_release(&dropped);
    intern_release(&chosen);
    return rc;
}

static int answer_all(struct run *r, struct err *err)
{
    int rc = 0;

    progress_begin(r->options->log, "blame", r->n_asked);
    for (r->first = 0; rc == 0 && r->first < r->n_asked; r->first += AT_ONCE) {
        size_t n = r->n_asked - r->first < AT_ONCE ? r->n_asked - r->first : AT_ONCE;

        memset(r->answer, 0, sizeof r->answer);
        rc = parallel_run(r->options->n_threads, n, answer_one, r, err);
        if (rc == 0)
            rc = write_some(r, n, err);
        for (size_t i = 0; i < n; i++)
            szz_answer_release(&r->answer[i]);
        progress_step(r->options->log, n);
    }
    progress_end(r->options->log, NULL);
    return rc;
}

static void report_choice(struct szz_report *out, const struct szz_fixes *fixes)
{
    out->n_changes = fixes->n_changes;
    out->n_naming = fixes->n_naming;
    out->n_unknown = fixes->n_unknown;
    out->n_no_incident = fixes->n_no_incident;
    out->n_too_early = fixes->n_too_early;
    out->n_fixes = fixes->n;
    out->by_message = fixes->by_message;
}

static int choose(struct run *r, struct err *err)
{
    struct snapshot now = { .n = 0 };
    int rc = snapshot_peek(&now, r->store, err);

    if (rc == 0)
        rc = szz_fixes_choose(&r->fixes, r->store, &now, r->options->project, r->options->tracker, r->options->by_message, err);
    snapshot_release(&now);
    if (rc == 0)
        report_choice(&r->report, &r->fixes);
    return rc;
}

int szz_run(struct szz_report *out, struct store *store, const struct szz_options *options, struct err *err)
{
    struct run *r = mem_calloc(1, sizeof *r);
    int rc;

    if (r == NULL)
        return err_nomem(err);
    r->store = store;
    r->options = options;
    intern_init(&r->ignore.listed);
    intern_init(&r->ignore.merges);
    strbuf_init(&r->ignore.text);
    rc = git_directory(&r->git_dir, options->repository, err);
    if (rc == 0)
        rc = choose(r, err);
    if (rc == 0 && r->fixes.n > 0)
        rc = szz_ignore_read(&r->ignore, r->git_dir, err);
    r->ignore.paths = options->without;
    if (rc == 0 && r->fixes.n > 0)
        rc = leave_out_answered(r, err);
    if (rc == 0)
        rc = drop_fixes(r, err);
    if (rc == 0)
        rc = answer_all(r, err);
    if (rc == 0)
        *out = r->report;
    szz_fixes_release(&r->fixes);
    szz_ignore_release(&r->ignore);
    mem_free(r->asked);
    mem_free(r->git_dir);
    mem_free(r);
    return rc;
}

void szz_report_text(struct strbuf *out, const struct szz_report *r)
{
    strbuf_addf(out, "blame: %zu of %zu changes are fixes%s", r->n_fixes, r->n_changes, r->by_message ? " by their message alone (weaker than by tickets)" : "");
    if (r->n_naming > 0)
        strbuf_addf(out, " (%zu name tickets: %zu unknown ones, %zu no incident, %zu filed after the change)", r->n_naming, r->n_unknown, r->n_no_incident, r->n_too_early);
    strbuf_addf(out, ", %zu answered before\n", r->n_answered);
    for (size_t i = 0; i < N_SZZ_RESULTS; i++)
        if (r->by_result[i] > 0)
            strbuf_addf(out, "  %8zu fixes %s\n", r->by_result[i], i == SZZ_BLAMED ? "were blamed" : szz_result_text[i]);
    for (size_t i = 0; i < N_SZZ_COUNTS; i++)
        if (r->count[i] > 0)
            strbuf_addf(out, "  %8lld %s\n", (long long)r->count[i], szz_count_text[i]);
    strbuf_addf(out, "labels: %zu new, %zu withdrawn\n", r->n_labels, r->n_withdrawn);
}

void szz_report_json(struct strbuf *out, const struct szz_report *r)
{
    strbuf_addf(out, "{\"changes\": %zu, \"naming\": %zu, \"unknown_ticket\": %zu, \"no_incident\": %zu, \"too_early\": %zu, \"fixes\": %zu, \"by_message\": %s, \"answered_before\": %zu",
                r->n_changes, r->n_naming, r->n_unknown, r->n_no_incident, r->n_too_early, r->n_fixes, r->by_message ? "true" : "false", r->n_answered);
    strbuf_adds(out, ", \"fixes_by_result\": {");
    for (size_t i = 0; i < N_SZZ_RESULTS; i++)
        strbuf_addf(out, "%s\"%s\": %zu", i > 0 ? ", " : "", szz_result_name[i], r->by_result[i]);
    strbuf_adds(out, "}, \"counts\": {");
    for (size_t i = 0; i < N_SZZ_COUNTS; i++)
        strbuf_addf(out, "%s\"%s\": %lld", i > 0 ? ", " : "", szz_count_name[i], (long long)r->count[i]);
    strbuf_addf(out, "}, \"labels\": %zu, \"withdrawn\": %zu}", r->n_labels, r->n_withdrawn);
}
