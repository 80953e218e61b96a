#include "datasets/import/import_pipe.h"

#include <assert.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/parallel.h"
#include "datasets/import/import_reading.h"
#include "datasets/readers/csv_part.h"

enum {
    N_BLOCKS = 3,                  /* of one producer: one is read, one is written, one waits in between */
    N_PRODUCERS_MAX = 16,          /* of parts; each fills a block, one is written, one waits */
    N_SLOTS_MAX = N_PRODUCERS_MAX + 2,
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
    struct import_scratch *scratch; /* [max_rows / JOB_ROWS, rounded up]; of a part the first alone */
    struct csv_part *part;          /* NULL: the file is not read in parts */
    bool filled;                    /* a part is ready; rc and err say how it went. With the lock */
    int rc;
    struct err err;
};

struct import_pipe {
    const char *path;                     /* borrowed, as are options and kind: to begin anew */
    const struct import_options *options;
    const struct import_kind *kind;
    struct export_rows *source;
    struct export_rows *again;  /* the same from its beginning, where parts were no parts */
    struct csv_reader *parts;   /* of source; NULL: it is read in one */
    uint64_t n_lines, n_rows;   /* of the header and the parts that were handed out */
    struct import_columns columns;
    struct import_context context;
    struct import_dates dates;
    size_t max_rows, n_scratch;
    struct filled_block slot[N_SLOTS_MAX];
    size_t n_slots;
    int n_threads; /* for making rows ready */

    bool pending;        /* a row was read that the last block had no room for */
    struct csv_row next; /* that one */

    size_t n_producers; /* that run; 0: the caller does the work */
    pthread_t producer[N_PRODUCERS_MAX];
    pthread_mutex_t lock; /* guards what follows, and parts */
    pthread_cond_t changed;
    uint64_t n_filled, n_taken, n_given_back; /* of parts n_filled are begun, and `filled` tells which are ready */
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
            slot->row[at].column = export_rows_column(pipe->source, row->bad_column); /* of the source that stays open */
        return;
    }
    for (size_t i = 0; i < row->n_fields; i++) {
        char *copy = slot->text + slot->text_len;

        memcpy(copy, row->field[i].str, row->field[i].len + 1);
        cell[i] = (struct csv_field){ .str = copy, .len = row->field[i].len };
        slot->text_len += row->field[i].len + 1;
    }
}

static struct export_rows *reading_of(const struct import_pipe *pipe)
{
    return pipe->again != NULL ? pipe->again : pipe->source;
}

