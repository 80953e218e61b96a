/*
 * config_parser.h - a configuration while it is read; used by the files of config alone.
 *
 *     config_sections.c   a section begins, with its argument
 *     config_values.c     a key gets its value
 *     config_checks.c     what can only be told once all is read
 *
 * Each returns the parser's rc; the first error stays, with its line.
 */
#ifndef PRODROME_CONFIG_PARSER_H
#define PRODROME_CONFIG_PARSER_H

#include "datasets/base/intern.h"
#include "datasets/config/config.h"
#include "datasets/config/config_keys.h"
#include "datasets/readers/ini_file.h"

struct config_parser {
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

int config_fail(struct config_parser *parser, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* "unknown WHAT 'WORD'; did you mean ...?" */
int config_fail_word(struct config_parser *parser, const char *what, const char *word, struct config_list known);
int config_fail_nomem(struct config_parser *parser);

/* The word as the list has it, or NULL. */
const char *config_one_of(const char *word, struct config_list known);
/* Room for element n of an array in the arena: doubled whenever n is a power of two. NULL when memory is out. */
void *config_room_for(struct arena *arena, void *array, size_t n, size_t size);
/* `path` in `folder`, unless it is absolute. NULL when memory is out. */
const char *config_join_path(struct arena *arena, const char *folder, const char *path);

/* As struct ini_handler asks for. */
int config_enter_section(void *ctx, char *header);
int config_set_key(void *ctx, const char *name, const char *value);

int config_check_source(struct config_parser *parser, size_t i);
int config_check_retention(struct config_parser *parser);
int config_check_readiness(struct config_parser *parser);

#endif
