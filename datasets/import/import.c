/*
 * import.c - one import from its files to its completion.
 *
 *     begin -> import_file for each file -> import_code_file -> rescrub -> tolerance -> complete
 *        `---- on any failure: roll back, drop what was written; the store is as before ----'
 */
#include "datasets/import/import.h"

#include <assert.h>
#include <string.h>

#include "datasets/audit/audit.h"
#include "datasets/audit/audit_ledger.h"
#include "datasets/base/clock.h"
#include "datasets/import/import_bulk.h"
#include "datasets/import/import_checks.h"
#include "datasets/import/import_code.h"
#include "datasets/import/import_documents.h"
#include "datasets/import/import_pipe.h"
#include "datasets/import/import_reading.h"
#include "datasets/import/import_report.h"
#include "datasets/import/import_rescrub.h"
#include "datasets/import/import_withdraw.h"
#include "datasets/import/import_write.h"
#include "datasets/store/index_place.h"
#include "datasets/store/rules_version.h"

/* Short, so that a reviewer's decision gets in between. */
static const double transaction_s = 0.05;

struct run {
    struct store *store;
    struct import_reading in;
    double begun; /* of the transaction */
    struct import_writer writer, code;
    const struct import_bulk *bulk; /* instead of the writer's rows, or NULL */
    void *bulk_state;
    uint32_t file_number; /* of the file at hand, from 1 */
    struct import_commits commits; /* only with a code file */
    struct intern seen;            /* record_ids, only with options->whole */
    struct db_stmt *add_reject;
    uint64_t source_row;   /* over all files */
    uint64_t bytes_before; /* of the files before */
    uint64_t code_rejected;
    struct digest digests; /* of all files */
    uint8_t first_digest[DIGEST_SIZE];
    size_t n_files;
    uint8_t digest[DIGEST_SIZE]; /* over the files, once all are read */
    int64_t repeats;             /* the import that this one repeats, 0: none */
};

/* ---- transactions ------------------------------------------------------------------------------------------------ */

static int enter_transaction(struct run *run, struct err *err)
{
    if (db_in_transaction(run->store->db))
        return 0;
    run->begun = clock_monotonic();
    return db_begin(run->store->db, err);
}

/* What waits to be written together: it is in a transaction, and its rows die with their block. */
static int flush(struct run *run, struct err *err)
{
    int rc = import_writer_flush(&run->writer, err);

    return rc < 0 ? rc : import_writer_flush(&run->code, err);
}

static int leave_transaction(struct run *run, bool now, struct err *err)
{
    int rc;

    if (!db_in_transaction(run->store->db) || (!now && clock_monotonic() - run->begun < transaction_s))
        return 0;
    rc = flush(run, err);
    return rc < 0 ? rc : db_commit(run->store->db, err);
}

/* ---- rejects ----------------------------------------------------------------------------------------------------- */

static int put_reject(struct run *run, const char *file, const struct import_row *row, struct err *err)
{
    struct import_row shown;
    int rc = import_reading_reject(&run->in, &shown, file, row, err);

    if (rc == 0)
        rc = db_bind(run->add_reject, err, "ititt", run->writer.import_id, file, (int64_t)row->line, shown.column, row->reason);
    return rc < 0 ? rc : db_step(run->add_reject, err);
}

/* ---- rows -------------------------------------------------------------------------------------------------------- */

static int put_row(struct run *run, const char *file, const struct import_row *row, struct err *err)
{
    const struct import_kind *kind = run->in.options->kind;
    const char *name = "";
    size_t len = 0;
    int rc;

    run->in.report->read++;
    run->source_row++;
    if (row->reason != NULL) {
        run->in.report->rejected++;
        return put_reject(run, file, row, err);
    }
    if (run->bulk != NULL)
        return run->bulk->put(run->bulk_state, file, run->file_number, row, err);
    if (kind->has_project) {
        const struct import_value *project = &row->value[import_kind_project(kind)];

        name = project->str;
        len = project->len;
    }
    rc = import_writer_put(&run->writer, row, name, len, run->source_row, err);
    if (rc == 0 && run->in.options->code_path != NULL)
        rc = import_commits_add(&run->commits, row->id.str, row->id.len, name, len, row->known.at, err);
    return rc;
}

/* Rows of a source that was so from a time on. */
static int put_dated_row(struct run *run, const char *file, struct import_row row, struct err *err)
{
    const struct import_whole *whole = run->in.options->whole;

    if (whole != NULL && whole->at != 0) {
        row.known.at = whole->at;
        row.known.basis = "given";
    }
    return put_row(run, file, &row, err);
}

