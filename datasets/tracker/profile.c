#include "datasets/tracker/profile.h"

#include <assert.h>
#include <ctype.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

enum { COLUMN_NAME_MAX = 128 };

/* The next name of a list joined by '|' into `name`; false at the end. */
static bool next_name(const char **list, char name[COLUMN_NAME_MAX])
{
    size_t len = strcspn(*list, "|");

    assert(len < COLUMN_NAME_MAX);
    memcpy(name, *list, len);
    name[len] = '\0';
    *list += len + ((*list)[len] == '|');
    return len > 0;
}

static size_t find(const char *name, const char *const *column, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(column[i], name) == 0)
            return i;
    for (size_t i = 0; i < n; i++)
        if (strcasecmp(column[i], name) == 0)
            return i;
    return SIZE_MAX;
}

size_t profile_column(const char *names, const char *const *column, size_t n)
{
    char name[COLUMN_NAME_MAX];

    while (next_name(&names, name)) {
        size_t at = find(name, column, n);

        if (at != SIZE_MAX)
            return at;
    }
    return SIZE_MAX;
}

static bool has_all(const char *names, const char *const *column, size_t n)
{
    char name[COLUMN_NAME_MAX];

    while (next_name(&names, name))
        if (find(name, column, n) == SIZE_MAX)
            return false;
    return true;
}

/* A file with the contract's own columns is read as it is, whatever else it has. */
const struct profile *profile_recognise(const char *const *column, size_t n)
{
    const struct profile *profile;

    if (has_all("id|title|description", column, n))
        return profile_at(0);
    for (size_t i = 1; (profile = profile_at(i)) != NULL; i++)
        for (size_t k = 0; k < PROFILE_SIGNATURES_MAX && profile->signature[k] != NULL; k++)
            if (has_all(profile->signature[k], column, n))
                return profile;
    return profile_at(0);
}

const struct profile *profile_find(const char *name)
{
    const struct profile *profile;

    for (size_t i = 0; (profile = profile_at(i)) != NULL; i++)
        if (strcmp(profile->name, name) == 0)
            return profile;
    return NULL;
}

const struct profile_field *profile_field_find(const struct profile *profile, const char *field)
{
    for (const struct profile_field *at = profile->field; at != NULL && at->field != NULL; at++)
        if (strcmp(at->field, field) == 0)
            return at;
    return NULL;
}

const char *profile_shown(const struct profile_word *words, const char *text, size_t len)
{
    for (; words != NULL && words->code != NULL; words++)
        if (strlen(words->code) == len && memcmp(words->code, text, len) == 0)
            return words->shown;
    return NULL;
}

/* ---- what follows from other columns ----------------------------------------------------------------------------- */

static void derive_key(struct strbuf *out, const char *key, size_t len)
{
    size_t end = len;

    while (end > 0 && isdigit((unsigned char)key[end - 1]))
        end--;
    if (end > 1 && end < len && key[end - 1] == '-')
        strbuf_add(out, key, end - 1);
}

/* ".../OWNER/REPO/issues/5", ".../GROUP/REPO/-/issues/5", "https://api.github.com/repos/OWNER/REPO": what stands before "/-/", "/issues/"
 * or "/pull/", else the last part. Nothing where there is no path. */
static void derive_url(struct strbuf *out, const char *url, size_t len)
{
    static const char *const ends[] = { "/-/", "/issues/", "/pull/", "/work_items/" };
    const char *end = url + len, *scheme = memmem(url, len, "://", 3), *start;

    if (scheme == NULL)
        return;
    url = scheme + 3;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        const char *found = memmem(url, (size_t)(end - url), ends[i], strlen(ends[i]));

        if (found != NULL)
            end = found;
    }
    for (start = end; start > url && start[-1] != '/'; start--)
        continue;
    if (start > url)
        strbuf_add(out, start, (size_t)(end - start));
}

/* The kinds of task that ServiceNow numbers by default. */
static void derive_number(struct strbuf *out, const char *number, size_t len)
{
    static const struct profile_word kinds[] = { { "INC", "Incident" }, { "PRB", "Problem" },   { "CHG", "Change" },  { "REQ", "Request" },
                                                 { "RITM", "Request" }, { "SCTASK", "Request" }, { "CS", "Case" },     { NULL, NULL } };
    size_t letters = 0;
    const char *shown;

    while (letters < len && isalpha((unsigned char)number[letters]))
        letters++;
    shown = profile_shown(kinds, number, letters);
    if (shown != NULL)
        strbuf_adds(out, shown);
}

/* "severity::2", "severity: 2", "severity/2", "severity=2": what stands behind the prefix; else its length 0. */
static const char *label_value(const char *label, size_t *len, const char *prefix)
{
    size_t n = strlen(prefix), at = n;

    if (*len <= n || strncasecmp(label, prefix, n) != 0 || strchr(":/=", label[n]) == NULL)
        return NULL;
    while (at < *len && strchr(":/= ", label[at]) != NULL)
        at++;
    *len -= at;
    return *len == 0 ? NULL : label + at;
}

/* The labels that GitHub gives every repository, and the words of the same meaning; only for the field `type`. */
static const char *plain_type(const char *label, size_t len)
{
    static const char *const types[] = { "bug", "incident", "enhancement", "feature", "documentation", "question", "support", "task", NULL };

    for (size_t i = 0; types[i] != NULL; i++)
        if (strlen(types[i]) == len && strncasecmp(types[i], label, len) == 0)
            return types[i];
    return NULL;
}

/* The next label of a list joined by '|' or ','; false at the end. */
static bool next_label(const char *labels, size_t len, size_t *at, size_t *n)
{
    *at += *n;
    *n = 0;
    while (*at < len && strchr("|, ", labels[*at]) != NULL)
        ++*at;
    while (*at + *n < len && labels[*at + *n] != '|' && labels[*at + *n] != ',')
        ++*n;
    return *n > 0;
}

/* A label with a prefix says more than a plain one. */
static void derive_label(struct strbuf *out, const struct profile_derived *derived, const char *labels, size_t len)
{
    char prefix[COLUMN_NAME_MAX];

    for (size_t at = 0, n = 0; next_label(labels, len, &at, &n);) {
        const char *prefixes = derived->also;

        while (next_name(&prefixes, prefix)) {
            size_t value_len = n;
            const char *value = label_value(labels + at, &value_len, prefix);

            if (value == NULL)
                continue;
            strbuf_add(out, value, value_len);
            return;
        }
    }
    if (strcmp(derived->field, "type") != 0)
        return;
    for (size_t at = 0, n = 0; next_label(labels, len, &at, &n);)
        if (plain_type(labels + at, n) != NULL) {
            strbuf_adds(out, plain_type(labels + at, n));
            return;
        }
}

void profile_derive(struct strbuf *out, const struct profile_derived *derived, const char *a, size_t a_len, const char *b, size_t b_len)
{
    switch (derived->how) {
    case DERIVE_CONSTANT:
        strbuf_adds(out, derived->from);
        return;
    case DERIVE_COPY:
        strbuf_add(out, a, a_len);
        return;
    case DERIVE_KEY:
        derive_key(out, a, a_len);
        return;
    case DERIVE_URL:
        derive_url(out, a, a_len);
        return;
    case DERIVE_PAIR:
        if (a_len == 0)
            return;
        strbuf_add(out, a, a_len);
        if (b_len > 0) {
            strbuf_adds(out, " / ");
            strbuf_add(out, b, b_len);
        }
        return;
    case DERIVE_NUMBER:
        derive_number(out, a, a_len);
        return;
    default:
        derive_label(out, derived, a, a_len);
        return;
    }
}
