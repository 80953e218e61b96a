#include "datasets/import/import_pipe.h"

#include <assert.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/parallel.h"
#include "datasets/import/import_reading.h"

enum {
    N_BLOCKS = 3,                  /* one is read, one is written, one waits in between */
    BLOCK_BYTES = 2 * 1024 * 1024, /* raw text of a block; more only where a single row is larger */
    BLOCK_ROWS = 2048,
    BLOCK_CELLS = 256 * 1024, /* fewer rows where there are many columns */
    JOB_ROWS = 64             /* rows of one job: fixed, so that no result depends on the threads */
};

struct filled_block {
    struct import_block block;
    char *text; /* [text_cap] raw fields, each with its NUL */
    size_t text_len, text_cap;
    struct csv_field *cell;         /* [max_rows * columns] */
    struct import_row *row;         /* [max_rows] */
    struct import_value *value;     /* [max_rows * (fields + 1)] */
    struct import_scratch *scratch; /* [max_rows / JOB_ROWS, rounded up] */
};

struct import_pipe {
    struct export_rows *source;
    struct import_columns columns;
    struct import_context context;
    struct import_dates dates;
    size_t max_rows, n_scratch;
    struct filled_block slot[N_BLOCKS];
    int n_threads; /* for making rows ready */

    bool pending;        /* a row was read that the last block had no room for */
    struct csv_row next; /* that one */

    bool threaded;
    pthread_t producer;
    pthread_mutex_t lock; /* guards what follows */
    pthread_cond_t changed;
    uint64_t n_filled, n_taken, n_given_back;
    bool ended; /* no more will be filled; rc and err say why */
    bool stop;  /* the caller wants no more */
    int rc;
    struct err err;
};

/* ---- filling a block --------------------------------------------------------------------------------------------- */

static size_t row_bytes(const struct csv_row *row)
{
    size_t n = 0;

    for (size_t i = 0; i < row->n_fields; i++)
        n += row->field[i].len + 1;
    return n;
}

/* Copies the row, which dies at the next one, into the block. The text must not move: there is room for it. */
static void copy_row(struct import_pipe *pipe, struct filled_block *slot, const struct csv_row *row)
{
    size_t at = slot->block.n_rows++;
    struct csv_field *cell = slot->cell + at * pipe->columns.n;

    slot->row[at] = (struct import_row){
        .line = row->line,
        .number = row->number,
        .value = slot->value + at * (pipe->context.kind->n_fields + 1),
        .column = "",
    };
    if (row->bad) {
        slot->row[at].reason = row->reason;
        if (row->bad_column < row->n_fields)
            slot->row[at].column = export_rows_column(pipe->source, row->bad_column);
        return;
    }
    for (size_t i = 0; i < row->n_fields; i++) {
        char *copy = slot->text + slot->text_len;

        memcpy(copy, row->field[i].str, row->field[i].len + 1);
        cell[i] = (struct csv_field){ .str = copy, .len = row->field[i].len };
        slot->text_len += row->field[i].len + 1;
    }
}

/* 0: the block has what fits, possibly nothing at the end of the file. */
static int fill_block(struct import_pipe *pipe, struct filled_block *slot, struct err *err)
{
    slot->block.n_rows = 0;
    slot->text_len = 0;
    while (slot->block.n_rows < pipe->max_rows) {
        size_t need;
        int rc = pipe->pending ? 1 : export_rows_next(pipe->source, &pipe->next, err);

        if (rc <= 0)
            return rc;
        pipe->pending = true;
        need = pipe->next.bad ? 0 : row_bytes(&pipe->next);
        if (need > slot->text_cap - slot->text_len) {
            if (slot->block.n_rows > 0)
                break;
            rc = mem_grow(&slot->text, &slot->text_cap, need, 1, err);
            if (rc < 0)
                return rc;
        }
        copy_row(pipe, slot, &pipe->next);
        pipe->pending = false;
    }
    return 0;
}

struct prepare {
    const struct import_pipe *pipe;
    struct filled_block *slot;
};

