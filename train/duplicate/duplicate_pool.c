/*
 *   pool_choose -> the best of each ranker, and what is named
 *   pool_fill   -> features of each pair, then those that need the whole pool, then what was known of groups
 */
#include "train/duplicate/duplicate_pool.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "train/duplicate/known_links.h"

#define BM25F_SCALE 50 /* brings it near the others */

const char *const pair_group_name[N_PAIR_GROUPS] = { "words", "title", "versions", "team and component", "named in it", "age", "known duplicates", "length" };

const char *const pair_feature_name[N_PAIR_FEATURES] = {
    "words", "bm25f", "opening", "title", "words, share of best", "bm25f, share of best", "opening, share of best", "title, share of best", "words, rank", "bm25f, rank", "opening, rank",
    "title, rank", "title in description", "description in title", "descriptions", "versions", "versions shared", "same team", "same component", "same component x days", "named",
    "days", "days over 1", "days over 7", "days over 30", "days over 180", "days over 720", "marks of it", "is marked", "better in its group", "words of its group", "size of its group",
    "days of its group", "title length", "description length", "title length apart", "description length apart",
};

enum pair_group pair_group_of(size_t feature)
{
    switch (feature) {
    case PAIR_TITLE: case PAIR_TITLE_SHARE: case PAIR_TITLE_RANK:
        return GROUP_TITLE;
    case PAIR_VERSIONS: case PAIR_VERSIONS_COMMON:
        return GROUP_VERSIONS;
    case PAIR_SAME_TEAM: case PAIR_SAME_COMPONENT: case PAIR_COMPONENT_DAYS:
        return GROUP_FILED;
    case PAIR_MENTION:
        return GROUP_MENTION;
    default:
        return feature <= PAIR_DESCRIPTIONS ? GROUP_WORDS : feature < PAIR_LINKS ? GROUP_AGE : feature < PAIR_TITLE_LENGTH ? GROUP_HISTORY : GROUP_LENGTH;
    }
}

/* ------------------------------------------------------------------------------------------------------ a ticket */

int pair_ticket_make(struct pair_ticket *out, struct ticket_reader *reader, const struct ticket *ticket, struct err *err)
{
    struct pair_ticket t = { .ticket = ticket };
    int rc = ticket_reader_read(&t.words, reader, &ticket->title, &ticket->description, err);

    if (rc == 0)
        rc = ticket_mentions_make(&t.mentions, &ticket->title, &ticket->description, err);
    if (rc < 0) {
        pair_ticket_release(&t);
        return rc;
    }
    *out = t;
    return 0;
}

void pair_ticket_release(struct pair_ticket *t)
{
    ticket_words_release(&t->words);
    ticket_mentions_release(&t->mentions);
    *t = (struct pair_ticket){ .ticket = NULL };
}

/* -------------------------------------------------------------------------------------------------------- the pool */

int pool_init(struct pool *pool, const struct duplicate_corpus *corpus, struct err *err)
{
    size_t n = corpus->n_rows;
    int rc;

    *pool = (struct pool){ .corpus = corpus };
    rc = known_links_new(&pool->known, n, err);
    pool->words = mem_calloc(n, sizeof *pool->words);
    pool->title = mem_calloc(n, sizeof *pool->title);
    pool->most = mem_calloc(n, sizeof *pool->most);
    pool->place = mem_calloc(corpus->n_cols, sizeof *pool->place);
    if (rc == 0 && (pool->words == NULL || pool->title == NULL || pool->most == NULL || pool->place == NULL))
        rc = err_nomem(err);
    if (rc < 0)
        pool_release(pool);
    return rc;
}

void pool_release(struct pool *pool)
{
    known_links_free(pool->known);
    mem_free(pool->words);
    mem_free(pool->title);
    mem_free(pool->most);
    mem_free(pool->place);
    mem_free(pool->candidate);
    mem_free(pool->ticket);
    mem_free(pool->x);
    mem_free(pool->named);
    mem_free(pool->order);
    *pool = (struct pool){ .n = 0 };
}

