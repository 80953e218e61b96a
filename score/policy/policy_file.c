/*
 * policy_file.c - see policy_file.h.
 *
 *   policy_parse -> built in -> ini_read -> enter_section, set_key -> check_rules -> policy_seal
 */
#include "score/policy/policy_file.h"

#include <assert.h>
#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/intern.h"
#include "datasets/base/mem.h"
#include "datasets/base/nearest.h"
#include "datasets/base/outfile.h"
#include "datasets/config/config_words.h"
#include "datasets/readers/csv_sniff.h"
#include "datasets/readers/ini_file.h"

enum { FILE_BYTES_MAX = 1024 * 1024, VERSION_MAX = 64, REASON_MAX = 400, LIST_MAX = 3000, DAYS_MAX = 3650, CHANGES_MAX = 1000000 };

enum section { IN_NOTHING, IN_POLICY, IN_RULE, IN_EVIDENCE, IN_AFTER, IN_COST, IN_CAPACITY, N_SECTIONS };

static const char *const section_name[N_SECTIONS] = { "", "policy", "rule", "evidence", "after", "cost", "capacity" };

struct parser {
    struct policy      *policy;
    const char         *path;
    struct err         *err;
    int                 line;
    bool                whole;        /* costs are read too */
    enum section        section;
    char                header[INI_SECTION_MAX + 1]; /* as written */
    struct policy_rule *rule;         /* of [rule NAME]     */
    int                 rule_line[POLICY_RULES_MAX];
    enum criticality    criticality;
    struct intern       seen;         /* "section\nkey" of all keys */
};

/* ------------------------------------------------------------------------------------------------------------ errors */

static int fail(struct parser *p, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

static int fail(struct parser *p, const char *fmt, ...)
{
    char words[ERR_MSG_MAX];
    va_list args;

    va_start(args, fmt);
    vsnprintf(words, sizeof(words), fmt, args);
    va_end(args);
    return err_set(p->err, ERR_USAGE, "%s:%d: %s", p->path, p->line, words);
}

static int fail_word(struct parser *p, const char *what, const char *word, const char *const *known, size_t n)
{
    char hint[NEAREST_HINT_MAX];

    return fail(p, "unknown %s '%s'%s", what, word, nearest_hint(hint, word, known, n));
}

/* Index of the word in a list, or -1. */
static int index_of(const char *word, const char *const *known, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(word, known[i]) == 0)
            return (int)i;
    return -1;
}

static int copy_text(struct parser *p, const char **out, const char *key, const char *value, size_t max)
{
    if (*value == '\0')
        return fail(p, "'%s' has no value", key);
    if (strlen(value) > max)
        return fail(p, "'%s' is over %zu bytes", key, max);
    *out = arena_strdup(&p->policy->arena, value);
    return *out == NULL ? err_nomem(p->err) : 0;
}

/* ---------------------------------------------------------------------------------------------------------- sections */

/* Letters, digits, '-', '_' and '.': it is printed, and part of an item's name. */
static bool is_name(const char *text)
{
    size_t len = strlen(text);

    return len > 0 && len <= POLICY_NAME_MAX && strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.") == len;
}

static int enter_rule(struct parser *p, const char *name)
{
    struct policy *policy = p->policy;

    snprintf(p->header, sizeof(p->header), "rule %s", name);
    if (!is_name(name))
        return fail(p, "'%s' is no name of a rule: letters, digits, '-', '_' and '.', at most %d", name, POLICY_NAME_MAX);
    for (size_t i = 0; i < policy->n_rules; i++)
        if (strcmp(policy->rule[i].name, name) == 0) {
            p->rule = &policy->rule[i];
            p->rule_line[i] = p->line;
            return 0;
        }
    if (policy->n_rules == POLICY_RULES_MAX)
        return fail(p, "more than %d rules", POLICY_RULES_MAX);
    p->rule = &policy->rule[policy->n_rules];
    *p->rule = (struct policy_rule){ .name = arena_strdup(&policy->arena, name), .reason = "", .effect = POLICY_REVIEW };
    p->rule_line[policy->n_rules] = p->line;
    if (p->rule->name == NULL)
        return err_nomem(p->err);
    policy->n_rules++;
    return 0;
}

static int enter_criticality(struct parser *p, const char *name)
{
    p->criticality = criticality_of(name);
    if (p->criticality == CRITICALITY_UNKNOWN && !word_same(name, criticality_name[CRITICALITY_UNKNOWN]))
        return fail_word(p, "criticality", name, criticality_name, N_CRITICALITIES);
    snprintf(p->header, sizeof(p->header), "%s %s", section_name[p->section], criticality_name[p->criticality]);
    return 0;
}