static int prepare_job(void *ctx, size_t job, struct err *err)
{
    const struct prepare *prepare = ctx;
    const struct import_pipe *pipe = prepare->pipe;
    struct filled_block *slot = prepare->slot;
    struct import_scratch *scratch = &slot->scratch[job];
    size_t first = job * JOB_ROWS;
    size_t end = first + JOB_ROWS < slot->block.n_rows ? first + JOB_ROWS : slot->block.n_rows;

    import_scratch_clear(scratch);
    for (size_t i = first; i < end; i++) {
        int rc = slot->row[i].reason != NULL ? 0
                                             : import_row_prepare(&slot->row[i], slot->cell + i * pipe->columns.n,
                                                                  &pipe->context, scratch, err);

        if (rc < 0)
            return rc;
    }
    for (size_t i = first; i < end; i++)
        import_row_settle(&slot->row[i], pipe->context.kind, scratch);
    return 0;
}

static int produce(struct import_pipe *pipe, struct filled_block *slot, struct err *err)
{
    struct prepare prepare = { .pipe = pipe, .slot = slot };
    size_t n_jobs;
    int rc = fill_block(pipe, slot, err);

    if (rc < 0)
        return rc;
    n_jobs = (slot->block.n_rows + JOB_ROWS - 1) / JOB_ROWS;
    rc = parallel_run(pipe->n_threads, n_jobs, prepare_job, &prepare, err);
    if (rc < 0)
        return rc;
    memset(slot->block.counts, 0, sizeof slot->block.counts);
    for (size_t job = 0; job < n_jobs; job++)
        for (size_t type = 0; type < PHI_N_TYPES; type++)
            slot->block.counts[type] += slot->scratch[job].counts[type];
    slot->block.row = slot->row;
    slot->block.bytes = export_rows_bytes(pipe->source);
    return slot->block.n_rows > 0;
}

/* ---- the producer and the caller --------------------------------------------------------------------------------- */

static void *produce_all(void *arg)
{
    struct import_pipe *pipe = arg;
    struct err err = ERR_INIT;
    int rc;

    do {
        pthread_mutex_lock(&pipe->lock);
        while (!pipe->stop && pipe->n_filled - pipe->n_given_back == N_BLOCKS)
            pthread_cond_wait(&pipe->changed, &pipe->lock);
        rc = pipe->stop ? 0 : 1;
        pthread_mutex_unlock(&pipe->lock);

        if (rc > 0)
            rc = produce(pipe, &pipe->slot[pipe->n_filled % N_BLOCKS], &err); /* only this thread changes n_filled */

        pthread_mutex_lock(&pipe->lock);
        if (rc > 0) {
            pipe->n_filled++;
        } else {
            pipe->ended = true;
            pipe->rc = rc;
            pipe->err = err;
        }
        pthread_cond_broadcast(&pipe->changed);
        pthread_mutex_unlock(&pipe->lock);
    } while (rc > 0);
    return NULL;
}

/* Signals go to the caller's thread, whose handlers know what to do. Where no thread can be had, the caller does the
 * work. */
