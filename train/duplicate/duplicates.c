#include "train/duplicate/duplicates.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/intern.h"
#include "datasets/base/mem.h"
#include "datasets/base/strbuf.h"

/* "PROJECT<NUL>ID", so that no project and id can be taken for another. */
static void make_name(struct strbuf *name, const char *project, const char *id)
{
    strbuf_clear(name);
    strbuf_adds(name, project);
    strbuf_addc(name, '\0');
    strbuf_adds(name, id);
}

static int name_tickets(struct intern *names, struct strbuf *name, const struct ticket_table *tickets, struct err *err)
{
    for (size_t i = 0; i < tickets->n; i++) {
        make_name(name, tickets->row[i].project, tickets->row[i].id);
        if (strbuf_check(name, err) < 0 || intern_add(names, name->data, name->len) == INTERN_NONE)
            return err_nomem(err);
        assert(names->n == i + 1); /* the store has each record once */
    }
    return 0;
}

static int find_links(struct duplicates *d, const struct intern *names, struct strbuf *name,
                      const struct ticket_table *tickets, struct err *err)
{
    size_t cap = 0;

    for (size_t i = 0; i < tickets->n; i++) {
        const struct ticket *t = &tickets->row[i];
        uint32_t to;

        if (t->duplicate_of[0] == '\0')
            continue;
        make_name(name, t->project, t->duplicate_of);
        if (strbuf_check(name, err) < 0)
            return ERR_NOMEM;
        to = intern_find(names, name->data, name->len);
        if (to == INTERN_NONE || to == i)
            continue;
        if (mem_grow(&d->link, &cap, d->n_links + 1, sizeof *d->link, err) < 0)
            return ERR_NOMEM;
        d->link[d->n_links++] = (struct duplicate_link){ t->resolved, (uint32_t)i, to };
    }
    return 0;
}

static int compare_links(const void *a, const void *b)
{
    const struct duplicate_link *x = a, *y = b;

    if (x->known_at != y->known_at) {
        if (x->known_at == TIME_NONE || y->known_at == TIME_NONE)
            return x->known_at == TIME_NONE ? 1 : -1;
        return x->known_at < y->known_at ? -1 : 1;
    }
    return (x->from > y->from) - (x->from < y->from);
}

static uint32_t first_of(uint32_t *group, uint32_t row)
{
    while (group[row] != row)
        row = group[row] = group[group[row]];
    return row;
}

/* Union by the smaller row, so that a group is named by its first. */
static void join_groups(struct duplicates *d)
{
    for (size_t i = 0; i < d->n; i++)
        d->group[i] = (uint32_t)i;
    for (size_t i = 0; i < d->n_links; i++) {
        uint32_t a = first_of(d->group, d->link[i].from), b = first_of(d->group, d->link[i].to);

        d->group[a > b ? a : b] = a > b ? b : a;
    }
    for (size_t i = 0; i < d->n; i++)
        d->group[i] = first_of(d->group, (uint32_t)i);
    for (size_t i = 0; i < d->n; i++)
        d->start[d->group[i] + 1]++;
    for (size_t i = 0; i < d->n; i++)
        d->start[i + 1] += d->start[i];
}

static void fill_members(struct duplicates *d, size_t *at)
{
    memcpy(at, d->start, d->n * sizeof *at);
    for (size_t i = 0; i < d->n; i++)
        d->member[at[d->group[i]]++] = (uint32_t)i;
}

static void list_later(struct duplicates *d, bool *is_later)
{
    for (size_t i = 0; i < d->n_links; i++)
        is_later[d->link[i].from > d->link[i].to ? d->link[i].from : d->link[i].to] = true;
    for (size_t i = 0; i < d->n; i++)
        if (is_later[i])
            d->later[d->n_later++] = (uint32_t)i;
}

static int make_groups(struct duplicates *d, struct err *err)
{
    size_t *at = mem_calloc(d->n, sizeof *at);
    bool *is_later = mem_calloc(d->n, sizeof *is_later);
    int rc = 0;

    d->group = mem_calloc(d->n, sizeof *d->group);
    d->start = mem_calloc(d->n + 1, sizeof *d->start);
    d->member = mem_calloc(d->n, sizeof *d->member);
    d->later = mem_calloc(d->n, sizeof *d->later);
    if (at == NULL || is_later == NULL || d->group == NULL || d->start == NULL || d->member == NULL || d->later == NULL)
        rc = err_nomem(err);
    else {
        join_groups(d);
        fill_members(d, at);
        list_later(d, is_later);
    }
    mem_free(at);
    mem_free(is_later);
    return rc;
}

int duplicates_make(struct duplicates *out, const struct ticket_table *tickets, struct err *err)
{
    struct duplicates d = { .n = tickets->n };
    struct intern names;
    struct strbuf name;
    int rc;

    assert(tickets->n < UINT32_MAX);

    intern_init(&names);
    strbuf_init(&name);
    rc = name_tickets(&names, &name, tickets, err);
    if (rc == 0)
        rc = find_links(&d, &names, &name, tickets, err);
    if (rc == 0 && d.n_links > 1)
        qsort(d.link, d.n_links, sizeof *d.link, compare_links);
    if (rc == 0)
        rc = make_groups(&d, err);
    strbuf_release(&name);
    intern_release(&names);
    if (rc < 0) {
        duplicates_release(&d);
        return rc;
    }
    *out = d;
    return 0;
}

int duplicates_known(struct duplicates *out, const struct duplicates *all, size_t n_rows, int64_t time, struct err *err)
{
    struct duplicates d = { .n = all->n, .link = mem_calloc(all->n_links, sizeof *d.link) };
    int rc;

    if (d.link == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < all->n_links; i++) {
        const struct duplicate_link *link = &all->link[i];

        if (link->known_at != TIME_NONE && link->known_at < time && link->from < n_rows && link->to < n_rows)
            d.link[d.n_links++] = *link;
    }
    rc = make_groups(&d, err);
    if (rc < 0) {
        duplicates_release(&d);
        return rc;
    }
    *out = d;
    return 0;
}

void duplicates_release(struct duplicates *d)
{
    mem_free(d->link);
    mem_free(d->group);
    mem_free(d->start);
    mem_free(d->member);
    mem_free(d->later);
    *d = (struct duplicates){ 0 };
}

size_t duplicates_members(const uint32_t **member, const struct duplicates *d, uint32_t row)
{
    uint32_t group = d->group[row];

    *member = d->member + d->start[group];
    return d->start[group + 1] - d->start[group];
}

size_t duplicates_earlier(const uint32_t **member, const struct duplicates *d, uint32_t row)
{
    size_t n = duplicates_members(member, d, row), before = 0;

    while (before < n && (*member)[before] < row)
        before++;
    return before;
}
