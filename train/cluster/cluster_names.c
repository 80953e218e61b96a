/*
 * cluster_names_make: count_forms (how stems are written) -> for each cluster: count_terms -> pick_terms -> make_name.
 */
#include "train/cluster/cluster_names.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "datasets/base/mem.h"
#include "features/text/fold.h"
#include "features/text/shapes.h"
#include "features/text/tokenizer.h"

enum {
    CANDIDATES = 24, /* strongest terms that are looked at          */
    MEMBERS_MIN = 2, /* that must have a term                       */
    FORM_MAX = 64    /* bytes; longer runs are no words             */
};

static const double share_min = .05; /* of the members */

struct form {
    uint32_t col, count;
};

struct candidate {
    uint32_t col;
    double weight, share;
};

struct naming {
    const struct clustering *c;
    const struct ticket_table *tickets;
    struct cluster_names *out;
    struct tokenizer tokenizer;
    struct id_list pieces;
    struct intern form; /* column (4 bytes), then the word as written */
    uint32_t *count;    /* [form.n]                                   */
    size_t count_cap;
    const char **shown; /* [n_cols] most frequent form, NULL: none    */
    size_t *start;      /* [k + 1] members by cluster                 */
    uint32_t *member;
    uint32_t *with_term; /* [n_cols] zero between clusters             */
    uint32_t *touched;   /* [n_cols]                                   */
};

/* --- how stems are written -------------------------------------------------------------------------------------- */

/* The column of a word's stem; UINT32_MAX for none. */
static int column_of(uint32_t *col, struct naming *n, const char *word, size_t len, struct err *err)
{
    struct text text = { word, (uint32_t)len };
    const struct intern *stem = &n->tokenizer.word;

    *col = UINT32_MAX;
    n->pieces.n = 0;
    if (tokenizer_add(&n->tokenizer, TOKENS_PROSE, &text, &n->pieces, err) < 0)
        return ERR_NOMEM;
    if (n->pieces.n > 0)
        *col = intern_find(&n->c->topics.term, stem->str[n->pieces.id[0]], stem->len[n->pieces.id[0]]);
    return 0;
}

/* begins: whether the word begins a text, where a capital says nothing. */
static int count_form(struct naming *n, const char *word, size_t len, bool begins, struct err *err)
{
    char key[sizeof(uint32_t) + FORM_MAX];
    uint32_t col, id;
    size_t known = n->form.n;

    if (len < 2 || len > FORM_MAX)
        return 0;
    if (column_of(&col, n, word, len, err) < 0)
        return ERR_NOMEM;
    if (col == UINT32_MAX)
        return 0;
    memcpy(key, &col, sizeof col);
    memcpy(key + sizeof col, word, len);
    if (begins && is_upper(word[0]) && !is_upper(word[1]))
        key[sizeof col] = to_lower(word[0]);
    id = intern_add(&n->form, key, sizeof col + len);
    if (id == INTERN_NONE)
        return err_nomem(err);
    if (n->form.n > known) {
        if (mem_grow(&n->count, &n->count_cap, n->form.n, sizeof *n->count, err) < 0)
            return ERR_NOMEM;
        n->count[id] = 0;
    }
    n->count[id]++;
    return 0;
}

/* A run and, where it is an identifier, its parts. */
static int count_run(struct naming *n, const char *run, size_t len, bool begins, struct err *err)
{
    size_t from = 0;
    int rc = count_form(n, run, len, begins, err);

    for (size_t i = 1; rc == 0 && i <= len && len <= FORM_MAX; i++) {
        if (i < len && !is_cut(run, len, i))
            continue;
        if (i - from < len)
            rc = count_form(n, run + from, i - from, false, err);
        from = i;
    }
    return rc;
}

static size_t word_bytes(const char *at, const char *end)
{
    size_t n_bytes;

    if ((unsigned char)*at < 0x80)
        return is_digit(*at) || is_lower(*at) || is_upper(*at) || *at == '_' ? 1 : 0;
    return fold_class_of(at, (size_t)(end - at), &n_bytes) == FOLD_LETTER ? n_bytes : 0;
}

static int count_text(struct naming *n, const struct text *text, struct err *err)
{
    const char *at = text->str, *end = text->str + text->len;
    bool begins = true;
    int rc = 0;

    while (rc == 0 && at < end) {
        const char *run = at;
        size_t step;

        while (at < end && (step = word_bytes(at, end)) > 0)
            at += step;
        if (at > run) {
            rc = count_run(n, run, (size_t)(at - run), begins, err);
            begins = false;
        } else {
            at++;
        }
    }
    return rc;
}