static void start_producer(struct import_pipe *pipe)
{
    sigset_t all, before;

    pthread_mutex_init(&pipe->lock, NULL);
    pthread_cond_init(&pipe->changed, NULL);
    if (pipe->n_threads <= 1)
        return;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pipe->threaded = pthread_create(&pipe->producer, NULL, produce_all, pipe) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

static int next_threaded(struct import_pipe *pipe, const struct import_block **block, struct err *err)
{
    int rc = 1;

    pthread_mutex_lock(&pipe->lock);
    pipe->n_given_back = pipe->n_taken;
    pthread_cond_broadcast(&pipe->changed);
    while (pipe->n_filled == pipe->n_taken && !pipe->ended)
        pthread_cond_wait(&pipe->changed, &pipe->lock);
    if (pipe->n_filled > pipe->n_taken)
        *block = &pipe->slot[pipe->n_taken++ % N_BLOCKS].block;
    else
        rc = pipe->rc;
    pthread_mutex_unlock(&pipe->lock);
    if (rc < 0 && err != NULL)
        *err = pipe->err; /* the producer has ended */
    return rc;
}

int import_pipe_next(struct import_pipe *pipe, const struct import_block **block, struct err *err)
{
    int rc;

    if (pipe->threaded)
        return next_threaded(pipe, block, err);
    rc = produce(pipe, &pipe->slot[0], err);
    if (rc > 0)
        *block = &pipe->slot[0].block;
    return rc;
}

/* ---- opening and closing ----------------------------------------------------------------------------------------- */

static int slot_init(struct import_pipe *pipe, struct filled_block *slot, struct err *err)
{
    size_t max_rows = pipe->max_rows;

    slot->cell = mem_calloc(max_rows * pipe->columns.n, sizeof *slot->cell);
    slot->row = mem_calloc(max_rows, sizeof *slot->row);
    slot->value = mem_calloc(max_rows * (pipe->context.kind->n_fields + 1), sizeof *slot->value);
    slot->scratch = mem_calloc(pipe->n_scratch, sizeof *slot->scratch);
    if (slot->cell == NULL || slot->row == NULL || slot->value == NULL || slot->scratch == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < pipe->n_scratch; i++)
        import_scratch_init(&slot->scratch[i]);
    return mem_grow(&slot->text, &slot->text_cap, BLOCK_BYTES, 1, err);
}

static void slot_release(struct import_pipe *pipe, struct filled_block *slot)
{
    for (size_t i = 0; slot->scratch != NULL && i < pipe->n_scratch; i++)
        import_scratch_release(&slot->scratch[i]);
    mem_free(slot->scratch);
    mem_free(slot->value);
    mem_free(slot->row);
    mem_free(slot->cell);
    mem_free(slot->text);
}

static int open_slots(struct import_pipe *pipe, struct err *err)
{
    size_t n_slots = pipe->n_threads > 1 ? N_BLOCKS : 1;

    pipe->max_rows = BLOCK_CELLS / pipe->columns.n;
    if (pipe->max_rows > BLOCK_ROWS)
        pipe->max_rows = BLOCK_ROWS;
    assert(pipe->max_rows > 0);
    pipe->n_scratch = (pipe->max_rows + JOB_ROWS - 1) / JOB_ROWS;
    for (size_t i = 0; i < n_slots; i++) {
        int rc = slot_init(pipe, &pipe->slot[i], err);

        if (rc < 0)
            return rc;
    }
    return 0;
}

static void pipe_free(struct import_pipe *pipe)
{
    for (size_t i = 0; i < N_BLOCKS; i++)
        slot_release(pipe, &pipe->slot[i]);
    import_columns_release(&pipe->columns);
    export_rows_close(pipe->source);
    mem_free(pipe);
}

int import_pipe_open(struct import_pipe **out, const char *path, const struct import_kind *kind,
                     const struct import_options *options, const struct import_reading *in, struct err *err)
{
    struct import_pipe *pipe = mem_calloc(1, sizeof *pipe);
    int rc;

    assert(in->n_threads >= 1);

    if (pipe == NULL)
        return err_nomem(err);
    pipe->n_threads = in->n_threads;
    rc = import_source_open(&pipe->source, path, kind, options, err);
    if (rc == 0)
        rc = import_columns_init(&pipe->columns, pipe->source, path, kind, options, err);
    if (rc == 0)
        rc = import_dates_settle(&pipe->dates, pipe->source, &pipe->columns, path, kind, options, err);
    if (rc == 0) {
        pipe->context = (struct import_context){
            .kind = kind,
            .columns = &pipe->columns,
            .source = pipe->source,
            .project = options->project,
            .key = in->key,
            .rules = in->rules,
            .project_field = import_kind_project(kind),
            .seen_in_field = import_kind_seen_in(kind),
            .now = in->now,
            .dates = pipe->dates.used ? &pipe->dates.dates : NULL,
            .for_table = in->for_table,
        };
        if (in->for_table)
            import_columns_spare_extras(&pipe->columns);
        rc = open_slots(pipe, err);
    }
    if (rc == 0 && kind->shape == IMPORT_LOG)
        rc = import_extras_probe(&pipe->columns, &pipe->context, err);
    if (rc < 0) {
        pipe_free(pipe);
        return rc;
    }
    start_producer(pipe);
    *out = pipe;
    return 0;
}

const struct profile *import_pipe_profile(const struct import_pipe *pipe)
{
    return export_rows_profile(pipe->source);
}

const struct import_dates *import_pipe_dates(const struct import_pipe *pipe)
{
    return &pipe->dates;
}

void import_pipe_digest(const struct import_pipe *pipe, uint8_t out[DIGEST_SIZE])
{
    export_rows_digest(pipe->source, out);
}

void import_pipe_close(struct import_pipe *pipe)
{
    if (pipe == NULL)
        return;
    if (pipe->threaded) {
        pthread_mutex_lock(&pipe->lock);
        pipe->stop = true;
        pthread_cond_broadcast(&pipe->changed);
        pthread_mutex_unlock(&pipe->lock);
        pthread_join(pipe->producer, NULL);
    }
    pthread_cond_destroy(&pipe->changed);
    pthread_mutex_destroy(&pipe->lock);
    pipe_free(pipe);
}
