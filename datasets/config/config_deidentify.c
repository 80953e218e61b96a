#include "datasets/config/config_deidentify.h"

#include <string.h>

#include "datasets/base/nearest.h"
#include "datasets/config/config_words.h"

static const char PATTERN[] = "pattern.";

/* "[NAME] Jane Roe | Ward 7" */
static int add_phrases(struct phi_rules *rules, enum phi_list list, const char *key, const char *value, struct err *err)
{
    struct err reason = ERR_INIT;

    for (;;) {
        size_t len = strcspn(value, "|");
        int rc = phi_rules_add(rules, list, value, len, &reason);

        if (rc == ERR_NOMEM)
            return err_nomem(err);
        if (rc < 0)
            return err_set(err, ERR_USAGE, "'%s': %s", key, reason.msg);
        if (value[len] == '\0')
            return 0;
        value += len + 1;
    }
}

static int add_file(struct phi_rules *rules, enum phi_list list, const char *key, const char *value, const char *folder, struct err *err)
{
    struct err reason = ERR_INIT;
    struct strbuf path;
    int rc;

    strbuf_init(&path);
    strbuf_addf(&path, "%s%s", *value == '/' ? "" : folder, value);
    rc = strbuf_check(&path, err);
    if (rc == 0)
        rc = phi_rules_add_file(rules, list, path.data, &reason);
    strbuf_release(&path);
    if (rc == ERR_NOMEM)
        return err_nomem(err);
    return rc < 0 ? err_set(err, ERR_USAGE, "'%s': %s", key, reason.msg) : 0;
}

static int add_pattern(struct phi_rules *rules, const char *key, const char *regex, struct err *err)
{
    const char *name = key + sizeof PATTERN - 1;
    struct err reason = ERR_INIT;
    int rc;

    if (*name == '\0')
        return err_set(err, ERR_USAGE, "a pattern is written pattern.NAME = REGEX");
    rc = phi_rules_add_pattern(rules, name, regex, &reason);
    if (rc == ERR_NOMEM)
        return err_nomem(err);
    return rc < 0 ? err_set(err, ERR_USAGE, "'%s': %s", key, reason.msg) : 0;
}

static int set_digits(struct phi_rules *rules, const char *value, struct err *err)
{
    if (word_same(value, "yes"))
        phi_rules_want_digits(rules);
    else if (!word_same(value, "no"))
        return err_set(err, ERR_USAGE, "'digits = %s' is neither yes nor no", value);
    return 0;
}

int config_deidentify_set(struct phi_rules **rules, const char *key, const char *value, const char *folder, struct err *err)
{
    static const char *const keys[] = { "allow", "deny", "allow_file", "deny_file", "digits", "pattern.NAME" };
    char hint[NEAREST_HINT_MAX];

    if (*rules == NULL)
        *rules = phi_rules_new(err);
    if (*rules == NULL)
        return ERR_NOMEM;
    if (*value == '\0')
        return err_set(err, ERR_USAGE, "'%s' has no value", key);
    if (strncmp(key, PATTERN, sizeof PATTERN - 1) == 0)
        return add_pattern(*rules, key, value, err);
    if (strcmp(key, "allow") == 0 || strcmp(key, "deny") == 0)
        return add_phrases(*rules, *key == 'a' ? PHI_ALLOW : PHI_DENY, key, value, err);
    if (strcmp(key, "allow_file") == 0 || strcmp(key, "deny_file") == 0)
        return add_file(*rules, *key == 'a' ? PHI_ALLOW : PHI_DENY, key, value, folder, err);
    if (strcmp(key, "digits") == 0)
        return set_digits(*rules, value, err);
    return err_set(err, ERR_USAGE, "unknown key '%s' in [deidentify]%s", key, nearest_hint(hint, key, keys, sizeof keys / sizeof keys[0]));
}
