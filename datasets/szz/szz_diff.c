/*
 * szz_diff.c - see szz_diff.h.
 */
#include "datasets/szz/szz_diff.h"

#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"

void szz_diff_init(struct szz_diff *diff)
{
    *diff = (struct szz_diff){ .n = 0 };
    arena_init(&diff->arena);
}

void szz_diff_release(struct szz_diff *diff)
{
    for (size_t i = 0; i < diff->n; i++)
        mem_free(diff->file[i].range);
    mem_free(diff->file);
    arena_release(&diff->arena);
    *diff = (struct szz_diff){ .n = 0 };
}

/* The byte behind a '\', and how long it is written. */
static unsigned char unescape(const char *from, size_t *len)
{
    static const char letters[] = "abtnvfr\"\\", bytes[] = "\a\b\t\n\v\f\r\"\\";
    const char *letter = *from != '\0' ? strchr(letters, *from) : NULL;
    unsigned value = 0;
    size_t n = 0;

    *len = 1;
    if (letter != NULL)
        return (unsigned char)bytes[letter - letters];
    while (n < 3 && from[n] >= '0' && from[n] <= '7')
        value = value * 8 + (unsigned)(from[n++] - '0');
    *len = n > 0 ? n : *from != '\0';
    return n > 0 ? (unsigned char)value : (unsigned char)*from;
}

int szz_unquote(const char **out, struct arena *arena, const char *text, struct err *err)
{
    char *path = arena_strdup(arena, text);
    size_t n = 0, len = strlen(text);

    if (path == NULL)
        return err_nomem(err);
    *out = path;
    if (len < 2 || text[0] != '"' || text[len - 1] != '"')
        return 0;
    for (size_t i = 1; i + 1 < len;) {
        size_t used = 1;

        path[n++] = text[i] == '\\' ? (char)unescape(text + i + 1, &used) : text[i];
        i += used + (text[i] == '\\');
    }
    path[n] = '\0';
    return 0;
}

static int begin_file(struct szz_diff *diff, struct err *err)
{
    int rc = mem_grow(&diff->file, &diff->cap, diff->n + 1, sizeof *diff->file, err);

    if (rc == 0)
        diff->file[diff->n++] = (struct szz_file){ .path = "" };
    return rc;
}

/* "--- a/PATH", with a tab behind where the path has blanks; "/dev/null" for none. */
static int take_path(struct szz_diff *diff, struct szz_file *file, const char *text, struct err *err)
{
    char *path = arena_strdup(&diff->arena, text);
    size_t len = strlen(text);
    const char *plain;
    int rc;

    if (path == NULL)
        return err_nomem(err);
    if (len > 0 && path[len - 1] == '\t') /* a tab of the path itself is quoted */
        path[len - 1] = '\0';
    rc = szz_unquote(&plain, &diff->arena, path, err);
    if (rc == 0 && strncmp(plain, "a/", 2) == 0)
        file->path = plain + 2;
    return rc;
}

/* "index OLD..NEW[ MODE]" */
static void take_index(struct szz_file *file, const char *text)
{
    size_t len = strspn(text, "0123456789abcdef");

    if ((len != 40 && len != 64) || strncmp(text + len, "..", 2) != 0 || strspn(text, "0") >= len)
        return;
    memcpy(file->blob, text, len);
    file->blob[len] = '\0';
}

/* "FIRST[,N]"; the text behind it, or NULL. */
static const char *take_range(int64_t *first, int64_t *n, const char *text)
{
    char *end;

    *n = 1;
    if (*text < '0' || *text > '9')
        return NULL;
    *first = strtoll(text, &end, 10);
    if (*end == ',') {
        text = end + 1;
        if (*text < '0' || *text > '9')
            return NULL;
        *n = strtoll(text, &end, 10);
    }
    return *first < 0 || *n < 0 || *first > INT32_MAX || *n > INT32_MAX ? NULL : end;
}

/* "@@ -FIRST[,N] +FIRST[,N] @@" */
static int take_hunk(struct szz_diff *diff, struct szz_file *file, const char *text, struct err *err)
{
    struct szz_range range;
    int64_t first;
    const char *rest = strncmp(text, "@@ -", 4) == 0 ? take_range(&range.first, &range.n, text + 4) : NULL;
    int rc;

    if (rest == NULL || strncmp(rest, " +", 2) != 0 || take_range(&first, &diff->added, rest + 2) == NULL)
        return err_set(err, ERR_REFUSED, "no hunk of a difference: '%.80s'", text);
    diff->removed = range.n;
    if (range.n == 0)
        return 0;
    rc = mem_grow(&file->range, &file->cap, file->n_ranges + 1, sizeof *file->range, err);
    if (rc == 0)
        file->range[file->n_ranges++] = range;
    return rc;
}

int szz_diff_line(struct szz_diff *diff, const char *line, size_t len, struct err *err)
{
    struct szz_file *file = diff->n > 0 ? &diff->file[diff->n - 1] : NULL;

    if (diff->removed + diff->added > 0) {
        if (len > 0 && line[0] == '-' && diff->removed > 0)
            diff->removed--;
        else if (len > 0 && line[0] == '+' && diff->added > 0)
            diff->added--;
        else if (len == 0 || line[0] != '\\')
            return err_set(err, ERR_REFUSED, "a hunk of a difference is shorter than it says");
        return 0;
    }
    if (strncmp(line, "diff --git ", 11) == 0)
        return begin_file(diff, err);
    if (file == NULL)
        return 0;
    if (strncmp(line, "--- ", 4) == 0)
        return take_path(diff, file, line + 4, err);
    if (strncmp(line, "index ", 6) == 0)
        take_index(file, line + 6);
    else if (strncmp(line, "Binary files ", 13) == 0)
        file->binary = true;
    else if (strncmp(line, "@@ ", 3) == 0)
        return take_hunk(diff, file, line, err);
    return 0;
}