/* Of equally frequent forms the first. */
static int choose_forms(struct naming *n, struct err *err)
{
    size_t n_cols = n->c->topics.term.n;
    uint32_t *most = mem_calloc(n_cols, sizeof *most);

    n->shown = mem_calloc(n_cols, sizeof *n->shown);
    if (most == NULL || n->shown == NULL) {
        mem_free(most);
        return err_nomem(err);
    }
    for (size_t id = 0; id < n->form.n; id++) {
        uint32_t col;

        memcpy(&col, n->form.str[id], sizeof col);
        if (n->count[id] <= most[col])
            continue;
        most[col] = n->count[id];
        n->shown[col] = n->form.str[id] + sizeof col;
    }
    mem_free(most);
    return 0;
}

static int count_forms(struct naming *n, struct err *err)
{
    int rc = tokenizer_init(&n->tokenizer, err);

    for (size_t i = 0; rc == 0 && i < n->tickets->n; i++) {
        const struct ticket *t = &n->tickets->row[i];

        rc = count_text(n, t->title.len > 0 ? &t->title : &t->description, err);
    }
    return rc < 0 ? rc : choose_forms(n, err);
}

/* --- which terms ------------------------------------------------------------------------------------------------ */

static int sort_members(struct naming *n, struct err *err)
{
    const struct kmeans *g = &n->c->groups;

    n->start = mem_calloc(g->k + 2, sizeof *n->start);
    n->member = mem_alloc(g->n * sizeof *n->member);
    if (n->start == NULL || n->member == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < g->n; i++)
        if (g->cluster[i] != KMEANS_NONE)
            n->start[g->cluster[i] + 2]++;
    for (size_t j = 2; j < g->k + 2; j++)
        n->start[j] += n->start[j - 1];
    for (size_t i = 0; i < g->n; i++)
        if (g->cluster[i] != KMEANS_NONE)
            n->member[n->start[g->cluster[i] + 1]++] = (uint32_t)i;
    return 0;
}

/* Sorted by descending weight, then column; the weakest falls out. */
static void insert(struct candidate *list, size_t *n, struct candidate c)
{
    size_t at = *n < CANDIDATES ? (*n)++ : CANDIDATES;

    for (; at > 0 && (list[at - 1].weight < c.weight || (list[at - 1].weight == c.weight && list[at - 1].col > c.col));
         at--)
        if (at < CANDIDATES)
            list[at] = list[at - 1];
    if (at < CANDIDATES)
        list[at] = c;
}

static size_t find_candidates(struct candidate list[CANDIDATES], struct naming *n, size_t cluster)
{
    const struct csr *x = &n->c->topics.x;
    size_t size = n->start[cluster + 1] - n->start[cluster], n_touched = 0, found = 0;

    for (size_t m = n->start[cluster]; m < n->start[cluster + 1]; m++)
        for (size_t k = x->row_start[n->member[m]]; k < x->row_start[n->member[m] + 1]; k++)
            if (n->with_term[x->col[k]]++ == 0)
                n->touched[n_touched++] = x->col[k];
    for (size_t i = 0; i < n_touched; i++) {
        uint32_t col = n->touched[i], with = n->with_term[col];
        double p = (double)with / (double)size;
        double q = (double)(n->c->topics.df[col] - with + 1) / (double)(x->n_rows - size + 1);

        n->with_term[col] = 0;
        if (n->shown[col] != NULL && with >= MEMBERS_MIN && p >= share_min && p > q)
            insert(list, &found, (struct candidate){ col, p * log(p / q), p });
    }
    return found;
}

/* Whether the shorter is a part of the longer as identifiers are cut, or, from four letters on, its beginning. */
static bool is_part(const char *shorter, const char *longer)
{
    size_t len = strlen(shorter), whole = strlen(longer);

    for (size_t at = 0; at + len <= whole; at++) {
        bool ends = at + len == whole || is_cut(longer, whole, at + len) || (at == 0 && len >= 4);

        if (ends && (at == 0 || is_cut(longer, whole, at)) && strncasecmp(longer + at, shorter, len) == 0)
            return true;
    }
    return false;
}

/* The place of a chosen term that is this one, a part of it, or has it as a part; n_chosen for none. */
static size_t find_relative(const struct cluster_term *chosen, size_t n_chosen, const char *text)
{
    size_t i = 0;

    while (i < n_chosen && !is_part(text, chosen[i].text) && !is_part(chosen[i].text, text))
        i++;
    return i;
}

