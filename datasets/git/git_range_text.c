#include "datasets/git/git_range_text.h"

#include <string.h>

#include "datasets/git/git_log.h"

bool git_range_is_expression(const char *range)
{
    return range[0] != '-' && strstr(range, "..") != NULL;
}

/* The id of a line of rev-parse, without its '^'; NULL: it is none. */
static const char *id_of(const char *line, size_t len, bool *excluded)
{
    *excluded = len > 0 && *line == '^';
    line += *excluded;
    len -= *excluded;
    return len <= GIT_RANGE_ID_MAX && git_is_id(line, len) ? line : NULL;
}

void git_range_tips(struct strbuf *out, const char *ends)
{
    while (*ends != '\0') {
        size_t len = strcspn(ends, "\n");
        bool excluded;

        if (id_of(ends, len, &excluded) != NULL && !excluded)
            strbuf_addf(out, "%.*s\n", (int)len, ends);
        ends += len + (ends[len] == '\n');
    }
}

void git_range_first(char out[GIT_RANGE_ID_MAX + 1], const char *ends, bool excluded)
{
    out[0] = '\0';
    while (*ends != '\0') {
        size_t len = strcspn(ends, "\n");
        bool is_excluded;
        const char *id = id_of(ends, len, &is_excluded);

        if (id != NULL && is_excluded == excluded) {
            memcpy(out, id, len - is_excluded);
            out[len - is_excluded] = '\0';
            return;
        }
        ends += len + (ends[len] == '\n');
    }
}

bool git_range_commit(const char *line, size_t len, size_t *id_len, bool *is_merge)
{
    size_t n_ids = 0;

    for (size_t at = 0; at <= len; n_ids++) {
        const char *blank = memchr(line + at, ' ', len - at);
        size_t n = blank != NULL ? (size_t)(blank - line) - at : len - at;

        if (!git_is_id(line + at, n))
            return false;
        if (n_ids == 0)
            *id_len = n;
        at += n + 1;
    }
    *is_merge = n_ids > 2;
    return true;
}
