/*
 * The stored form, all numbers little-endian:
 *
 *     magic "PRDLMOD\n"   version u32   n_cols u32   n_outputs u32   n_stored u32
 *     bias   f64 [n_outputs]
 *     col    u32 [n_stored]               strictly increasing; the columns with a weight that is not +0
 *     w      f32 [n_stored * n_outputs]   column by column
 *     BLAKE2b of all that stands before   32 bytes
 */
#include "train/solver/linear_model.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "datasets/base/digest.h"
#include "datasets/base/mem.h"
#include "datasets/base/parallel.h"

enum { VERSION = 1, MAGIC_SIZE = 8, HEAD_SIZE = MAGIC_SIZE + 4 * 4 };
enum { ROWS_PER_JOB = 256 };

static const char magic[MAGIC_SIZE] = { 'P', 'R', 'D', 'L', 'M', 'O', 'D', '\n' };

_Static_assert(sizeof(float) == 4 && sizeof(double) == 8, "IEEE 754 single and double");

int linear_model_init(struct linear_model *m, uint32_t n_cols, size_t n_outputs, struct err *err)
{
    struct linear_model fresh = { .n_cols = n_cols, .n_outputs = n_outputs };

    assert(m != NULL);
    assert(n_outputs > 0);

    if (n_outputs > LINEAR_MODEL_WEIGHTS_MAX || (uint64_t)n_cols * n_outputs > LINEAR_MODEL_WEIGHTS_MAX)
        return err_set(err, ERR_REFUSED, "a model of %u columns and %zu outputs is too large (at most %d weights)",
                       n_cols, n_outputs, LINEAR_MODEL_WEIGHTS_MAX);
    fresh.w = mem_calloc(n_cols * n_outputs, sizeof *fresh.w);
    fresh.bias = mem_calloc(n_outputs, sizeof *fresh.bias);
    if (fresh.w == NULL || fresh.bias == NULL) {
        linear_model_release(&fresh);
        return err_nomem(err);
    }
    *m = fresh;
    return 0;
}

void linear_model_release(struct linear_model *m)
{
    mem_free(m->w);
    mem_free(m->bias);
    *m = (struct linear_model){ 0 };
}

/* --- margins ---------------------------------------------------------------------------------------------------- */

/* Four outputs at a time is what the compiler makes vectors of; each output keeps its own order of summation. */
static void add_scaled(double *restrict margin, const float *restrict w, double val, size_t n_outputs)
{
    enum { LANES = 4 };
    size_t k = 0;

    for (; k + LANES <= n_outputs; k += LANES) {
        for (size_t lane = 0; lane < LANES; lane++)
            margin[k + lane] += (double)w[k + lane] * val;
    }
    for (; k < n_outputs; k++)
        margin[k] += (double)w[k] * val;
}

/* The same sum for a single output, which can stay in a register. */
static double margin_of_one(const struct linear_model *m, const uint32_t *col, const float *val, size_t n)
{
    double margin = m->bias[0];

    for (size_t i = 0; i < n; i++) {
        assert(col[i] < m->n_cols);
        margin += (double)m->w[col[i]] * (double)val[i];
    }
    return margin;
}

void linear_model_margins(const struct linear_model *m, const uint32_t *col, const float *val, size_t n, double *margin)
{
    assert(margin != NULL);

    if (m->n_outputs == 1) {
        margin[0] = margin_of_one(m, col, val, n);
        return;
    }
    memcpy(margin, m->bias, m->n_outputs * sizeof *margin);
    for (size_t i = 0; i < n; i++) {
        assert(col[i] < m->n_cols);
        add_scaled(margin, m->w + col[i] * m->n_outputs, (double)val[i], m->n_outputs);
    }
}

struct margins_job {
    const struct linear_model *m;
    const struct csr *x;
    double *margin; /* [x->n_rows * m->n_outputs] */
};

static int margins_of_block(void *ctx, size_t block, struct err *err)
{
    const struct margins_job *job = ctx;
    const struct csr *x = job->x;
    size_t end = (block + 1) * ROWS_PER_JOB;

    (void)err;
    if (end > x->n_rows)
        end = x->n_rows;
    for (size_t row = block * ROWS_PER_JOB; row < end; row++) {
        size_t start = x->row_start[row];

        linear_model_margins(job->m, x->col + start, x->val + start, x->row_start[row + 1] - start,
                             job->margin + row * job->m->n_outputs);
    }
    return 0;
}

