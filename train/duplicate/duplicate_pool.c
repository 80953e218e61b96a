/*
 *   pool_fill -> scores of all rankers -> choose_candidates -> features of each pair, then those that need the whole pool
 */
#include "train/duplicate/duplicate_pool.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/intern.h"
#include "datasets/base/mem.h"
#include "datasets/base/parallel.h"

static const enum ticket_ranker group_score[N_GROUP_SCORES] = { RANKER_WORDS, RANKER_LETTERS, RANKER_TITLE, RANKER_BM25F };

enum { MARK_DUPLICATE = 1 /* itself marked */, MARK_COUNTED = 2 /* in its group's size */ };

static const enum ticket_ranker scored[N_SCORED_RANKERS] = { RANKER_WORDS, RANKER_PAIRS, RANKER_LETTERS, RANKER_TITLE, RANKER_BM25F };

#define BM25F_SCALE 50 /* brings it near the others; only D x BM25F feels it */

#define FUSED_COMPONENT .1F  /* for the same component as filed; not tuned */
#define FUSED_NOTHING   (-20.0F) /* of a ticket without a common word          */

/* ------------------------------------------------------------------------------------------------------------- views */

static int fit_rows(struct csr *out, const struct block_spec *block, const struct samples *s, const struct tokens *tokens, size_t n_train,
                    int n_threads, struct err *err)
{
    struct feature_set *set = NULL;
    uint32_t *rows = mem_calloc(n_train, sizeof *rows);
    int rc = rows == NULL ? err_nomem(err) : 0;

    for (size_t i = 0; rc == 0 && i < n_train; i++)
        rows[i] = (uint32_t)i;
    if (rc == 0)
        rc = feature_set_fit(&set, block, 1, s, tokens, rows, n_train, n_threads, err);
    if (rc == 0)
        rc = feature_set_rows(out, set, s, tokens, NULL, s->n, n_threads, err);
    feature_set_free(set);
    mem_free(rows);
    return rc;
}

/* Title x 2 and the first 500 bytes of the description, whose last word may be cut. */
static int make_openings(struct pair_views *v, size_t n_train, int n_threads, struct err *err)
{
    enum { OPENING = 500 };
    static const char *const name[] = { "title", "opening" };
    static const enum token_kind kind[] = { TOKENS_PROSE, TOKENS_PROSE };
    static const struct block_spec block = { .name = "opening", .kind = BLOCK_TERMS, .weight = 1, .field = { "title", "opening" },
                                             .field_weight = { 2, 1 }, .ngram_max = 1 };
    struct samples s = { .n_texts = 2, .text_name = name };
    struct tokens tokens = { .n = 0 };
    int rc = samples_init(&s, v->tickets->n, err);

    if (rc < 0)
        return rc;
    for (size_t i = 0; i < s.n; i++) {
        s.text[2 * i] = v->tickets->row[i].title;
        s.text[2 * i + 1] = v->tickets->row[i].description;
        if (s.text[2 * i + 1].len > OPENING)
            s.text[2 * i + 1].len = OPENING;
    }
    rc = tokens_make(&tokens, &s, kind, n_threads, err);
    if (rc == 0) {
        rc = fit_rows(&v->opening, &block, &s, &tokens, n_train, n_threads, err);
        tokens_release(&tokens);
    }
    samples_release(&s);
    return rc;
}

static int measure_lengths(struct pair_views *v, struct err *err)
{
    size_t n = v->tickets->n;

    v->title_length = mem_calloc(n, sizeof *v->title_length);
    v->description_length = mem_calloc(n, sizeof *v->description_length);
    if (v->title_length == NULL || v->description_length == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < n; i++) {
        v->title_length[i] = log1pf((float)tokens_count(&v->rankers.tokens, 0, i));
        v->description_length[i] = log1pf((float)tokens_count(&v->rankers.tokens, 1, i));
    }
    return 0;
}

