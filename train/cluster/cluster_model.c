/*
 * Numbers are little-endian and of fixed size: counts 4 bytes, the length of a term 2, floats and doubles their bits.
 */
#include "train/cluster/cluster_model.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/packed.h"
#include "train/solver/dense_product.h"

enum { AXES_MAX = 4096, CLUSTERS_MOST = 1 << 20 };

static const char magic[] = "PRDMCLUS";

static const double stranger_share = .02; /* of the tickets that were grouped fits its cluster worse than `reach` */

/* --- written ------------------------------------------------------------------------------------------------------ */

static void put_floats(struct strbuf *out, const float *value, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        uint32_t bits;

        memcpy(&bits, &value[i], sizeof bits);
        packed_put(out, bits, 4);
    }
}

static int by_size(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;

    return (x > y) - (x < y);
}

static int find_reach(double *reach, const struct kmeans *groups, struct err *err)
{
    float *similarity = mem_alloc(groups->n * sizeof *similarity);
    size_t n = 0;

    if (similarity == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < groups->n; i++)
        if (groups->cluster[i] != KMEANS_NONE)
            similarity[n++] = groups->similarity[i];
    if (n > 0)
        qsort(similarity, n, sizeof *similarity, by_size);
    *reach = n > 0 ? fmin(fmax((double)similarity[(size_t)(stranger_share * (double)n)], -1), 1) : 1;
    mem_free(similarity);
    return 0;
}

/* Written as the hashes, in the order of the table: the same lines, the same bytes. */
static void put_lines(struct strbuf *out, const struct boilerplate *b)
{
    size_t n = 0;

    for (size_t i = 0; i < b->n; i++)
        n += b->line[i] != 0;
    packed_put(out, n, 4);
    for (size_t i = 0; i < b->n; i++)
        if (b->line[i] != 0)
            packed_put(out, b->line[i], 8);
}

static void put_body(struct strbuf *out, const struct clustering *c, double reach)
{
    const struct topic_rows *t = &c->topics;

    packed_put(out, t->n, 4);
    packed_put_double(out, t->mean_length);
    packed_put_double(out, reach);
    packed_put(out, t->term.n, 4);
    packed_put(out, c->lsa.rank, 4);
    packed_put(out, c->centre.n_rows, 4);
    for (size_t i = 0; i < t->term.n; i++) {
        packed_put(out, t->term.len[i], 2);
        strbuf_add(out, t->term.str[i], t->term.len[i]);
        packed_put(out, t->df[i], 4);
    }
    put_lines(out, &t->boilerplate);
    put_floats(out, c->lsa.axis, t->term.n * c->lsa.rank);
    put_floats(out, c->centre.a, c->centre.n_rows * c->centre.n_cols);
}

int cluster_model_save(struct strbuf *out, const struct clustering *c, struct err *err)
{
    double reach = 1;
    size_t begin;

    assert(c->lsa.n_cols == c->topics.term.n && c->centre.n_cols == c->lsa.rank && c->centre.n_rows == c->groups.k);

    if (find_reach(&reach, &c->groups, err) < 0)
        return ERR_NOMEM;
    begin = packed_begin(out, magic, CLUSTER_MODEL_FORMAT);
    put_body(out, c, reach);
    return packed_end(out, begin, err);
}

/* --- read --------------------------------------------------------------------------------------------------------- */

/* A count from `least` to `most`, of things that take at least `size` bytes each. */
static size_t get_count(struct packed_reader *in, size_t least, size_t most, size_t size)
{
    size_t value = (size_t)packed_get(in, 4);

    if (value < least || value > most || value > (size_t)(in->end - in->at) / size)
        in->bad = true;
    return in->bad ? 0 : value;
}

static double get_double(struct packed_reader *in, double min, double max)
{
    uint64_t bits = packed_get(in, 8);
    double value;

    memcpy(&value, &bits, sizeof value);
    if (!(value >= min && value <= max))
        in->bad = true;
    return in->bad ? 0 : value;
}

/* Of magnitude 1 at most, as entries of unit vectors are. */
static int get_floats(float **out, struct packed_reader *in, size_t n_rows, size_t n_cols, struct err *err)
{
    float *value;

    if (in->bad || n_rows > (size_t)(in->end - in->at) / 4 / n_cols) {
        in->bad = true;
        return 0;
    }
    value = *out = mem_alloc(n_rows * n_cols * sizeof *value);
    if (value == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < n_rows * n_cols; i++) {
        uint32_t bits = (uint32_t)packed_get(in, 4);

        memcpy(&value[i], &bits, sizeof value[i]);
        if (!(value[i] >= -1.001F && value[i] <= 1.001F))
            in->bad = true;
    }
    return 0;
}

static int get_terms(struct packed_reader *in, struct topic_rows *t, size_t n, struct err *err)
{
    t->df = mem_calloc(n, sizeof *t->df);
    if (t->df == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < n && !in->bad; i++) {
        size_t len = (size_t)packed_get(in, 2);
        const char *str = (const char *)in->at;

        if (in->bad || len == 0 || len > (size_t)(in->end - in->at) || memchr(str, '\0', len) != NULL ||
            intern_find(&t->term, str, len) != INTERN_NONE) {
            in->bad = true;
            return 0;
        }
        if (intern_add(&t->term, str, len) == INTERN_NONE)
            return err_nomem(err);
        in->at += len;
        t->df[i] = (uint32_t)packed_get(in, 4);
        if (t->df[i] == 0 || t->df[i] > t->n)
            in->bad = true;
    }
    return 0;
}

