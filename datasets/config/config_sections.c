/*
 * config_sections.c - see config_parser.h.
 */
#include "datasets/config/config_parser.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "datasets/base/nearest.h"
#include "datasets/config/config_words.h"

/* ---- errors and memory ------------------------------------------------------------------------------------------- */

int config_fail(struct config_parser *parser, const char *fmt, ...)
{
    va_list args;
    char words[ERR_MSG_MAX];

    va_start(args, fmt);
    vsnprintf(words, sizeof words, fmt, args);
    va_end(args);
    return parser->rc = err_set(parser->err, ERR_USAGE, "%s:%d: %s", parser->path, parser->line, words);
}

int config_fail_word(struct config_parser *parser, const char *what, const char *word, struct config_list known)
{
    char hint[NEAREST_HINT_MAX];

    return config_fail(parser, "unknown %s '%s'%s", what, word, nearest_hint(hint, word, known.word, known.n));
}

int config_fail_nomem(struct config_parser *parser)
{
    return parser->rc = err_nomem(parser->err);
}

const char *config_one_of(const char *word, struct config_list known)
{
    for (size_t i = 0; i < known.n; i++)
        if (strcmp(word, known.word[i]) == 0)
            return known.word[i];
    return NULL;
}

void *config_room_for(struct arena *arena, void *array, size_t n, size_t size)
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

static int enter_source(struct config_parser *parser, const char *name)
{
    struct config *config = parser->config;
    struct config_source *sources;
    int *lines;

    for (size_t i = 0; i < config->n_sources; i++)
        if (strcmp(config->source[i].name, name) == 0)
            return config_fail(parser, "source '%s' is there already, on line %d", name, parser->source_line[i]);
    sources = config_room_for(&config->arena, config->source, config->n_sources, sizeof *sources);
    lines = config_room_for(&config->arena, parser->source_line, config->n_sources, sizeof *lines);
    if (sources == NULL || lines == NULL)
        return config_fail_nomem(parser);
    config->source = sources;
    parser->source_line = lines;
    parser->source = config->n_sources;
    lines[parser->source] = parser->line;
    sources[parser->source] =
        (struct config_source){ .name = arena_strdup(&config->arena, name), .profile = known_profiles.word[0] };
    if (sources[parser->source].name == NULL)
        return config_fail_nomem(parser);
    config->n_sources++;
    return 0;
}

static int enter_cost(struct config_parser *parser, const char *name)
{
    parser->criticality = criticality_of(name);
    if (parser->criticality == CRITICALITY_UNKNOWN) {
        if (!word_same(name, criticality_name[CRITICALITY_UNKNOWN]))
            return config_fail_word(parser, "criticality", name, (struct config_list){ criticality_name, N_CRITICALITIES });
        parser->unknown_cost = true;
    }
    return 0;
}

static int enter_acceptance(struct config_parser *parser, const char *name)
{
    parser->task = config_one_of(name, known_tasks);
    return parser->task == NULL ? config_fail_word(parser, "task", name, known_tasks) : 0;
}

static int enter_readiness(struct config_parser *parser, const char *name)
{
    for (size_t i = 0; i < known_tasks.n; i++)
        if (strcmp(name, known_tasks.word[i]) == 0) {
            parser->task_index = i;
            return 0;
        }
    return config_fail_word(parser, "task", name, known_tasks);
}

/* Without a task: of all of them. */
static int enter_suggest(struct config_parser *parser, const char *name)
{
    parser->task = NULL;
    if (*name == '\0')
        return 0;
    parser->task = config_one_of(name, suggest_tasks);
    return parser->task == NULL ? config_fail_word(parser, "task", name, suggest_tasks) : enter_readiness(parser, name);
}

int config_enter_section(void *ctx, char *header)
{
    struct config_parser *parser = ctx;
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
        return config_fail_word(parser, "section", header, (struct config_list){ section_word + 1, N_SECTIONS - 1 });
    if (parser->section == SECTION_SUGGEST)
        return enter_suggest(parser, argument);
    if ((section_argument[parser->section] != NULL) != (*argument != '\0'))
        return config_fail(parser, "section [%s] is written [%s%s%s]", parser->name, header,
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
