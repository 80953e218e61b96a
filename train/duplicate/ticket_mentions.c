#include "train/duplicate/ticket_mentions.h"

#include <assert.h>
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "datasets/base/mem.h"
#include "datasets/base/strbuf.h"

enum { VERSION_MAX = 64, ID_MAX = 64, NUMBER_MIN = 2, NUMBER_MAX = 9 };

struct scan {
    struct ticket_mentions    *out;
    const struct ticket_table *tickets;
    struct intern              ids;     /* "PROJECT<NUL>ID", number: the row */
    struct strbuf              key;
    size_t                     n_versions, n_tickets;
};

static int add_id(struct mention_lists *lists, size_t *n, uint32_t id, struct err *err)
{
    if (mem_grow(&lists->id, &lists->cap, *n + 1, sizeof *lists->id, err) < 0)
        return ERR_NOMEM;
    lists->id[(*n)++] = id;
    return 0;
}

/* ASCII alone: bytes of other characters belong to words, as fold.h has them. */
static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_' || (unsigned char)c >= 0x80;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* ---------------------------------------------------------------------------------------------------------- versions */

static int add_version(struct scan *s, const char *str, size_t len, struct err *err)
{
    char lower[VERSION_MAX];
    uint32_t id;

    if (len > VERSION_MAX)
        return 0;
    for (size_t i = 0; i < len; i++)
        lower[i] = (char)tolower((unsigned char)str[i]);
    id = intern_add(&s->out->version_name, lower, len);
    return id == INTERN_NONE ? err_nomem(err) : add_id(&s->out->version, &s->n_versions, id, err);
}

/* Length of "1.2.3..." at str, 0 where it has fewer than three parts. */
static size_t version_at(const char *str, size_t len)
{
    size_t at = 0, parts = 0;

    while (at < len && is_digit(str[at])) {
        while (at < len && is_digit(str[at]))
            at++;
        parts++;
        if (at + 1 >= len || str[at] != '.' || !is_digit(str[at + 1]))
            break;
        at++;
    }
    return parts >= 3 && (at == len || !is_word(str[at])) ? at : 0;
}

/* "build 123" */
static size_t build_at(const char *str, size_t len)
{
    size_t at = 6;

    if (len < 7 || strncasecmp(str, "build ", 6) != 0)
        return 0;
    while (at < len && is_digit(str[at]))
        at++;
    return at > 6 && (at == len || !is_word(str[at])) ? at : 0;
}

static int scan_versions(struct scan *s, const struct text *text, struct err *err)
{
    for (size_t i = 0; i < text->len;) {
        size_t len = 0;

        if (i == 0 || (!is_word(text->str[i - 1]) && text->str[i - 1] != '.')) {
            len = version_at(text->str + i, text->len - i);
            if (len == 0)
                len = build_at(text->str + i, text->len - i);
        }
        if (len > 0 && add_version(s, text->str + i, len, err) < 0)
            return ERR_NOMEM;
        i += len > 0 ? len : 1;
    }
    return 0;
}

/* ----------------------------------------------------------------------------------------------------------- tickets */

/* Whether what stands before a number says that it is a ticket's: '#', or one of the words with at most a few signs or a short word between. */
static bool is_announced(const char *str, size_t at)
{
    static const char *const cue[] = { "bug", "bugs", "bugzilla", "issue", "issues", "ticket", "tickets", "incident", "case", "request" };
    static const char *const between[] = { "id", "no", "number", "nr" };

    for (int words = 0; words < 2; words++) {
        size_t end, begin;

        while (at > 0 && strchr(" :=.(\t", str[at - 1]) != NULL)
            at--;
        if (at > 0 && str[at - 1] == '#')
            return true;
        end = begin = at;
        while (begin > 0 && is_word(str[begin - 1]))
            begin--;
        for (size_t c = 0; c < sizeof cue / sizeof *cue; c++)
            if (strlen(cue[c]) == end - begin && strncasecmp(cue[c], str + begin, end - begin) == 0)
                return true;
        for (size_t c = 0; c < sizeof between / sizeof *between; c++)
            if (strlen(between[c]) == end - begin && strncasecmp(between[c], str + begin, end - begin) == 0)
                at = begin;
        if (at == end)
            return false;
    }
    return false;
}

static int add_ticket(struct scan *s, size_t row, const char *str, size_t len, struct err *err)
{
    const char *project = s->tickets->row[row].project;
    uint32_t id;

    strbuf_clear(&s->key);
    strbuf_adds(&s->key, project);
    strbuf_addc(&s->key, '\0');
    strbuf_add(&s->key, str, len);
    if (strbuf_check(&s->key, err) < 0)
        return ERR_NOMEM;
    id = intern_find(&s->ids, s->key.data, s->key.len);
    return id == INTERN_NONE || id == row ? 0 : add_id(&s->out->ticket, &s->n_tickets, id, err);
}

static int scan_tickets(struct scan *s, size_t row, const struct text *text, struct err *err)
{
    for (size_t i = 0; i < text->len;) {
        size_t end = i, digits = 0;

        while (end < text->len && (is_word(text->str[end]) || (end > i && text->str[end] == '-' && end + 1 < text->len && is_word(text->str[end + 1]))))
            digits += is_digit(text->str[end++]);
        if (end > i && end - i <= ID_MAX && digits > 0) {
            bool number = digits == end - i;

            if (!number || (digits >= NUMBER_MIN && digits <= NUMBER_MAX && is_announced(text->str, i))) {
                if (add_ticket(s, row, text->str + i, end - i, err) < 0)
                    return ERR_NOMEM;
            }
        }
        i = end > i ? end : i + 1;
    }
    return 0;
}