int linear_model_margins_all(double **out, const struct linear_model *m, const struct csr *x, int n_threads,
                             struct err *err)
{
    struct margins_job job = { .m = m, .x = x };
    int rc;

    assert(out != NULL);
    assert(x->n_cols == m->n_cols);

    if (x->n_rows > SIZE_MAX / sizeof *job.margin / m->n_outputs)
        return err_nomem(err);
    job.margin = mem_alloc(x->n_rows * m->n_outputs * sizeof *job.margin);
    if (job.margin == NULL)
        return err_nomem(err);
    rc = parallel_run(n_threads, (x->n_rows + ROWS_PER_JOB - 1) / ROWS_PER_JOB, margins_of_block, &job, err);
    assert(rc == 0); /* the job has no way to fail */
    *out = job.margin;
    return 0;
}

/* --- the stored form -------------------------------------------------------------------------------------------- */

static char *put_u32(char *to, uint32_t value)
{
    for (int i = 0; i < 4; i++)
        to[i] = (char)(value >> 8 * i);
    return to + 4;
}

static char *put_f32(char *to, float value)
{
    uint32_t bits;

    memcpy(&bits, &value, sizeof bits);
    return put_u32(to, bits);
}

static char *put_f64(char *to, double value)
{
    uint64_t bits;

    memcpy(&bits, &value, sizeof bits);
    return put_u32(put_u32(to, (uint32_t)bits), (uint32_t)(bits >> 32));
}

static uint32_t get_u32(const unsigned char *from)
{
    return (uint32_t)from[0] | (uint32_t)from[1] << 8 | (uint32_t)from[2] << 16 | (uint32_t)from[3] << 24;
}

static float get_f32(const unsigned char *from)
{
    uint32_t bits = get_u32(from);
    float value;

    memcpy(&value, &bits, sizeof value);
    return value;
}

static double get_f64(const unsigned char *from)
{
    uint64_t bits = get_u32(from) | (uint64_t)get_u32(from + 4) << 32;
    double value;

    memcpy(&value, &bits, sizeof value);
    return value;
}

/* Whether any weight has a bit set: a -0 is kept, so that a model comes back as it was. */
static bool is_stored(const struct linear_model *m, size_t col)
{
    const float *w = m->w + col * m->n_outputs;
    uint32_t bits = 0;

    for (size_t k = 0; k < m->n_outputs; k++) {
        uint32_t weight;

        memcpy(&weight, &w[k], sizeof weight);
        bits |= weight;
    }
    return bits != 0;
}

/* What a model of these numbers takes, the checksum included; no overflow below LINEAR_MODEL_WEIGHTS_MAX columns. */
static uint64_t stored_size(uint64_t n_outputs, uint64_t n_stored)
{
    return HEAD_SIZE + 8 * n_outputs + 4 * n_stored + 4 * n_stored * n_outputs + DIGEST_SIZE;
}

static char *put_head(char *to, const struct linear_model *m, uint32_t n_stored)
{
    memcpy(to, magic, MAGIC_SIZE);
    to = put_u32(to + MAGIC_SIZE, VERSION);
    to = put_u32(to, m->n_cols);
    to = put_u32(to, (uint32_t)m->n_outputs);
    return put_u32(to, n_stored);
}

static char *put_numbers(char *to, const struct linear_model *m)
{
    for (size_t k = 0; k < m->n_outputs; k++)
        to = put_f64(to, m->bias[k]);
    for (uint32_t col = 0; col < m->n_cols; col++) {
        if (is_stored(m, col))
            to = put_u32(to, col);
    }
    for (uint32_t col = 0; col < m->n_cols; col++) {
        if (!is_stored(m, col))
            continue;
        for (size_t k = 0; k < m->n_outputs; k++)
            to = put_f32(to, m->w[col * m->n_outputs + k]);
    }
    return to;
}