static int put_code_row(struct run *run, const char *file, struct import_row row, struct err *err)
{
    struct import_commit commit;
    uint32_t project;
    int rc;

    run->in.report->code_read++;
    if (row.reason != NULL) {
        run->code_rejected++;
        return put_reject(run, file, &row, err);
    }
    rc = import_commits_find(&run->commits, run->store, run->in.options->project, row.id.str, row.id.len, &commit, err);
    if (rc <= 0)
        return rc;
    run->in.report->code_matched++;
    row.known.at = commit.known_at;
    row.known.basis = "given";
    project = commit.project;
    return import_writer_put(&run->code, &row, run->commits.projects.str[project], run->commits.projects.len[project],
                             row.number, err);
}

/* A row made of a document is said to be where it comes from. */
static int put_made_row(struct run *run, const struct import_documents *made, struct import_row row, struct err *err)
{
    const struct import_origin *origin;

    assert(row.number >= 1 && row.number <= made->n_rows);
    origin = &made->origin[row.number - 1];
    row.line = origin->line;
    strbuf_clear(&run->in.file);
    if (row.reason != NULL && import_reading_name(&run->in, origin->file, err) < 0)
        return err->code;
    return put_row(run, run->in.file.data, &row, err);
}

/* `made`: the documents that the block's rows were made of, NULL for a file of rows. */
static int put_block(struct run *run, const char *file, const struct import_documents *made, const struct import_block *block, bool code,
                     struct err *err)
{
    int rc = 0;

    for (size_t i = 0; rc == 0 && i < block->n_rows; i++) {
        rc = enter_transaction(run, err);
        if (rc == 0)
            rc = code           ? put_code_row(run, file, block->row[i], err)
                 : made != NULL ? put_made_row(run, made, block->row[i], err)
                                : put_dated_row(run, file, block->row[i], err);
        if (rc == 0)
            rc = leave_transaction(run, false, err);
    }
    if (rc == 0)
        rc = flush(run, err);
    for (size_t type = 0; type < PHI_N_TYPES; type++)
        run->in.report->redactions[type] += block->counts[type];
    progress_set(run->store->log, run->bytes_before + block->bytes);
    return rc;
}

/* ---- files ------------------------------------------------------------------------------------------------------- */

static void add_digest(struct run *run, const uint8_t digest[DIGEST_SIZE])
{
    if (run->n_files++ == 0)
        memcpy(run->first_digest, digest, DIGEST_SIZE);
    digest_field(&run->digests, digest, DIGEST_SIZE);
}

static int import_file(struct run *run, const char *path, bool code, struct err *err)
{
    const struct import_kind *kind = code ? import_kind_code() : run->in.options->kind;
    const struct import_block *block = NULL;
    struct import_pipe *pipe = NULL;
    uint8_t digest[DIGEST_SIZE];
    uint64_t bytes = 0;
    int rc;

    run->file_number++;
    rc = import_pipe_open(&pipe, path, kind, run->in.options, &run->in, err);
    if (rc == 0)
        rc = import_reading_name(&run->in, path, err);
    if (rc == 0 && !code)
        import_reading_say_form(&run->in, path, pipe);
    while (rc == 0 && (rc = import_pipe_next(pipe, &block, err)) > 0) {
        bytes = block->bytes;
        rc = put_block(run, run->in.file.data, NULL, block, code, err);
    }
    if (rc == 0) {
        import_pipe_digest(pipe, digest);
        add_digest(run, digest);
    }
    run->bytes_before += bytes;
    import_pipe_close(pipe);
    return rc;
}

static int put_fault(struct run *run, const char *file, uint64_t line, const char *column, const char *reason, struct err *err)
{
    struct import_row row = { .line = line, .column = column, .reason = reason };
    int rc;

    rc = import_reading_name(&run->in, file, err);
    if (rc == 0)
        rc = enter_transaction(run, err);
    if (rc == 0)
        rc = put_row(run, run->in.file.data, &row, err);
    return rc < 0 ? rc : leave_transaction(run, false, err);
}

static int put_faults(struct run *run, struct err *err)
{
    int rc = 0;

    for (size_t i = 0; rc == 0 && i < run->in.options->n_faults; i++) {
        const struct import_fault *fault = &run->in.options->fault[i];

        rc = put_fault(run, fault->file, fault->line, "", fault->reason, err);
    }
    return rc;
}

