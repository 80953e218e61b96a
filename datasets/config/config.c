/*
 * config.c - see config.h. Sections and keys arrive one by one from ini_file.h.
 */
#include "datasets/config/config.h"

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
#include "datasets/config/config_deidentify.h"
#include "datasets/config/config_keys.h"
#include "datasets/config/config_words.h"
#include "datasets/import/import.h"
#include "datasets/phi/phi_rules.h"
#include "datasets/readers/ini_file.h"
#include "datasets/tracker/zone.h"

enum { FILE_MAX = 1024 * 1024 };

const char *const retention_name[N_RETENTIONS] = { "tickets",     "changes",  "releases", "outcomes",
                                                   "postmortems", "evidence", "patches",  "predictions", "updates" };

/* Cost of a miss in reviews: how many needless reviews one stopped incident is worth. Ours: PRODUCT.md asks only that
 * they differ by criticality. A missed incident of a care-critical system costs clinical time and risks harm (20),
 * one of a compliance-critical system a report to the authority (10), one of an administrative system rework (4); a
 * ticket at the wrong team costs a day of one to three reviews. */
static const struct config_cost default_cost[N_CRITICALITIES] = {
    [CARE_CRITICAL] = { .miss = 20, .review = 1, .misroute = 2.5 },
    [COMPLIANCE_CRITICAL] = { .miss = 10, .review = 1, .misroute = 2 },
    [ADMINISTRATIVE] = { .miss = 4, .review = 1, .misroute = 1.5 },
    [CRITICALITY_UNKNOWN] = { .miss = 10, .review = 1, .misroute = 2 },
};

struct parser {
    struct config *config;
    const char *path;
    const char *folder;   /* of the file with its '/', or "" */
    int line;             /* read last */
    int rc;               /* the first error */
    struct err *err;

    enum section section;
    size_t source; /* entered last */
    enum criticality criticality;
    const char *task;
    size_t task_index; /* of [readiness TASK] in known_tasks */
    int readiness_line[N_READINESS_TASKS]; /* last one of each, for what is wrong with them together */
    char name[INI_SECTION_MAX + 1];
    struct intern seen; /* "section\nkey" of all keys */
    int *source_line;   /* [n_sources] arena */
    bool unknown_cost;  /* [cost unknown] was given */
};

/* ---- errors and memory ------------------------------------------------------------------------------------------- */