int linear_model_save(const struct linear_model *m, struct strbuf *out, struct err *err)
{
    uint32_t n_stored = 0;
    uint64_t size;
    char *start, *end;

    assert(m->n_outputs > 0 && m->n_outputs <= LINEAR_MODEL_WEIGHTS_MAX);

    for (uint32_t col = 0; col < m->n_cols; col++)
        n_stored += is_stored(m, col);
    size = stored_size(m->n_outputs, n_stored);
    if (strbuf_reserve(out, (size_t)size) < 0)
        return err_nomem(err);
    start = out->data + out->len;
    end = put_numbers(put_head(start, m, n_stored), m);
    digest_of(start, (size_t)(end - start), (uint8_t *)end);
    end += DIGEST_SIZE;
    assert((uint64_t)(end - start) == size);
    out->len += (size_t)size;
    out->data[out->len] = '\0';
    return 0;
}

struct stored {
    uint32_t version, n_cols, n_outputs, n_stored;
    const unsigned char *bias, *col, *w;
};

static int broken(struct err *err, const char *what)
{
    return err_set(err, ERR_INTEGRITY, "the stored model is damaged: %s", what);
}

/* Finds the parts. Nothing is allocated before the lengths, and then the checksum, agree. */
static int parse(struct stored *s, const unsigned char *data, size_t len, struct err *err)
{
    uint8_t digest[DIGEST_SIZE];

    if (len < HEAD_SIZE + DIGEST_SIZE || memcmp(data, magic, MAGIC_SIZE) != 0)
        return broken(err, "it does not begin as one");
    s->version = get_u32(data + MAGIC_SIZE);
    s->n_cols = get_u32(data + MAGIC_SIZE + 4);
    s->n_outputs = get_u32(data + MAGIC_SIZE + 8);
    s->n_stored = get_u32(data + MAGIC_SIZE + 12);
    if (s->version != VERSION)
        return err_set(err, ERR_INTEGRITY, "the stored model has the form %u; this program reads %d", s->version,
                       VERSION);
    if (s->n_outputs == 0 || s->n_outputs > LINEAR_MODEL_WEIGHTS_MAX || s->n_stored > s->n_cols ||
        (uint64_t)s->n_cols * s->n_outputs > LINEAR_MODEL_WEIGHTS_MAX)
        return broken(err, "its size is impossible");
    if (len != stored_size(s->n_outputs, s->n_stored))
        return broken(err, "its length does not fit its size");
    digest_of(data, len - DIGEST_SIZE, digest);
    if (!digest_equal(digest, data + len - DIGEST_SIZE, DIGEST_SIZE))
        return broken(err, "its checksum does not fit");
    s->bias = data + HEAD_SIZE;
    s->col = s->bias + 8 * (size_t)s->n_outputs;
    s->w = s->col + 4 * (size_t)s->n_stored;
    return 0;
}

static int read_biases(struct linear_model *m, const struct stored *s, struct err *err)
{
    for (size_t k = 0; k < m->n_outputs; k++) {
        m->bias[k] = get_f64(s->bias + 8 * k);
        if (!isfinite(m->bias[k]))
            return broken(err, "a bias is not a finite number");
    }
    return 0;
}

static int read_weights(struct linear_model *m, const struct stored *s, struct err *err)
{
    const unsigned char *from = s->w;
    uint32_t next = 0; /* the smallest column that may follow */

    for (size_t i = 0; i < s->n_stored; i++) {
        uint32_t col = get_u32(s->col + 4 * i);
        float *w;

        if (col < next || col >= m->n_cols)
            return broken(err, "its columns are out of order or out of range");
        next = col + 1;
        w = m->w + col * m->n_outputs;
        for (size_t k = 0; k < m->n_outputs; k++, from += 4) {
            w[k] = get_f32(from);
            if (!isfinite(w[k]))
                return broken(err, "a weight is not a finite number");
        }
        if (!is_stored(m, col))
            return broken(err, "it stores a column without weights");
    }
    return 0;
}

int linear_model_load(struct linear_model *out, const void *data, size_t len, struct err *err)
{
    struct linear_model m = { 0 };
    struct stored stored = { 0 };
    int rc;

    assert(out != NULL);
    assert(data != NULL || len == 0);

    rc = parse(&stored, data, len, err);
    if (rc == 0)
        rc = linear_model_init(&m, stored.n_cols, stored.n_outputs, err);
    if (rc == 0)
        rc = read_biases(&m, &stored, err);
    if (rc == 0)
        rc = read_weights(&m, &stored, err);
    if (rc < 0) {
        linear_model_release(&m);
        return rc;
    }
    *out = m;
    return 0;
}
