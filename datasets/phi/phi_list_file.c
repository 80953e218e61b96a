#include "datasets/phi/phi_list_file.h"

#include <stdbool.h>
#include <string.h>

#include "datasets/readers/csv_sniff.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

static int fail(const char *name, unsigned long line, const char *reason, struct err *err)
{
    return err_set(err, ERR_USAGE, "%s:%lu: %s", name, line, reason);
}

static int read_line(const char *name, unsigned long line, const char *text, size_t len, phi_list_line take, void *context, struct err *err)
{
    struct err reason = ERR_INIT;
    int rc;

    while (len > 0 && is_blank(text[0])) {
        text++;
        len--;
    }
    while (len > 0 && is_blank(text[len - 1]))
        len--;
    if (len == 0 || text[0] == '#')
        return 0;
    if (memchr(text, '\0', len) != NULL)
        return fail(name, line, "a NUL byte; is it a text file?", err);
    if (!csv_sniff_utf8(text, len))
        return fail(name, line, "not UTF-8", err);
    rc = take(context, text, len, &reason);
    if (rc == ERR_NOMEM)
        return err_nomem(err);
    return rc < 0 ? fail(name, line, reason.msg, err) : 0;
}

int phi_list_read(const char *name, const char *text, size_t len, phi_list_line take, void *context, struct err *err)
{
    const char *end = text + len;
    int rc = 0;

    if (len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
        text += 3;
    for (unsigned long line = 1; rc == 0 && text < end; line++) {
        const char *newline = memchr(text, '\n', (size_t)(end - text));
        size_t n = (size_t)((newline != NULL ? newline : end) - text);

        rc = read_line(name, line, text, n, take, context, err);
        text = newline != NULL ? newline + 1 : end;
    }
    return rc;
}
