#include "train/duplicate/known_links.h"

#include <math.h>
#include <string.h>

#include "datasets/base/mem.h"

/* All 0 between queries. Pages that no link touches stay untouched. */
struct row {
    uint32_t group;        /* row + 1 of another of its group, 0: it is the first; union-find */
    uint32_t links, size, newest;
    float    best;
    bool     is_duplicate, counted;
};

struct known_links {
    struct row *row; /* [n_rows] */
};

int known_links_new(struct known_links **out, size_t n_rows, struct err *err)
{
    struct known_links *known = mem_calloc(1, sizeof *known);

    if (known == NULL)
        return err_nomem(err);
    known->row = mem_calloc(n_rows, sizeof *known->row);
    if (known->row == NULL) {
        mem_free(known);
        return err_nomem(err);
    }
    *out = known;
    return 0;
}

void known_links_free(struct known_links *known)
{
    if (known == NULL)
        return;
    mem_free(known->row);
    mem_free(known);
}

static uint32_t first_of(const struct known_links *known, uint32_t row)
{
    while (known->row[row].group != 0) {
        uint32_t next = known->row[row].group - 1;

        if (known->row[next].group != 0)
            known->row[row].group = known->row[next].group; /* half of the way less next time */
        row = next;
    }
    return row;
}

/* Links that were known when the query was filed come first, as they are ordered. */
static size_t count_known(const struct duplicate_link *link, size_t n, int64_t filed)
{
    size_t low = 0, high = n;

    while (filed != TIME_NONE && low < high) {
        size_t middle = low + (high - low) / 2;

        if (link[middle].known_at != TIME_NONE && link[middle].known_at < filed)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void join(struct known_links *known, const struct duplicate_link *link)
{
    uint32_t a = first_of(known, link->from), b = first_of(known, link->to);

    known->row[link->to].links++;
    known->row[link->from].is_duplicate = true;
    if (a != b)
        known->row[a > b ? a : b].group = (a > b ? b : a) + 1;
}

/* Those that come after the query are no members yet. */
static void count_member(struct known_links *known, uint32_t row, const float *words, size_t n_before)
{
    struct row *group = &known->row[first_of(known, row)];

    if (row >= n_before || known->row[row].counted)
        return;
    known->row[row].counted = true;
    group->size++;
    group->newest = row > group->newest ? row : group->newest;
    group->best = fmaxf(group->best, words[row]);
}

size_t known_links_join(struct known_links *known, const struct duplicate_link *link, size_t n, const float *words, size_t n_before, int64_t filed)
{
    size_t n_known = count_known(link, n, filed);

    for (size_t i = 0; i < n_known; i++)
        join(known, &link[i]);
    for (size_t i = 0; i < n_known; i++) {
        count_member(known, link[i].from, words, n_before);
        count_member(known, link[i].to, words, n_before);
    }
    return n_known;
}

struct known_row known_links_of(struct known_links *known, uint32_t row)
{
    const struct row *own = &known->row[row], *group = &known->row[first_of(known, row)];

    return (struct known_row){ own->links, own->is_duplicate, group->size, group->newest, group->best };
}

void known_links_forget(struct known_links *known, const struct duplicate_link *link, size_t n_known)
{
    for (size_t i = 0; i < n_known; i++) {
        memset(&known->row[link[i].from], 0, sizeof *known->row);
        memset(&known->row[link[i].to], 0, sizeof *known->row);
    }
}
