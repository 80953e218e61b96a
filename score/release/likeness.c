/*
 * likeness.c - see likeness.h.
 */
#include "score/release/likeness.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"

enum { WORDS_MAX = 400 /* of a message that are looked at */, WORD_MAX = 64, PATHS_MAX = 1000 };

const char *const likeness_part_name[N_LIKENESS_PARTS] = { "files", "words", "system", "metrics" };
const double likeness_weight[N_LIKENESS_PARTS] = { 0.4, 0.3, 0.1, 0.2 };

static const enum change_metric compared[LIKENESS_METRICS] = { METRIC_LA, METRIC_LD, METRIC_NF, METRIC_NDEV, METRIC_NUC, METRIC_EXP };

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

/* Sorts, drops what is there twice, and keeps a copy in the arena. */
static int keep(uint32_t **out, size_t *n_out, struct arena *arena, uint32_t *id, size_t n, struct err *err)
{
    size_t kept = 0;

    if (n > 0)
        qsort(id, n, sizeof(*id), by_number);
    for (size_t i = 0; i < n; i++)
        if (kept == 0 || id[kept - 1] != id[i])
            id[kept++] = id[i];
    *out = arena_calloc(arena, kept + 1, sizeof(**out));
    if (*out == NULL)
        return err_nomem(err);
    memcpy(*out, id, kept * sizeof(*id));
    *n_out = kept;
    return 0;
}

/* ------------------------------------------------------------- reading */

static int add_files(struct likeness_thing *thing, struct likeness *l, const struct text *files, struct err *err)
{
    uint32_t id[2 * PATHS_MAX];
    const char *at = files->str;
    size_t n = 0;

    while (*at != '\0' && n < 2 * PATHS_MAX) {
        size_t len = strcspn(at, "|"), folder = len;

        while (folder > 0 && at[folder - 1] != '/')
            folder--;
        id[n++] = intern_add(&l->files, at, len);
        id[n++] = intern_add(&l->files, at, folder); /* with its '/', so that no file is called so; "" for the top */
        if (id[n - 2] == INTERN_NONE || id[n - 1] == INTERN_NONE)
            return err_nomem(err);
        at += len + (at[len] == '|');
    }
    return keep(&thing->file, &thing->n_files, &l->arena, id, n, err);
}

static int add_words(struct likeness_thing *thing, struct likeness *l, const struct text *message, struct err *err)
{
    uint32_t id[WORDS_MAX];
    char word[WORD_MAX];
    size_t n = 0, len = 0;

    for (size_t i = 0; i <= message->len && n < WORDS_MAX; i++) {
        unsigned char c = i < message->len ? (unsigned char)message->str[i] : ' ';

        if (isalnum(c) || c >= 0x80) {
            if (len < WORD_MAX)
                word[len++] = (char)tolower(c);
            continue;
        }
        if (len >= 2 && (id[n++] = intern_add(&l->words, word, len)) == INTERN_NONE)
            return err_nomem(err);
        len = 0;
    }
    return keep(&thing->word, &thing->n_words, &l->arena, id, n, err);
}

static double length_of(const struct likeness *l, const struct likeness_thing *thing)
{
    double sum = 0;

    for (size_t i = 0; i < thing->n_words; i++)
        sum += l->idf[thing->word[i]] * l->idf[thing->word[i]];
    return sqrt(sum);
}

static int weigh(struct likeness *l, const bool *known, struct err *err)
{
    uint32_t *with = mem_calloc(l->words.n + 1, sizeof(*with));
    size_t n = 0;

    l->idf = mem_calloc(l->words.n + 1, sizeof(*l->idf));
    if (with == NULL || l->idf == NULL) {
        mem_free(with);
        return err_nomem(err);
    }
    for (size_t i = 0; i < l->n; i++) {
        n += known[i];
        for (size_t k = 0; known[i] && k < l->thing[i].n_words; k++)
            with[l->thing[i].word[k]]++;
    }
    for (size_t i = 0; i < l->words.n; i++)
        l->idf[i] = log((1.0 + (double)n) / (1.0 + with[i]));
    for (size_t i = 0; i < l->n; i++)
        l->thing[i].length = length_of(l, &l->thing[i]);
    mem_free(with);
    return 0;
}

int likeness_init(struct likeness *out, const struct change_table *changes, const bool *known, struct err *err)
{
    int rc = 0;

    memset(out, 0, sizeof(*out));
    arena_init(&out->arena);
    intern_init(&out->files);
    intern_init(&out->words);
    out->n = changes->n;
    out->thing = mem_calloc(changes->n + 1, sizeof(*out->thing));
    if (out->thing == NULL)
        rc = err_nomem(err);
    for (size_t i = 0; rc == 0 && i < changes->n; i++) {
        const struct change *c = &changes->row[i];
        struct likeness_thing *thing = &out->thing[i];

        thing->system = c->system;
        for (size_t m = 0; m < LIKENESS_METRICS; m++)
            thing->metric[m] = c->metric[compared[m]] >= 0 ? log1p(c->metric[compared[m]]) : (double)NAN;
        rc = add_files(thing, out, &c->files, err);
        if (rc == 0)
            rc = add_words(thing, out, &c->message, err);
    }
    if (rc == 0)
        rc = weigh(out, known, err);
    if (rc < 0)
        likeness_release(out);
    return rc;
}