static int enter_section(void *ctx, char *header)
{
    struct parser *p = ctx;
    char *argument = header + strcspn(header, " \t");
    int section;

    snprintf(p->header, sizeof(p->header), "%s", header);
    if (*argument != '\0') {
        *argument++ = '\0';
        argument += strspn(argument, " \t");
    }
    p->section = IN_NOTHING;
    section = index_of(header, section_name, N_SECTIONS);
    if (section <= 0)
        return fail_word(p, "section", header, section_name + 1, N_SECTIONS - 3);
    if ((section == IN_COST || section == IN_CAPACITY) && !p->whole)
        return fail(p, "[%s] belongs into the configuration", header);
    if ((section == IN_POLICY || section == IN_CAPACITY) != (*argument == '\0'))
        return fail(p, "section [%s] is written [%s%s]", p->header, header,
                    section == IN_POLICY || section == IN_CAPACITY ? "" : section == IN_RULE ? " NAME" : " CRITICALITY");
    p->section = (enum section)section;
    if (section == IN_RULE)
        return enter_rule(p, argument);
    return section == IN_POLICY || section == IN_CAPACITY ? 0 : enter_criticality(p, argument);
}

/* ----------------------------------------------------------------------------------------------------------- values */

static int set_effect(struct parser *p, enum policy_effect *out, const char *key, const char *value)
{
    int effect = index_of(value, policy_effect_name, N_POLICY_EFFECTS);

    if (effect < 0)
        return fail(p, "'%s = %s' is off, note, review or hold", key, value);
    *out = (enum policy_effect)effect;
    return 0;
}

static int set_number(struct parser *p, double *out, const char *key, const char *value, double least, double most, bool whole)
{
    char *end;
    double number;

    errno = 0;
    number = strtod(value, &end);
    if (end == value || *end != '\0' || errno == ERANGE || !isfinite(number))
        return fail(p, "'%s = %s' is not a number", key, value);
    if (number < least || number > most)
        return fail(p, "'%s = %s' is not between %g and %g", key, value, least, most);
    if (whole && number != floor(number))
        return fail(p, "'%s = %s' is not a whole number", key, value);
    *out = number;
    return 0;
}

static int set_whole(struct parser *p, int64_t *out, const char *key, const char *value, double least, double most)
{
    double number;
    int rc = set_number(p, &number, key, value, least, most, true);

    if (rc == 0)
        *out = (int64_t)number;
    return rc;
}

static int set_yes(struct parser *p, bool *out, const char *key, const char *value)
{
    *out = strcmp(value, "yes") == 0;
    return *out || strcmp(value, "no") == 0 ? 0 : fail(p, "'%s' is yes or no, not '%s'", key, value);
}

/* Under the length of a line with some room: its canonical form has to fit into one, too. */
static int set_list(struct parser *p, struct policy_list *out, const char *key, const char *value)
{
    struct err reason = ERR_INIT;
    int rc;

    if (strlen(value) > LIST_MAX)
        return fail(p, "'%s' is over %d bytes", key, LIST_MAX);
    rc = policy_split(out, &p->policy->arena, value, &reason);

    if (rc == ERR_NOMEM)
        return err_nomem(p->err);
    return rc < 0 ? fail(p, "'%s': %s", key, reason.msg) : 0;
}

/* Conditions whose alternatives are words of ours. */
static int check_words(struct parser *p, enum policy_condition on, const struct policy_list *list)
{
    static const char *const answer[] = { "yes", "no" }, *const lexicon[] = { "@safety", "@privacy", "@continuity" };

    for (size_t i = 0; i < list->n; i++) {
        const char *word = list->word[i];

        if (on == ON_CRITICALITY && index_of(word, criticality_name, N_CRITICALITIES) < 0)
            return fail_word(p, "criticality", word, criticality_name, N_CRITICALITIES);
        if (on == ON_WHEN && index_of(word, policy_fact_name, N_POLICY_FACTS) < 0)
            return fail_word(p, "fact", word, policy_fact_name, N_POLICY_FACTS);
        if (on == ON_INTERNET_FACING && index_of(word, answer, 2) < 0)
            return fail(p, "'internet_facing' is yes or no, not '%s'", word);
        if (on == ON_WORD && word[0] == '@' && index_of(word, lexicon, 3) < 0)
            return fail_word(p, "lexicon", word, lexicon, 3);
    }
    return 0;
}

