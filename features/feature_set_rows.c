/*
 * feature_set_rows: rows are made in pieces by several lanes at once and appended in order, a wave of pieces at a time, so
 * that beside the result only one wave is in memory. A lane (one thread's) has its own scratch; a row sees nothing of
 * other rows, so neither lanes nor pieces nor waves show in the result.
 */
#include <assert.h>
#include <stdatomic.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/parallel.h"
#include "features/feature_set_inner.h"

enum { PIECE_ROWS = 16, WAVE_PIECES = 128, LANES_MAX = 64 };

struct piece {
    struct row_buffer rows;
    size_t start[PIECE_ROWS + 1]; /* of its rows in it, as of csr */
};

struct render_block {
    size_t field[BLOCK_FIELDS_MAX];
    uint32_t *map; /* terms: column by token */
};

struct rendering {
    const struct feature_set *set;
    size_t first_block; /* those before it are left out */
    const struct samples *samples;
    const struct tokens *tokens;
    const uint32_t *rows; /* NULL: all from 0 */
    size_t n_rows;
    feature_rows_take take; /* NULL: appended to the result */
    void *take_ctx;
    struct render_block *block; /* [n_blocks]       */
    struct piece *piece;        /* [n_pieces]       */
    size_t n_pieces;
    size_t n_lanes;
    struct terms_scratch *scratch; /* [n_lanes * n_blocks] */
    size_t wave_begin, wave_end;   /* of rows    */
    atomic_size_t next;            /* piece of the wave    */
};

static size_t sample_of(const struct rendering *r, size_t row)
{
    return r->rows == NULL ? row : r->rows[row];
}

static int render_row(struct rendering *r, size_t lane, struct row_buffer *out, size_t sample, struct err *err)
{
    const struct samples *s = r->samples;
    int rc = 0;

    assert(sample < s->n);

    for (size_t b = r->first_block; b < r->set->n_blocks && rc == 0; b++) {
        const struct block *block = &r->set->block[b];
        const struct render_block *where = &r->block[b];

        if (block->n_cols == 0)
            continue;
        if (block->spec.kind == BLOCK_TERMS)
            rc = terms_row(out, &block->terms, &r->scratch[lane * r->set->n_blocks + b], &block->spec, block->first_col,
                           r->tokens, where->field, where->map, sample, err);
        else if (block->spec.kind == BLOCK_WORDS)
            rc = words_row(out, &block->words, &block->spec, block->first_col, s, where->field, block->n_fields, sample,
                           err);
        else
            rc = numbers_row(out, &block->numbers, &block->spec, block->first_col, s->number + sample * s->n_numbers,
                             block->n_fields == 0 ? NULL : where->field, err);
    }
    return rc;
}

static int hand_on(struct rendering *r, struct piece *piece, size_t first, size_t n_rows, struct err *err)
{
    struct csr x = { .n_rows = n_rows, .n_cols = r->set->n_cols, .row_start = piece->start, .col = piece->rows.col, .val = piece->rows.val };

    return r->take(r->take_ctx, first, &x, err);
}

static int render_piece(struct rendering *r, size_t lane, size_t p, struct err *err)
{
    struct piece *piece = &r->piece[p];
    size_t begin = r->wave_begin + p * PIECE_ROWS;
    size_t end = r->wave_end - begin > PIECE_ROWS ? begin + PIECE_ROWS : r->wave_end;

    piece->rows.n = 0;
    if (row_buffer_reserve(&piece->rows, 1, err) < 0) /* so that there are arrays to point into, also for empty rows */
        return ERR_NOMEM;
    for (size_t row = begin; row < end; row++) {
        if (render_row(r, lane, &piece->rows, sample_of(r, row), err) < 0)
            return ERR_NOMEM;
        piece->start[row - begin + 1] = piece->rows.n;
    }
    return r->take == NULL ? 0 : hand_on(r, piece, begin, end - begin, err);
}

/* Takes pieces of the wave until there is none left. */
static int run_lane(void *ctx, size_t lane, struct err *err)
{
    struct rendering *r = ctx;
    size_t n_pieces = (r->wave_end - r->wave_begin + PIECE_ROWS - 1) / PIECE_ROWS;
    int rc = 0;

    while (rc == 0) {
        size_t p = atomic_fetch_add(&r->next, 1);

        if (p >= n_pieces)
            return 0;
        rc = render_piece(r, lane, p, err);
    }
    return rc;
}

/* Room for all rows at once, and half as much again, as those so far tell how long they are (what is not written takes no memory): arrays that are moved to grow
 * stand there twice, and leave holes of their own size behind. */
static int reserve_rows(struct csr *out, const struct rendering *r, struct err *err)
{
    size_t n_rows = r->wave_end - r->wave_begin, nnz = 0, so_far = out->row_start[out->n_rows], expected;

    for (size_t p = 0; p < (n_rows + PIECE_ROWS - 1) / PIECE_ROWS; p++)
        nnz += r->piece[p].rows.n;
    if (so_far + nnz <= out->cap_nnz)
        return 0;
    expected = (size_t)(1.5 * (double)(so_far + nnz) / (double)r->wave_end * (double)(r->n_rows - r->wave_begin));
    return csr_reserve(out, r->n_rows - r->wave_begin, expected > nnz ? expected : nnz, err);
}

static int append_wave(struct csr *out, const struct rendering *r, struct err *err)
{
    if (reserve_rows(out, r, err) < 0)
        return ERR_NOMEM;
    for (size_t row = r->wave_begin; row < r->wave_end; row++) {
        const struct piece *piece = &r->piece[(row - r->wave_begin) / PIECE_ROWS];
        size_t i = (row - r->wave_begin) % PIECE_ROWS;
        size_t begin = piece->start[i];

        if (csr_append(out, piece->rows.col + begin, piece->rows.val + begin, piece->start[i + 1] - begin, err) < 0)
            return ERR_NOMEM;
    }
    return 0;
}