void likeness_release(struct likeness *likeness)
{
    mem_free(likeness->thing);
    mem_free(likeness->idf);
    intern_release(&likeness->files);
    intern_release(&likeness->words);
    arena_release(&likeness->arena);
    memset(likeness, 0, sizeof(*likeness));
}

/* ------------------------------------------------------------- many as one */

static void mean_metrics(struct likeness_thing *out, const struct likeness *l, const uint32_t *row, size_t n)
{
    for (size_t m = 0; m < LIKENESS_METRICS; m++) {
        double sum = 0;
        size_t known = 0;

        for (size_t i = 0; i < n; i++)
            if (!isnan(l->thing[row[i]].metric[m])) {
                sum += l->thing[row[i]].metric[m];
                known++;
            }
        out->metric[m] = known > 0 ? sum / (double)known : (double)NAN;
    }
}

int likeness_union(struct likeness_thing *out, struct likeness *likeness, const uint32_t *row, size_t n, const char *system, struct err *err)
{
    size_t files = 0, words = 0, f = 0, w = 0;
    uint32_t *all;
    int rc;

    *out = (struct likeness_thing){ .system = system };
    for (size_t i = 0; i < n; i++) {
        files += likeness->thing[row[i]].n_files;
        words += likeness->thing[row[i]].n_words;
    }
    all = mem_calloc(files + words + 1, sizeof(*all));
    if (all == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < n; i++) {
        const struct likeness_thing *one = &likeness->thing[row[i]];

        memcpy(all + f, one->file, one->n_files * sizeof(*all));
        memcpy(all + files + w, one->word, one->n_words * sizeof(*all));
        f += one->n_files;
        w += one->n_words;
    }
    mean_metrics(out, likeness, row, n);
    rc = keep(&out->file, &out->n_files, &likeness->arena, all, files, err);
    if (rc == 0)
        rc = keep(&out->word, &out->n_words, &likeness->arena, all + files, words, err);
    if (rc == 0)
        out->length = length_of(likeness, out);
    mem_free(all);
    return rc;
}

/* ------------------------------------------------------------- comparing */

static size_t common(const uint32_t *a, size_t n_a, const uint32_t *b, size_t n_b)
{
    size_t n = 0;

    for (size_t i = 0, k = 0; i < n_a && k < n_b;)
        if (a[i] == b[k]) {
            n++;
            i++;
            k++;
        } else if (a[i] < b[k]) {
            i++;
        } else {
            k++;
        }
    return n;
}

static double like_words(const struct likeness *l, const struct likeness_thing *a, const struct likeness_thing *b)
{
    double sum = 0;

    for (size_t i = 0, k = 0; i < a->n_words && k < b->n_words;)
        if (a->word[i] == b->word[k]) {
            sum += l->idf[a->word[i]] * l->idf[a->word[i]];
            i++;
            k++;
        } else if (a->word[i] < b->word[k]) {
            i++;
        } else {
            k++;
        }
    return sum > 0 ? fmin(sum / (a->length * b->length), 1) : 0;
}

static double like_metrics(const struct likeness_thing *a, const struct likeness_thing *b)
{
    double sum = 0;
    size_t n = 0;

    for (size_t m = 0; m < LIKENESS_METRICS; m++) {
        double d = fabs(a->metric[m] - b->metric[m]);

        if (isnan(d))
            continue;
        sum += d;
        n++;
    }
    return n > 0 ? 1 / (1 + sum / (double)n) : 0;
}

struct likeness_score likeness_of(const struct likeness *likeness, const struct likeness_thing *a, const struct likeness_thing *b)
{
    size_t files = common(a->file, a->n_files, b->file, b->n_files), all = a->n_files + b->n_files - files;
    struct likeness_score s = { .total = 0 };

    s.part[LIKE_FILES] = all > 0 ? (double)files / (double)all : 0;
    s.part[LIKE_WORDS] = like_words(likeness, a, b);
    s.part[LIKE_SYSTEM] = a->system[0] != '\0' && strcmp(a->system, b->system) == 0;
    s.part[LIKE_METRICS] = like_metrics(a, b);
    for (int p = 0; p < N_LIKENESS_PARTS; p++) {
        s.part[p] *= likeness_weight[p];
        s.total += s.part[p];
    }
    return s;
}