static int set_rule_key(struct parser *p, const char *key, const char *value)
{
    const char *known[N_POLICY_CONDITIONS + 2] = { "effect", "reason" };
    int on = index_of(key, policy_condition_name, N_POLICY_CONDITIONS);

    if (strcmp(key, "effect") == 0)
        return set_effect(p, &p->rule->effect, key, value);
    if (strcmp(key, "reason") == 0)
        return copy_text(p, &p->rule->reason, key, value, REASON_MAX);
    if (on >= 0) {
        int rc = set_list(p, &p->rule->on[on], key, value);

        return rc < 0 ? rc : check_words(p, (enum policy_condition)on, &p->rule->on[on]);
    }
    memcpy(known + 2, policy_condition_name, sizeof(policy_condition_name));
    return fail_word(p, "key", key, known, N_POLICY_CONDITIONS + 2);
}

static int set_evidence(struct parser *p, const char *key, const char *value)
{
    int item = index_of(key, policy_evidence_name, N_POLICY_EVIDENCE);

    if (item < 0)
        return fail_word(p, "evidence", key, policy_evidence_name, N_POLICY_EVIDENCE);
    return set_effect(p, &p->policy->evidence[p->criticality][item], key, value);
}

static int set_checks(struct parser *p, struct policy_list *out, const char *key, const char *value)
{
    int rc = set_list(p, out, key, value);

    if (rc == 0 && out->n > POLICY_CHECKS_MAX)
        rc = fail(p, "more than %d checks", POLICY_CHECKS_MAX);
    for (size_t i = 0; rc == 0 && i < out->n; i++) {
        if (!is_name(out->word[i]))
            rc = fail(p, "'%s' is no name of a check: letters, digits, '-', '_' and '.', at most %d", out->word[i], POLICY_NAME_MAX);
        for (size_t k = 0; rc == 0 && k < i; k++)
            if (strcmp(out->word[i], out->word[k]) == 0)
                rc = fail(p, "check '%s' is named twice", out->word[i]);
    }
    return rc;
}

static int set_after(struct parser *p, const char *key, const char *value)
{
    static const char *const known[] = { "checks", "check_days", "access_review", "access_review_changes", "access_review_path", "access_review_days" };
    struct policy_after *a = &p->policy->after[p->criticality];

    switch (index_of(key, known, 6)) {
    case 0:
        return set_checks(p, &a->checks, key, value);
    case 1:
        return set_whole(p, &a->check_days, key, value, 1, DAYS_MAX);
    case 2:
        return set_yes(p, &a->review, key, value);
    case 3:
        return set_whole(p, &a->review_changes, key, value, 0, CHANGES_MAX);
    case 4:
        return set_list(p, &a->privileged, key, value);
    case 5:
        return set_whole(p, &a->review_days, key, value, 1, DAYS_MAX);
    default:
        return fail_word(p, "key", key, known, 6);
    }
}

static int set_cost(struct parser *p, const char *key, const char *value)
{
    static const char *const known[] = { "miss", "review", "misroute" };
    struct config_cost *c = &p->policy->cost[p->criticality];
    int k = index_of(key, known, 3);

    if (k < 0)
        return fail_word(p, "key", key, known, 3);
    return set_number(p, k == 0 ? &c->miss : k == 1 ? &c->review : &c->misroute, key, value, 1e-300, 1e300, false);
}

static int set_in_section(struct parser *p, const char *key, const char *value)
{
    switch (p->section) {
    case IN_POLICY:
        return strcmp(key, "version") == 0 ? copy_text(p, &p->policy->version, key, value, VERSION_MAX) : fail(p, "unknown key '%s': [policy] has 'version'", key);
    case IN_RULE:
        return set_rule_key(p, key, value);
    case IN_EVIDENCE:
        return set_evidence(p, key, value);
    case IN_AFTER:
        return set_after(p, key, value);
    case IN_COST:
        return set_cost(p, key, value);
    case IN_CAPACITY:
        return strcmp(key, "reviews_per_week") == 0 ? set_number(p, &p->policy->reviews_per_week, key, value, 0, 1e300, false)
                                                    : fail(p, "unknown key '%s': [capacity] has 'reviews_per_week'", key);
    default:
        return fail(p, "key '%s' stands before the first section", key);
    }
}

