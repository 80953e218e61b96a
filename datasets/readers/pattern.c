/*
 * pattern.c - the one file that knows PCRE2.
 *
 * The interpreter, not the compiler to machine code (JIT): the latter counts steps in another way and needs a stack for each thread.
 */
#include "datasets/readers/pattern.h"

#include <assert.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "datasets/base/mem.h"

/* Steps of a search: backtracking points that are tried. A plain pattern takes a few for each byte at which it could begin; one that
 * backtracks into itself takes the square of the text's length, or two to its power. */
enum { STEPS_MIN = 200000, STEPS_A_BYTE = 100 };

enum { OPTIONS = PCRE2_UTF | PCRE2_UCP | PCRE2_MATCH_INVALID_UTF | PCRE2_NEVER_BACKSLASH_C | PCRE2_DOLLAR_ENDONLY };

enum { HEAP_KIB_MAX = 64 * 1024 };

struct pattern {
    pcre2_general_context *memory;
    pcre2_code *code;
    uint32_t n_groups;
};

static void *take(size_t size, void *unused)
{
    (void)unused;
    return mem_alloc(size);
}

static void give_back(void *ptr, void *unused)
{
    (void)unused;
    mem_free(ptr);
}

static int compile(struct pattern *pattern, const char *regex, size_t len, struct err *err)
{
    pcre2_compile_context *limits = pcre2_compile_context_create(pattern->memory);
    PCRE2_UCHAR words[256];
    PCRE2_SIZE at = 0;
    int code = 0;

    if (limits == NULL)
        return err_nomem(err);
    pcre2_set_parens_nest_limit(limits, 50);
    pattern->code = pcre2_compile((PCRE2_SPTR)regex, len, OPTIONS, &code, &at, limits);
    pcre2_compile_context_free(limits);
    if (pattern->code != NULL)
        return 0;
    if (code == PCRE2_ERROR_NOMEMORY || code == 121 /* ERR21: no memory while compiling */)
        return err_nomem(err);
    if (pcre2_get_error_message(code, words, sizeof words) < 0)
        strcpy((char *)words, "it is no regular expression");
    return err_set(err, ERR_USAGE, "byte %zu of the pattern: %s", (size_t)at + 1, (const char *)words);
}

int pattern_new(struct pattern **out, const char *regex, struct err *err)
{
    struct pattern *pattern = NULL;
    size_t len = strlen(regex);
    int rc;

    if (len == 0 || len > PATTERN_BYTES_MAX)
        return err_set(err, ERR_USAGE, len == 0 ? "the pattern is empty" : "the pattern is over %d bytes", PATTERN_BYTES_MAX);
    pattern = mem_calloc(1, sizeof *pattern);
    if (pattern == NULL)
        return err_nomem(err);
    pattern->memory = pcre2_general_context_create(take, give_back, NULL);
    rc = pattern->memory == NULL ? err_nomem(err) : compile(pattern, regex, len, err);
    if (rc == 0) {
        pcre2_pattern_info(pattern->code, PCRE2_INFO_CAPTURECOUNT, &pattern->n_groups);
        if (pattern->n_groups >= PATTERN_GROUPS_MAX)
            rc = err_set(err, ERR_USAGE, "the pattern has %u groups, at most %d; write (?:...) for those that need no number", pattern->n_groups,
                         PATTERN_GROUPS_MAX - 1);
    }
    if (rc == 0) {
        *out = pattern;
        pattern = NULL;
    }
    pattern_free(pattern);
    return rc;
}

void pattern_free(struct pattern *pattern)
{
    if (pattern == NULL)
        return;
    pcre2_code_free(pattern->code);
    pcre2_general_context_free(pattern->memory);
    mem_free(pattern);
}

size_t pattern_groups(const struct pattern *pattern)
{
    return pattern->n_groups;
}

static uint32_t steps_for(size_t len)
{
    uint64_t steps = STEPS_MIN + (uint64_t)len * STEPS_A_BYTE;

    return steps > UINT32_MAX ? UINT32_MAX : (uint32_t)steps;
}

static int failed(int code, size_t len, struct err *err)
{
    PCRE2_UCHAR words[256];

    if (code == PCRE2_ERROR_NOMEMORY)
        return err_nomem(err);
    if (code == PCRE2_ERROR_MATCHLIMIT || code == PCRE2_ERROR_DEPTHLIMIT || code == PCRE2_ERROR_HEAPLIMIT)
        return err_set(err, ERR_REFUSED, "the search gave up after %lu steps in a text of %zu bytes: the pattern backtracks too much",
                       (unsigned long)steps_for(len), len);
    if (pcre2_get_error_message(code, words, sizeof words) < 0)
        strcpy((char *)words, "unknown error");
    return err_set(err, ERR_REFUSED, "the search failed: %s", (const char *)words);
}

int pattern_find(struct pattern_group *group, size_t n, const struct pattern *pattern, const char *text, size_t len, size_t from,
                 struct err *err)
{
    pcre2_match_context *limits = NULL;
    pcre2_match_data *found = NULL;
    int rc = 0;

    assert(from <= len && n >= 1);

    if (from == len)
        return 0;
    limits = pcre2_match_context_create(pattern->memory);
    found = pcre2_match_data_create(pattern->n_groups + 1, pattern->memory);
    if (limits == NULL || found == NULL) {
        rc = err_nomem(err);
        goto done;
    }
    pcre2_set_match_limit(limits, steps_for(len - from));
    pcre2_set_heap_limit(limits, HEAP_KIB_MAX);
    rc = pcre2_match(pattern->code, (PCRE2_SPTR)text, len, from, PCRE2_NOTEMPTY, found, limits);
    if (rc == PCRE2_ERROR_NOMATCH) {
        rc = 0;
    } else if (rc < 0) {
        rc = failed(rc, len - from, err);
    } else {
        const PCRE2_SIZE *at = pcre2_get_ovector_pointer(found);

        for (size_t i = 0; i < n; i++) {
            bool took = i <= pattern->n_groups && at[2 * i] != PCRE2_UNSET && at[2 * i] <= at[2 * i + 1];

            group[i] = took ? (struct pattern_group){ at[2 * i], at[2 * i + 1] } : (struct pattern_group){ SIZE_MAX, SIZE_MAX };
        }
        rc = 1;
        if (group[0].start == SIZE_MAX || group[0].end <= from) /* "\K" in a lookaround gives such; nothing is taken for it */
            rc = err_set(err, ERR_REFUSED, "a match of the pattern ends before it begins; leave out \\K");
    }
done:
    pcre2_match_data_free(found);
    pcre2_match_context_free(limits);
    return rc;
}