/* Where a longer relative comes behind a part of it, it takes its place unless it is much rarer. */
static void pick_terms(struct cluster_term *chosen, const struct naming *n, const struct candidate *list, size_t n_list)
{
    size_t n_chosen = 0;

    for (size_t i = 0; i < n_list; i++) {
        const char *text = n->shown[list[i].col];
        size_t relative = find_relative(chosen, n_chosen, text);

        if (relative == n_chosen && n_chosen < CLUSTER_TERMS)
            chosen[n_chosen++] = (struct cluster_term){ text, list[i].weight, list[i].share };
        else if (relative < n_chosen && strlen(text) > strlen(chosen[relative].text) &&
                 list[i].share >= .7 * chosen[relative].share)
            chosen[relative].text = text;
    }
}

/* --- names ------------------------------------------------------------------------------------------------------ */

static bool is_taken(const struct cluster_names *names, size_t cluster, const char *name)
{
    for (size_t j = 0; j < cluster; j++)
        if (strcmp(names->name[j], name) == 0)
            return true;
    return false;
}

/* Three words; more, and then a number, where another cluster has that name. */
static int make_name(struct cluster_names *names, size_t cluster, struct err *err)
{
    const struct cluster_term *term = names->term + cluster * CLUSTER_TERMS;
    char name[CLUSTER_TERMS * (FORM_MAX + 2) + 32] = "";
    size_t len = 0, n = 0, number = 2;

    while (n < CLUSTER_TERMS && term[n].text != NULL && (n < CLUSTER_NAME_WORDS || is_taken(names, cluster, name))) {
        len +=
            (size_t)snprintf(name + len, sizeof name - len, "%s%.*s", n == 0 ? "" : ", ", (int)FORM_MAX, term[n].text);
        n++;
    }
    if (n == 0)
        len = (size_t)snprintf(name, sizeof name, "no common words");
    while (is_taken(names, cluster, name))
        snprintf(name + len, sizeof name - len, " (%zu)", number++);
    names->name[cluster] = arena_strdup(&names->arena, name);
    return names->name[cluster] != NULL ? 0 : err_nomem(err);
}

/* The words outlive the tables that they were found in. */
static int keep_words(struct cluster_names *names, struct err *err)
{
    for (size_t i = 0; i < names->k * CLUSTER_TERMS; i++) {
        if (names->term[i].text == NULL)
            continue;
        names->term[i].text = arena_strdup(&names->arena, names->term[i].text);
        if (names->term[i].text == NULL)
            return err_nomem(err);
    }
    return 0;
}

static int name_clusters(struct naming *n, struct err *err)
{
    struct candidate list[CANDIDATES];
    size_t n_cols = n->c->topics.term.n, k = n->c->groups.k;
    struct cluster_names *out = n->out;
    int rc = 0;

    n->with_term = mem_calloc(n_cols, sizeof *n->with_term);
    n->touched = mem_alloc(n_cols * sizeof *n->touched);
    out->k = k;
    out->term = arena_calloc(&out->arena, k * CLUSTER_TERMS, sizeof *out->term);
    out->name = arena_calloc(&out->arena, k, sizeof *out->name);
    if (n->with_term == NULL || n->touched == NULL || out->term == NULL || out->name == NULL)
        return err_nomem(err);
    for (size_t j = 0; j < k; j++)
        pick_terms(out->term + j * CLUSTER_TERMS, n, list, find_candidates(list, n, j));
    rc = keep_words(out, err);
    for (size_t j = 0; rc == 0 && j < k; j++)
        rc = make_name(out, j, err);
    return rc;
}

int cluster_names_make(struct cluster_names *out, const struct clustering *c, const struct ticket_table *tickets,
                       struct err *err)
{
    struct cluster_names made = { 0 };
    struct naming n = { .c = c, .tickets = tickets, .out = &made };
    int rc;

    assert(tickets->n == c->groups.n);

    arena_init(&made.arena);
    intern_init(&n.form);
    rc = count_forms(&n, err);
    if (rc == 0)
        rc = sort_members(&n, err);
    if (rc == 0)
        rc = name_clusters(&n, err);
    tokenizer_release(&n.tokenizer);
    intern_release(&n.form);
    mem_free(n.pieces.id);
    mem_free(n.count);
    mem_free(n.shown);
    mem_free(n.start);
    mem_free(n.member);
    mem_free(n.with_term);
    mem_free(n.touched);
    if (rc < 0)
        cluster_names_release(&made);
    else
        *out = made;
    return rc;
}

void cluster_names_release(struct cluster_names *names)
{
    arena_release(&names->arena);
    *names = (struct cluster_names){ 0 };
}
