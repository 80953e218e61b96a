#include "train/duplicate/ticket_mentions.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "datasets/base/mem.h"

enum { VERSION_MAX = 64, ID_MAX = 64, NUMBER_MIN = 2, NUMBER_MAX = 9 };

struct scan {
    struct ticket_mentions *out;
    size_t                  cap_versions, cap_tickets;
};

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

/* FNV-1a: versions are few and only compared. */
static uint64_t hash_lower(const char *str, size_t len)
{
    uint64_t h = UINT64_C(14695981039346656037);

    for (size_t i = 0; i < len; i++)
        h = (h ^ (unsigned char)tolower((unsigned char)str[i])) * UINT64_C(1099511628211);
    return h;
}

static int add_version(struct scan *s, const char *str, size_t len, struct err *err)
{
    struct ticket_mentions *m = s->out;

    if (len > VERSION_MAX)
        return 0;
    if (mem_grow(&m->version, &s->cap_versions, m->n_versions + 1, sizeof *m->version, err) < 0)
        return ERR_NOMEM;
    m->version[m->n_versions++] = hash_lower(str, len);
    return 0;
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

static int add_ticket(struct scan *s, const char *str, size_t len, struct err *err)
{
    struct ticket_mentions *m = s->out;

    if (mem_grow(&m->ticket, &s->cap_tickets, m->n_tickets + 1, sizeof *m->ticket, err) < 0)
        return ERR_NOMEM;
    m->ticket[m->n_tickets++] = (struct text){ str, (uint32_t)len };
    return 0;
}

static int scan_tickets(struct scan *s, const struct text *text, struct err *err)
{
    for (size_t i = 0; i < text->len;) {
        size_t end = i, digits = 0;

        while (end < text->len && (is_word(text->str[end]) || (end > i && text->str[end] == '-' && end + 1 < text->len && is_word(text->str[end + 1]))))
            digits += is_digit(text->str[end++]);
        if (end > i && end - i <= ID_MAX && digits > 0) {
            bool number = digits == end - i;

            if (!number || (digits >= NUMBER_MIN && digits <= NUMBER_MAX && is_announced(text->str, i))) {
                if (add_ticket(s, text->str + i, end - i, err) < 0)
                    return ERR_NOMEM;
            }
        }
        i = end > i ? end : i + 1;
    }
    return 0;
}

/* --------------------------------------------------------------------------------------------------------- one ticket */

static int by_number(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return (x > y) - (x < y);
}

static void sort_versions(struct ticket_mentions *m)
{
    size_t kept = 0;

    if (m->n_versions > 1)
        qsort(m->version, m->n_versions, sizeof *m->version, by_number);
    for (size_t i = 0; i < m->n_versions; i++)
        if (kept == 0 || m->version[kept - 1] != m->version[i])
            m->version[kept++] = m->version[i];
    m->n_versions = kept;
}

int ticket_mentions_make(struct ticket_mentions *out, const struct text *title, const struct text *description, struct err *err)
{
    struct ticket_mentions m = { .n_versions = 0 };
    struct scan s = { .out = &m };

    if (scan_versions(&s, title, err) < 0 || scan_versions(&s, description, err) < 0 || scan_tickets(&s, title, err) < 0 || scan_tickets(&s, description, err) < 0) {
        ticket_mentions_release(&m);
        return ERR_NOMEM;
    }
    sort_versions(&m);
    *out = m;
    return 0;
}

void ticket_mentions_release(struct ticket_mentions *m)
{
    mem_free(m->version);
    mem_free(m->ticket);
    *m = (struct ticket_mentions){ .n_versions = 0 };
}

double mentions_versions(size_t *common, const struct ticket_mentions *a, const struct ticket_mentions *b)
{
    size_t i = 0, j = 0, shared = 0;

    while (i < a->n_versions && j < b->n_versions) {
        uint64_t x = a->version[i], y = b->version[j];

        shared += x == y;
        i += x <= y;
        j += y <= x;
    }
    *common = shared;
    return shared == 0 ? 0 : (double)shared / sqrt((double)a->n_versions * (double)b->n_versions);
}