/* 0: the block has what fits, possibly nothing at the end of the file. */
static int fill_block(struct import_pipe *pipe, struct filled_block *slot, struct err *err)
{
    if (mem_grow(&slot->text, &slot->text_cap, BLOCK_BYTES, 1, err) < 0)
        return ERR_NOMEM;
    slot->block.n_rows = 0;
    slot->text_len = 0;
    while (slot->block.n_rows < pipe->max_rows) {
        size_t need;
        int rc = pipe->pending ? 1 : export_rows_next(reading_of(pipe), &pipe->next, err);

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

static int prepare_rows(const struct import_pipe *pipe, struct filled_block *slot, struct import_scratch *scratch, size_t first, size_t end, struct err *err)
{
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

static int prepare_job(void *ctx, size_t job, struct err *err)
{
    const struct prepare *prepare = ctx;
    struct filled_block *slot = prepare->slot;
    size_t first = job * JOB_ROWS;
    size_t end = first + JOB_ROWS < slot->block.n_rows ? first + JOB_ROWS : slot->block.n_rows;

    return prepare_rows(prepare->pipe, slot, &slot->scratch[job], first, end, err);
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
    slot->block.bytes = export_rows_bytes(reading_of(pipe));
    return slot->block.n_rows > 0;
}

/* ---- parts ------------------------------------------------------------------------------------------------------- */

static const char NO_PART[] = "no part of a table"; /* the file is begun anew, so nobody reads this */

/* Of the slot's part, which was cut. */
static int parse_part(struct import_pipe *pipe, struct filled_block *slot, struct err *err)
{
    struct csv_row row;
    int rc = mem_grow(&slot->text, &slot->text_cap, csv_part_bytes(slot->part) + 1, 1, err); /* a field and what ends it */

    slot->block.n_rows = 0;
    slot->text_len = 0;
    while (rc == 0 && (rc = csv_part_next(slot->part, &row, err)) > 0) {
        if (slot->block.n_rows == pipe->max_rows || (!row.bad && row_bytes(&row) > slot->text_cap - slot->text_len))
            return err_set(err, ERR_REFUSED, "%s", NO_PART);
        copy_row(pipe, slot, &row);
        rc = 0;
    }
    if (rc < 0 || !csv_part_is_whole(slot->part))
        return rc < 0 ? rc : err_set(err, ERR_REFUSED, "%s", NO_PART);
    rc = prepare_rows(pipe, slot, &slot->scratch[0], 0, slot->block.n_rows, err);
    memcpy(slot->block.counts, slot->scratch[0].counts, sizeof slot->block.counts);
    slot->block.row = slot->row;
    return rc;
}

/* With the lock. 1: the next slot has a part, and is this thread's; 0: there is none, or nobody wants more. */
static int claim_part(struct import_pipe *pipe, struct filled_block **out)
{
    struct filled_block *slot;
    int rc;

    while (!pipe->stop && !pipe->ended && pipe->n_filled - pipe->n_given_back == pipe->n_slots)
        pthread_cond_wait(&pipe->changed, &pipe->lock);
    if (pipe->stop || pipe->ended)
        return 0;
    slot = &pipe->slot[pipe->n_filled % pipe->n_slots];
    slot->filled = false;
    rc = csv_part_cut(slot->part, pipe->parts, pipe->max_rows, &slot->err);
    if (rc < 0) { /* told where it is that part's turn */
        slot->rc = rc;
        slot->filled = true;
    }
    pipe->n_filled += rc != 0;
    if (rc <= 0) {
        pipe->ended = true;
        pthread_cond_broadcast(&pipe->changed);
        return 0;
    }
    slot->block.bytes = csv_reader_bytes(pipe->parts);
    *out = slot;
    return 1;
}

static void *produce_parts(void *arg)
{
    struct import_pipe *pipe = arg;
    struct filled_block *slot;

    pthread_mutex_lock(&pipe->lock);
    while (claim_part(pipe, &slot) > 0) {
        pthread_mutex_unlock(&pipe->lock);
        slot->rc = parse_part(pipe, slot, &slot->err);
        pthread_mutex_lock(&pipe->lock);
        slot->filled = true;
        pipe->ended = pipe->ended || slot->rc < 0;
        pthread_cond_broadcast(&pipe->changed);
    }
    pthread_mutex_unlock(&pipe->lock);
    return NULL;
}

/* ---- the producer and the caller --------------------------------------------------------------------------------- */

static void *produce_all(void *arg)
{
    struct import_pipe *pipe = arg;
    struct err err = ERR_INIT;
    int rc;

    do {
        pthread_mutex_lock(&pipe->lock);
        while (!pipe->stop && pipe->n_filled - pipe->n_given_back == pipe->n_slots)
            pthread_cond_wait(&pipe->changed, &pipe->lock);
        rc = pipe->stop ? 0 : 1;
        pthread_mutex_unlock(&pipe->lock);

        if (rc > 0)
            rc = produce(pipe, &pipe->slot[pipe->n_filled % pipe->n_slots], &err); /* only this thread changes n_filled */

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
static void start_producers(struct import_pipe *pipe, size_t n, void *(*produce_any)(void *))
{
    sigset_t all, before;

    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    while (pipe->n_producers < n && pthread_create(&pipe->producer[pipe->n_producers], NULL, produce_any, pipe) == 0)
        pipe->n_producers++;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

static void stop_producers(struct import_pipe *pipe)
{
    pthread_mutex_lock(&pipe->lock);
    pipe->stop = true;
    pthread_cond_broadcast(&pipe->changed);
    pthread_mutex_unlock(&pipe->lock);
    while (pipe->n_producers > 0)
        pthread_join(pipe->producer[--pipe->n_producers], NULL);
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
        *block = &pipe->slot[pipe->n_taken++ % pipe->n_slots].block;
    else
        rc = pipe->rc;
    pthread_mutex_unlock(&pipe->lock);
    if (rc < 0 && err != NULL)
        *err = pipe->err; /* the producer has ended */
    return rc;
}

/* Parts were no parts: the file is read again, in one, behind the rows that were handed out. */
static int begin_anew(struct import_pipe *pipe, struct err *err)
{
    struct csv_row row;
    int rc;

    stop_producers(pipe);
    pipe->parts = NULL;
    pipe->stop = pipe->ended = false;
    pipe->n_filled = pipe->n_taken = pipe->n_given_back = 0;
    rc = import_source_open(&pipe->again, pipe->path, pipe->kind, pipe->options, err);
    for (uint64_t i = 0; rc == 0 && i < pipe->n_rows; i++) {
        rc = export_rows_next(pipe->again, &row, err);
        if (rc == 0)
            return err_set(err, ERR_IO, "'%s' was changed while it was read", pipe->path);
        rc = rc < 0 ? rc : 0;
    }
    if (rc == 0)
        start_producers(pipe, 1, produce_all);
    return rc;
}

/* Lines and numbers of a part count from its first. */
static void place_rows(struct import_pipe *pipe, struct filled_block *slot)
{
    for (size_t i = 0; i < slot->block.n_rows; i++) {
        slot->row[i].line += pipe->n_lines;
        slot->row[i].number += pipe->n_rows;
    }
    pipe->n_lines += csv_part_lines(slot->part);
    pipe->n_rows += slot->block.n_rows;
}

static int next_part(struct import_pipe *pipe, const struct import_block **block, struct err *err)
{
    struct filled_block *slot = &pipe->slot[pipe->n_taken % pipe->n_slots];
    bool there;

    pthread_mutex_lock(&pipe->lock);
    pipe->n_given_back = pipe->n_taken;
    pthread_cond_broadcast(&pipe->changed);
    while (!(pipe->n_filled > pipe->n_taken && slot->filled) && !(pipe->ended && pipe->n_filled == pipe->n_taken))
        pthread_cond_wait(&pipe->changed, &pipe->lock);
    there = pipe->n_filled > pipe->n_taken;
    pthread_mutex_unlock(&pipe->lock);
    if (!there)
        return 0;
    if (slot->rc == ERR_REFUSED) {
        int rc = begin_anew(pipe, err);

        return rc < 0 ? rc : import_pipe_next(pipe, block, err);
    }
    if (slot->rc < 0) {
        if (err != NULL)
            *err = slot->err;
        return slot->rc;
    }
    place_rows(pipe, slot);
    pipe->n_taken++; /* only this thread changes it */
    *block = &slot->block;
    return 1;
}

int import_pipe_next(struct import_pipe *pipe, const struct import_block **block, struct err *err)
{
    int rc;

    if (pipe->parts != NULL)
        return next_part(pipe, block, err);
    if (pipe->n_producers > 0)
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
    return pipe->parts != NULL ? csv_part_new(&slot->part, pipe->parts, err) : 0;
}

static void slot_release(struct import_pipe *pipe, struct filled_block *slot)
{
    for (size_t i = 0; slot->scratch != NULL && i < pipe->n_scratch; i++)
        import_scratch_release(&slot->scratch[i]);
    csv_part_free(slot->part);
    mem_free(slot->scratch);
    mem_free(slot->value);
    mem_free(slot->row);
    mem_free(slot->cell);
    mem_free(slot->text);
}

static int open_slots(struct import_pipe *pipe, struct err *err)
{
    size_t producers = pipe->n_threads < N_PRODUCERS_MAX ? (size_t)pipe->n_threads : N_PRODUCERS_MAX;

    pipe->n_slots = pipe->parts != NULL ? producers + 2 : pipe->n_threads > 1 ? N_BLOCKS : 1;
    pipe->max_rows = BLOCK_CELLS / pipe->columns.n;
    if (pipe->max_rows > BLOCK_ROWS)
        pipe->max_rows = BLOCK_ROWS;
    assert(pipe->max_rows > 0);
    pipe->n_scratch = (pipe->max_rows + JOB_ROWS - 1) / JOB_ROWS;
    for (size_t i = 0; i < pipe->n_slots; i++) {
        int rc = slot_init(pipe, &pipe->slot[i], err);

        if (rc < 0)
            return rc;
    }
    return 0;
}

static void pipe_free(struct import_pipe *pipe)
{
    for (size_t i = 0; i < pipe->n_slots; i++)
        slot_release(pipe, &pipe->slot[i]);
    import_columns_release(&pipe->columns);
    export_rows_close(pipe->again);
    export_rows_close(pipe->source);
    pthread_cond_destroy(&pipe->changed);
    pthread_mutex_destroy(&pipe->lock);
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
    pipe->path = path;
    pipe->options = options;
    pipe->kind = kind;
    pthread_mutex_init(&pipe->lock, NULL);
    pthread_cond_init(&pipe->changed, NULL);
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
        if (in->for_table) {
            import_columns_spare_extras(&pipe->columns);
            export_rows_spare_digest(pipe->source);
        }
        pipe->parts = in->n_threads > 1 ? export_rows_parts(pipe->source) : NULL;
        rc = open_slots(pipe, err);
    }
    if (rc == 0 && kind->shape == IMPORT_LOG)
        rc = import_extras_probe(&pipe->columns, &pipe->context, err);
    if (rc < 0) {
        pipe_free(pipe);
        return rc;
    }
    if (pipe->parts != NULL) {
        pipe->n_lines = csv_reader_lines(pipe->parts);
        start_producers(pipe, pipe->n_slots - 2, produce_parts);
    } else if (pipe->n_threads > 1)
        start_producers(pipe, 1, produce_all);
    if (pipe->n_producers == 0)
        pipe->parts = NULL; /* the caller reads it in one */
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
    export_rows_digest(reading_of(pipe), out);
}

void import_pipe_close(struct import_pipe *pipe)
{
    if (pipe == NULL)
        return;
    stop_producers(pipe);
    pipe_free(pipe);
}
