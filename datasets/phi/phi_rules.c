/*
 * phi_rules.c - see phi_rules.h.
 *
 *   phi_rules_apply -> find_phrases -> keep_unless_allowed (what the built-in rules found) -> add_denied -> find_pattern ... -> join
 */
#include "datasets/phi/phi_rules.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/outfile.h"
#include "datasets/phi/phi_list_file.h"
#include "datasets/phi/phi_phrases.h"
#include "datasets/phi/phi_scan.h"
#include "datasets/phi/phi_url.h"
#include "datasets/readers/pattern.h"

/* Values of phrases: allowed, or denied as a type. */
enum { ALLOWED = 1, DENIED = 2 };

struct rule_pattern {
    char           *name;
    enum phi_type   type;
    struct pattern *pattern;
};

struct phi_rules {
    struct phi_phrases  phrases;
    struct rule_pattern pattern[PHI_PATTERNS_MAX];
    size_t              n_patterns;
    bool                digits, has_key;
    uint8_t             key[DIGEST_KEY_SIZE];
    uint8_t             sum[DIGEST_SIZE]; /* of the digests of all entries, bit by bit: their order does not matter */
};

struct phi_rules *phi_rules_new(struct err *err)
{
    struct phi_rules *rules = mem_calloc(1, sizeof *rules);

    if (rules == NULL)
        err_nomem(err);
    else
        phi_phrases_init(&rules->phrases);
    return rules;
}

void phi_rules_free(struct phi_rules *rules)
{
    if (rules == NULL)
        return;
    phi_phrases_release(&rules->phrases);
    for (size_t i = 0; i < rules->n_patterns; i++) {
        mem_free(rules->pattern[i].name);
        pattern_free(rules->pattern[i].pattern);
    }
    secret_wipe(rules->key, sizeof rules->key);
    mem_free(rules);
}

/* ---- filling ------------------------------------------------------------------------------------------------------------- */

static void add_to_sum(struct phi_rules *rules, const char *kind, const char *what, const char *text, size_t len)
{
    struct digest digest;
    uint8_t hash[DIGEST_SIZE];

    digest_init(&digest);
    digest_field(&digest, kind, strlen(kind));
    digest_field(&digest, what, strlen(what));
    digest_field(&digest, text, len);
    digest_final(&digest, hash);
    for (size_t i = 0; i < DIGEST_SIZE; i++)
        rules->sum[i] ^= hash[i];
}

/* PHI_NONE where no type has the name, in any case. Persons have columns of their own: their placeholder is a pseudonym. */
static enum phi_type type_of(const char *name, size_t len)
{
    for (int type = 0; type < PHI_N_TYPES; type++) {
        size_t n = 0;

        while (n < len && phi_type_name[type][n] != '\0' && phi_lower(phi_type_name[type][n]) == phi_lower(name[n]))
            n++;
        if (n == len && phi_type_name[type][n] == '\0' && type != PHI_PERSON)
            return (enum phi_type)type;
    }
    return PHI_NONE;
}

/* "[NAME] Jane Roe": the type, and the phrase behind it. */
static int take_type(enum phi_type *type, const char **phrase, size_t *len, struct err *err)
{
    const char *close = *len > 0 && **phrase == '[' ? memchr(*phrase, ']', *len) : NULL;
    size_t n;

    *type = PHI_ID;
    if (close == NULL)
        return 0;
    n = (size_t)(close - *phrase);
    *type = type_of(*phrase + 1, n - 1);
    if (*type == PHI_NONE)
        return err_set(err, ERR_USAGE, "'[%.*s]' is no type of identifier, such as [NAME], [MRN] or [ID]", (int)(n - 1 < 20 ? n - 1 : 20), *phrase + 1);
    *phrase += n + 1;
    *len -= n + 1;
    return 0;
}

int phi_rules_add(struct phi_rules *rules, enum phi_list list, const char *phrase, size_t len, struct err *err)
{
    enum phi_type type = PHI_NONE;
    uint16_t value = ALLOWED, before = 0;
    int rc = 0;

    if (list == PHI_DENY)
        rc = take_type(&type, &phrase, &len, err);
    if (list == PHI_DENY)
        value = (uint16_t)(DENIED + type);
    if (rc == 0)
        rc = phi_phrases_add(&rules->phrases, phrase, len, value, &before, err);
    if (rc < 0)
        return rc;
    if (before != 0 && (before == ALLOWED) != (value == ALLOWED))
        return err_set(err, ERR_USAGE, "the phrase is both allowed and denied");
    if (before != 0 && before != value)
        return err_set(err, ERR_USAGE, "the phrase is denied as [%s] already", phi_type_name[before - DENIED]);
    if (before == 0)
        add_to_sum(rules, list == PHI_ALLOW ? "allow" : "deny", list == PHI_DENY ? phi_type_name[type] : "", phrase, len);
    return 0;
}