static int check_numbers(const struct feature_set *set, const struct samples *s, struct err *err)
{
    bool used = false;

    for (size_t b = 0; b < set->n_blocks; b++)
        used |= feature_set_is_numeric(&set->block[b]) && set->block[b].n_fields == 0;
    if (!used)
        return 0;
    if (s->n_numbers < set->n_numbers)
        return err_set(err, ERR_USAGE, "the feature set needs %zu numbers, these records have %zu", set->n_numbers,
                       s->n_numbers);
    for (size_t i = 0; i < set->n_numbers; i++) {
        if (strcmp(s->number_name[i], set->number_name[i]) != 0)
            return err_set(err, ERR_USAGE, "the feature set needs the number '%s', these records have '%s' there",
                           set->number_name[i], s->number_name[i]);
    }
    return 0;
}

static int prepare_blocks(struct rendering *r, struct err *err)
{
    const struct feature_set *set = r->set;
    int rc = check_numbers(set, r->samples, err);

    r->block = mem_calloc(set->n_blocks, sizeof *r->block);
    if (r->block == NULL)
        return err_nomem(err);
    for (size_t b = 0; b < set->n_blocks && rc == 0; b++) {
        const struct block *block = &set->block[b];

        rc = feature_set_find_fields(r->block[b].field, block, r->samples, err);
        if (rc == 0 && block->spec.kind == BLOCK_TERMS)
            rc = terms_map(&r->block[b].map, &block->terms, &r->tokens->word, err);
    }
    return rc;
}

static int prepare_lanes(struct rendering *r, int n_threads, struct err *err)
{
    size_t n_blocks = r->set->n_blocks;
    size_t n = (r->n_rows + PIECE_ROWS - 1) / PIECE_ROWS;

    r->n_pieces = n < WAVE_PIECES ? n : WAVE_PIECES;
    r->n_lanes = n_threads < 1 ? 1 : n_threads > LANES_MAX ? LANES_MAX : (size_t)n_threads;
    if (r->n_lanes > r->n_pieces)
        r->n_lanes = r->n_pieces;
    r->piece = mem_calloc(r->n_pieces, sizeof *r->piece);
    r->scratch = mem_calloc(r->n_lanes * n_blocks, sizeof *r->scratch);
    if (r->piece == NULL || r->scratch == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < r->n_lanes * n_blocks; i++) {
        const struct block *block = &r->set->block[i % n_blocks];

        if (block->spec.kind == BLOCK_TERMS && terms_scratch_init(&r->scratch[i], &block->terms, err) < 0)
            return ERR_NOMEM;
    }
    return 0;
}

static int render(struct csr *out, struct rendering *r, int n_threads, struct err *err)
{
    int rc = prepare_blocks(r, err);

    if (rc == 0)
        rc = prepare_lanes(r, n_threads, err);
    while (rc == 0 && r->wave_begin < r->n_rows) {
        r->wave_end =
            r->n_rows - r->wave_begin > PIECE_ROWS * WAVE_PIECES ? r->wave_begin + PIECE_ROWS * WAVE_PIECES : r->n_rows;
        atomic_store(&r->next, 0);
        rc = parallel_run(n_threads, r->n_lanes, run_lane, r, err);
        if (rc == 0 && r->take == NULL)
            rc = append_wave(out, r, err);
        r->wave_begin = r->wave_end;
    }
    return rc;
}

static void release_rendering(struct rendering *r)
{
    for (size_t b = 0; b < r->set->n_blocks && r->block != NULL; b++)
        mem_free(r->block[b].map);
    for (size_t i = 0; i < r->n_lanes * r->set->n_blocks && r->scratch != NULL; i++)
        terms_scratch_release(&r->scratch[i]);
    for (size_t p = 0; p < r->n_pieces && r->piece != NULL; p++)
        row_buffer_release(&r->piece[p].rows);
    mem_free(r->block);
    mem_free(r->scratch);
    mem_free(r->piece);
}

int feature_set_rows(struct csr *out, const struct feature_set *set, const struct samples *s,
                     const struct tokens *tokens, const uint32_t *rows, size_t n_rows, int n_threads, struct err *err)
{
    return feature_set_rows_from(out, set, 0, s, tokens, rows, n_rows, n_threads, err);
}

int feature_set_rows_from(struct csr *out, const struct feature_set *set, size_t first_block, const struct samples *s, const struct tokens *tokens,
                          const uint32_t *rows, size_t n_rows, int n_threads, struct err *err)
{
    struct rendering r = { .set = set, .first_block = first_block, .samples = s, .tokens = tokens, .rows = rows, .n_rows = n_rows };
    struct csr made;
    int rc;

    assert(tokens == NULL || tokens->n == s->n);

    rc = csr_init(&made, set->n_cols, err);
    if (rc < 0)
        return rc;
    rc = render(&made, &r, n_threads, err);
    release_rendering(&r);
    if (rc < 0) {
        csr_release(&made);
        return rc;
    }
    *out = made;
    return 0;
}

int feature_set_each(const struct feature_set *set, const struct samples *s, const struct tokens *tokens, const uint32_t *rows, size_t n_rows, int n_threads,
                     feature_rows_take take, void *ctx, struct err *err)
{
    struct rendering r = { .set = set, .samples = s, .tokens = tokens, .rows = rows, .n_rows = n_rows, .take = take, .take_ctx = ctx };
    int rc;

    assert(tokens == NULL || tokens->n == s->n);

    rc = render(NULL, &r, n_threads, err);
    release_rendering(&r);
    return rc;
}