static int reserve(struct pool *pool, size_t n, struct err *err)
{
    size_t cap[5] = { pool->cap, pool->cap, pool->cap, pool->cap, pool->cap };

    if (n <= pool->cap)
        return 0;
    if (mem_grow(&pool->candidate, &cap[0], n, sizeof *pool->candidate, err) < 0 || mem_grow(&pool->ticket, &cap[1], n, sizeof *pool->ticket, err) < 0 ||
        mem_grow(&pool->x, &cap[2], n, N_PAIR_FEATURES * sizeof *pool->x, err) < 0 || mem_grow(&pool->named, &cap[3], n, sizeof *pool->named, err) < 0 ||
        mem_grow(&pool->order, &cap[4], n, sizeof *pool->order, err) < 0)
        return ERR_NOMEM;
    pool->cap = n;
    return 0;
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

/* Appends the hits to the n candidates; returns how many there are. */
static size_t take(struct pool *pool, size_t n, size_t found, size_t first)
{
    for (size_t i = 0; i < found; i++)
        pool->candidate[n++] = pool->order[i].row + (uint32_t)first;
    return n;
}

static bool has(const uint32_t *list, size_t n, uint32_t row)
{
    for (size_t i = 0; i < n; i++)
        if (list[i] == row)
            return true;
    return false;
}

int pool_choose(struct pool *pool, size_t n_before, int64_t filed, const uint32_t *named, size_t n_named, struct err *err)
{
    size_t first = pool->corpus->first, n = 0, kept = 0;

    assert(first <= n_before && n_before <= pool->corpus->n_rows);
    if (reserve(pool, N_POOL_RANKERS * POOL_TOP + n_named, err) < 0)
        return ERR_NOMEM;
    n = take(pool, n, search_top(pool->order, POOL_TOP, pool->words + first, n_before - first, 0), first);
    n = take(pool, n, search_top(pool->order, POOL_TOP, pool->title + first, n_before - first, 0), first);
    n = take(pool, n, ticket_recent_top(pool->order, POOL_TOP, pool->most, pool->words, pool->corpus->created, first, n_before, filed), 0);
    for (size_t i = 0; i < n_named; i++)
        if (named[i] >= first && named[i] < n_before)
            pool->candidate[n++] = named[i];
    if (n > 1)
        qsort(pool->candidate, n, sizeof *pool->candidate, by_number);
    for (size_t i = 0; i < n; i++)
        if (kept == 0 || pool->candidate[kept - 1] != pool->candidate[i]) {
            pool->candidate[kept] = pool->candidate[i];
            pool->named[kept++] = has(named, n_named, pool->candidate[i]);
        }
    pool->n = kept;
    return 0;
}

/* ---------------------------------------------------------------------------------------------- features of a pair */

static double product(const struct ticket_words *a, enum ticket_weighting way, size_t i, const struct ticket_words *b, enum ticket_weighting other, size_t j)
{
    return (double)(a->value[way][i] * b->value[other][j]);
}

/* place: of the query's words. Words of the candidate in their order, so the sums have the same bits whichever is longer. */
static void fill_text(float *x, const struct ticket_words *q, const struct ticket_words *c, const uint32_t *place)
{
    double bm25f = 0, openings = 0, title_in_description = 0, description_in_title = 0, descriptions = 0;

    for (size_t j = 0; j < c->n; j++) {
        size_t i = place[c->col[j]];

        if (i-- == 0)
            continue;
        bm25f += product(q, WEIGHED_QUERY, i, c, WEIGHED_DOCUMENT, j);
        openings += product(q, WEIGHED_OPENING, i, c, WEIGHED_OPENING, j);
        title_in_description += product(q, WEIGHED_TITLE, i, c, WEIGHED_DESCRIPTION, j);
        description_in_title += product(q, WEIGHED_DESCRIPTION, i, c, WEIGHED_TITLE, j);
        descriptions += product(q, WEIGHED_DESCRIPTION, i, c, WEIGHED_DESCRIPTION, j);
    }
    x[PAIR_BM25F] = (float)(bm25f / BM25F_SCALE);
    x[PAIR_OPENINGS] = (float)openings;
    x[PAIR_TITLE_IN_DESCRIPTION] = (float)title_in_description;
    x[PAIR_DESCRIPTION_IN_TITLE] = (float)description_in_title;
    x[PAIR_DESCRIPTIONS] = (float)descriptions;
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

static void fill_facts(float *x, const struct pair_ticket *q, const struct pair_ticket *c, bool named)
{
    static const double hinge[N_DAY_HINGES] = { 1, 7, 30, 180, 720 };
    double days = log1p(ticket_days_between(q->ticket->created, c->ticket->created));
    size_t common;

    x[PAIR_VERSIONS] = (float)mentions_versions(&common, &q->mentions, &c->mentions);
    x[PAIR_VERSIONS_COMMON] = log1pf((float)common);
    x[PAIR_SAME_TEAM] = same_team(q->ticket, c->ticket);
    x[PAIR_SAME_COMPONENT] = q->ticket->component_filed[0] != '\0' && strcmp(q->ticket->component_filed, c->ticket->component_filed) == 0;
    x[PAIR_MENTION] = named;
    x[PAIR_DAYS] = (float)days;
    for (size_t i = 0; i < N_DAY_HINGES; i++)
        x[PAIR_DAYS_HINGE + i] = (float)fmax(days - log1p(hinge[i]), 0);
    x[PAIR_COMPONENT_DAYS] = x[PAIR_SAME_COMPONENT] * x[PAIR_DAYS];
    x[PAIR_TITLE_LENGTH] = c->words.title_length;
    x[PAIR_DESCRIPTION_LENGTH] = c->words.description_length;
    x[PAIR_TITLE_DISTANCE] = fabsf(c->words.title_length - q->words.title_length);
    x[PAIR_DESCRIPTION_DISTANCE] = fabsf(c->words.description_length - q->words.description_length);
}

/* --------------------------------------------------------------------------------------- features of the whole pool */

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

        x[share] = x[of] / (best + 1e-6F);
        x[rank_at] = log1pf((float)rank);
    }
}