/* ------------------------------------------------------------------------------------------------------------- lists */

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

/* Puts the ids of the newest ticket in order, each once, and closes it. */
static void close_list(struct mention_lists *lists, size_t row, size_t *n)
{
    uint32_t *id = lists->id + lists->start[row];
    size_t len = *n - lists->start[row], kept = 0;

    if (len > 1)
        qsort(id, len, sizeof *id, by_number);
    for (size_t i = 0; i < len; i++)
        if (kept == 0 || id[kept - 1] != id[i])
            id[kept++] = id[i];
    *n = lists->start[row] + kept;
    lists->start[row + 1] = *n;
}

static int scan_all(struct scan *s, struct err *err)
{
    for (size_t row = 0; row < s->tickets->n; row++) {
        const struct ticket *t = &s->tickets->row[row];

        if (scan_versions(s, &t->title, err) < 0 || scan_versions(s, &t->description, err) < 0 || scan_tickets(s, row, &t->title, err) < 0 ||
            scan_tickets(s, row, &t->description, err) < 0)
            return ERR_NOMEM;
        close_list(&s->out->version, row, &s->n_versions);
        close_list(&s->out->ticket, row, &s->n_tickets);
    }
    return 0;
}

static int name_tickets(struct scan *s, struct err *err)
{
    for (size_t row = 0; row < s->tickets->n; row++) {
        strbuf_clear(&s->key);
        strbuf_adds(&s->key, s->tickets->row[row].project);
        strbuf_addc(&s->key, '\0');
        strbuf_adds(&s->key, s->tickets->row[row].id);
        if (strbuf_check(&s->key, err) < 0 || intern_add(&s->ids, s->key.data, s->key.len) == INTERN_NONE)
            return err_nomem(err);
    }
    return 0;
}

static int weigh_versions(struct ticket_mentions *m, size_t n_train, struct err *err)
{
    m->version_idf = mem_calloc(m->version_name.n, sizeof *m->version_idf);
    if (m->version_idf == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < m->version.start[n_train]; i++)
        m->version_idf[m->version.id[i]]++; /* df first */
    for (size_t v = 0; v < m->version_name.n; v++)
        m->version_idf[v] = m->version_idf[v] < 2 ? 0 : (float)(log((1 + (double)n_train) / (1 + (double)m->version_idf[v])) + 1);
    return 0;
}

int ticket_mentions_make(struct ticket_mentions *out, const struct ticket_table *tickets, size_t n_train, struct err *err)
{
    struct ticket_mentions m = { .n = tickets->n };
    struct scan s = { .out = &m, .tickets = tickets };
    int rc;

    assert(n_train <= tickets->n);

    intern_init(&m.version_name);
    intern_init(&s.ids);
    strbuf_init(&s.key);
    m.version.start = mem_calloc(tickets->n + 1, sizeof *m.version.start);
    m.ticket.start = mem_calloc(tickets->n + 1, sizeof *m.ticket.start);
    rc = m.version.start == NULL || m.ticket.start == NULL ? err_nomem(err) : name_tickets(&s, err);
    if (rc == 0)
        rc = scan_all(&s, err);
    if (rc == 0)
        rc = weigh_versions(&m, n_train, err);
    strbuf_release(&s.key);
    intern_release(&s.ids);
    if (rc < 0) {
        ticket_mentions_release(&m);
        return rc;
    }
    *out = m;
    return 0;
}

void ticket_mentions_release(struct ticket_mentions *m)
{
    mem_free(m->version.start);
    mem_free(m->version.id);
    mem_free(m->ticket.start);
    mem_free(m->ticket.id);
    mem_free(m->version_idf);
    intern_release(&m->version_name);
    *m = (struct ticket_mentions){ .n = 0 };
}

/* ---------------------------------------------------------------------------------------------------------- compared */

bool mentions_has(const struct mention_lists *lists, size_t a, uint32_t id)
{
    for (size_t i = lists->start[a]; i < lists->start[a + 1]; i++)
        if (lists->id[i] == id)
            return true;
    return false;
}

bool mentions_share(const struct mention_lists *lists, size_t a, size_t b)
{
    for (size_t i = lists->start[a]; i < lists->start[a + 1]; i++)
        if (mentions_has(lists, b, lists->id[i]))
            return true;
    return false;
}

static double version_length(const struct ticket_mentions *m, size_t a)
{
    double square = 0;

    for (size_t i = m->version.start[a]; i < m->version.start[a + 1]; i++)
        square += (double)m->version_idf[m->version.id[i]] * (double)m->version_idf[m->version.id[i]];
    return sqrt(square);
}

double mentions_version_cosine(const struct ticket_mentions *m, size_t a, size_t b, double *common)
{
    size_t i = m->version.start[a], j = m->version.start[b];
    double dot = 0, sum = 0;

    while (i < m->version.start[a + 1] && j < m->version.start[b + 1]) {
        uint32_t x = m->version.id[i], y = m->version.id[j];

        if (x == y) {
            dot += (double)m->version_idf[x] * (double)m->version_idf[x];
            sum += (double)m->version_idf[x];
        }
        i += x <= y;
        j += y <= x;
    }
    if (common != NULL)
        *common = sum;
    return dot > 0 ? dot / (version_length(m, a) * version_length(m, b)) : 0;
}
