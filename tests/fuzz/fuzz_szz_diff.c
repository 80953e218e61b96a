/*
 * fuzz_szz_diff.c - any bytes as what git prints of a change, and as a source file. Ranges that come back are of lines there can be; every line of a
 * file is code, comment or blank.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/szz/code_lines.h"
#include "datasets/szz/szz_diff.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_file(const struct szz_file *file)
{
    size_t blob = strlen(file->blob);

    if (file->path == NULL || (blob != 0 && blob != 40 && blob != 64))
        abort();
    for (size_t i = 0; i < file->n_ranges; i++)
        if (file->range[i].first < 0 || file->range[i].n < 1 || file->range[i].n > INT32_MAX)
            abort();
}

/* Line by line, as git_process_record gives them: NUL-terminated. */
static void read_diff(const char *text, size_t size)
{
    struct szz_diff diff;
    struct err err = ERR_INIT;
    int rc = 0;

    szz_diff_init(&diff);
    for (size_t at = 0; rc == 0 && at < size;) {
        const char *end = memchr(text + at, '\n', size - at);
        size_t len = end != NULL ? (size_t)(end - text) - at : size - at;
        char *line = mem_memdup(text + at, len);

        if (line == NULL)
            abort();
        rc = szz_diff_line(&diff, line, len, &err);
        if (rc < 0 && err.msg[0] == '\0')
            abort();
        mem_free(line);
        at += len + 1;
    }
    for (size_t i = 0; i < diff.n; i++)
        check_file(&diff.file[i]);
    szz_diff_release(&diff);
}

static void read_source(const char *path, const char *text, size_t size)
{
    const struct code_language *language = code_language_of(path);
    uint8_t *kind;
    struct err err = ERR_INIT;
    size_t n;

    if (language == NULL || code_lines_mark(&kind, &n, language, text, size, &err) < 0)
        abort();
    for (size_t i = 0; i < n; i++)
        if (kind[i] > LINE_CODE)
            abort();
    mem_free(kind);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const paths[] = { "a.c", "a.py", "a.sh", "a.sql", "a.xml", "a.php", "a.lua", "a.hs", "Makefile", "a.bat", "a.pas" };
    char *copy;

    if (size == 0)
        return 0;
    copy = malloc(size > 1 ? size - 1 : 1); /* of exactly its size, so that a sanitizer sees the first byte beyond */
    if (copy == NULL)
        abort();
    memcpy(copy, data + 1, size - 1);
    read_diff(copy, size - 1);
    read_source(paths[data[0] % (sizeof paths / sizeof *paths)], copy, size - 1);
    free(copy);
    return 0;
}