static void fill_history(struct pool *pool, size_t n_before, int64_t filed)
{
    const struct duplicate_corpus *c = pool->corpus;
    size_t n_known = known_links_join(pool->known, c->link, c->n_links, pool->words, n_before, filed);

    for (size_t i = 0; i < pool->n; i++) {
        float *x = pool->x + i * N_PAIR_FEATURES;
        struct known_row known = known_links_of(pool->known, pool->candidate[i]);

        x[PAIR_LINKS] = log1pf((float)known.links);
        x[PAIR_IS_DUPLICATE] = known.is_duplicate;
        x[PAIR_SIBLING] = fmaxf(known.best - x[PAIR_WORDS], 0);
        x[PAIR_GROUP_WORDS] = fmaxf(known.best, x[PAIR_WORDS]);
        x[PAIR_GROUP_SIZE] = log1pf((float)known.size);
        x[PAIR_GROUP_DAYS] = known.size > 0 ? (float)log1p(ticket_days_between(filed, c->created[known.newest])) : x[PAIR_DAYS];
    }
    known_links_forget(pool->known, c->link, n_known);
}

void pool_fill(struct pool *pool, const struct pair_ticket *query, size_t n_before)
{
    for (size_t i = 0; i < query->words.n; i++)
        pool->place[query->words.col[i]] = (uint32_t)i + 1;
    for (size_t i = 0; i < pool->n; i++) {
        float *x = pool->x + i * N_PAIR_FEATURES;

        x[PAIR_WORDS] = pool->words[pool->candidate[i]];
        x[PAIR_TITLE] = pool->title[pool->candidate[i]];
        fill_text(x, &query->words, &pool->ticket[i]->words, pool->place);
        fill_facts(x, query, pool->ticket[i], pool->named[i]);
    }
    for (size_t i = 0; i < query->words.n; i++)
        pool->place[query->words.col[i]] = 0;
    for (size_t f = 0; f < N_POOL_SHARED && pool->n > 0; f++)
        fill_ranks(pool, f, f + PAIR_WORDS_SHARE, f + PAIR_WORDS_RANK);
    fill_history(pool, n_before, query->ticket->created);
}
