/*
 * fuzz_pattern.c - any regular expression over any text: the first line is the one, the rest the other.
 */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "datasets/readers/pattern.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char regex[PATTERN_BYTES_MAX + 2];
    const uint8_t *newline = size > 0 ? memchr(data, '\n', size) : NULL;
    size_t len = newline != NULL ? (size_t)(newline - data) : size;
    const char *text = (const char *)data + len + (newline != NULL);
    size_t text_len = size - len - (newline != NULL), at = 0;
    struct pattern_group group[PATTERN_GROUPS_MAX];
    struct pattern *pattern = NULL;
    struct err err = ERR_INIT;

    if (len >= sizeof regex)
        return 0;
    memcpy(regex, data, len);
    regex[len] = '\0';
    if (pattern_new(&pattern, regex, &err) < 0) {
        assert(err.code == ERR_USAGE);
        return 0;
    }
    for (int i = 0; i < 100 && pattern_find(group, PATTERN_GROUPS_MAX, pattern, text, text_len, at, &err) > 0; i++) {
        assert(group[0].start < group[0].end && group[0].end <= text_len && group[0].end > at);
        for (size_t g = 1; g < PATTERN_GROUPS_MAX; g++)
            assert(group[g].start == SIZE_MAX || (group[g].start <= group[g].end && group[g].end <= text_len));
        at = group[0].end;
    }
    pattern_free(pattern);
    return 0;
}