/* What gave no row: bad rows, before those that are good. */
static int put_bad_documents(struct run *run, const struct import_documents *made, struct err *err)
{
    int rc = 0;

    for (size_t i = 0; rc == 0 && i < made->n_bad; i++)
        rc = put_fault(run, made->bad[i].from.file, made->bad[i].from.line, made->bad[i].column, made->bad[i].reason, err);
    return rc;
}

static int put_documents(struct run *run, const struct import_documents *made, struct err *err)
{
    struct import_options options = *run->in.options;
    const struct import_block *block = NULL;
    struct import_pipe *pipe = NULL;
    int rc = put_bad_documents(run, made, err);

    if (rc < 0 || made->n_rows == 0)
        return rc;
    options.text = &made->text;
    options.n_maps = 0;
    rc = import_pipe_open(&pipe, made->origin[0].file, options.kind, &options, &run->in, err);
    while (rc == 0 && (rc = import_pipe_next(pipe, &block, err)) > 0)
        rc = put_block(run, "", made, block, false, err);
    import_pipe_close(pipe);
    return rc;
}

/* Files that are no CSV and stand side by side. */
static int import_documents(struct run *run, enum import_form form, const char *const *path, size_t n, struct err *err)
{
    struct import_documents made;
    int rc = import_documents_read(&made, form, path, n, run->in.options, run->store, err);

    if (rc < 0)
        return rc;
    rc = put_documents(run, &made, err);
    if (rc == 0)
        add_digest(run, made.digest);
    run->bytes_before += made.bytes;
    import_documents_release(&made);
    return rc;
}

/* The files from path[i] on that are read together; of CSV one. */
static size_t side_by_side(const struct run *run, size_t i, enum import_form *form)
{
    const struct import_options *options = run->in.options;
    size_t n = 1;

    *form = import_form_of(options, options->path[i]);
    if (*form == FORM_CSV || *form == FORM_OUTAGES)
        return 1;
    while (i + n < options->n_paths && import_form_of(options, options->path[i + n]) == *form)
        n++;
    return n;
}

static int import_files(struct run *run, struct err *err)
{
    const struct import_options *options = run->in.options;
    size_t n;
    int rc = put_faults(run, err);

    for (size_t i = 0; rc == 0 && i < options->n_paths; i += n) {
        enum import_form form;

        n = side_by_side(run, i, &form);
        rc = form == FORM_CSV ? import_file(run, options->path[i], false, err) : import_documents(run, form, options->path + i, n, err);
    }
    if (rc == 0 && options->code_path != NULL)
        rc = import_file(run, options->code_path, true, err);
    return rc < 0 ? rc : leave_transaction(run, true, err);
}

/* ---- begin and end ----------------------------------------------------------------------------------------------- */

static int add_import(struct run *run, int64_t *import_id, struct err *err)
{
    const struct import_options *options = run->in.options;
    struct strbuf source;
    int64_t rules = 0;
    int rc = rules_version_in_force(&rules, run->store, err);

    if (rc < 0)
        return rc;
    strbuf_init(&source);
    for (size_t i = 0; options->source == NULL && i < options->n_paths; i++)
        strbuf_addf(&source, "%s%s", i > 0 ? "|" : "", options->path[i]);
    if (options->source != NULL)
        strbuf_adds(&source, options->source);
    rc = strbuf_check(&source, err);
    if (rc == 0)
        rc = import_reading_name(&run->in, source.data, err);
    if (rc == 0)
        rc = db_run(run->store->db, err,
                    "INSERT INTO imports(kind, source, started_at, rules_version) VALUES(?, ?, ?, ?)", "tsii",
                    options->kind->name, run->in.file.data, run->in.file.len, run->in.now, rules);
    *import_id = db_last_id(run->store->db);
    strbuf_release(&source);
    return rc;
}

static int begin(struct run *run, struct err *err)
{
    struct store *store = run->store;
    int64_t import_id = 0;
    int rc = add_import(run, &import_id, err);

    if (rc == 0)
        rc = db_prepare(store->db, &run->add_reject,
                        "INSERT INTO rejects(import_id, file, line, \"column\", reason) VALUES(?, ?, ?, ?, ?)", err);
    run->writer.import_id = import_id;
    run->bulk = import_bulk_of(run->in.options->kind);
    if (rc == 0 && run->bulk != NULL)
        return run->bulk->open(&run->bulk_state, store, run->in.options, import_id, run->in.now, err);
    if (rc == 0)
        rc = import_writer_init(&run->writer, store, run->in.options->kind, import_id, run->in.now, err);
    if (rc == 0 && run->in.options->whole != NULL) {
        run->writer.seen = &run->seen;
        rc = import_withdraw_note(store, import_id, run->in.options->project, run->in.options->whole, run->in.now, err);
    }
    if (rc == 0 && run->in.options->code_path != NULL)
        rc = import_writer_init(&run->code, store, import_kind_code(), import_id, run->in.now, err);
    return rc;
}