static int fail(struct parser *parser, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

static int fail(struct parser *parser, const char *fmt, ...)
{
    va_list args;
    char words[ERR_MSG_MAX];

    va_start(args, fmt);
    vsnprintf(words, sizeof words, fmt, args);
    va_end(args);
    return parser->rc = err_set(parser->err, ERR_USAGE, "%s:%d: %s", parser->path, parser->line, words);
}

static int fail_word(struct parser *parser, const char *what, const char *word, struct config_list known)
{
    char hint[NEAREST_HINT_MAX];

    return fail(parser, "unknown %s '%s'%s", what, word, nearest_hint(hint, word, known.word, known.n));
}

static int fail_nomem(struct parser *parser)
{
    return parser->rc = err_nomem(parser->err);
}

/* The word as the list has it, or NULL. */
static const char *one_of(const char *word, struct config_list known)
{
    for (size_t i = 0; i < known.n; i++)
        if (strcmp(word, known.word[i]) == 0)
            return known.word[i];
    return NULL;
}

/* Room for element n of an array in the arena: doubled whenever n is a power of two. NULL when memory is out. */
static void *room_for(struct arena *arena, void *array, size_t n, size_t size)
{
    void *grown;

    if (n > 0 && (n & (n - 1)) != 0)
        return array;
    grown = arena_calloc(arena, n == 0 ? 1 : 2 * n, size);
    if (grown != NULL && n > 0)
        memcpy(grown, array, n * size);
    return grown;
}

/* ---- sections ---------------------------------------------------------------------------------------------------- */

static int enter_source(struct parser *parser, const char *name)
{
    struct config *config = parser->config;
    struct config_source *sources;
    int *lines;

    for (size_t i = 0; i < config->n_sources; i++)
        if (strcmp(config->source[i].name, name) == 0)
            return fail(parser, "source '%s' is there already, on line %d", name, parser->source_line[i]);
    sources = room_for(&config->arena, config->source, config->n_sources, sizeof *sources);
    lines = room_for(&config->arena, parser->source_line, config->n_sources, sizeof *lines);
    if (sources == NULL || lines == NULL)
        return fail_nomem(parser);
    config->source = sources;
    parser->source_line = lines;
    parser->source = config->n_sources;
    lines[parser->source] = parser->line;
    sources[parser->source] =
        (struct config_source){ .name = arena_strdup(&config->arena, name), .profile = known_profiles.word[0] };
    if (sources[parser->source].name == NULL)
        return fail_nomem(parser);
    config->n_sources++;
    return 0;
}

static int enter_cost(struct parser *parser, const char *name)
{
    parser->criticality = criticality_of(name);
    if (parser->criticality == CRITICALITY_UNKNOWN) {
        if (!word_same(name, criticality_name[CRITICALITY_UNKNOWN]))
            return fail_word(parser, "criticality", name, (struct config_list){ criticality_name, N_CRITICALITIES });
        parser->unknown_cost = true;
    }
    return 0;
}

static int enter_acceptance(struct parser *parser, const char *name)
{
    parser->task = one_of(name, known_tasks);
    return parser->task == NULL ? fail_word(parser, "task", name, known_tasks) : 0;
}

static int enter_readiness(struct parser *parser, const char *name)
{
    for (size_t i = 0; i < known_tasks.n; i++)
        if (strcmp(name, known_tasks.word[i]) == 0) {
            parser->task_index = i;
            return 0;
        }
    return fail_word(parser, "task", name, known_tasks);
}

/* Without a task: of all of them. */
static int enter_suggest(struct parser *parser, const char *name)
{
    parser->task = NULL;
    if (*name == '\0')
        return 0;
    parser->task = one_of(name, suggest_tasks);
    return parser->task == NULL ? fail_word(parser, "task", name, suggest_tasks) : enter_readiness(parser, name);
}

static int enter_section(void *ctx, char *header)
{
    struct parser *parser = ctx;
    char *argument = header + strcspn(header, " \t");

    memcpy(parser->name, header, strlen(header) + 1);
    if (*argument != '\0') {
        *argument++ = '\0';
        argument += strspn(argument, " \t");
    }
    parser->section = SECTION_NONE;
    for (int i = SECTION_NONE + 1; i < N_SECTIONS; i++)
        if (strcmp(header, section_word[i]) == 0)
            parser->section = (enum section)i;
    if (parser->section == SECTION_NONE)
        return fail_word(parser, "section", header, (struct config_list){ section_word + 1, N_SECTIONS - 1 });
    if (parser->section == SECTION_SUGGEST)
        return enter_suggest(parser, argument);
    if ((section_argument[parser->section] != NULL) != (*argument != '\0'))
        return fail(parser, "section [%s] is written [%s%s%s]", parser->name, header,
                    section_argument[parser->section] != NULL ? " " : "",
                    section_argument[parser->section] != NULL ? section_argument[parser->section] : "");
    switch (parser->section) {
    case SECTION_SOURCE:
        return enter_source(parser, argument);
    case SECTION_COST:
        return enter_cost(parser, argument);
    case SECTION_ACCEPTANCE:
        return enter_acceptance(parser, argument);
    case SECTION_READINESS:
        return enter_readiness(parser, argument);
    default:
        return 0;
    }
}

/* ---- keys -------------------------------------------------------------------------------------------------------- */

static int parse_number(struct parser *parser, double *out, const char *key, const char *value, double min, double max)
{
    char *end;
    double number;

    errno = 0;
    number = strtod(value, &end);
    if (end == value || *end != '\0' || errno == ERANGE || !isfinite(number))
        return fail(parser, "'%s = %s' is not a number", key, value);
    if (number < min || number > max)
        return fail(parser, "'%s = %s' is not between %g and %g", key, value, min, max);
    *out = number;
    return 0;
}

/* A path of the file: relative to the file's folder. */
static const char *join_path(struct arena *arena, const char *folder, const char *path)
{
    size_t n_folder = strlen(folder), n_path = strlen(path);
    char *joined;

    if (*path == '/' || n_folder == 0)
        return arena_strdup(arena, path);
    joined = arena_alloc(arena, n_folder + n_path + 1);
    if (joined != NULL) {
        memcpy(joined, folder, n_folder);
        memcpy(joined + n_folder, path, n_path + 1);
    }
    return joined;
}

static int set_text(struct parser *parser, const char **out, const struct config_key *key, const char *value)
{
    const char *text = value;

    if (*value == '\0')
        return fail(parser, "'%s' has no value", key->name);
    if (key->type == KEY_PATH)
        text = join_path(&parser->config->arena, parser->folder, value);
    else
        text = arena_strdup(&parser->config->arena, value);
    if (text == NULL)
        return fail_nomem(parser);
    *out = text;
    return 0;
}

static int set_value(struct parser *parser, void *base, const struct config_key *key, const char *value)
{
    char *place = (char *)base + key->offset;
    double number;
    int rc;

    switch (key->type) {
    case KEY_TEXT:
    case KEY_PATH:
        return set_text(parser, (const char **)(void *)place, key, value);
    case KEY_DAYS:
        rc = parse_number(parser, &number, key->name, value, 1, 36500);
        if (rc == 0 && number != floor(number))
            return fail(parser, "'%s = %s' is not a whole number of days", key->name, value);
        if (rc == 0)
            *(int64_t *)(void *)place = (int64_t)number;
        return rc;
    case KEY_AMOUNT:
        rc = parse_number(parser, &number, key->name, value, 0, 1e6);
        break;
    default: /* KEY_COST: 0 would make the trade-off meaningless */
        rc = parse_number(parser, &number, key->name, value, 1e-6, 1e9);
        break;
    }
    if (rc == 0)
        *(double *)(void *)place = number;
    return rc;
}

static int set_map(struct parser *parser, const char *field, const char *column)
{
    struct config_source *source = &parser->config->source[parser->source];
    struct config_map *map = room_for(&parser->config->arena, source->map, source->n_maps, sizeof *map);

    if (*field == '\0' || *column == '\0')
        return fail(parser, "a map is written map.FIELD = COLUMN");
    if (map == NULL)
        return fail_nomem(parser);
    source->map = map;
    map[source->n_maps].field = arena_strdup(&parser->config->arena, field);
    map[source->n_maps].column = arena_strdup(&parser->config->arena, column);
    if (map[source->n_maps].field == NULL || map[source->n_maps].column == NULL)
        return fail_nomem(parser);
    source->n_maps++;
    return 0;
}

static int set_known(struct parser *parser, void *base, const char *name, const char *value)
{
    size_t n;
    const struct config_key *key = section_keys(parser->section, &n);
    const char *names[SECTION_KEYS_MAX];
    char hint[NEAREST_HINT_MAX];

    assert(n > 0);
    for (size_t i = 0; i < n; i++) {
        if (strcmp(name, key[i].name) == 0)
            return set_value(parser, base, &key[i], value);
        names[i] = key[i].name;
    }
    return fail(parser, "unknown key '%s' in [%s]%s", name, parser->name, nearest_hint(hint, name, names, n));
}

/* "care-blocking, operational or minor" */
static void add_words(struct strbuf *out, struct config_list known)
{
    for (size_t i = 0; i < known.n; i++)
        strbuf_addf(out, "%s%s", i == 0 ? "" : i + 1 < known.n ? ", " : " or ", known.word[i]);
}

static int no_such_word(struct parser *parser, const char *key, const char *value, struct config_list known)
{
    char hint[NEAREST_HINT_MAX];
    struct strbuf words;
    int rc;

    strbuf_init(&words);
    add_words(&words, known);
    rc = fail(parser, "'%s = %s': a word of [%s] is %s%s", key, value, parser->name, words.data,
              nearest_hint(hint, value, known.word, known.n));
    strbuf_release(&words);
    return rc;
}

static int set_pair(struct parser *parser, struct config_pair **list, size_t *n, const char *key, const char *value,
                    struct config_list known)
{
    struct config_pair *pairs;
    size_t word = 0;

    while (word < known.n && !word_same(value, known.word[word]))
        word++;
    if (word == known.n)
        return no_such_word(parser, key, value, known);
    pairs = room_for(&parser->config->arena, *list, *n, sizeof *pairs);
    if (pairs == NULL)
        return fail_nomem(parser);
    *list = pairs;
    pairs[*n] = (struct config_pair){ .key = arena_strdup(&parser->config->arena, key), .value = known.word[word] };
    if (pairs[*n].key == NULL)
        return fail_nomem(parser);
    ++*n;
    return 0;
}

static int set_acceptance(struct parser *parser, const char *name, const char *bound)
{
    struct config *config = parser->config;
    struct config_list known = task_metrics(parser->task);
    const char *metric = one_of(name, known);
    size_t at = config->n_acceptances;
    double number;
    void *list;
    int rc;

    if (metric == NULL)
        return fail_word(parser, "metric", name, known);
    rc = parse_number(parser, &number, metric, bound, 0, 1);
    if (rc < 0)
        return rc;
    list = room_for(&config->arena, config->acceptance, at, sizeof *config->acceptance);
    if (list == NULL)
        return fail_nomem(parser);
    config->acceptance = list;
    config->acceptance[at].task = parser->task;
    config->acceptance[at].metric = metric;
    config->acceptance[at].bound = number;
    config->n_acceptances++;
    return 0;
}

static int set_readiness(struct parser *parser, const char *name, const char *value)
{
    struct readiness_limits *limits = &parser->config->readiness[parser->task_index];
    const char *known[READINESS_KEYS_MAX];
    enum readiness_measure measure;
    char hint[NEAREST_HINT_MAX];
    double least, number;
    bool needed;
    int rc;

    if (!readiness_key(&measure, &needed, &least, parser->task_index, name)) {
        size_t n = readiness_keys(known, parser->task_index);

        return fail(parser, "unknown key '%s' in [%s]%s", name, parser->name, nearest_hint(hint, name, known, n));
    }
    rc = parse_number(parser, &number, name, value, least, readiness_is_share(measure) ? 1 : 1e6);
    if (rc == 0 && !readiness_is_share(measure) && number != floor(number))
        return fail(parser, "'%s = %s' is not a whole number", name, value);
    if (rc == 0) {
        (needed ? limits->needed : limits->wanted)[measure] = number;
        parser->readiness_line[parser->task_index] = parser->line;
    }
    return rc;
}

static int set_suggest(struct parser *parser, const char *name, const char *value)
{
    static const char *const known[] = { "precision" };
    struct config *config = parser->config;

    if (strcmp(name, known[0]) != 0)
        return fail_word(parser, "key", name, (struct config_list){ known, 1 });
    return parse_number(parser, parser->task == NULL ? &config->suggest_precision : &config->suggest_precision_of[parser->task_index], name, value, 0.01, 1);
}

static int set_rule(struct parser *parser, const char *name, const char *value)
{
    struct config *config = parser->config;
    struct err reason = ERR_INIT;
    int rc = config_deidentify_set(&config->rules, name, value, parser->folder, &reason);

    if (rc == ERR_NOMEM)
        return fail_nomem(parser);
    return rc < 0 ? fail(parser, "%s", reason.msg) : 0;
}

/* A key may stand once in a section; [cost ...] and the like are one section wherever they are taken up again. */
static int check_twice(struct parser *parser, const char *name)
{
    struct strbuf full;
    int rc = 0;

    strbuf_init(&full);
    strbuf_addf(&full, "%s\n%s", parser->name, name);
    if (strbuf_check(&full, NULL) < 0)
        rc = fail_nomem(parser);
    else if (intern_find(&parser->seen, full.data, full.len) != INTERN_NONE)
        rc = fail(parser, "key '%s' is given twice in [%s]", name, parser->name);
    else if (intern_add(&parser->seen, full.data, full.len) == INTERN_NONE)
        rc = fail_nomem(parser);
    strbuf_release(&full);
    return rc;
}

static int set_in_section(struct parser *parser, const char *name, const char *value)
{
    struct config *config = parser->config;

    switch (parser->section) {
    case SECTION_SOURCE:
        if (strncmp(name, "map.", 4) == 0)
            return set_map(parser, name + 4, value);
        return set_known(parser, &config->source[parser->source], name, value);
    case SECTION_COST:
        return set_known(parser, &config->cost[parser->criticality], name, value);
    case SECTION_IMPACT:
        return set_pair(parser, &config->impact, &config->n_impacts, name, value, known_impacts);
    case SECTION_STATUS:
        return set_pair(parser, &config->status, &config->n_statuses, name, value, known_statuses);
    case SECTION_ACCEPTANCE:
        return set_acceptance(parser, name, value);
    case SECTION_READINESS:
        return set_readiness(parser, name, value);
    case SECTION_SUGGEST:
        return set_suggest(parser, name, value);
    case SECTION_DEIDENTIFY:
        return set_rule(parser, name, value);
    default:
        return set_known(parser, config, name, value);
    }
}

static int set_key(void *ctx, const char *name, const char *value)
{
    struct parser *parser = ctx;

    if (parser->section == SECTION_NONE)
        fail(parser, "key '%s' stands before the first section", name);
    else if (*name == '\0')
        fail(parser, "a line without a key before '='");
    else if (check_twice(parser, name) == 0)
        set_in_section(parser, name, value);
    return parser->rc;
}

/* ---- sources as a whole ------------------------------------------------------------------------------------------ */

static int check_map(struct parser *parser, const struct config_source *source)
{
    const struct import_kind *kind = import_kind_find(source->kind);
    const char *names[64];
    size_t n = 0;

    if (kind == NULL)
        return 0; /* not a table of ours to know */
    for (; n < kind->n_fields && n < sizeof names / sizeof *names; n++)
        names[n] = kind->field[n].name;
    for (size_t i = 0; i < source->n_maps; i++)
        if (one_of(source->map[i].field, (struct config_list){ names, n }) == NULL)
            return fail_word(parser, "field", source->map[i].field, (struct config_list){ names, n });
    return 0;
}

/* What belongs to dependencies and telemetry alone. */
static int check_source_system(struct parser *parser, const struct config_source *source)
{
    bool dependencies = strcmp(source->kind, "dependencies") == 0, telemetry = strcmp(source->kind, "telemetry") == 0;

    if (dependencies && source->system == NULL)
        return fail(parser, "source '%s': dependencies need 'system': who uses them", source->name);
    if (dependencies && source->project != NULL)
        return fail(parser, "source '%s': 'project' does not go with dependencies; 'system' says who uses them", source->name);
    if (!dependencies && !telemetry && source->system != NULL)
        return fail(parser, "source '%s': 'system' belongs to dependencies and telemetry, not to %s", source->name, source->kind);
    if (!telemetry && source->metric != NULL)
        return fail(parser, "source '%s': 'metric' belongs to telemetry, not to %s", source->name, source->kind);
    if (!dependencies && source->git != NULL)
        return fail(parser, "source '%s': 'git' belongs to dependencies, not to %s", source->name, source->kind);
    if (source->git != NULL && strcmp(source->git, "yes") != 0 && strcmp(source->git, "no") != 0)
        return fail(parser, "source '%s': 'git' is yes or no, not '%s'", source->name, source->git);
    if (source->git != NULL && strcmp(source->git, "yes") == 0 && source->release != NULL)
        return fail(parser, "source '%s': 'release' does not go with 'git = yes': its tags are the releases", source->name);
    return 0;
}

static int check_source(struct parser *parser, size_t i)
{
    const struct config_source *source = &parser->config->source[i];
    struct err zone_err = ERR_INIT;
    struct zone zone;
    const char *of_git = source->issues != NULL ? "issues" : source->branch != NULL ? "branch" : source->tracker != NULL ? "tracker" : source->blame != NULL ? "blame" : NULL;

    parser->line = parser->source_line[i];
    if (source->kind == NULL || source->path == NULL)
        return fail(parser, "source '%s' has no '%s'", source->name, source->kind == NULL ? "kind" : "path");
    if (one_of(source->kind, known_kinds) == NULL)
        return fail_word(parser, "kind", source->kind, known_kinds);
    if (one_of(source->profile, known_profiles) == NULL)
        return fail_word(parser, "profile", source->profile, known_profiles);
    if (strcmp(source->kind, "tickets") != 0 && one_of(source->profile, (struct config_list){ known_profiles.word, 2 }) == NULL)
        return fail(parser, "source '%s': profile '%s' goes with tickets, not with %s", source->name, source->profile, source->kind);
    if (source->date_order != NULL && one_of(source->date_order, known_date_orders) == NULL)
        return fail_word(parser, "date_order", source->date_order, known_date_orders);
    if (source->timezone != NULL && zone_find(&zone, source->timezone, &zone_err) < 0)
        return fail(parser, "source '%s': %s", source->name, zone_err.msg);
    if (source->code != NULL && strcmp(source->kind, "changes") != 0)
        return fail(parser, "source '%s': 'code' belongs to changes, not to %s", source->name, source->kind);
    if (of_git != NULL && strcmp(source->kind, "git") != 0)
        return fail(parser, "source '%s': '%s' belongs to git, not to %s", source->name, of_git, source->kind);
    if (source->blame != NULL && strcmp(source->blame, "tickets") != 0 && strcmp(source->blame, "messages") != 0 && strcmp(source->blame, "none") != 0)
        return fail(parser, "source '%s': 'blame' is tickets, messages or none, not '%s'", source->name, source->blame);
    if (source->release != NULL && strcmp(source->kind, "evidence") != 0 && strcmp(source->kind, "dependencies") != 0)
        return fail(parser, "source '%s': 'release' belongs to evidence and dependencies, not to %s", source->name, source->kind);
    if (check_source_system(parser, source) < 0)
        return -1;
    return check_map(parser, source);
}

/* Text that goes before its label is mature could never teach. */
static int check_retention(struct parser *parser)
{
    const struct config *config = parser->config;

    for (int i = 0; i < N_RETENTIONS; i++)
        if (config->retention_days[i] > 0 && config->retention_days[i] < config->label_maturity_days) {
            parser->rc = err_set(parser->err, ERR_USAGE, "%s: '%s = %lld' in [retention] is less than label_maturity_days (%lld): text would be gone before it could teach",
                                 parser->path, retention_name[i], (long long)config->retention_days[i], (long long)config->label_maturity_days);
            return parser->rc;
        }
    return 0;
}

/* What is refused cannot be more than what is wanted. */
static int check_readiness(struct parser *parser)
{
    for (size_t task = 0; task < N_READINESS_TASKS; task++) {
        const struct readiness_limits *limits = &parser->config->readiness[task];

        for (int m = 0; m < N_READINESS_MEASURES; m++)
            if (limits->asked[m] && limits->wanted[m] < limits->needed[m]) {
                parser->line = parser->readiness_line[task];
                return fail(parser, "[readiness %s]: '%s = %g' is less than 'min_%s = %g'", known_tasks.word[task], readiness_measure_name[m],
                            limits->wanted[m], readiness_measure_name[m], limits->needed[m]);
            }
    }
    return 0;
}

/* ---- loading ----------------------------------------------------------------------------------------------------- */

/* "a/b.conf" -> "a/" */
static const char *folder_of(struct arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash == NULL ? "" : arena_memdup(arena, path, (size_t)(slash - path) + 1);
}

static int set_defaults(struct config *config, const char *folder, struct err *err)
{
    config->path = "";
    config->metrics_file = "";
    config->closing_phrases = "";
    config->score_window_days = 30;
    config->duplicate_precision = 0.5;
    config->rebuild_days = 7;
    config->rebuild_percent = 10;
    config->suggest_precision = 0.9;
    config->label_maturity_days = 90;
    config->link_window_days = 7;
    config->age_days[AGE_UNMAPPED] = 14;
    config->age_days[AGE_CARE_BLOCKING] = 1;
    config->age_days[AGE_OPERATIONAL] = 7;
    config->age_days[AGE_MINOR] = 30;
    memcpy(config->cost, default_cost, sizeof config->cost);
    for (size_t task = 0; task < N_READINESS_TASKS; task++)
        readiness_defaults(&config->readiness[task], task);
    config->reports_dir = join_path(&config->arena, folder, "reports");
    return config->reports_dir == NULL ? err_nomem(err) : 0;
}

static int parse(struct parser *parser, const char *text, size_t len)
{
    static const struct ini_handler handler = { enter_section, set_key };

    parser->rc = ini_read(parser->path, text, len, &handler, parser, &parser->line, parser->err);
    for (size_t i = 0; parser->rc == 0 && i < parser->config->n_sources; i++)
        check_source(parser, i);
    if (parser->rc == 0)
        check_retention(parser);
    if (parser->rc == 0)
        check_readiness(parser);
    if (!parser->unknown_cost)
        parser->config->cost[CRITICALITY_UNKNOWN] = parser->config->cost[COMPLIANCE_CRITICAL];
    return parser->rc;
}

static void hash_text(char hex[DIGEST_HEX_SIZE], const char *text, size_t len)
{
    uint8_t digest[DIGEST_SIZE];

    digest_of(text, len, digest);
    digest_hex(digest, DIGEST_SIZE, hex);
}

static int load_text(struct config *config, const char *path, const char *folder, const char *text, size_t len,
                     struct err *err)
{
    struct parser parser = { .config = config, .path = path, .folder = folder, .err = err };
    int rc;

    config->path = arena_strdup(&config->arena, path);
    if (config->path == NULL)
        return err_nomem(err);
    intern_init(&parser.seen);
    rc = parse(&parser, text, len);
    intern_release(&parser.seen);
    hash_text(config->hash, text, len);
    return rc;
}

static int load_into(struct config *config, const char *path, bool may_be_missing, struct err *err)
{
    const char *folder = folder_of(&config->arena, path);
    char *text = NULL;
    size_t len = 0;
    int rc;

    if (folder == NULL)
        return err_nomem(err);
    hash_text(config->hash, "", 0);
    rc = set_defaults(config, folder, err);
    if (rc < 0)
        return rc;
    rc = file_read(&text, &len, path, FILE_MAX, err);
    if (rc == ERR_NOTFOUND && may_be_missing)
        return 0;
    if (rc < 0 && rc != ERR_NOMEM && err != NULL)
        err->code = ERR_USAGE;
    if (rc < 0)
        return rc == ERR_NOMEM ? rc : ERR_USAGE;
    rc = load_text(config, path, folder, text, len, err);
    mem_free(text);
    return rc;
}

static void keep_as_written(struct config *config)
{
    memcpy(config->as_written.cost, config->cost, sizeof config->cost);
    config->as_written.reviews_per_week = config->reviews_per_week;
}

int config_load(struct config *out, const char *path, const char *store_path, struct err *err)
{
    struct config config = { .n_sources = 0 };
    struct strbuf beside;
    int rc;

    assert(out != NULL && (path != NULL || store_path != NULL));

    arena_init(&config.arena);
    strbuf_init(&beside);
    if (path == NULL)
        strbuf_addf(&beside, "%s.conf", store_path);
    rc = strbuf_check(&beside, err);
    if (rc == 0)
        rc = load_into(&config, path != NULL ? path : beside.data, path == NULL, err);
    strbuf_release(&beside);
    if (rc < 0) {
        config_release(&config);
        return rc;
    }
    if (err != NULL)
        *err = (struct err)ERR_INIT; /* of a default file that is not there */
    keep_as_written(&config);
    *out = config;
    return 0;
}

void config_release(struct config *config)
{
    phi_rules_free(config->rules);
    arena_release(&config->arena);
    *config = (struct config){ .path = "" };
}

static size_t index_of_task(const char *task)
{
    size_t i = 0;

    while (i < known_tasks.n && strcmp(known_tasks.word[i], task) != 0)
        i++;
    assert(i < N_READINESS_TASKS);
    return i;
}

const struct readiness_limits *config_readiness(const struct config *config, const char *task)
{
    return &config->readiness[index_of_task(task)];
}

double config_precision(const struct config *config, const char *task)
{
    double of_task = config->suggest_precision_of[index_of_task(task)];

    return of_task > 0 ? of_task : config->suggest_precision;
}