static int set_key(void *ctx, const char *name, const char *value)
{
    struct parser *p = ctx;
    char full[INI_SECTION_MAX + 1 + INI_LINE_MAX];
    int len;

    if (*name == '\0')
        return fail(p, "a line without a key before '='");
    if (!csv_sniff_utf8(value, strlen(value)))
        return fail(p, "'%s' is no UTF-8 text", name);
    for (const char *at = value; *at != '\0'; at++)
        if ((unsigned char)*at < ' ' || *at == 127 || *at == ';') /* its canonical text could be read otherwise */
            return fail(p, "'%s' has a %s in it", name, *at == ';' ? "';'" : "control character");
    len = snprintf(full, sizeof(full), "%s\n%s", p->header, name);
    if (intern_find(&p->seen, full, (size_t)len) != INTERN_NONE)
        return fail(p, "key '%s' is given twice in [%s]", name, p->header);
    if (intern_add(&p->seen, full, (size_t)len) == INTERN_NONE)
        return err_nomem(p->err);
    return set_in_section(p, name, value);
}

/* ---------------------------------------------------------------------------------------------------------- the whole */

/* What can only be told when a rule is read to its end. */
static int check_rules(struct parser *p)
{
    for (size_t i = 0; i < p->policy->n_rules; i++) {
        const struct policy_rule *r = &p->policy->rule[i];
        size_t n = 0;

        for (int c = 0; c < N_POLICY_CONDITIONS; c++)
            n += r->on[c].n;
        p->line = p->rule_line[i];
        if (r->effect != POLICY_OFF && r->reason[0] == '\0')
            return fail(p, "rule '%s' has no 'reason'", r->name);
        if (r->effect != POLICY_OFF && n == 0)
            return fail(p, "rule '%s' has no condition; 'when = always' is one", r->name);
    }
    return 0;
}

static int read_text(struct parser *p, const char *text, size_t len)
{
    static const struct ini_handler handler = { enter_section, set_key };
    int rc;

    intern_init(&p->seen);
    rc = ini_read(p->path, text, len, &handler, p, &p->line, p->err);
    intern_release(&p->seen);
    if (rc == 0)
        rc = check_rules(p);
    return rc < 0 ? rc : policy_seal(p->policy, p->err);
}

/* A policy that says nothing: each part has to be written down. */
static int make_empty(struct policy *out, struct err *err)
{
    struct policy policy = { .version = "" };

    arena_init(&policy.arena);
    policy.rule = arena_calloc(&policy.arena, POLICY_RULES_MAX, sizeof(*policy.rule));
    if (policy.rule == NULL) {
        arena_release(&policy.arena);
        return err_nomem(err);
    }
    for (int c = 0; c < N_CRITICALITIES; c++) {
        policy.after[c].check_days = policy.after[c].review_days = 14;
        policy.cost[c] = (struct config_cost){ .miss = 1, .review = 1, .misroute = 1 };
    }
    *out = policy;
    return 0;
}

int policy_parse_whole(struct policy *out, const char *path, const char *text, size_t len, struct err *err)
{
    struct policy policy;
    struct parser p = { .policy = &policy, .path = path, .err = err, .whole = true };
    int rc = make_empty(&policy, err);

    if (rc < 0)
        return rc;
    rc = read_text(&p, text, len);
    if (rc < 0)
        policy_release(&policy);
    else
        *out = policy;
    return rc;
}

int policy_parse(struct policy *out, const char *path, const char *text, size_t len, const struct config *config, struct err *err)
{
    struct policy policy;
    struct parser p = { .policy = &policy, .path = path, .err = err };
    char built_in[DIGEST_HEX_SIZE];
    int rc = policy_built_in(&policy, config, err);

    if (rc < 0)
        return rc;
    memcpy(built_in, policy.rules_hash, sizeof(built_in));
    rc = read_text(&p, text, len);
    if (rc == 0 && strcmp(policy.version, "built-in") == 0 && strcmp(policy.rules_hash, built_in) != 0) {
        policy.version = "without a version";
        rc = policy_seal(&policy, err);
    }
    if (rc < 0)
        policy_release(&policy);
    else
        *out = policy;
    return rc;
}

int policy_file_load(struct policy *out, bool *found, const char *path, const struct config *config, struct err *err)
{
    char *text = NULL;
    size_t len = 0;
    int rc = file_read(&text, &len, path, FILE_BYTES_MAX, err);

    *found = rc == 0;
    if (rc == ERR_NOTFOUND) {
        if (err != NULL)
            *err = (struct err)ERR_INIT;
        return policy_built_in(out, config, err);
    }
    if (rc < 0 && rc != ERR_NOMEM) {
        if (err != NULL)
            err->code = ERR_USAGE;
        return ERR_USAGE;
    }
    if (rc == 0)
        rc = policy_parse(out, path, text, len, config, err);
    mem_free(text);
    return rc;
}