static void take_counts(struct run *run)
{
    struct import_report *report = run->in.report;

    report->inserted = run->writer.counts.inserted;
    report->updated = run->writer.counts.updated;
    report->unchanged = run->writer.counts.unchanged;
    report->rescrubbed = run->writer.counts.rescrubbed;
    assert(report->read >=
           report->inserted + report->updated + report->unchanged + report->rescrubbed + report->rejected);
}

static int rescrub(struct run *run, struct err *err)
{
    int rc = 0;

    if (run->writer.older_rules)
        rc = index_place_remove(run->store, err); /* it has words of the text as it was */
    if (rc == 0 && run->writer.older_rules)
        rc = import_rescrub_older(run->store, run->in.options->kind, run->writer.import_id, run->in.now, err);
    if (rc == 0 && run->code.older_rules)
        rc = import_rescrub_older(run->store, import_kind_code(), run->writer.import_id, run->in.now, err);
    return rc;
}

/* Of one file its digest, so that b2sum shows it; of several the digest over theirs. */
static void finish_digest(struct run *run)
{
    if (run->n_files == 1)
        memcpy(run->digest, run->first_digest, DIGEST_SIZE);
    else
        digest_final(&run->digests, run->digest);
    digest_hex(run->digest, DIGEST_SIZE, run->in.report->content_hash);
}

/* The last small transaction: from here on the import is seen. */
static int complete(struct run *run, struct err *err)
{
    const struct import_report *report = run->in.report;
    struct strbuf redactions, facts;
    char subject[32];
    int rc;

    strbuf_init(&redactions);
    strbuf_init(&facts);
    import_redactions_json(&redactions, report->redactions);
    import_report_facts(&facts, report);
    strbuf_addc(&facts, '}');
    snprintf(subject, sizeof subject, "import:%lld", (long long)run->writer.import_id);
    rc = redactions.failed || facts.failed ? err_nomem(err) : enter_transaction(run, err);
    if (rc == 0)
        rc = db_run(run->store->db, err,
                    "UPDATE imports SET completed_at = ?, content_hash = ?, read = ?, inserted = ?, updated = ?,"
                    " unchanged = ?, rescrubbed = ?, rejected = ?, redactions = ? WHERE import_id = ?",
                    "ibiiiiiisi", run->in.now, run->digest, sizeof run->digest, (int64_t)report->read, (int64_t)report->inserted,
                    (int64_t)report->updated, (int64_t)report->unchanged, (int64_t)report->rescrubbed,
                    (int64_t)report->rejected, redactions.data, redactions.len, run->writer.import_id);
    if (rc == 0)
        rc = audit_append(run->store, "engine", "import.complete", subject, facts.data, facts.len, err);
    if (rc == 0)
        rc = audit_ledger_append(run->store, "import.rows", run->writer.import_id, err);
    if (rc == 0)
        rc = leave_transaction(run, true, err);
    strbuf_release(&facts);
    strbuf_release(&redactions);
    return rc;
}

/* What was written is dropped without a word; where that fails too, the next job does it when it opens the store. */
static int drop(struct store *store, struct err *err)
{
    struct log *log = store->log;
    int rc;

    store->log = NULL;
    rc = store_drop_incomplete(store, err);
    store->log = log;
    return rc;
}

static bool writer_changed(const struct import_writer *writer)
{
    return writer->counts.inserted + writer->counts.updated + writer->counts.rescrubbed > 0;
}

/* 1 where no row is new and a completed import read the same bytes: then nothing is kept, not even that it ran. *earlier is that import. */
static int is_repeat(struct run *run, int64_t *earlier, struct err *err)
{
    int rc;

    if (writer_changed(&run->writer) || writer_changed(&run->code) || run->in.report->withdrawn > 0)
        return 0;
    if (run->in.options->whole != NULL)
        return import_withdraw_repeats(run->store, run->digest, run->in.options->project, run->in.options->whole, earlier, err);
    rc = db_get_int(run->store->db, earlier, err,
                    "SELECT import_id FROM imports WHERE kind = ? AND content_hash = ? AND completed_at IS NOT NULL", "tb",
                    run->in.options->kind->name, run->digest, sizeof run->digest);
    return rc == 0 ? 1 : rc == ERR_NOTFOUND ? 0 : rc;
}

