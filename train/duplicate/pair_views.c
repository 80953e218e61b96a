#include "train/duplicate/pair_views.h"

#include <assert.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/strbuf.h"

static int add_name(struct strbuf *key, const char *project, const char *id, size_t len, struct err *err)
{
    strbuf_clear(key);
    strbuf_adds(key, project);
    strbuf_addc(key, '\0');
    strbuf_add(key, id, len);
    return strbuf_check(key, err);
}

static int name_tickets(struct pair_views *v, struct err *err)
{
    struct strbuf key;
    int rc = 0;

    strbuf_init(&key);
    for (size_t row = 0; rc == 0 && row < v->n_tickets; row++) {
        const struct ticket *t = &v->rankers->tickets->row[row];

        rc = add_name(&key, t->project, t->id, strlen(t->id), err);
        if (rc == 0 && intern_add(&v->ids, key.data, key.len) == INTERN_NONE)
            rc = err_nomem(err);
    }
    strbuf_release(&key);
    return rc;
}

int pair_views_init(struct pair_views *out, const struct ticket_rankers *rankers, size_t n_tickets, const struct duplicates *groups, struct err *err)
{
    struct pair_views *v = out;
    int rc;

    assert(n_tickets <= rankers->tickets->n);
    *v = (struct pair_views){ .rankers = rankers, .groups = groups, .n_tickets = n_tickets, .vocabulary = ticket_rankers_vocabulary(rankers) };
    intern_init(&v->ids);
    v->created = mem_calloc(n_tickets, sizeof *v->created);
    v->made = mem_calloc(n_tickets, sizeof *v->made);
    rc = v->created == NULL || v->made == NULL ? err_nomem(err) : name_tickets(v, err);
    if (rc < 0) {
        pair_views_release(v);
        return rc;
    }
    for (size_t i = 0; i < n_tickets; i++)
        v->created[i] = rankers->tickets->row[i].created;
    v->corpus = (struct duplicate_corpus){ .first = 0, .n_rows = n_tickets, .n_cols = v->vocabulary.n_cols, .created = v->created, .link = groups->link, .n_links = groups->n_links };
    return 0;
}

void pair_views_release(struct pair_views *v)
{
    for (size_t i = 0; v->made != NULL && i < v->n_tickets; i++) {
        struct pair_ticket *t = atomic_load_explicit(&v->made[i], memory_order_relaxed);

        if (t != NULL)
            pair_ticket_release(t);
        mem_free(t);
    }
    mem_free(v->made);
    mem_free(v->created);
    intern_release(&v->ids);
    *v = (struct pair_views){ .n_tickets = 0 };
}

int pair_asker_init(struct pair_asker *asker, struct pair_views *views, struct err *err)
{
    int rc;

    *asker = (struct pair_asker){ .views = views };
    rc = ticket_reader_init(&asker->reader, &views->vocabulary, err);
    if (rc == 0)
        rc = pool_init(&asker->pool, &views->corpus, err);
    if (rc < 0)
        pair_asker_release(asker);
    return rc;
}

void pair_asker_release(struct pair_asker *asker)
{
    ticket_reader_release(&asker->reader);
    pool_release(&asker->pool);
    mem_free(asker->named);
    *asker = (struct pair_asker){ .views = NULL };
}

/* Two threads may make the same one: the text says the same to both, and the second is thrown away. */
static int ticket_of(const struct pair_ticket **out, struct pair_asker *a, uint32_t row, struct err *err)
{
    struct pair_ticket *made = atomic_load(&a->views->made[row]), *none = NULL;
    int rc;

    if (made == NULL) {
        made = mem_calloc(1, sizeof *made);
        rc = made == NULL ? err_nomem(err) : pair_ticket_make(made, &a->reader, &a->views->rankers->tickets->row[row], err);
        if (rc < 0) {
            mem_free(made);
            return rc;
        }
        if (!atomic_compare_exchange_strong(&a->views->made[row], &none, made)) {
            pair_ticket_release(made);
            mem_free(made);
            made = none;
        }
    }
    *out = made;
    return 0;
}

/* Rows of the tickets that the query names. */
static int find_named(size_t *n, struct pair_asker *a, const struct pair_ticket *query, struct err *err)
{
    struct strbuf key;
    int rc = mem_grow(&a->named, &a->cap_named, query->mentions.n_tickets, sizeof *a->named, err);

    *n = 0;
    strbuf_init(&key);
    for (size_t i = 0; rc == 0 && i < query->mentions.n_tickets; i++) {
        const struct text *id = &query->mentions.ticket[i];
        uint32_t row;

        rc = add_name(&key, query->ticket->project, id->str, id->len, err);
        row = rc == 0 ? intern_find(&a->views->ids, key.data, key.len) : INTERN_NONE;
        if (row != INTERN_NONE)
            a->named[(*n)++] = row;
    }
    strbuf_release(&key);
    return rc;
}

int pair_asker_ask(struct pair_asker *a, uint32_t query, struct err *err)
{
    const struct pair_ticket *asked;
    size_t n_named = 0;
    int rc = ticket_of(&asked, a, query, err);

    if (rc == 0)
        rc = find_named(&n_named, a, asked, err);
    if (rc < 0)
        return rc;
    ticket_rankers_words(a->pool.words, a->views->rankers, query);
    ticket_rankers_title(a->pool.title, a->views->rankers, query);
    rc = pool_choose(&a->pool, query, asked->ticket->created, a->named, n_named, err);
    for (size_t i = 0; rc == 0 && i < a->pool.n; i++)
        rc = ticket_of(&a->pool.ticket[i], a, a->pool.candidate[i], err);
    if (rc == 0)
        pool_fill(&a->pool, asked, query);
    return rc;
}