static int get_lines(struct packed_reader *in, struct boilerplate *b, struct err *err)
{
    size_t n = get_count(in, 0, UINT32_MAX / 4, 8);
    uint64_t *line;
    int rc = 0;

    if (in->bad)
        return 0;
    line = mem_calloc(n, sizeof *line);
    if (line == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < n; i++) {
        line[i] = packed_get(in, 8);
        in->bad |= line[i] == 0;
    }
    if (!in->bad)
        rc = boilerplate_of(b, line, n, err);
    mem_free(line);
    return rc;
}

static int get_body(struct packed_reader *in, struct cluster_model *m, struct err *err)
{
    size_t n_terms, rank, k;
    int rc;

    m->topics.n = (size_t)packed_get(in, 4);
    m->topics.mean_length = get_double(in, 1e-9, 1e12);
    m->reach = get_double(in, -1, 1);
    n_terms = get_count(in, 1, INT32_MAX, 7);
    rank = get_count(in, 1, AXES_MAX, 4);
    k = get_count(in, 1, CLUSTERS_MOST, 4);
    if (in->bad)
        return 0;
    rc = get_terms(in, &m->topics, n_terms, err);
    if (rc == 0 && !in->bad)
        rc = get_lines(in, &m->topics.boilerplate, err);
    m->lsa.n_cols = (uint32_t)n_terms;
    m->lsa.rank = rank;
    if (rc == 0 && !in->bad)
        rc = get_floats(&m->lsa.axis, in, n_terms, rank, err);
    m->centre.n_rows = k;
    m->centre.n_cols = rank;
    if (rc == 0 && !in->bad)
        rc = get_floats(&m->centre.a, in, k, rank, err);
    in->bad |= in->at != in->end;
    return rc;
}

static int open_body(struct packed_reader *in, const void *data, size_t len, struct err *err)
{
    uint32_t format;

    switch (packed_open(in, &format, data, len, magic, CLUSTER_MODEL_FORMAT)) {
    case PACKED_FITS:
        return 0;
    case PACKED_FORMAT:
        return err_set(err, ERR_INTEGRITY, "model of clusters has format %llu, this program reads %d", (unsigned long long)format, CLUSTER_MODEL_FORMAT);
    case PACKED_LENGTH:
        return err_set(err, ERR_INTEGRITY, "model of clusters is damaged: its length is wrong");
    case PACKED_DIGEST:
        return err_set(err, ERR_INTEGRITY, "model of clusters is damaged: its digest does not match");
    case PACKED_ALIEN:
        break;
    }
    return err_set(err, ERR_INTEGRITY, "not a model of clusters");
}

int cluster_model_load(struct cluster_model *out, const void *data, size_t len, struct err *err)
{
    struct cluster_model m = { .reach = 0 };
    struct packed_reader in = { 0 };
    int rc = open_body(&in, data, len, err);

    if (rc < 0)
        return rc;
    intern_init(&m.topics.term);
    rc = get_body(&in, &m, err);
    if (rc == 0 && in.bad)
        rc = err_set(err, ERR_INTEGRITY, "model of clusters is damaged: its body does not fit");
    if (rc < 0)
        cluster_model_release(&m);
    else
        *out = m;
    return rc;
}

void cluster_model_release(struct cluster_model *m)
{
    topic_rows_release(&m->topics);
    lsa_release(&m->lsa);
    dense_release(&m->centre);
}

/* --- tickets ------------------------------------------------------------------------------------------------------ */

static struct cluster_place nearest(const float *cosine, size_t k, double reach)
{
    struct cluster_place p = { .cluster = KMEANS_NONE, .next = KMEANS_NONE };

    for (uint32_t j = 0; j < k; j++) {
        if (p.cluster == KMEANS_NONE || cosine[j] > cosine[p.cluster]) {
            p.next = p.cluster;
            p.cluster = j;
        } else if (p.next == KMEANS_NONE || cosine[j] > cosine[p.next]) {
            p.next = j;
        }
    }
    p.similarity = cosine[p.cluster];
    p.margin = p.next == KMEANS_NONE ? p.similarity : p.similarity - cosine[p.next];
    p.near = (double)p.similarity >= reach;
    return p;
}

static bool is_zero(const float *row, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (row[i] != 0.0F)
            return false;
    return true;
}

int cluster_model_place(struct cluster_place *place, const struct cluster_model *m, const struct ticket_table *tickets, int n_threads, struct err *err)
{
    struct csr x = { 0 };
    struct dense rows = { 0 };
    size_t k = m->centre.n_rows, n_axes = m->centre.n_cols;
    float *cosine = mem_alloc(k * sizeof *cosine);
    int rc = cosine == NULL ? err_nomem(err) : 0;

    if (rc == 0)
        rc = topic_rows_of(&x, &m->topics, tickets, n_threads, err);
    if (rc == 0)
        rc = lsa_rows(&rows, &m->lsa, &x, n_threads, err);
    for (size_t i = 0; rc == 0 && i < tickets->n; i++) {
        const float *row = rows.a + i * n_axes;

        place[i] = (struct cluster_place){ .cluster = KMEANS_NONE, .next = KMEANS_NONE };
        if (is_zero(row, n_axes))
            continue;
        dense_product_transposed(cosine, row, m->centre.a, 1, n_axes, k);
        place[i] = nearest(cosine, k, m->reach);
    }
    csr_release(&x);
    dense_release(&rows);
    mem_free(cosine);
    return rc;
}