/* The end of a good import: seen from here on, or dropped where it repeats an earlier one. */
static int complete_or_drop(struct run *run, struct err *err)
{
    int rc;

    finish_digest(run);
    rc = is_repeat(run, &run->repeats, err);
    if (rc < 0)
        return rc;
    return rc == 1 ? drop(run->store, err) : complete(run, err);
}

static int run_all(struct run *run, struct err *err)
{
    int rc = begin(run, err);

    if (rc == 0)
        rc = import_files(run, err);
    if (rc == 0)
        rc = import_reading_tolerate(&run->in, run->in.report->rejected, run->in.report->read, "rows", err);
    if (rc == 0 && run->bulk != NULL)
        rc = run->bulk->finish(run->bulk_state, &run->writer.counts, run->in.report, err);
    if (rc == 0)
        take_counts(run);
    if (rc == 0)
        rc = import_reading_tolerate(&run->in, run->code_rejected, run->in.report->code_read, "rows of the code file", err);
    if (rc == 0 && run->in.options->whole != NULL)
        rc = import_withdraw(&run->writer, run->in.options->project, run->in.options->whole, &run->in.report->withdrawn, err);
    if (rc == 0)
        rc = rescrub(run, err);
    rc = import_reading_end(&run->in, rc, err);
    if (rc == 0)
        rc = complete_or_drop(run, err);
    return rc < 0 ? rc : 0;
}

static void release(struct run *run)
{
    db_rollback(run->store->db);
    db_finalize(run->add_reject);
    if (run->bulk != NULL)
        run->bulk->close(run->bulk_state);
    import_writer_release(&run->writer);
    import_writer_release(&run->code);
    import_commits_release(&run->commits);
    intern_release(&run->seen);
    import_reading_release(&run->in);
}

static int settle(struct run *run, int rc, struct err *err)
{
    struct import_report *report = run->in.report;
    struct log *log = run->store->log;

    if (rc == 0) {
        report->import_id = run->repeats != 0 ? run->repeats : run->writer.import_id;
        progress_end(log, "%s: %llu read, %llu inserted, %llu updated, %llu unchanged, %llu rescrubbed, %llu rejected",
                     report->kind, (unsigned long long)report->read, (unsigned long long)report->inserted,
                     (unsigned long long)report->updated, (unsigned long long)report->unchanged,
                     (unsigned long long)report->rescrubbed, (unsigned long long)report->rejected);
        if (writer_changed(&run->writer))
            rc = import_checks(report, run->store, run->in.options->kind, run->in.now, err);
        return rc < 0 ? rc : db_checkpoint(run->store->db, err);
    }
    take_counts(run);
    progress_end(log, "%s: nothing stored", report->kind);
    drop(run->store, NULL);
    if (rc == ERR_REFUSED)
        memcpy(report->refused, err->msg, sizeof report->refused);
    return rc;
}

int import_run(struct import_report *report, struct store *store, const struct import_options *options, struct err *err)
{
    struct err local = ERR_INIT;
    struct run run = { .store = store };
    double start = clock_monotonic();
    int rc;

    assert(report != NULL && store != NULL && options != NULL && options->kind != NULL);
    assert(options->n_paths > 0 && store->has_keys);

    if (err == NULL)
        err = &local;
    *report = (struct import_report){ .kind = options->kind->name };
    if (options->whole != NULL) {
        report->files = options->whole->n_read;
        report->ignored = options->whole->n_ignored;
    }
    rc = import_reading_check(options, err);
    if (rc < 0)
        return rc;
    import_reading_init(&run.in, options, report);
    run.in.key = store->keys.pseudonym;
    run.in.rules = store->rules;
    run.in.log = store->log;
    run.in.now = store_now(store);
    digest_init(&run.digests);
    import_commits_init(&run.commits);
    intern_init(&run.seen);
    progress_begin(store->log, "import", import_reading_bytes(options));
    rc = import_reading_open(&run.in, err);
    if (rc == 0)
        rc = run_all(&run, err);
    release(&run);
    rc = settle(&run, rc, err);
    report->seconds = clock_monotonic() - start;
    return rc;
}
