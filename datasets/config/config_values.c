/*
 * config_values.c - see config_parser.h.
 */
#include "datasets/config/config_parser.h"

#include <assert.h>
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/nearest.h"
#include "datasets/config/config_deidentify.h"
#include "datasets/config/config_words.h"
#include "datasets/tracker/zone.h"

static int parse_number(struct config_parser *parser, double *out, const char *key, const char *value, double min, double max)
{
    char *end;
    double number;

    errno = 0;
    number = strtod(value, &end);
    if (end == value || *end != '\0' || errno == ERANGE || !isfinite(number))
        return config_fail(parser, "'%s = %s' is not a number", key, value);
    if (number < min || number > max)
        return config_fail(parser, "'%s = %s' is not between %g and %g", key, value, min, max);
    *out = number;
    return 0;
}

/* A path of the file: relative to the file's folder. */
const char *config_join_path(struct arena *arena, const char *folder, const char *path)
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

static int set_text(struct config_parser *parser, const char **out, const struct config_key *key, const char *value)
{
    const char *text = value;

    if (*value == '\0')
        return config_fail(parser, "'%s' has no value", key->name);
    if (key->type == KEY_PATH)
        text = config_join_path(&parser->config->arena, parser->folder, value);
    else
        text = arena_strdup(&parser->config->arena, value);
    if (text == NULL)
        return config_fail_nomem(parser);
    *out = text;
    return 0;
}

static int set_value(struct config_parser *parser, void *base, const struct config_key *key, const char *value)
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
            return config_fail(parser, "'%s = %s' is not a whole number of days", key->name, value);
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

static int set_map(struct config_parser *parser, const char *field, const char *column)
{
    struct config_source *source = &parser->config->source[parser->source];
    struct config_map *map = config_room_for(&parser->config->arena, source->map, source->n_maps, sizeof *map);

    if (*field == '\0' || *column == '\0')
        return config_fail(parser, "a map is written map.FIELD = COLUMN");
    if (map == NULL)
        return config_fail_nomem(parser);
    source->map = map;
    map[source->n_maps].field = arena_strdup(&parser->config->arena, field);
    map[source->n_maps].column = arena_strdup(&parser->config->arena, column);
    if (map[source->n_maps].field == NULL || map[source->n_maps].column == NULL)
        return config_fail_nomem(parser);
    source->n_maps++;
    return 0;
}

static int set_known(struct config_parser *parser, void *base, const char *name, const char *value)
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
    return config_fail(parser, "unknown key '%s' in [%s]%s", name, parser->name, nearest_hint(hint, name, names, n));
}

/* "care-blocking, operational or minor" */
static void add_words(struct strbuf *out, struct config_list known)
{
    for (size_t i = 0; i < known.n; i++)
        strbuf_addf(out, "%s%s", i == 0 ? "" : i + 1 < known.n ? ", " : " or ", known.word[i]);
}

static int no_such_word(struct config_parser *parser, const char *key, const char *value, struct config_list known)
{
    char hint[NEAREST_HINT_MAX];
    struct strbuf words;
    int rc;

    strbuf_init(&words);
    add_words(&words, known);
    rc = config_fail(parser, "'%s = %s': a word of [%s] is %s%s", key, value, parser->name, words.data,
              nearest_hint(hint, value, known.word, known.n));
    strbuf_release(&words);
    return rc;
}

static int set_pair(struct config_parser *parser, struct config_pair **list, size_t *n, const char *key, const char *value,
                    struct config_list known)
{
    struct config_pair *pairs;
    size_t word = 0;

    while (word < known.n && !word_same(value, known.word[word]))
        word++;
    if (word == known.n)
        return no_such_word(parser, key, value, known);
    pairs = config_room_for(&parser->config->arena, *list, *n, sizeof *pairs);
    if (pairs == NULL)
        return config_fail_nomem(parser);
    *list = pairs;
    pairs[*n] = (struct config_pair){ .key = arena_strdup(&parser->config->arena, key), .value = known.word[word] };
    if (pairs[*n].key == NULL)
        return config_fail_nomem(parser);
    ++*n;
    return 0;
}

static int set_acceptance(struct config_parser *parser, const char *name, const char *bound)
{
    struct config *config = parser->config;
    struct config_list known = task_metrics(parser->task);
    const char *metric = config_one_of(name, known);
    size_t at = config->n_acceptances;
    double number;
    void *list;
    int rc;

    if (metric == NULL)
        return config_fail_word(parser, "metric", name, known);
    rc = parse_number(parser, &number, metric, bound, 0, 1);
    if (rc < 0)
        return rc;
    list = config_room_for(&config->arena, config->acceptance, at, sizeof *config->acceptance);
    if (list == NULL)
        return config_fail_nomem(parser);
    config->acceptance = list;
    config->acceptance[at].task = parser->task;
    config->acceptance[at].metric = metric;
    config->acceptance[at].bound = number;
    config->n_acceptances++;
    return 0;
}

static int set_readiness(struct config_parser *parser, const char *name, const char *value)
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

        return config_fail(parser, "unknown key '%s' in [%s]%s", name, parser->name, nearest_hint(hint, name, known, n));
    }
    rc = parse_number(parser, &number, name, value, least, readiness_is_share(measure) ? 1 : 1e6);
    if (rc == 0 && !readiness_is_share(measure) && number != floor(number))
        return config_fail(parser, "'%s = %s' is not a whole number", name, value);
    if (rc == 0) {
        (needed ? limits->needed : limits->wanted)[measure] = number;
        parser->readiness_line[parser->task_index] = parser->line;
    }
    return rc;
}

static int set_suggest(struct config_parser *parser, const char *name, const char *value)
{
    static const char *const known[] = { "precision" };
    struct config *config = parser->config;

    if (strcmp(name, known[0]) != 0)
        return config_fail_word(parser, "key", name, (struct config_list){ known, 1 });
    return parse_number(parser, parser->task == NULL ? &config->suggest_precision : &config->suggest_precision_of[parser->task_index], name, value, 0.01, 1);
}

static int set_rule(struct config_parser *parser, const char *name, const char *value)
{
    struct config *config = parser->config;
    struct err reason = ERR_INIT;
    int rc = config_deidentify_set(&config->rules, name, value, parser->folder, &reason);

    if (rc == ERR_NOMEM)
        return config_fail_nomem(parser);
    return rc < 0 ? config_fail(parser, "%s", reason.msg) : 0;
}

/* A key may stand once in a section; [cost ...] and the like are one section wherever they are taken up again. */
static int check_twice(struct config_parser *parser, const char *name)
{
    struct strbuf full;
    int rc = 0;

    strbuf_init(&full);
    strbuf_addf(&full, "%s\n%s", parser->name, name);
    if (strbuf_check(&full, NULL) < 0)
        rc = config_fail_nomem(parser);
    else if (intern_find(&parser->seen, full.data, full.len) != INTERN_NONE)
        rc = config_fail(parser, "key '%s' is given twice in [%s]", name, parser->name);
    else if (intern_add(&parser->seen, full.data, full.len) == INTERN_NONE)
        rc = config_fail_nomem(parser);
    strbuf_release(&full);
    return rc;
}

static int set_in_section(struct config_parser *parser, const char *name, const char *value)
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

int config_set_key(void *ctx, const char *name, const char *value)
{
    struct config_parser *parser = ctx;

    if (parser->section == SECTION_NONE)
        config_fail(parser, "key '%s' stands before the first section", name);
    else if (*name == '\0')
        config_fail(parser, "a line without a key before '='");
    else if (check_twice(parser, name) == 0)
        set_in_section(parser, name, value);
    return parser->rc;
}
