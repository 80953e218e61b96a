/*
 * config_checks.c - see config_parser.h.
 */
#include "datasets/config/config_parser.h"

#include <string.h>

#include "datasets/import/import.h"
#include "datasets/tracker/zone.h"

static int check_map(struct config_parser *parser, const struct config_source *source)
{
    const struct import_kind *kind = import_kind_find(source->kind);
    const char *names[64];
    size_t n = 0;

    if (kind == NULL)
        return 0; /* not a table of ours to know */
    for (; n < kind->n_fields && n < sizeof names / sizeof *names; n++)
        names[n] = kind->field[n].name;
    if (import_kind_named_extra(kind)[0] != '\0' && n < sizeof names / sizeof *names)
        names[n++] = import_kind_named_extra(kind);
    for (size_t i = 0; i < source->n_maps; i++)
        if (config_one_of(source->map[i].field, (struct config_list){ names, n }) == NULL)
            return config_fail_word(parser, "field", source->map[i].field, (struct config_list){ names, n });
    return 0;
}

/* What belongs to dependencies and telemetry alone. */
static int check_source_system(struct config_parser *parser, const struct config_source *source)
{
    bool dependencies = strcmp(source->kind, "dependencies") == 0, telemetry = strcmp(source->kind, "telemetry") == 0;

    if (dependencies && source->system == NULL)
        return config_fail(parser, "source '%s': dependencies need 'system': who uses them", source->name);
    if (dependencies && source->project != NULL)
        return config_fail(parser, "source '%s': 'project' does not go with dependencies; 'system' says who uses them", source->name);
    if (!dependencies && !telemetry && source->system != NULL)
        return config_fail(parser, "source '%s': 'system' belongs to dependencies and telemetry, not to %s", source->name, source->kind);
    if (!telemetry && source->metric != NULL)
        return config_fail(parser, "source '%s': 'metric' belongs to telemetry, not to %s", source->name, source->kind);
    if (!dependencies && source->git != NULL)
        return config_fail(parser, "source '%s': 'git' belongs to dependencies, not to %s", source->name, source->kind);
    if (source->git != NULL && strcmp(source->git, "yes") != 0 && strcmp(source->git, "no") != 0)
        return config_fail(parser, "source '%s': 'git' is yes or no, not '%s'", source->name, source->git);
    if (source->git != NULL && strcmp(source->git, "yes") == 0 && source->release != NULL)
        return config_fail(parser, "source '%s': 'release' does not go with 'git = yes': its tags are the releases", source->name);
    return 0;
}

int config_check_source(struct config_parser *parser, size_t i)
{
    const struct config_source *source = &parser->config->source[i];
    struct err zone_err = ERR_INIT;
    struct zone zone;
    const char *of_git = source->issues != NULL ? "issues" : source->branch != NULL ? "branch" : source->tracker != NULL ? "tracker" : source->blame != NULL ? "blame" : NULL;

    parser->line = parser->source_line[i];
    if (source->kind == NULL || source->path == NULL)
        return config_fail(parser, "source '%s' has no '%s'", source->name, source->kind == NULL ? "kind" : "path");
    if (config_one_of(source->kind, known_kinds) == NULL)
        return config_fail_word(parser, "kind", source->kind, known_kinds);
    if (config_one_of(source->profile, known_profiles) == NULL)
        return config_fail_word(parser, "profile", source->profile, known_profiles);
    if (strcmp(source->kind, "tickets") != 0 && config_one_of(source->profile, (struct config_list){ known_profiles.word, 2 }) == NULL)
        return config_fail(parser, "source '%s': profile '%s' goes with tickets, not with %s", source->name, source->profile, source->kind);
    if (source->date_order != NULL && config_one_of(source->date_order, known_date_orders) == NULL)
        return config_fail_word(parser, "date_order", source->date_order, known_date_orders);
    if (source->timezone != NULL && zone_find(&zone, source->timezone, &zone_err) < 0)
        return config_fail(parser, "source '%s': %s", source->name, zone_err.msg);
    if (source->code != NULL && strcmp(source->kind, "changes") != 0)
        return config_fail(parser, "source '%s': 'code' belongs to changes, not to %s", source->name, source->kind);
    if (of_git != NULL && strcmp(source->kind, "git") != 0)
        return config_fail(parser, "source '%s': '%s' belongs to git, not to %s", source->name, of_git, source->kind);
    if (source->blame != NULL && strcmp(source->blame, "tickets") != 0 && strcmp(source->blame, "messages") != 0 && strcmp(source->blame, "none") != 0)
        return config_fail(parser, "source '%s': 'blame' is tickets, messages or none, not '%s'", source->name, source->blame);
    if (source->release != NULL && strcmp(source->kind, "evidence") != 0 && strcmp(source->kind, "dependencies") != 0)
        return config_fail(parser, "source '%s': 'release' belongs to evidence and dependencies, not to %s", source->name, source->kind);
    if (check_source_system(parser, source) < 0)
        return -1;
    return check_map(parser, source);
}

/* Text that goes before its label is mature could never teach. */
int config_check_retention(struct config_parser *parser)
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
int config_check_readiness(struct config_parser *parser)
{
    for (size_t task = 0; task < N_READINESS_TASKS; task++) {
        const struct readiness_limits *limits = &parser->config->readiness[task];

        for (int m = 0; m < N_READINESS_MEASURES; m++)
            if (limits->asked[m] && limits->wanted[m] < limits->needed[m]) {
                parser->line = parser->readiness_line[task];
                return config_fail(parser, "[readiness %s]: '%s = %g' is less than 'min_%s = %g'", known_tasks.word[task], readiness_measure_name[m],
                            limits->wanted[m], readiness_measure_name[m], limits->needed[m]);
            }
    }
    return 0;
}