static int number_components(struct pair_views *v, struct err *err)
{
    size_t n = v->tickets->n;
    struct intern name;
    uint32_t *count = mem_calloc(n, sizeof *count);
    int rc = 0;

    v->component = mem_calloc(n, sizeof *v->component);
    v->component_at = mem_calloc(n, sizeof *v->component_at);
    intern_init(&name);
    if (count == NULL || v->component == NULL || v->component_at == NULL)
        rc = err_nomem(err);
    for (size_t i = 0; rc == 0 && i < n; i++) {
        const char *component = v->tickets->row[i].component_filed;

        v->component[i] = INTERN_NONE;
        if (component[0] == '\0')
            continue;
        v->component[i] = intern_add(&name, component, strlen(component));
        if (v->component[i] == INTERN_NONE)
            rc = err_nomem(err);
        else
            v->component_at[i] = count[v->component[i]]++;
    }
    intern_release(&name);
    mem_free(count);
    return rc;
}

/* What tickets that nobody asks for would be asked by. */
static int forget_others(struct pair_views *v, const uint32_t *query, size_t n, struct err *err)
{
    static const enum ticket_ranker of_query[] = { RANKER_WORDS, RANKER_PAIRS, RANKER_LETTERS, RANKER_BM25F }; /* titles are compared with descriptions */
    bool *keep = mem_calloc(v->tickets->n, sizeof *keep);

    if (keep == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < n; i++)
        keep[query[i]] = true;
    for (size_t i = 0; i < sizeof of_query / sizeof *of_query; i++)
        csr_keep_rows(&v->rankers.row[of_query[i]], keep);
    mem_free(keep);
    return 0;
}

struct making {
    struct pair_views *v;
    size_t n_train;
    int n_threads;
};

/* What does not ask for the other stands side by side: rankers, and what tickets name and begin with. */
static int make_job(void *ctx, size_t job, struct err *err)
{
    const struct making *m = ctx;
    int rc;

    if (job == 0)
        return ticket_rankers_make(&m->v->rankers, m->v->tickets, m->n_train, RANKERS_ALL, m->n_threads, err);
    rc = ticket_mentions_make(&m->v->mentions, m->v->tickets, m->n_train, err);
    return rc < 0 ? rc : make_openings(m->v, m->n_train, m->n_threads, err);
}

int pair_views_make(struct pair_views *out, const struct ticket_table *tickets, const struct duplicates *groups, size_t n_train, const uint32_t *query,
                    size_t n_queries, int n_threads, struct err *err)
{
    static const struct block_spec letters = { .name = "letters", .kind = BLOCK_TERMS, .weight = 1, .field = { "title letters" },
                                               .field_weight = { 1 }, .ngram_max = 1 };
    struct pair_views *v = out;
    struct making making = { v, n_train, n_threads };
    int rc;

    *v = (struct pair_views){ .tickets = tickets, .groups = groups };
    rc = parallel_run(n_threads, 2, make_job, &making, err);
    if (rc == 0 && query != NULL)
        rc = forget_others(v, query, n_queries, err);
    if (rc == 0)
        rc = field_terms_rows(&v->description, &v->rankers.terms, (double[]){ 0, 1 }, err);
    if (rc == 0)
        rc = fit_rows(&v->title_letters, &letters, &v->rankers.samples, &v->rankers.tokens, n_train, n_threads, err);
    if (rc == 0)
        rc = measure_lengths(v, err);
    if (rc == 0)
        rc = number_components(v, err);
    if (rc < 0)
        pair_views_release(v);
    return rc;
}

void pair_views_release(struct pair_views *v)
{
    ticket_rankers_release(&v->rankers);
    if (v->mentions.n > 0)
        ticket_mentions_release(&v->mentions);
    csr_release(&v->description);
    csr_release(&v->title_letters);
    csr_release(&v->opening);
    mem_free(v->title_length);
    mem_free(v->description_length);
    mem_free(v->component);
    mem_free(v->component_at);
    *v = (struct pair_views){ .tickets = NULL };
}

/* -------------------------------------------------------------------------------------------------------------- pool */

