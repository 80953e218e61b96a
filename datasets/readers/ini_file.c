/*
 * ini_file.c - the one file that knows inih.
 *
 * inih 55 as Debian builds it tells no line numbers, silently cuts section names, takes an indented line for more of
 * the value before it, and does not call for a section without keys. So lines reach it through next_line, which
 * counts them, removes the indentation and enters sections; set_key then gets each key in the section that was
 * entered.
 */
#include "datasets/readers/ini_file.h"

#include <assert.h>
#include <ini.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct reader {
    const struct ini_handler *handler;
    void *ctx;
    const char *path;
    const char *at, *end; /* the text not yet read */
    int *line;            /* read last */
    int rc;               /* the first error */
    struct err *err;
};

static int fail(struct reader *r, const char *words, int limit)
{
    return r->rc = limit > 0 ? err_set(r->err, ERR_USAGE, "%s:%d: %s over %d bytes", r->path, *r->line, words, limit)
                             : err_set(r->err, ERR_USAGE, "%s:%d: %s", r->path, *r->line, words);
}

/* A line that starts with '['. What inih would not take for a section is left to it to complain about. */
static int section_line(struct reader *r, const char *line)
{
    char header[INI_SECTION_MAX + 1];
    const char *start = line + 1 + strspn(line + 1, " \t");
    size_t len = strcspn(start, "]");

    if (start[len] != ']')
        return 0;
    while (len > 0 && (start[len - 1] == ' ' || start[len - 1] == '\t'))
        len--;
    if ((size_t)(start - line) + len > INI_SECTION_MAX)
        return fail(r, "section name", INI_SECTION_MAX);
    memcpy(header, start, len);
    header[len] = '\0';
    return r->rc = r->handler->section(r->ctx, header);
}

/* inih's fgets: one line without indentation, or NULL to stop. */
static char *next_line(char *out, int size, void *stream)
{
    struct reader *r = stream;
    const char *newline;
    size_t len;

    if (r->rc < 0 || r->at == r->end)
        return NULL;
    ++*r->line;
    newline = memchr(r->at, '\n', (size_t)(r->end - r->at));
    len = (size_t)((newline != NULL ? newline + 1 : r->end) - r->at);
    if (len >= (size_t)size) {
        fail(r, "line", size - 2);
        return NULL;
    }
    memcpy(out, r->at, len);
    out[len] = '\0';
    r->at += len;
    len = strspn(out, " \t");
    memmove(out, out + len, strlen(out + len) + 1);
    if (*out == '[' && section_line(r, out) < 0)
        return NULL;
    return out;
}

/* inih's handler: 1 goes on, 0 is an error of this line. */
static int set_key(void *user, const char *section, const char *name, const char *value)
{
    struct reader *r = user;

    (void)section; /* entered by next_line */
    if (r->rc == 0)
        r->rc = r->handler->key(r->ctx, name, value);
    return r->rc == 0;
}

int ini_read(const char *path, const char *text, size_t len, const struct ini_handler *handler, void *ctx, int *line, struct err *err)
{
    struct reader r = { .handler = handler, .ctx = ctx, .path = path, .line = line, .err = err };
    int bad_line;

    assert(handler->section != NULL && handler->key != NULL);

    *line = 0;
    if (len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        text += 3;
        len -= 3;
    }
    r.at = text;
    r.end = text + len;
    if (memchr(text, '\0', len) != NULL) {
        *line = 1;
        return err_set(err, ERR_USAGE, "%s:1: not a configuration file: NUL bytes", path);
    }
    ini_max_line = INI_LINE_MAX; /* inih's own is 200; it has no argument for it */
    bad_line = ini_parse_stream(next_line, &r, set_key, &r);
    if (bad_line > 0 && (r.rc == 0 || bad_line < *line)) {
        *line = bad_line;
        return fail(&r, "neither a [section] nor 'key = value'", 0);
    }
    return r.rc;
}