struct list_of {
    struct phi_rules *rules;
    enum phi_list     list;
};

static int add_line(void *context, const char *phrase, size_t len, struct err *err)
{
    const struct list_of *of = context;

    return phi_rules_add(of->rules, of->list, phrase, len, err);
}

int phi_rules_add_file(struct phi_rules *rules, enum phi_list list, const char *path, struct err *err)
{
    struct list_of of = { rules, list };
    char *text = NULL;
    size_t len = 0;
    int rc = file_read(&text, &len, path, LIST_FILE_MAX, err);

    if (rc == 0)
        rc = phi_list_read(path, text, len, add_line, &of, err);
    mem_free(text);
    return rc;
}

int phi_rules_add_pattern(struct phi_rules *rules, const char *name, const char *regex, struct err *err)
{
    struct rule_pattern *new = &rules->pattern[rules->n_patterns];
    int rc;

    if (rules->n_patterns == PHI_PATTERNS_MAX)
        return err_set(err, ERR_USAGE, "more than %d patterns", PHI_PATTERNS_MAX);
    *new = (struct rule_pattern){ .type = type_of(name, strcspn(name, "-")) };
    if (new->type == PHI_NONE)
        new->type = PHI_ID;
    rc = pattern_new(&new->pattern, regex, err);
    if (rc < 0)
        return rc;
    new->name = mem_strdup(name);
    if (new->name == NULL) {
        pattern_free(new->pattern);
        return err_nomem(err);
    }
    rules->n_patterns++;
    add_to_sum(rules, "pattern", name, regex, strlen(regex)); /* with its name: no two entries are the same */
    return 0;
}

void phi_rules_want_digits(struct phi_rules *rules)
{
    if (!rules->digits)
        add_to_sum(rules, "digits", "", "", 0);
    rules->digits = true;
}

bool phi_rules_wants_digits(const struct phi_rules *rules)
{
    return rules != NULL && rules->digits;
}

void phi_rules_set_key(struct phi_rules *rules, const uint8_t key[DIGEST_KEY_SIZE])
{
    memcpy(rules->key, key, sizeof rules->key);
    rules->has_key = true;
}

const uint8_t *phi_rules_key(const struct phi_rules *rules)
{
    return rules != NULL && rules->digits && rules->has_key ? rules->key : NULL;
}

void phi_rules_digest(const struct phi_rules *rules, const uint8_t key[DIGEST_KEY_SIZE], uint8_t out[DIGEST_SIZE])
{
    static const uint8_t empty[DIGEST_SIZE];
    struct digest digest;

    digest_init_keyed(&digest, key);
    digest_field(&digest, rules != NULL ? rules->sum : empty, DIGEST_SIZE);
    digest_final(&digest, out);
}

/* ---- lists of spans ------------------------------------------------------------------------------------------------------ */

static int push(struct phi_spans *spans, size_t start, size_t end, enum phi_type type, struct err *err)
{
    int rc = mem_grow(&spans->span, &spans->cap, spans->n + 1, sizeof *spans->span, err);

    if (rc == 0)
        spans->span[spans->n++] = (struct phi_span){ .start = start, .end = end, .type = type, .whole = true };
    return rc;
}

/* Whether [start, end) lies in one of the allowed, which are in order; *from moves on for the next, which begins no earlier. */
static bool is_allowed(const struct phi_spans *allowed, size_t *from, size_t start, size_t end)
{
    while (*from < allowed->n && allowed->span[*from].end <= start)
        ++*from;
    return *from < allowed->n && allowed->span[*from].start <= start && end <= allowed->span[*from].end;
}

static void drop_allowed(struct phi_spans *spans, const struct phi_spans *allowed)
{
    size_t kept = 0, from = 0;

    for (size_t i = 0; i < spans->n; i++)
        if (!is_allowed(allowed, &from, spans->span[i].start, spans->span[i].end))
            spans->span[kept++] = spans->span[i];
    spans->n = kept;
}

static int by_start(const void *a, const void *b)
{
    const struct phi_span *x = a, *y = b;

    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    if (x->end != y->end)
        return x->end > y->end ? -1 : 1;
    return (x->type > y->type) - (x->type < y->type);
}