int pool_init(struct pool *pool, const struct pair_views *v, struct err *err)
{
    size_t n = v->tickets->n;
    int rc;

    *pool = (struct pool){ .n = 0 };
    rc = ranker_scores_init(&pool->scores, &v->rankers, err);
    if (rc == 0)
        rc = dense_row_init(&pool->title, v->rankers.row[RANKER_TITLE].n_cols, err);
    if (rc == 0)
        rc = dense_row_init(&pool->description, v->description.n_cols, err);
    if (rc == 0)
        rc = dense_row_init(&pool->title_letters, v->title_letters.n_cols, err);
    if (rc == 0)
        rc = dense_row_init(&pool->opening, v->opening.n_cols, err);
    pool->hit = mem_calloc(POOL_TOP, sizeof *pool->hit);
    pool->group = mem_calloc(n, sizeof *pool->group);
    pool->links = mem_calloc(n, sizeof *pool->links);
    pool->best = mem_calloc(n * N_GROUP_SCORES, sizeof *pool->best);
    pool->size = mem_calloc(n, sizeof *pool->size);
    pool->newest = mem_calloc(n, sizeof *pool->newest);
    pool->most = mem_calloc(n, sizeof *pool->most);
    pool->marked = mem_calloc(n, sizeof *pool->marked);
    if (rc == 0 && (pool->hit == NULL || pool->group == NULL || pool->links == NULL || pool->best == NULL || pool->marked == NULL || pool->size == NULL ||
                    pool->newest == NULL || pool->most == NULL))
        rc = err_nomem(err);
    if (rc < 0) {
        pool_release(pool);
        return rc;
    }
    for (size_t i = 0; i < n; i++)
        pool->group[i] = (uint32_t)i;
    return 0;
}

void pool_release(struct pool *pool)
{
    ranker_scores_release(&pool->scores);
    dense_row_release(&pool->title);
    dense_row_release(&pool->description);
    dense_row_release(&pool->title_letters);
    dense_row_release(&pool->opening);
    mem_free(pool->candidate);
    mem_free(pool->x);
    mem_free(pool->hit);
    mem_free(pool->order);
    mem_free(pool->group);
    mem_free(pool->links);
    mem_free(pool->best);
    mem_free(pool->size);
    mem_free(pool->newest);
    mem_free(pool->most);
    mem_free(pool->marked);
    *pool = (struct pool){ .n = 0 };
}

