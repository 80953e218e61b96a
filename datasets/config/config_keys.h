/*
 * config_keys.h - the sections, keys and words that a configuration file may hold.
 *
 * Inside of config: what man prodrome.conf lists, as tables.
 */
#ifndef PRODROME_CONFIG_KEYS_H
#define PRODROME_CONFIG_KEYS_H

#include <stddef.h>

enum section {
    SECTION_NONE, SECTION_SOURCE, SECTION_REPORTS, SECTION_SCORE, SECTION_COST, SECTION_CAPACITY, SECTION_IMPACT,
    SECTION_STATUS, SECTION_ACCEPTANCE, SECTION_RETENTION, SECTION_READINESS, SECTION_DEIDENTIFY, SECTION_AGE, SECTION_SUGGEST, SECTION_CLUSTER, SECTION_CLOSING,
    N_SECTIONS
};

enum key_type {
    KEY_TEXT,   /* const char *, not empty                  */
    KEY_PATH,   /* the same, relative to the file's folder  */
    KEY_DAYS,   /* int64_t, 1 to 36500                      */
    KEY_AMOUNT, /* double, 0 or more                        */
    KEY_COST    /* double, more than 0                      */
};

struct config_key {
    const char   *name;
    enum key_type type;
    size_t        offset; /* in struct config_source for a source, config_cost for a cost, else struct config */
};

enum { SECTION_KEYS_MAX = 16 };

extern const char *const section_word[N_SECTIONS];     /* "source"; "" for SECTION_NONE                   */
extern const char *const section_argument[N_SECTIONS]; /* "NAME" where it is named, as [source NAME]; "[TASK]" where it may be; or NULL */

/* The keys of a section with fixed ones; n 0 for the others. */
const struct config_key *section_keys(enum section section, size_t *n);

/* A list of words with its length. */
struct config_list {
    const char *const *word; /* [n] */
    size_t             n;
};

extern const struct config_list known_kinds, known_profiles, known_date_orders, known_tasks, known_impacts, known_statuses, suggest_tasks;

/* The metrics that may be bounded for a task of known_tasks. */
struct config_list task_metrics(const char *task);

#endif