/* In order, and what overlaps is one: of the type of its longest part, of equals the first. */
static void join(struct phi_spans *spans)
{
    size_t kept = 0, longest = 0;

    if (spans->n == 0)
        return;
    qsort(spans->span, spans->n, sizeof *spans->span, by_start);
    for (size_t i = 0; i < spans->n; i++) {
        const struct phi_span next = spans->span[i];
        struct phi_span *last = kept > 0 ? &spans->span[kept - 1] : NULL;

        if (last == NULL || next.start >= last->end) {
            longest = next.end - next.start;
            spans->span[kept++] = next;
            continue;
        }
        if (next.end - next.start > longest) {
            longest = next.end - next.start;
            last->type = next.type;
        }
        last->whole = last->whole || next.whole;
        if (next.end > last->end)
            last->end = next.end;
    }
    spans->n = kept;
}

/* ---- finding ------------------------------------------------------------------------------------------------------------- */

static int find_phrases(struct phi_spans *spans, struct phi_spans *allowed, const char *text, size_t len, const struct phi_rules *rules,
                        struct err *err)
{
    struct phi_match match;
    size_t at = 0;
    int rc = 0;

    while (rc == 0 && phi_phrases_next(&rules->phrases, &match, text, len, &at)) {
        if (match.value == ALLOWED)
            rc = push(allowed, match.start, match.end, PHI_NONE, err);
        else
            rc = push(spans, match.start, match.end, (enum phi_type)(match.value - DENIED), err);
    }
    return rc;
}

bool phi_rules_allows(const struct phi_rules *rules, const char *text, size_t len)
{
    struct phi_match match;
    size_t at = 0;

    return rules != NULL && phi_phrases_next(&rules->phrases, &match, text, len, &at) && match.value == ALLOWED && match.start == 0 &&
           match.end == len;
}

/* What of a match is not placeholder. */
static int push_around_placeholders(struct phi_spans *spans, const char *text, size_t len, size_t start, size_t end, enum phi_type type,
                                    struct err *err)
{
    enum phi_type inner;
    int rc = 0;

    for (size_t at = start; rc == 0 && at < end;) {
        size_t n = text[at] == '[' ? phi_placeholder(text, len, at, &inner) : 0;

        if (n == 0) {
            at++;
            continue;
        }
        if (at > start)
            rc = push(spans, start, at, type, err);
        start = at += n;
    }
    return rc == 0 && start < end ? push(spans, start, end, type, err) : rc;
}

/* The placeholder that text[at] lies in begins at most this many bytes before it. */
enum { PLACEHOLDER_MAX = sizeof "[HEALTHPLAN:0123456789ab]" + PHI_URL_TAIL_MAX };

/* Where a match that begins at `start` begins behind the placeholder that it begins in. */
static size_t behind_placeholder(const char *text, size_t len, size_t start)
{
    enum phi_type type;

    for (size_t back = 1; back < PLACEHOLDER_MAX && back <= start; back++) {
        size_t n;

        if (text[start - back] != '[')
            continue;
        n = phi_placeholder(text, len, start - back, &type);
        return n > back ? start - back + n : start;
    }
    return start;
}

static int find_pattern(struct phi_spans *spans, const struct phi_spans *allowed, const char *text, size_t len, const struct rule_pattern *rule,
                        struct err *err)
{
    struct pattern_group match;
    struct err reason = ERR_INIT;
    size_t at = 0, from = 0;
    int rc;

    while ((rc = pattern_find(&match, 1, rule->pattern, text, len, at, &reason)) > 0) {
        size_t start = behind_placeholder(text, len, match.start);

        at = match.end;
        if (start >= match.end || is_allowed(allowed, &from, start, match.end))
            continue;
        rc = push_around_placeholders(spans, text, len, start, match.end, rule->type, err);
        if (rc < 0)
            return rc;
    }
    if (rc == ERR_NOMEM)
        return err_nomem(err);
    return rc < 0 ? err_set(err, ERR_REFUSED, "pattern '%s': %s", rule->name, reason.msg) : 0;
}

int phi_rules_apply(struct phi_spans *spans, const char *text, size_t len, const struct phi_rules *rules, struct err *err)
{
    struct phi_spans allowed = { 0 }, denied = { 0 };
    size_t n_built_in;
    int rc = 0;

    if (rules->phrases.n > 0)
        rc = find_phrases(&denied, &allowed, text, len, rules, err);
    if (rc == 0)
        drop_allowed(spans, &allowed);
    n_built_in = spans->n;
    for (size_t i = 0; rc == 0 && i < denied.n; i++)
        rc = push(spans, denied.span[i].start, denied.span[i].end, denied.span[i].type, err);
    for (size_t i = 0; rc == 0 && i < rules->n_patterns; i++)
        rc = find_pattern(spans, &allowed, text, len, &rules->pattern[i], err);
    if (rc == 0 && spans->n > n_built_in)
        join(spans);
    phi_spans_release(&allowed);
    phi_spans_release(&denied);
    return rc;
}