static int reserve(struct pool *pool, size_t n, struct err *err)
{
    size_t cap = pool->cap, cap_x = pool->cap, cap_order = pool->cap;

    if (n <= pool->cap)
        return 0;
    if (mem_grow(&pool->candidate, &cap, n, sizeof *pool->candidate, err) < 0 ||
        mem_grow(&pool->x, &cap_x, n, N_PAIR_FEATURES * sizeof *pool->x, err) < 0 ||
        mem_grow(&pool->order, &cap_order, n, sizeof *pool->order, err) < 0)
        return ERR_NOMEM;
    pool->cap = cap < cap_x ? cap : cap_x;
    return 0;
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

/* Of all rankers together, the component as filed and the age: what none of them puts high alone. `recent` is that of the ticket, or at least so much. */
static float fused_score(const struct pool *pool, const struct pair_views *v, uint32_t query, uint32_t i, float recent)
{
    float *const *s = pool->scores.score;
    uint32_t component = v->component[query];

    return recent + (s[RANKER_LETTERS][i] + s[RANKER_TITLE][i]) / 2 + s[RANKER_BM25F][i] / BM25F_SCALE / 2 +
           (component != INTERN_NONE && v->component[i] == component ? FUSED_COMPONENT : 0);
}

/* Two rankers know the age, whose logarithm is the dear part: it is asked for where the least age of a strip of tickets would let a score be one of the best. */
struct aged {
    const struct pool       *pool;
    const struct pair_views *v;
    uint32_t                 query;
};

static float exact_recent(const void *ctx, uint32_t row)
{
    const struct aged *a = ctx;

    return ticket_rankers_recent(&a->v->rankers, &a->pool->scores, a->query, row);
}

static float exact_fused(const void *ctx, uint32_t row)
{
    const struct aged *a = ctx;
    float recent = exact_recent(ctx, row);

    return recent == RANKER_NOTHING ? FUSED_NOTHING : fused_score(a->pool, a->v, a->query, row, recent);
}

/* Appends the hits to the n candidates; returns how many there are. */
static size_t take(struct pool *pool, size_t n, size_t found)
{
    for (size_t i = 0; i < found; i++)
        pool->candidate[n++] = pool->hit[i].row;
    return n;
}

/* The best POOL_TOP of each ranker, and of all together. */
static size_t take_tops(struct pool *pool, const struct pair_views *v, uint32_t query)
{
    const struct aged aged = { pool, v, query };
    float *most = pool->most;
    size_t n = 0;

    ticket_rankers_recent_most(most, &v->rankers, &pool->scores, query);
    n = take(pool, n, search_top_bounded(pool->hit, POOL_TOP, most, query, RANKER_NOTHING, exact_recent, &aged));
    for (uint32_t i = 0; i < query; i++)
        most[i] = most[i] == RANKER_NOTHING ? FUSED_NOTHING : fused_score(pool, v, query, i, most[i]);
    n = take(pool, n, search_top_bounded(pool->hit, POOL_TOP, most, query, FUSED_NOTHING / 2, exact_fused, &aged));
    for (size_t r = 0; r < N_TICKET_RANKERS; r++)
        if (r != RANKER_RECENT)
            n = take(pool, n, search_top(pool->hit, POOL_TOP, pool->scores.score[r], query, 0));
    return n;
}

static int choose_candidates(struct pool *pool, const struct pair_views *v, uint32_t query, struct err *err)
{
    const struct mention_lists *named = &v->mentions.ticket;
    size_t n_named = named->start[query + 1] - named->start[query], n, kept = 0;

    if (reserve(pool, (N_TICKET_RANKERS + 1) * POOL_TOP + n_named, err) < 0)
        return ERR_NOMEM;
    n = take_tops(pool, v, query);
    for (size_t i = named->start[query]; i < named->start[query + 1]; i++)
        if (named->id[i] < query)
            pool->candidate[n++] = named->id[i];
    if (n > 1)
        qsort(pool->candidate, n, sizeof *pool->candidate, by_number);
    for (size_t i = 0; i < n; i++)
        if (kept == 0 || pool->candidate[kept - 1] != pool->candidate[i])
            pool->candidate[kept++] = pool->candidate[i];
    pool->n = kept;
    return 0;
}

/* ------------------------------------------------------------------------------------------------ features of a pair */

/* The query's rows spread out, for fill_text of each candidate; or taken away again. */
static void spread_query(struct pool *pool, const struct pair_views *v, uint32_t q, void (*spread)(struct dense_row *, const struct csr *, size_t))
{
    spread(&pool->title, &v->rankers.row[RANKER_TITLE], q);
    spread(&pool->description, &v->description, q);
    spread(&pool->title_letters, &v->title_letters, q);
    spread(&pool->opening, &v->opening, q);
}

static void fill_text(float *x, const struct pool *pool, const struct pair_views *v, uint32_t c)
{
    const struct csr *title = &v->rankers.row[RANKER_TITLE];

    for (size_t r = 0; r < N_SCORED_RANKERS; r++)
        x[PAIR_WORDS + r] = pool->scores.score[scored[r]][c];
    x[PAIR_BM25F] /= BM25F_SCALE;
    x[PAIR_TITLE_IN_DESCRIPTION] = (float)dense_row_dot(&pool->title, &v->description, c);
    x[PAIR_DESCRIPTION_IN_TITLE] = (float)dense_row_dot(&pool->description, title, c);
    x[PAIR_DESCRIPTIONS] = (float)dense_row_dot(&pool->description, &v->description, c);
    x[PAIR_TITLE_LETTERS] = (float)dense_row_dot(&pool->title_letters, &v->title_letters, c);
    x[PAIR_OPENINGS] = (float)dense_row_dot(&pool->opening, &v->opening, c);
}

/* "iOS" of "iOS / Tools": the team, where the tracker files by component. */
static size_t leading_part(const char *component)
{
    const char *end = strstr(component, " / ");

    return end != NULL ? (size_t)(end - component) : strlen(component);
}

static bool same_team(const struct ticket *a, const struct ticket *b)
{
    size_t n = leading_part(a->component_filed);

    if (a->team_filed[0] != '\0' || b->team_filed[0] != '\0')
        return strcmp(a->team_filed, b->team_filed) == 0;
    return n > 0 && leading_part(b->component_filed) == n && strncmp(a->component_filed, b->component_filed, n) == 0;
}

static bool same_word(const char *a, const char *b)
{
    return a[0] != '\0' && strcmp(a, b) == 0;
}

static void fill_facts(float *x, const struct pair_views *v, uint32_t q, uint32_t c)
{
    static const double hinge[N_DAY_HINGES] = { 1, 7, 30, 180, 720 };
    const struct ticket *query = &v->tickets->row[q], *candidate = &v->tickets->row[c];
    double common, days = log1p(ticket_days_between(query, candidate));

    x[PAIR_VERSIONS] = (float)mentions_version_cosine(&v->mentions, q, c, &common);
    x[PAIR_VERSIONS_COMMON] = (float)log1p(common);
    x[PAIR_SAME_TEAM] = same_team(query, candidate);
    x[PAIR_SAME_COMPONENT] = same_word(query->component_filed, candidate->component_filed);
    x[PAIR_SAME_SEVERITY] = same_word(query->severity_filed, candidate->severity_filed);
    x[PAIR_MENTION] = mentions_has(&v->mentions.ticket, q, c);
    x[PAIR_COMENTION] = mentions_share(&v->mentions.ticket, q, c);
    x[PAIR_DAYS] = (float)days;
    for (size_t i = 0; i < N_DAY_HINGES; i++)
        x[PAIR_DAYS_HINGE + i] = (float)fmax(days - log1p(hinge[i]), 0);
    x[PAIR_DAYS_WORDS] = x[PAIR_DAYS] * x[PAIR_WORDS];
    x[PAIR_DAYS_LETTERS] = x[PAIR_DAYS] * x[PAIR_LETTERS];
    x[PAIR_DAYS_BM25F] = x[PAIR_DAYS] * x[PAIR_BM25F];
    x[PAIR_COMPONENT_DAYS] = x[PAIR_SAME_COMPONENT] * x[PAIR_DAYS];
    x[PAIR_COMPONENT_RANK] = v->component[q] != INTERN_NONE && v->component[q] == v->component[c]
                                 ? log1pf((float)(v->component_at[q] - v->component_at[c])) : 0;
    x[PAIR_TITLE_LENGTH] = v->title_length[c];
    x[PAIR_DESCRIPTION_LENGTH] = v->description_length[c];
    x[PAIR_TITLE_DISTANCE] = fabsf(v->title_length[c] - v->title_length[q]);
    x[PAIR_DESCRIPTION_DISTANCE] = fabsf(v->description_length[c] - v->description_length[q]);
}

/* ----------------------------------------------------------------------------------------- features of the whole pool */

static int compare_hits(const void *a, const void *b)
{
    const struct search_hit *x = a, *y = b;

    if (x->score != y->score)
        return x->score < y->score ? 1 : -1;
    return (x->row > y->row) - (x->row < y->row);
}

/* A score over the best one of the pool, and its rank there. */
static void fill_ranks(struct pool *pool, size_t of, size_t share, size_t rank_at)
{
    float best = 0;

    for (size_t i = 0; i < pool->n; i++)
        pool->order[i] = (struct search_hit){ (uint32_t)i, pool->x[i * N_PAIR_FEATURES + of] };
    qsort(pool->order, pool->n, sizeof *pool->order, compare_hits);
    best = pool->order[0].score;
    for (size_t rank = 0; rank < pool->n; rank++) {
        float *x = pool->x + (size_t)pool->order[rank].row * N_PAIR_FEATURES;

        x[share] = x[of] / (best + 1e-6f);
        x[rank_at] = log1pf((float)rank);
    }
}

static uint32_t group_of(uint32_t *group, uint32_t row)
{
    while (group[row] != row)
        row = group[row] = group[group[row]];
    return row;
}

/* Links that were known when the query was filed come first, as they are ordered. */
static size_t count_known(const struct duplicates *d, int64_t filed)
{
    size_t low = 0, high = d->n_links;

    while (filed != TIME_NONE && low < high) {
        size_t middle = (low + high) / 2;

        if (d->link[middle].known_at != TIME_NONE && d->link[middle].known_at < filed)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* A member of its group as known by now; those that come after the query are none yet. */
static void count_member(struct pool *pool, uint32_t row, uint32_t query)
{
    uint32_t group = group_of(pool->group, row);
    float *best = pool->best + (size_t)group * N_GROUP_SCORES;

    if (row >= query || (pool->marked[row] & MARK_COUNTED))
        return;
    pool->marked[row] |= MARK_COUNTED;
    pool->size[group]++;
    pool->newest[group] = row > pool->newest[group] ? row : pool->newest[group];
    for (size_t s = 0; s < N_GROUP_SCORES; s++)
        best[s] = fmaxf(best[s], pool->scores.score[group_score[s]][row]);
}

static void join_known(struct pool *pool, const struct duplicate_link *link, size_t n, uint32_t query)
{
    for (size_t i = 0; i < n; i++) {
        uint32_t a = group_of(pool->group, link[i].from), b = group_of(pool->group, link[i].to);

        pool->links[link[i].to]++;
        pool->marked[link[i].from] |= MARK_DUPLICATE;
        pool->group[a > b ? a : b] = a > b ? b : a;
    }
    for (size_t i = 0; i < n; i++) {
        count_member(pool, link[i].from, query);
        count_member(pool, link[i].to, query);
    }
}

static void forget_known(struct pool *pool, const struct duplicate_link *link, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (size_t end = 0; end < 2; end++) {
            uint32_t row = end == 0 ? link[i].from : link[i].to;

            pool->group[row] = row;
            pool->links[row] = 0;
            memset(pool->best + (size_t)row * N_GROUP_SCORES, 0, N_GROUP_SCORES * sizeof *pool->best);
            pool->size[row] = 0;
            pool->newest[row] = 0;
            pool->marked[row] = 0;
        }
}

static void fill_history(struct pool *pool, const struct pair_views *v, uint32_t query)
{
    const struct duplicate_link *link = v->groups->link;
    size_t n = count_known(v->groups, v->tickets->row[query].created);

    join_known(pool, link, n, query);
    for (size_t i = 0; i < pool->n; i++) {
        float *x = pool->x + i * N_PAIR_FEATURES;
        uint32_t c = pool->candidate[i];
        uint32_t group = group_of(pool->group, c);
        const float *best = pool->best + (size_t)group * N_GROUP_SCORES;

        x[PAIR_LINKS] = log1pf((float)pool->links[c]);
        x[PAIR_IS_DUPLICATE] = (pool->marked[c] & MARK_DUPLICATE) != 0;
        x[PAIR_SIBLING] = fmaxf(best[0] - x[PAIR_WORDS], 0);
        for (size_t s = 0; s < N_GROUP_SCORES; s++)
            x[PAIR_GROUP + s] = fmaxf(best[s], pool->scores.score[group_score[s]][c]);
        x[PAIR_GROUP + N_GROUP_SCORES - 1] /= BM25F_SCALE;
        x[PAIR_GROUP_SIZE] = log1pf((float)pool->size[group]);
        x[PAIR_GROUP_DAYS] = x[PAIR_DAYS];
        if (pool->size[group] > 0)
            x[PAIR_GROUP_DAYS] = (float)log1p(ticket_days_between(&v->tickets->row[query], &v->tickets->row[pool->newest[group]]));
    }
    forget_known(pool, link, n);
}

int pool_fill(struct pool *pool, const struct pair_views *v, uint32_t query, struct err *err)
{
    ticket_rankers_score(&pool->scores, &v->rankers, query);
    if (choose_candidates(pool, v, query, err) < 0)
        return ERR_NOMEM;
    if (pool->n == 0)
        return 0;
    spread_query(pool, v, query, dense_row_spread);
    for (size_t i = 0; i < pool->n; i++) {
        fill_text(pool->x + i * N_PAIR_FEATURES, pool, v, pool->candidate[i]);
        fill_facts(pool->x + i * N_PAIR_FEATURES, v, query, pool->candidate[i]);
    }
    spread_query(pool, v, query, dense_row_clear);
    for (size_t r = 0; r < N_SCORED_RANKERS; r++)
        fill_ranks(pool, PAIR_WORDS + r, PAIR_SHARE + r, PAIR_RANK + r);
    fill_ranks(pool, PAIR_TITLE_LETTERS, PAIR_TITLE_LETTERS_SHARE, PAIR_TITLE_LETTERS_RANK);
    fill_ranks(pool, PAIR_OPENINGS, PAIR_OPENINGS_SHARE, PAIR_OPENINGS_RANK);
    fill_history(pool, v, query);
    return 0;
}
